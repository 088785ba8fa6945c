"""Measures and failures of an evaluation as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .measures import COLUMNS, DEPTH, MEASURES, Measures, QueryOutcome

QUALITY = MEASURES[:7]
WIDTH = 10


def table(reports: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Reports by engine in; a line for each category and engine out, all queries last, then how far the engines are apart."""
    categories = list(dict.fromkeys(category for found in reports.values() for category in found["by_category"]))
    names = [_("nhóm"), _("tất cả"), *categories]
    engines = [_("máy tìm kiếm"), _("chênh lệch"), *reports]
    widths = (max(map(len, names)) + 2, max(map(len, engines)) + 2)
    yield _line(_("nhóm"), _("máy tìm kiếm"), COLUMNS, widths)
    for category in categories:
        rows = {engine: found["by_category"][category] for engine, found in reports.items() if category in found["by_category"]}
        yield from _rows(category, rows, widths)
    everything = {engine: found["all"] for engine, found in reports.items()}
    yield from _rows(_("tất cả"), everything, widths)
    if len(reports) > 1:
        yield _line("", _("chênh lệch"), [_number(c, _apart(everything.values(), c)) if c in QUALITY else "" for c in COLUMNS], widths)


def legend(outcomes: Sequence[QueryOutcome], asked: int) -> Iterator[str]:
    """What the figures leave out; ``asked`` is the number of queries in the file."""
    if left_out := asked - len(outcomes):
        yield _("%(n)s câu không tính: thủ tục trả lời được chưa có trên trang này.") % {"n": left_out}
    if near := sum(1 for o in outcomes if not o.judged.is_unanswerable and not o.is_answerable):
        yield _("%(n)s câu chỉ có thủ tục gần đúng (điểm 1): không tính vào success và zero.") % {"n": near}


def failed_lines(outcomes: Iterable[QueryOutcome], engine: str) -> Iterator[str]:
    """Each failed query: what was meant, what was found with its grade, how far down the right answer stands."""
    for outcome in outcomes:
        if not outcome.has_failed:
            continue
        judged = outcome.judged
        meant = ", ".join(f"{code} ({grade})" for code, grade in sorted(judged.relevant.items(), key=lambda pair: -pair[1])[:4])
        yield f"\n{judged.id} · {judged.category} · {engine} · {judged.query!r}: {_fault(outcome)}"
        yield "    " + (_("cần: %(codes)s") % {"codes": meant} if meant else _("cần: không có kết quả"))
        for rank, found in enumerate(outcome.found[:3], 1):
            yield f"    {rank}. [{found.grade}] {found.result}  {found.title}"


def _fault(outcome: QueryOutcome) -> str:
    if outcome.judged.is_unanswerable:
        return _("không có gì để trả lời mà vẫn trả lời")
    if not outcome.found:
        return _("không tìm thấy gì")
    place = next((rank for rank, found in enumerate(outcome.found, 1) if found.grade == outcome.ideal[0]), 0)
    if place:
        return _("câu trả lời tốt nhất đứng thứ %(n)s") % {"n": place}
    return _("câu trả lời tốt nhất không có trong %(n)s kết quả đầu") % {"n": DEPTH}


def _rows(name: str, rows: Mapping[str, Measures], widths: tuple[int, int]) -> Iterator[str]:
    for number, (engine, values) in enumerate(rows.items()):
        yield _line(name if number == 0 else "", engine, [_number(column, values[column]) for column in COLUMNS], widths)


def _line(name: str, engine: str, cells: Iterable[str], widths: tuple[int, int]) -> str:
    return f"{name:{widths[0]}}{engine:{widths[1]}}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)


def _number(column: str, value: float | None) -> str:
    if value is None:
        return "–"
    digits = 3 if column in QUALITY else 1 if column.endswith("_ms") else 0
    return f"{value:.{digits}f}"


def _apart(rows: Iterable[Measures], column: str) -> float | None:
    values = [float(value) for row in rows if (value := row[column]) is not None]
    return max(values) - min(values) if values else None
