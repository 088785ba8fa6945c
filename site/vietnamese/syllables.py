"""Text cut into syllables, the unit Vietnamese is written in; what is one thing for a reader (a code, a number, a date) stays one token."""

import re
import unicodedata

# What a match spans may hold spaces; :func:`syllables` gives it as it is cited.
TOKEN = re.compile(
    r"""
    # 224 / 2026 / NĐ – CP, as people type it: spaces, dashes of any kind; only kinds of documents that there are
    (?=\d) (?<![\w./]) \d{1,5} (?:\ {0,2}/\ {0,2}(?:19|20)\d\d)? \ {0,2}/\ {0,2}
        (?i:NĐ|ND|QĐ|QD|TT|TTLT|NQ|CT|KH|TB|VBHN)\ {0,2}[-‐‑–—]\ {0,2}[^\W\d_]{2,10}\d{0,2} (?![\w\u0300-\u036f-])
    | \d+(?:[.,]\d+)*(?:/\d+(?:[.,]\d+)*)*/[^\W\d_][\w\u0300-\u036f]*(?:-[^\W_][\w\u0300-\u036f]*)*   # 224/2026/NĐ-CP, 2072/QĐ-BYT
    | \d+(?:[.,/]\d+)+(?:\.[HhGg]\d\d\b)?           # 1.001612, 1.001612.000.00.00.H62, 100.000, 03/08/2022
    | (?:[^\W_][\u0300-\u036f]*)+                 # thuế, KT3, d9a8ng
    """,
    re.VERBOSE,
)
_AS_CITED = str.maketrans(dict.fromkeys("‐‑–—", "-") | {" ": ""})


def syllables(text: str) -> list[str]:
    """Text in; its tokens out, in order and as written (NFC), without punctuation; legal numbers without spaces, with hyphens.

    "Mã 1.001612, ngày 03/08." → ["Mã", "1.001612", "ngày", "03/08"]; "63 / 2010 / NĐ – CP" → ["63/2010/NĐ-CP"].
    """
    found = TOKEN.findall(unicodedata.normalize("NFC", text))
    return [token if token.isalnum() else token.translate(_AS_CITED) for token in found]
