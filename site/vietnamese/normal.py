"""One normal form for text that people paste from anywhere: Unicode NFC, ordinary spaces, nothing invisible, old-style tone marks."""

import re
import unicodedata

# Icelandic eth and African d, which old fonts used for Đ; they look alike and never occur in Vietnamese.
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
# Default-ignorable marks whose category does not say so: grapheme joiner, variation selectors.
_IGNORABLE = frozenset(["\u034f", *(chr(c) for c in range(0xFE00, 0xFE10))])
# Control, format (zero-width, bidi, soft hyphen) and surrogates.
_INVISIBLE = frozenset(["Cc", "Cf", "Cs"])
_VISIBLE = re.compile(r"[\x20-\x7e\u00a1-\u00ac\u00ae-\u033f\u1ea0-\u1ef9]*\Z")


def clean(text: str) -> str:
    """Any text in; the same words out, on one line: NFC, single spaces, no control, zero-width, direction or surrogate characters.

    Idempotent.
    """
    return " ".join(_nfc_visible(text).split())


def clean_lines(text: str) -> str:
    """Like :func:`clean`, but keeps line breaks; lines without a word go."""
    return "\n".join(line for line in (clean(line) for line in text.splitlines()) if line)


def _nfc_visible(text: str) -> str:
    if not _VISIBLE.match(text):
        text = "".join(" " if c.isspace() else c for c in text if c.isspace() or not _invisible(c))
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES)


def _invisible(c: str) -> bool:
    return c in _IGNORABLE or unicodedata.category(c) in _INVISIBLE


# A tone on the second vowel of an open syllable in oa, oe, uy; "qu" is a consonant, and after a final consonant or vowel the tone stays.
_NEW_STYLE = re.compile(
    r"(?<![^\W\d_])([^\W\d_aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ]*)(?:([oO])([àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ])|(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ]))(?![^\W\d_]|[\u0300-\u036f])"
)


def old_tone_style(text: str) -> str:
    """Text in; NFC text out with tone marks in the old style of the house: hoà → hòa, khoẻ → khỏe, uỷ → ủy.

    "quý" and "hoàn" stay as they are, and so does the case of every letter.
    """
    return _NEW_STYLE.sub(_tone_to_first_vowel, unicodedata.normalize("NFC", text))


def _tone_to_first_vowel(match: re.Match[str]) -> str:
    onset = match[1]
    first, second = (match[2], match[3]) if match[2] else (match[4], match[5])
    apart = unicodedata.normalize("NFD", second)
    return onset + unicodedata.normalize("NFC", first + apart[1]) + apart[0]
