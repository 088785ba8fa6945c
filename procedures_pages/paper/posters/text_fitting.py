"""How large a text may be so that it fits its place on a poster: estimated from the widths of the print font's letters, rather too wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

MM_PER_POINT = 25.4 / 72
# Of "Be Vietnam Pro Bold", the wider of the two weights, in parts of the size.
WIDTHS = {" ": 0.24, **dict.fromkeys("iljIÌÍ'’‘`.,:;!|", 0.35), **dict.fromkeys("tfr()-1“”", 0.47), **dict.fromkeys("mwMW@%#—…", 1.06)}
LOWER, UPPER = 0.67, 0.83
# Signs that the print font lacks come from the machine's fonts: Chinese characters and most pictures are square, few others are wider.
SQUARE, OTHER, WIDEST = 1.05, 1.35, 3.0


@lru_cache(maxsize=4096)
def _width(sign: str) -> float:
    if sign in WIDTHS:
        return WIDTHS[sign]
    if sign < "\u0250" or "\u1e00" <= sign < "\u1f00":
        return LOWER if sign.islower() or sign.isdigit() else UPPER
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0  # Stands over or under another, or not at all.
    parts = unicodedata.normalize("NFKC", sign)
    if len(parts) > 1:
        return width(parts)  # U+FDFA is a sentence.
    if unicodedata.east_asian_width(sign) in "WF":
        return SQUARE
    return WIDEST if sign > "\uffff" and sign.isalpha() else OTHER


def width(text: str) -> float:
    """The width of ``text`` in parts of its size."""
    return sum(map(_width, text))


def lines(text: str, room: float) -> int:
    """How many lines ``text`` takes where a line holds ``room`` (in parts of the size). A word longer than that is broken anywhere."""
    count, used = 1, 0.0
    for word in unicodedata.normalize("NFC", text).split():
        wide = width(word)
        if used and used + WIDTHS[" "] + wide <= room:
            used += WIDTHS[" "] + wide
            continue
        if used:
            count += 1
        broken = int(wide / room)
        count += broken
        # A broken word fills its lines badly where wide letters meet their ends: one place in each is lost.
        used = max(0.01, min(room, wide - broken * (room - 1.06))) if broken else wide
    return count


def height(text: str, size: float, width_mm: float, leading: float) -> float:
    """The height in millimetres of ``text`` set in ``size`` points in lines of ``width_mm``."""
    return lines(text, width_mm / (size * MM_PER_POINT)) * size * leading * MM_PER_POINT


def fit(text: str, sizes: Sequence[float], width_mm: float, height_mm: float, leading: float = 1.3) -> float:
    """The largest of ``sizes`` (points, falling) in which ``text`` fits; the smallest where none does."""
    return next((size for size in sizes if height(text, size, width_mm, leading) <= height_mm), sizes[-1])


def fit_list(
    texts: Sequence[str], sizes: Sequence[float], width_mm: float, height_mm: float, leading: float, gap_mm: float
) -> tuple[float, int]:
    """(size, how many of ``texts`` fit one below the other): the largest size that holds them all, else the smallest and as many as fit."""

    def heights(size: float) -> Iterable[float]:
        return (height(text, size, width_mm, leading) + gap_mm for text in texts)

    for size in sizes:
        if sum(heights(size)) <= height_mm:
            return size, len(texts)
    used, count = 0.0, 0
    for one in heights(sizes[-1]):
        used += one
        if used > height_mm:
            break
        count += 1
    return sizes[-1], count


def cut_to_fit(text: str, fits: Callable[[str], bool]) -> str:
    """``text``, or as much of it as ``fits``, cut after a word, with "…". What is cut shorter must fit no worse."""
    if fits(text):
        return text
    shortest, longest = 1, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        shortest, longest = (middle, longest) if fits(cut(text, middle)) else (shortest, middle - 1)
    return cut(text, shortest)


def cut_to_height(text: str, size: float, width_mm: float, height_mm: float, leading: float) -> str:
    """As much of ``text`` as fits into that height in lines of ``width_mm``, set in ``size`` points."""
    return cut_to_fit(text, lambda part: height(part, size, width_mm, leading) <= height_mm)


def cut(text: str, most: int) -> str:
    """``text`` of at most ``most`` characters, cut after a word, with "…" where something is missing."""
    if len(text) <= most:
        return text
    # One character more, so that a word that ends just there stays whole.
    head = text[:most].rpartition(" ")[0] or text[: most - 1]
    return head.rstrip(" ,;:.") + "…"
