"""What publishing asks of a page's cases together. Importing this module adds the rule to publishing's list."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from ..models import ProcedurePage
from ..publishing.requirements import Gap, rule_after, same_facts_once
from .coverage import Hole, holes
from .from_pages import facts_of, rows_in_memory
from .people import Outcome, outcomes
from .phrases import case_words, channel_name
from .procedure import ProcedureFacts


@rule_after(same_facts_once)
def every_case_is_told_enough(page: ProcedurePage) -> Iterator[Gap]:
    """Whatever somebody answers, papers, a time and a cost are there; the first hole of each kind is named by its answers."""
    if not page.questions:  # the rules of the parts have said what is missing
        return
    first: dict[tuple[str, bool], Hole] = {}
    for hole in _holes(facts_of(page, rows_in_memory(page))):
        first.setdefault((hole.field, hole.is_double), hole)
    for hole in first.values():
        yield Gap("every_case_is_told_enough", hole.field, _words(hole))


@lru_cache(maxsize=32)
def _holes(facts: ProcedureFacts) -> tuple[Hole, ...]:
    """All cases of a page are gone through once: an editor asks for the same draft again and again."""
    return tuple(holes(facts))


def _words(hole: Hole) -> str:
    told = {"case": case_words(hole.case), "channel": channel_name(hole.channel)}
    if hole.field == "places":
        return _("Trường hợp “%(case)s” không có nơi nộp nào.") % told
    if hole.field == "documents" and hole.is_double:
        return _("Trường hợp “%(case)s” có hai mẫu cho cùng một giấy tờ.") % told
    if hole.field == "documents":
        return _("Trường hợp “%(case)s” không có giấy tờ nào: thêm giấy, hoặc dẫn sang thủ tục khác.") % told
    if hole.field == "deadlines":
        return _("Trường hợp “%(case)s” có hai hạn của người dân.") % told
    if hole.is_double:
        return _("Trường hợp “%(case)s” có hai thời hạn khi nộp “%(channel)s”.") % told
    if hole.field == "times":
        return _("Trường hợp “%(case)s” không có thời hạn khi nộp “%(channel)s”.") % told
    return _("Trường hợp “%(case)s” không có mức thu khi nộp “%(channel)s”.") % told


@rule_after(every_case_is_told_enough)
def people_get_what_they_must(page: ProcedurePage) -> Iterator[Gap]:
    """Each example person of the page gets exactly what was written down: papers, time, cost and code, or the other procedure."""
    if not page.people:
        return
    with translation.override("vi"):  # what was written down is Vietnamese, whatever language the desk speaks
        told = list(outcomes(facts_of(page, rows_in_memory(page))))
    for outcome in told:
        if not outcome.is_right:
            yield Gap("people_get_what_they_must", "people", _of_person(outcome))


def _of_person(outcome: Outcome) -> str:
    name = {"name": outcome.person.name}
    if outcome.idle:
        return _("Người mẫu “%(name)s” trả lời một câu mà trang không hỏi: bỏ câu trả lời ấy.") % name
    if outcome.case.live:
        asked = ", ".join(f"“{question.label}”" for question in outcome.case.live)
        return _("Người mẫu “%(name)s” còn được hỏi %(asked)s: chọn câu trả lời của họ.") % {**name, "asked": asked}
    if outcome.is_unsaid:
        words = _("Người mẫu “%(name)s” chưa ghi phải ra gì. Trang nay nói: %(lines)s. Nếu đúng, chép từng dòng vào “Phải ra”.")
        return words % {**name, "lines": " / ".join(outcome.lines)}
    told = []
    if outcome.lost:
        told.append(_("nay không còn: %(lines)s") % {"lines": " / ".join(outcome.lost)})
    if outcome.new:
        told.append(_("nay thêm: %(lines)s") % {"lines": " / ".join(outcome.new)})
    return _("Người mẫu “%(name)s” %(told)s. Sửa trang; hoặc sửa “Phải ra”, nếu trang mới đúng.") % {**name, "told": "; ".join(told)}
