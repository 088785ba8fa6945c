"""What of a query may be kept: one normal form, nothing that looks like a telephone number, an identity number or an e-mail address."""

from __future__ import annotations

import re

from vietnamese.normal import clean, old_tone_style
from vietnamese.numbers import PERSONAL_DIGITS

MAX_LENGTH = 120
MAX_READ_LENGTH = 500
GONE = "…"

# Six digits or more, however they are spaced: 0912345678, 0912.345.678, (0211) 3861 234. A slash ends a run: 03/08/2022, 224/2026/nđ-cp.
_DIGITS = re.compile(rf"\d(?:[\s.,()·_\u2010-\u2015\u2212-]{{0,3}}\d){{{PERSONAL_DIGITS - 1},}}")
# Codes of procedures are public: 1.001612, 1001612, 1.001612.000.00.00, and 001612 where the first digit was left out.
_CODE = re.compile(r"[1-9]\.?[01][0-9]{5}(?:\.[0-9]{2}|\.000\.00\.00)?|(?:0[01]|11)[0-9]{4}")
_ADDRESS = re.compile(r"[^\s@＠]*\s?[@＠]\s?[^\s@＠]*")


def masked(text: str) -> str:
    """Text in; the same out with "…" for runs of six digits or more that are no procedure code, and for what stands around an @."""
    if "@" in text or "＠" in text:
        text = _ADDRESS.sub(GONE, text)
    return _DIGITS.sub(lambda run: run[0] if _CODE.fullmatch(run[0]) else GONE, text)


def text_to_keep(raw: str) -> str:
    """Whatever was typed in; what may be kept of it out, at most 120 characters: "Khai  Sinh" and "khai sinh" are one.

    "" where no word remains. Idempotent.
    """
    text = old_tone_style(clean(raw[:MAX_READ_LENGTH].lower()))
    # What the cut makes of a code is looked at again.
    text = masked(masked(text)[:MAX_LENGTH].strip())
    return text if any(c.isalnum() for c in text) else ""
