"""What the desk says of a page and its records where people already are: over the edit form, and on the home screen."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from office.desk.access import may_review

from ...law_changes.words import age_words
from ...translation.composing import is_source
from ..review.queue import to_mend, waiting
from ..review.sources import sources_of
from ..truth.checking import check_page
from .labels import field_names
from .law_views import waiting_laws
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


class WaitingPanel(Component):
    """ "N trang cần đối chiếu", "N việc luật đổi chưa xử lý", where there are any and for those who can do something about it."""

    name = "register-waiting"
    template_name = "register/desk/waiting_panel.html"
    order = 60

    def __init__(self, request: Any) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        if not may_review(self.request.user):
            return {}
        found = waiting()
        laws, own, oldest = waiting_laws(self.request.user)
        told = {"laws": laws, "own": own, "oldest": age_words(oldest, timezone.localdate()) if oldest else ""}
        return told | {"count": len(found), "gone": sum(item.state == "gone" for item in found)}
