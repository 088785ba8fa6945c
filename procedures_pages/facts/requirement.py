"""What publishing asks of a page's cases together. Importing this module adds the rule to publishing's list."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import ProcedurePage
from ..publishing.requirements import Gap, rule_after, same_facts_once
from .coverage import Hole, holes
from .from_pages import facts_of, rows_in_memory
from .phrases import case_words, channel_name


@rule_after(same_facts_once)
def every_case_is_told_enough(page: ProcedurePage) -> Iterator[Gap]:
    """Whatever somebody answers, papers, a time and a cost are there; the first hole of each kind is named by its answers."""
    if not page.questions:  # the rules of the parts have said what is missing
        return
    first: dict[tuple[str, bool], Hole] = {}
    for hole in holes(facts_of(page, rows_in_memory(page))):
        first.setdefault((hole.field, hole.is_double), hole)
    for hole in first.values():
        yield Gap("every_case_is_told_enough", hole.field, _words(hole))


def _words(hole: Hole) -> str:
    told = {"case": case_words(hole.case), "channel": channel_name(hole.channel)}
    if hole.field == "documents":
        return _("Trường hợp “%(case)s” không có giấy tờ nào: thêm giấy, hoặc dẫn sang thủ tục khác.") % told
    if hole.is_double:
        return _("Trường hợp “%(case)s” có hai thời hạn khi nộp “%(channel)s”.") % told
    if hole.field == "times":
        return _("Trường hợp “%(case)s” không có thời hạn khi nộp “%(channel)s”.") % told
    return _("Trường hợp “%(case)s” không có mức thu khi nộp “%(channel)s”.") % told
