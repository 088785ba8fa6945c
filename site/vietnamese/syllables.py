"""Text cut into syllables, the unit Vietnamese is written in; what is one thing for a reader (a code, a number, a date) stays one token."""

import re
import unicodedata

_TOKEN = re.compile(
    r"""
    \d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)*/[^\W\d_][\w\u0300-\u036f]*(?:-[^\W_][\w\u0300-\u036f]*)*   # 224/2026/NĐ-CP, 2072/QĐ-BYT
    | \d+(?:[.,/]\d+)+(?:\.[Hh]\d\d\b)?           # 1.001612, 1.001612.000.00.00.H62, 100.000, 03/08/2022
    | (?:[^\W_][\u0300-\u036f]*)+                 # thuế, KT3, d9a8ng
    """,
    re.VERBOSE,
)


def syllables(text: str) -> list[str]:
    """Text in; its tokens out, in order and as written (NFC), without punctuation.

    "Mã 1.001612, ngày 03/08." → ["Mã", "1.001612", "ngày", "03/08"].
    """
    return _TOKEN.findall(unicodedata.normalize("NFC", text))
