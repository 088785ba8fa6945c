"""Rates of live pages that end soon, or have ended, with nothing known to follow: a row of work each, for who answers for such a page."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.desk.work.rows import DUE, Desk, Row, Waiting, oldest_first, source
from office.set_costs import known as rates
from office.set_costs.by_day import RateTerms
from office.set_costs.models import Rate
from vietnamese.dates import short

from .models import ProcedurePage
from .record_uses import references


def _areas_by_rate(keys: list[str]) -> dict[str, list[int | None]]:
    """{key of a rate: the area of each live Vietnamese page that says it}. Two queries."""
    pages = defaultdict(set)
    for rate, page in references(Rate, keys).values_list("to_object_id", "object_id").distinct():
        pages[rate].add(int(page))
    every = ProcedurePage.objects.filter(pk__in=set().union(*pages.values())).published().in_source_language()
    areas = dict(every.values_list("pk", "area"))
    return {rate: [areas[page] for page in sorted(named) if page in areas] for rate, named in pages.items()}


@source(DUE, 35)
def ending_rates(desk: Desk) -> Waiting:
    """For whoever may write down what comes next. A rate that no reader sees asks for nothing."""
    if not desk.user.has_perm("set_costs.change_rate"):
        return Waiting(())
    ending = {key: rate for key, rate in rates.published().items() if rate.asks_for_more(desk.today)}
    areas = _areas_by_rate(list(ending)) if ending else {}
    return Waiting(oldest_first(_row(key, ending[key], found, desk) for key, found in areas.items() if found))


def _row(key: str, rate: RateTerms, areas: list[int | None], desk: Desk) -> Row:
    # Of the areas of several people it is each one's.
    mine = next((area for area in areas if desk.is_mine(area)), areas[0])
    pages = ngettext("%(n)s trang", "%(n)s trang", len(areas)) % {"n": len(areas)}
    day = {"day": short(rate.until) if rate.until else "", "pages": pages}
    is_over = rate.on(desk.today).basis == "ended"
    if is_over:
        detail = _("Đã hết hiệu lực ngày %(day)s; %(pages)s dặn người đọc hỏi tại quầy.") % day
    else:
        detail = _("Áp dụng đến hết %(day)s ở %(pages)s; chưa ghi mức sau.") % day
    return Row(
        kind=_("Mức thu hết hạn") if is_over else _("Mức thu sắp hết hạn"),
        title=rate.name,
        detail=detail,
        action=_("Ghi mức sau"),
        url=reverse(Rate.snippet_viewset.get_url_name("edit"), args=[key]),
        since=rate.until,
        area=mine,
        is_late=is_over,
    )
