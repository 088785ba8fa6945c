"""The order of a Vietnamese index: a ă â b c d đ e ê …; tones only decide between words that are otherwise the same."""

import unicodedata

_ORDER = {c: n for n, c in enumerate("0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_LETTERS = {n: c for c, n in _ORDER.items()}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0302", "\u0306", "\u031b"}
_GAP = 0
_FOREIGN = 1000
SortKey = tuple[tuple[int, ...], tuple[int, ...], str]


def sort_key(text: str) -> SortKey:
    """Text in; a key out for ``sorted``: letters in the order of the alphabet, then tones, then the text itself.

    Tones stand in the order ngang, huyền, hỏi, ngã, sắc, nặng; punctuation and spaces count as one gap, before every letter.
    """
    letters: list[int] = []
    tones: list[int] = []
    for c in unicodedata.normalize("NFD", text.lower()):
        if c in _TONES and tones:
            tones[-1] = _TONES[c]
        elif c in _SHAPES and letters:
            letters[-1] = _shaped(letters[-1], c)
        elif c.isalnum():
            letters.append(_ORDER.get(c, _FOREIGN + ord(c)))
            tones.append(0)
        elif not unicodedata.combining(c) and letters and letters[-1] != _GAP:
            letters.append(_GAP)
            tones.append(0)
    if letters and letters[-1] == _GAP:
        letters.pop()
    return tuple(letters), tuple(tones), text


def _shaped(number: int, mark: str) -> int:
    letter = unicodedata.normalize("NFC", _LETTERS.get(number, "") + mark)
    return _ORDER.get(letter, number)
