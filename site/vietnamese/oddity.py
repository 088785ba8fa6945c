"""How surely a word was not meant as it stands: a sign or a capital inside it, marks that no Vietnamese syllable has."""

from __future__ import annotations

import re
from functools import lru_cache

from .charsets import as_bytes
from .lexicon import syllable_count
from .normal import old_tone_style
from .spelling import parts

# What is looked at: runs of letters and of everything that is not ASCII, which all old charsets leave alone.
CHUNK = re.compile(r"[A-Za-z]*[^\x00-\x7f](?:[A-Za-z]|[^\x00-\x7f])*")
MAX_LENGTH = 60  # characters of a word with all that sticks to it; more is no word
_VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
LETTERS = frozenset(_VOWELS + _VOWELS.upper() + "đĐ")
UNICODE_ONLY = frozenset(c for c in LETTERS if as_bytes(c, "cp1252") is None)
# Signs that stand beside words in clean text; inside a word they are letters of another charset.
_EDGES = "«»“”‘’‚„†‡‰‹›–—…•°²³¹×½¼¾±€™\u00a0\u200b\ufeff©®§"
_JOINTS = re.compile("[’‘‛–—‐‑/…\u00a0\u200b\ufeff•°]")
_APART = re.compile(r"[^\w\u0300-\u036f]|[·_ªºµ¹²³¼½¾ˆ]")
_ABBREVIATION = re.compile(r"[A-ZĐ]{1,8}")  # HĐND, QĐ
_NEW_STYLE = re.compile("(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$", re.IGNORECASE)


def oddity(chunk: str) -> int:
    """How surely a chunk is not meant so: 0 for Vietnamese, 1 for letters of another language or charset, 2 for what nobody writes."""
    return _oddity(chunk) if len(chunk) <= MAX_LENGTH else 0


@lru_cache(maxsize=50_000)
def _oddity(chunk: str) -> int:
    core = chunk.strip(_EDGES).removeprefix("µ")  # µm, µg
    points = 2 if core and (chunk[0] in "§©®" or (chunk[-1] == "§" and chunk != "§")) else 0
    for word in filter(None, _JOINTS.split(core)):
        if word.isascii() or _is_vietnamese(word):
            continue
        if not _is_lettered(word):
            points = max(points, 1 if word.endswith("·") and _is_lettered(word[:-1]) else 2 if len(word) > 1 else 0)
        else:
            points = max(points, 1 if _is_cased(word) else 2)
    return points


def is_real(chunk: str) -> bool:
    """Whether each word of a chunk is Vietnamese that there is, or stands for itself."""
    return len(chunk) <= MAX_LENGTH and _is_real(chunk)


@lru_cache(maxsize=50_000)
def _is_real(chunk: str) -> bool:
    for word in filter(None, _JOINTS.split(chunk.strip(_EDGES))):
        lower = word.lower()
        known = count(word) or (lower.endswith("k") and count(lower[:-1] + "c"))
        if not (_is_cased(word) and _is_lettered(word) and (known or word.isascii() or lower == "đ" or _ABBREVIATION.fullmatch(word))):
            return False
    return any(c.isalpha() for c in chunk)


def is_surely_unicode(chunk: str) -> bool:
    """Whether a chunk is a Vietnamese word with a letter that only Unicode has: it was not misread."""
    has_letter = not UNICODE_ONLY.isdisjoint(chunk) and not _ABBREVIATION.search(chunk)
    return has_letter and oddity(chunk) == 0 and is_real(chunk)


def count(word: str) -> int:
    """How often a word occurs; 0 where its tone stands on a letter that neither style puts it on: a sign of a wrong guess."""
    return 0 if old_tone_style(word) != word and not _NEW_STYLE.search(word) else syllable_count(word)


def usual(chunk: str) -> int:
    """How often the rarest word of a chunk occurs; 1 where all are ASCII."""
    words = [word for word in _APART.split(chunk) if word and not word.isascii()]
    return min((count(word) if _is_cased(word) else 0 for word in words), default=1)


def _is_vietnamese(word: str) -> bool:
    lower = word.lower()
    shaped = parts(lower) or (lower.endswith("k") and parts(lower[:-1] + "c"))  # Đắk Lắk
    return bool(_is_cased(word) and (shaped or _ABBREVIATION.fullmatch(word)))


def _is_cased(word: str) -> bool:
    """Small, with a capital first, or in capitals."""
    return word == word.lower() or word == word.upper() or word[1:] == word[1:].lower()


def _is_lettered(word: str) -> bool:
    return bool(word) and all(c.isalpha() and c not in "ªºµˆ" for c in word)
