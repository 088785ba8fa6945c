"""How the legal texts of a page stand today: for its law list, and for the editor's flags."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from office import site_data
from office.legal_standing import Edge, Standing, standing
from office.models import LegalEffect, LegalResource

from ..facts.phrases import day_words
from .words import AHEAD

KEY = "procedures:texts-ending:v1"


class Text(Protocol):
    @property
    def number(self) -> str: ...
    @property
    def status(self) -> str: ...


def _ending() -> dict[str, tuple[date | None, tuple[Edge, ...]]]:
    """{number: the day that it names itself, what published texts do to it} of those that have either."""
    acts = LegalEffect.objects.filter(acting__live=True).exclude(kind=LegalEffect.Kind.GUIDES)
    edges: dict[str, list[Edge]] = {}
    for target, *edge in acts.values_list("target__number", "kind", "acting__number", "effective_from", "articles"):
        edges.setdefault(target, []).append(Edge(*edge))  # type: ignore[arg-type]
    ends = dict(LegalResource.objects.filter(ends_on__isnull=False).values_list("number", "ends_on"))
    return {number: (ends.get(number), tuple(edges.get(number, ()))) for number in {*edges, *ends}}


def standing_today(text: Text) -> Standing:
    """No query mostly."""
    ends_on, edges = site_data.kept(KEY, _ending).get(text.number, (None, ()))
    return standing(text.status, ends_on, edges, timezone.localdate())  # type: ignore[arg-type]


def end_words(text: Text) -> str:
    """ "Hết hiệu lực từ 15/11/2026", "Sẽ hết hiệu lực từ 01/01/2027" some weeks ahead; "" of what is in force, or ended in part only."""
    told = standing_today(text)
    if told.state == "expired":
        return _("Hết hiệu lực từ %(day)s") % {"day": day_words(told.since)} if told.since else _("Hết hiệu lực")
    if told.ahead and told.ahead_state == "expired" and told.ahead <= timezone.localdate() + AHEAD:
        return _("Sẽ hết hiệu lực từ %(day)s") % {"day": day_words(told.ahead)}
    return ""
