"""One normal form for text that people paste from anywhere: NFC, ordinary spaces, nothing invisible or private, old-style tone marks."""

import re
import unicodedata
from functools import lru_cache

from .private_signs import PRIVATE, without_private_signs
from .spelling import parts, with_tone

# Icelandic eth and African d, which old fonts used for Đ; they look alike and never occur in Vietnamese.
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
# A letter d with an overlaid stroke is an đ put together by hand; no normal form composes it.
_STROKED_D = re.compile("([dD])[\u0335-\u0338]")
# What shows nothing though its category does not say so: grapheme joiner, variation selectors, fillers, places for pictures, no characters.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufdd0-\ufdef\ufffe\uffff\U000e0100-\U000e01ef]"
)
# Control, format (zero-width, bidi, soft hyphen) and surrogates.
_INVISIBLE = frozenset(["Cc", "Cf", "Cs"])
_VISIBLE = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u033f\u1ea0-\u1ef9]*\Z")


def clean(text: str) -> str:
    """Any text in; the same words out, on one line: NFC, single spaces, no control, zero-width, direction or surrogate characters.

    Word's private bullets are dashes (:mod:`vietnamese.private_signs`). Idempotent.
    """
    return " ".join(_nfc_visible(text).split())


def clean_lines(text: str) -> str:
    """Like :func:`clean`, but keeps line breaks; lines without a word go."""
    return "\n".join(line for line in (clean(line) for line in text.splitlines()) if line)


def _nfc_visible(text: str) -> str:
    if not _VISIBLE.match(text):
        if PRIVATE.search(text):
            text = "\n".join(map(without_private_signs, text.splitlines()))
        text = text.translate({ord(c): " " if c.isspace() else None for c in set(text) if c.isspace() or _invisible(c)})
    return _STROKED_D.sub(_as_one_letter, unicodedata.normalize("NFC", text)).translate(_LOOKALIKES)


def _as_one_letter(stroked: re.Match[str]) -> str:
    return "đ" if stroked[1] == "d" else "Đ"


def _invisible(c: str) -> bool:
    return unicodedata.category(c) in _INVISIBLE or _IGNORABLE.match(c) is not None or ord(c) & 0xFFFE == 0xFFFE


# Words whose tone mark may stand on the wrong vowel: on a vowel before another ("qúy"), or on a last vowel after one ("hoà"). A guess only,
# to be quick: what is right comes out as it was.
_TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_T = _TONED + _TONED.upper()
_V = "aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ" + _T
_MISPLACED = re.compile(
    rf"(?<![^\W\d_])(?=[^\W\d_{_V}]*(?:[{_V}]{{0,3}}[{_T}][{_V}]|[{_V}]{{1,3}}[{_T}](?![^\W\d_])))[^\W\d_]{{2,7}}(?![^\W\d_]|[\u0300-\u036f])"
)


def old_tone_style(text: str) -> str:
    """Text in; NFC text out with each tone mark where the house writes it: hoà → hòa, khoẻ → khỏe, uỷ → ủy, tòan → toàn, qúy → quý.

    Only what can be a Vietnamese syllable changes; "quý" and "hoàn" stay as they are, and so does the case of every letter. Idempotent.
    """
    return _MISPLACED.sub(_as_house_writes, unicodedata.normalize("NFC", text))


def _as_house_writes(match: re.Match[str]) -> str:
    return _settled(match[0])


@lru_cache(maxsize=20_000)
def _settled(word: str) -> str:
    """A word in; the same with its one tone mark in place. What has two tone marks is nobody's guess and stays."""
    found = parts(word.lower())
    if not found or sum(c in _T for c in word) != 1:
        return word
    return "".join(new.upper() if old.isupper() else new for new, old in zip(with_tone(*found), word, strict=True))
