"""Telex and VNI keystrokes that reached us as letters because the keyboard was in the wrong mode: "giaays" and "gia6y1" are "giấy"."""

import re
import unicodedata
from functools import lru_cache

from .spelling import is_syllable, split, take_tone, with_tone

MAX_LENGTH = 12  # "nghieengf" has nine keys; longer runs are no single syllable
MAX_RUN_LENGTH = 40
MAX_PARTS = 8
# A1, B2, F0: classes, paper sizes and cases, not "á" and "à"; "y1" is "ý".
_CLASS = re.compile(r"[^\W\dyỳýỷỹỵ]\d")
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_TELEX_SHAPES = {"a": {"a": "â"}, "e": {"e": "ê"}, "o": {"o": "ô"}, "w": {"a": "ă", "o": "ơ", "u": "ư"}, "d": {"d": "đ"}}
_VOWELS = frozenset("aeiouyăâêôơư")
State = tuple[str, str]  # letters so far, tone so far


@lru_cache(maxsize=10_000)
def residue_variants(word: str) -> tuple[str, ...]:
    """A word in; the Vietnamese syllables its keystrokes spell out, most likely first: "giaays" → ("giấy",), "d9a8ng" → ("đăng",).

    Nothing comes out for a word that is a plausible syllable as it stands, or whose keys spell none.
    """
    word = unicodedata.normalize("NFC", word[: MAX_LENGTH * 3]).lower()
    if not 1 < len(word) <= MAX_LENGTH or is_syllable(word) or not word.isalnum() or _CLASS.fullmatch(word):
        return ()
    letters, tone = take_tone(word)
    shapes, tones = (_VNI_SHAPES, _VNI_TONES) if any(c.isdigit() for c in word) else (_TELEX_SHAPES, {t: t for t in "sfrxj"})
    states: list[State] = [("", tone)]
    for key in letters:
        states = list(dict.fromkeys(after for state in states for after in _press(state, key, shapes, tones)))[:16]
    return tuple(dict.fromkeys(with_tone(*found) for found in (split(*state) for state in states) if found))


def _press(state: State, key: str, shapes: dict[str, dict[str, str]], tones: dict[str, str]) -> list[State]:
    """What one key can mean where the word has come to: a tone, a shape of an earlier letter, or a letter."""
    letters, tone = state
    after: list[State] = []
    if key in tones and _VOWELS.intersection(letters):
        return [(letters, tones[key])]
    if key in shapes:
        after = [(shaped, tone) for shaped in _shaped(letters, shapes[key])]
        if not after and key == "w":
            after = [(letters + "ư", tone)]
    if key.isalpha() and key != "w" and not (after and letters.endswith(key)):
        after.append((letters + key, tone))
    return after


def _shaped(letters: str, shape: dict[str, str]) -> list[str]:
    """The word with one earlier letter shaped, the last first; "uo" takes its horn on both."""
    out = []
    if "o" in shape and "u" in shape and "uo" in letters:
        out.append(letters.replace("uo", "ươ"))
    out += [letters[:i] + shape[c] + letters[i + 1 :] for i, c in reversed(list(enumerate(letters))) if c in shape]
    return out


@lru_cache(maxsize=10_000)
def residue_apart(run: str) -> tuple[str, ...]:
    """Syllables run together with their keystrokes in; the syllables out: "ddawngky" → ("đăng", "ky"), "dangkys" → ("dang", "ký").

    Nothing comes out where no syllable has keystrokes, or where the run does not come apart.
    """
    run = unicodedata.normalize("NFC", run[: MAX_RUN_LENGTH * 3]).lower()
    if not 4 < len(run) <= MAX_RUN_LENGTH or not run.isalnum() or is_syllable(run):
        return ()
    # For each place in the run the fewest parts that lead there; among as many, those with the fewest keystrokes left in.
    best: dict[int, tuple[int, int, tuple[str, ...]]] = {0: (0, 0, ())}
    for start in range(len(run)):
        if start not in best or best[start][0] == MAX_PARTS:
            continue
        count, spelled, before = best[start]
        for end in range(start + 2, min(len(run), start + MAX_LENGTH) + 1):
            chunk = run[start:end]
            variants = residue_variants(chunk) if end - start > 2 else ()
            part = chunk if is_syllable(chunk) else variants[0] if variants else ""
            found = (count + 1, spelled + bool(variants), (*before, part))
            if part and (end not in best or found[:2] < best[end][:2]):
                best[end] = found
    count, spelled, found_parts = best.get(len(run), (0, 0, ()))
    return found_parts if count > 1 and spelled else ()
