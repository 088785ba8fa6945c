"""Text made fit for the model. Nothing else reaches it: what strangers type, and what editors publish, comes normalised and bounded."""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 4_000  # of what comes in: normal form makes up to 18 of one
MAX_WORDS = 64
MAX_WORD_BYTES = 64  # in UTF-8; the longest Vietnamese syllable, "nghiêng", has 8


def model_text(text: str) -> str:
    """Any text in; its first 64 words out, with single spaces: letters, marks and digits in Unicode NFKC, at most 64 bytes a word.

    Invisible characters (category Cf) go, all other signs part words. Idempotent; nothing but letters, marks, digits and spaces comes out,
    each its own normal form, at most 4,159 bytes.
    """
    visible = "".join(c for c in text[:MAX_CHARACTERS] if unicodedata.category(c) != "Cf")
    normal = unicodedata.normalize("NFKC", visible)
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in normal).split()
    return " ".join(_cut(word) for word in words[:MAX_WORDS])


def _cut(word: str) -> str:
    """A word in; as many of its first characters as fit into :data:`MAX_WORD_BYTES` out."""
    return word.encode()[:MAX_WORD_BYTES].decode(errors="ignore")
