"""Text without its marks, for comparing what people type with what is written."""

import re
import unicodedata

_STROKES = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ɖ": "d", "Ɖ": "d"}
_MARKED = re.compile(f"[{''.join(_STROKES)}\u0300-\u036f]")
_MARKS: dict[int, str | None] = {**dict.fromkeys(range(0x0300, 0x0370)), **{ord(k): v for k, v in _STROKES.items()}}
_DROPPED = frozenset(["Mn", "Me", "Cf", "Cs", "Cc"])
# Kỹ or kĩ, lý or lí, quý or quí: y and i are one sound at the end of a syllable after a single h, k, l, m, s, t and after qu.
# Elsewhere they differ (tay, tai; thúy, thúi) or the spelling is settled (vì, nhị), so nothing else is merged.
_FINAL_Y = re.compile(r"\b(qu|[hklmst])y\b")


def fold(text: str) -> str:
    """Text in any Unicode form in; lower case without marks out, đ as d: "Đăng ký" → "dang ky".

    White space stays, invisible characters go.
    """
    text = unicodedata.normalize("NFKD", text).translate(_MARKS).lower()
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFKD", text).translate(_MARKS)
    return text.translate({ord(c): None for c in set(text) if not c.isspace() and unicodedata.category(c) in _DROPPED})


def fold_iy(text: str) -> str:
    """Like :func:`fold`, with one key for both spellings of a final i: kỹ, kĩ → "ki"; quý, quí → "qui"."""
    return _FINAL_Y.sub(r"\1i", fold(text))


def has_marks(text: str) -> bool:
    """Whether the text carries a Vietnamese mark: a tone, a hat, a horn, a breve or the stroke of đ."""
    if text.isascii():
        return False
    return _MARKED.search(unicodedata.normalize("NFD", text)) is not None


_PLAIN_SIGNS = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "·": "-", "…": "...", "\u00a0": " ", "•": "-"}


def unmarked(text: str) -> str:
    """The same text in plain ASCII letters, case and lines kept, as people write text messages: "Đăng ký" → "Dang ky".

    Quotation marks, dashes and dots become their keys; what has no plain form becomes "?".
    """
    text = "".join(_PLAIN_SIGNS.get(c, "D" if c == "Đ" else "d" if c == "đ" else c) for c in text)
    text = unicodedata.normalize("NFKD", text).translate(dict.fromkeys(range(768, 880)))
    kept = (c for c in text if unicodedata.category(c) not in _DROPPED or c in "\n\t")
    return "".join(c if c.isascii() else "?" for c in kept)
