"""What the desk says of a page and its records where people already are: over the edit form, and on the home screen."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from office.desk.work.rows import SOURCES, Desk, Row, Waiting, source

from ...translation.composing import is_source
from ..review.queue import to_mend, waiting
from ..review.sources import sources_of
from ..truth.checking import check_page
from .labels import field_names
from .truth_views import grouped


class SourcePanel(Panel):
    """Read only: which versions the page was checked against, when, by whom, whether it must be looked at again, and what differs."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "register/desk/source_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.source_record)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            page = self.instance
            wrong = [(source, to_mend(page, source.check)) for source in sources_of(page)]
            parts = [(source, field_names(fields) if fields else "") for source, fields in wrong]
            context |= {"parts": parts, "codes": page.source_record, "page": page}
            return context | {"groups": grouped(check_page(page))} if is_source(page) else context


KINDS = {
    "gone": (_("Bản ghi không còn"), _("Bản ghi %(codes)s không còn trong bản chụp mới nhất.")),
    "changed": (_("Bản ghi đổi"), _("Bản ghi %(codes)s đã đổi từ lần đối chiếu trước.")),
    "to_mend": (_("Chỗ phải sửa"), _("Lần đối chiếu trước thấy chỗ phải sửa, trang chưa sửa.")),
    "unchecked": (_("Chưa đối chiếu"), _("Chưa ai đối chiếu trang với bản ghi %(codes)s.")),
}


@source(SOURCES, 20)
def records(desk: Desk) -> Waiting:
    """Pages whose record changed, went, or was never compared; what is gone first."""
    rows = []
    for review in desk.once("records", waiting):
        kind, words = KINDS[review.state]
        since = [snapshot.date for record in review.records if (snapshot := record.gone_in or record.changed_in)]
        rows.append(
            Row(
                kind=str(kind),
                title=review.page.draft_title or review.page.title,
                detail=str(words) % {"codes": ", ".join(record.code for record in review.records)},
                action=gettext("Đối chiếu"),
                url=reverse("register_desk:review", args=[review.page.pk]),
                since=min(since) if since and review.state in ("gone", "changed") else None,
                area=review.page.area_id,
            )
        )
    return Waiting(tuple(rows), reverse("register_desk:waiting"))
