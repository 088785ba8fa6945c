"""Links that do not open, on the desk's first screen."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.desk.work.rows import SOURCES, Desk, Row, Waiting, source

from .models import Link, LinkUse, State


@source(SOURCES, 30)
def broken(desk: Desk) -> Waiting:
    """A row for each link, where papers are handed in first; of one's own area if any of its uses is."""
    rows = []
    failing = Link.objects.filter(state=State.FAILING).prefetch_related("uses").order_by("-is_submission", "failing_since", "pk")
    for link in failing:
        uses: list[LinkUse] = list(link.uses.all())
        mine = [use for use in uses if desk.is_mine(use.area_id)]
        use = next(iter(mine or uses), None)
        places = len(uses)
        words = ngettext("Dùng ở %(n)s nơi.", "Dùng ở %(n)s nơi.", places) % {"n": places}
        rows.append(
            Row(
                kind=_("Liên kết nộp hỏng") if link.is_submission else _("Liên kết hỏng"),
                title=use.title if use else link.host,
                detail=f"{link.url}: {link.told}. {words}",
                action=_("Sửa liên kết"),
                url=reverse("link", args=[link.pk]),
                since=link.failing_since,
                area=use.area_id if use else None,
                is_late=link.is_submission,
            )
        )
    return Waiting(tuple(rows), reverse("broken_links"))
