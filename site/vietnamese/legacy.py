"""Text in a charset from before Unicode, or read with the wrong one: recognised, and given back as it was meant.

"§¨ng ký kÕt h«n" (TCVN3), "Ñaêng kyù keát hoân" (VNI), "Ðãng kyì kêìt hôn" (Windows-1258), "Ä‘Äƒng kÃ½" (UTF-8 read as code page 1252)
are all *Đăng ký kết hôn*. Nothing says which it is, so each reading is judged by what comes out: words that no Vietnamese and no other
language writes so ("kÕt" has a capital inside) must become syllables that Vietnamese has. Clean text, English, codes and French names
stay as they are; a doubt is no conversion.
"""

from __future__ import annotations

import html
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .oddity import CHUNK, LETTERS, MAX_LENGTH, UNICODE_ONLY, is_real, is_surely_unicode, oddity, usual
from .readings import LOST, READINGS, Reading
from .spelling import is_syllable

MAX_CHARACTERS = 500_000  # The longest record of the register has 90,000; what is longer is left as it is.
MAX_ROUNDS = 3  # Text may have been misread twice, and been TCVN3 before.
# Only to be quick: text without any of these says what it means. A sign that is no Vietnamese letter; two letters side by side of which the
# second has a mark or a size that does not go with the first; a letter written as a number.
_PLAIN = "".join(sorted(LETTERS)) + "\u00a0\u200b\ufeff“”‘’–—…•"
_SUSPECT = re.compile(
    rf"[^\x00-\x7f{_PLAIN}]|[aeAE][âÂêÊéÉèÈáÁàÀãÃùÙúÚõÕ]|[oOuUyYôÔ][ùÙõÕ]|[oO][âÂ]|[aăâeêoôơuưy][ìÌòÒ]"
    r"|[a-zà-ỹ][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ]|[A-Z][ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ][a-z]|&\#x?[0-9A-Fa-f]{2,5};"
)


class Restored(NamedTuple):
    """``text`` as it was meant; ``charset`` for people: "TCVN3", "VNI", "UTF-8" …"""

    text: str
    charset: str


def restored(text: str) -> Restored | None:
    """Any text in; what it was meant to say out, in NFC and with its lines, or None where it says what it means, or nobody can tell.

    What is left in doubt is for :func:`is_garbled`.
    """
    charset = ""
    for _round in range(MAX_ROUNDS if len(text) <= MAX_CHARACTERS else 0):
        found = _once(text)
        if found is None:
            break
        text, charset = found.text, charset or found.charset
    return Restored(text, charset) if charset else None


def _once(text: str) -> Restored | None:
    """One misreading taken back."""
    if not _SUSPECT.search(text):
        return None
    text = unicodedata.normalize("NFC", text)
    for charset, plain in (("HTML", _unreferenced(text)), ("Unicode", _unhyphenated(text)), ("Symbol", _unshifted(text))):
        if plain != text:
            return Restored(plain, charset)
    out, at, charset = [], 0, ""
    for start, end in _windows(text):
        stretch = text[start:end]
        times = Counter(CHUNK.findall(stretch))
        judged = [found for reading in READINGS if (found := _judged(reading, stretch, times))]
        if judged:
            best = max(judged, key=lambda found: found.weight)
            out += [text[at:start], best.text]
            at, charset = end, charset or best.charset
    # A mark of a letter before it may have come out.
    return Restored(unicodedata.normalize("NFC", "".join([*out, text[at:]])), charset) if charset else None


def _is_legacy(text: str) -> bool:
    return _once(text) is not None


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches with something odd in them, between words that are surely Unicode: a pasted piece beside typed words."""
    start, is_odd = 0, False
    for chunk in CHUNK.finditer(text):
        is_odd = is_odd or oddity(chunk[0]) > 0
        if is_surely_unicode(chunk[0]):
            if is_odd:
                yield start, chunk.start()
            start, is_odd = chunk.end(), False
    if is_odd:
        yield start, len(text)


class _Judged(NamedTuple):
    weight: float
    text: str
    charset: str


def _judged(reading: Reading, text: str, times: Counter[str]) -> _Judged | None:
    """A stretch, with how often it has each chunk, as it was meant in a reading, and how much speaks for it; None where too little."""
    if (prepared := reading.prepared(text)) != text:
        text, times = prepared, Counter(CHUNK.findall(prepared))
    # Nothing is evidence but what is odd: where there is too little of it, the other words need not be read.
    odd = {chunk: said for chunk in times if oddity(chunk) and (said := _said(reading, chunk)) is not None}
    evidence = {chunk: reading.evidence(chunk) for chunk in odd}
    points = sum(times[chunk] * found for chunk, found in evidence.items())
    if points < reading.enough:
        return None
    read = ((chunk, odd.get(chunk) if oddity(chunk) else _said(reading, chunk)) for chunk in times)
    words = {chunk: said for chunk, said in read if said is not None}
    changed = sum(times[chunk] for chunk in words)
    telling = sum(times[chunk] for chunk, found in evidence.items() if found)
    # Words that are Vietnamese as they stand ("hé", "sè") may be meant otherwise, too, but not most of them.
    if changed - telling > 2 * telling + 1:
        return None
    unreal = sum(times[chunk] for chunk, said in words.items() if not reading.is_meant(said, _is_legacy))
    if unreal > 0.15 * changed:
        return None
    weight = points - 2 * (unreal + reading.is_rare) + sum(times[chunk] * math.log1p(usual(said)) / 10 for chunk, said in words.items())
    return _Judged(weight, reading.finished(CHUNK.sub(lambda chunk: words.get(chunk[0], chunk[0]), text)), reading.charset.name)


def _said(reading: Reading, chunk: str) -> str | None:
    """What a chunk says in a reading; None where it cannot be one, or says the same."""
    said = reading.of(chunk) if len(chunk) <= MAX_LENGTH else None
    return None if said == chunk else said


# --- What needs no judgement. ---
# Numbers for letters, as old web pages wrote them: "&#272;" is Đ.
_REFERENCE = re.compile(r"&\#(?:x(?:0*[0-9A-Fa-f]{2,4})|0*[0-9]{3,5});")
# A symbol font keeps its letters at U+F000 and up. One such sign alone is a bullet; several with letters among them are words.
_SHIFTED = re.compile("[\uf020-\uf0ff]{0,40}[\uf041-\uf05a\uf061-\uf07a][\uf020-\uf0ff]+|[\uf020-\uf0ff]{1,40}[\uf041-\uf05a\uf061-\uf07a]")


def _unreferenced(text: str) -> str:
    if "&#" not in text:
        return text

    def letter(found: re.Match[str]) -> str:
        """Only letters: a sign may be written so to be no markup."""
        said = html.unescape(found[0])
        return said if said.isalpha() and not said.isascii() else found[0]

    return unicodedata.normalize("NFC", _REFERENCE.sub(letter, text))


def _unhyphenated(text: str) -> str:
    """Word shows an optional hyphen as "¬"; some converters left it before each ư: "đ¬ược"."""
    if "¬" not in text:
        return text

    def mended(chunk: re.Match[str]) -> str:
        plain = chunk[0].replace("¬", "")
        return plain if plain != chunk[0] and plain.isalpha() and not UNICODE_ONLY.isdisjoint(plain) and is_real(plain) else chunk[0]

    return CHUNK.sub(mended, text)


def _unshifted(text: str) -> str:
    return _SHIFTED.sub(lambda found: "".join(chr(ord(c) - 0xF000) for c in found[0]), text)


# --- What stays in doubt. ---
_SIGN_INSIDE = re.compile(r"[^\W\d_][¡¢£¤¥¦§¨©¬®¯´µ¶¸¼½¾¿†‡‰€‹›™ˆ\x80-\x9f]+[^\W\d_]")
# What a letter in UTF-8 begins with in code page 1252 or 1258, and a sign behind it.
_MISREAD = re.compile("[ÃĂÄÅÆ][\x80-\xbf‚ƒ„…†‡ˆ‰‹Œ‘’“”•–—˜™›œŸŠŽšž€]|á[º»]")
_QUESTIONED = re.compile(r"(?<![\w/?&=.:])[^\W\d_]*\?{1,2}[a-zà-ỹ][\w?]*(?![\w=/])")


def is_garbled(text: str) -> bool:
    """Whether letters of a text are lost or unreadable, and :func:`restored` could not mend it."""
    return bool(garbled(text))


def garbled(text: str) -> str:
    """The first piece of a text that nobody can read: U+FFFD, signs within words, question marks for letters. "" where all is well."""
    if LOST in text:
        at = text.index(LOST)
        return text[max(0, at - 15) : at + 15].strip()
    lacking = [run for run in _QUESTIONED.findall(text) if _lacks_letters(run)]
    if len(lacking) > 1:
        return lacking[0][:30]
    if not _SUSPECT.search(text):
        return ""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    chunks = CHUNK.findall(seen)
    return next((chunk[:30] for chunk in chunks if _SIGN_INSIDE.search(chunk) or (oddity(chunk) and _MISREAD.search(chunk))), "")


def _lacks_letters(run: str) -> bool:
    """Whether question marks in a run of letters stand for letters: "k?t" and "?ăng", not "đâu?khi"."""
    return any(len(part) < 3 or (len(part) == 3 and not is_syllable(part)) for part in run.split("?"))
