"""Words of a plan, for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guides.building import listed
from guides.merging import MergedDocument
from guides.planning import Plan
from procedures_pages.facts.phrases import exit_words

register = template.Library()
register.filter("listed_line", listed)


@register.filter
def plan_standing(plan: Plan) -> str:
    """How far the reader is, in one line, for the eye and the ear: "3 bước, 2 bước nữa tùy câu trả lời"."""
    if plan.exit:
        return exit_words(plan)
    waiting = len(plan.waiting)
    sure = len(plan.steps) - waiting
    parts = [ngettext("%(n)s bước", "%(n)s bước", sure) % {"n": sure}] if sure or not waiting else []
    if waiting:
        parts.append(ngettext("%(n)s bước tùy câu trả lời", "%(n)s bước tùy câu trả lời", waiting) % {"n": waiting})
    return ", ".join(parts)


@register.filter
def steps_of_paper(paper: MergedDocument) -> str:
    """For which steps a paper is: "Cho bước 2"; "Dùng chung cho bước 1 và 3" where it is shown and given back."""
    *most, last = [str(position + 1) for position in paper.uses]
    if not most:
        return _("Cho bước %(number)s") % {"number": last}
    numbers = _("%(numbers)s và %(last)s") % {"numbers": ", ".join(most), "last": last}
    if paper.document.handling == "show":
        return _("Dùng chung cho bước %(numbers)s") % {"numbers": numbers}
    return _("Cho bước %(numbers)s, nộp riêng từng bước") % {"numbers": numbers}
