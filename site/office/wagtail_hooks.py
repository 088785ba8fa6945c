"""On the desk: what procedures refer to; readers' reports, read, settled, never written by hand; the site's clock."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import holidays_panel
from .clock import panel
from .desk import (  # noqa: F401 (registers their addresses and scripts)
    aliases,
    amounts,
    copies,
    doors,
    handbook,
    menus,
    scripts,
    second_factor,
    session,
    translations,
)
from .desk.work import panel as work_panel  # noqa: F401 (registers the first screen)
from .doctor import desk as doctor  # noqa: F401 (registers its page)
from .models import AuthorityTransfer, CompetentAuthority, HolidayYear, LegalResource, Office, ReaderReport, Term, ThematicArea
from .reader_answers.desk import ReportsIndexView
from .settling import SettlingForm
from .shared_records import SharedRecord
from .two_people import acted, translating  # noqa: F401 (what became of an approval; the rule for translations)
from .two_people import desk as two_people  # noqa: F401 (registers its screens and what it asks)
from .weekly_mail import account  # noqa: F401 (registers its part of the account)


class ThematicAreaViewSet(SnippetViewSet):
    model = ThematicArea
    list_display = ("name", Column("slug", label=_("Tên trong địa chỉ"), sort_key="slug"), "order", UpdatedAtColumn())


class CompetentAuthorityViewSet(SnippetViewSet):
    model = CompetentAuthority
    list_display = ("name", UpdatedAtColumn())


class AuthorityTransferViewSet(SnippetViewSet):
    model = AuthorityTransfer
    list_display = ("__str__", "date", UpdatedAtColumn())


class LegalResourceViewSet(SnippetViewSet):
    model = LegalResource
    list_display = ("number", "title", "date", "status", UpdatedAtColumn())
    list_filter = ("status",)


class OfficeViewSet(SnippetViewSet):
    model = Office
    list_display = ("name", "ward", "order", UpdatedAtColumn())


class TermViewSet(SnippetViewSet):
    model = Term
    list_display = ("name", "explanation", UpdatedAtColumn())


class HolidayYearViewSet(SnippetViewSet):
    model = HolidayYear
    icon = "date"
    list_display = ("__str__", "source", UpdatedAtColumn())


class WrittenByReaders(ModelPermissionPolicy):
    """Nobody on the desk writes one, whatever rights a group was given."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class ReaderReportViewSet(SnippetViewSet):
    model = ReaderReport
    permission_policy = WrittenByReaders(ReaderReport)
    icon = "comment"
    menu_label = _("Góp ý của người đọc")
    list_display = (
        "page_slug",
        Column("get_part_display", label=_("Phần"), sort_key="part"),
        "words",
        "created_at",
        Column("get_outcome_display", label=_("Kết quả"), sort_key="outcome"),
        "answer",
    )
    list_filter = ("outcome", "part", "page_slug")
    index_view_class = ReportsIndexView
    list_export = (
        "page_slug",
        "page_version",
        "case",
        "get_part_display",
        "words",
        "created_at",
        "get_outcome_display",
        "answer",
        "settled_at",
    )
    export_headings: ClassVar[dict[str, Any]] = {"get_part_display": _("Phần"), "get_outcome_display": _("Kết quả")}
    export_filename = "gop-y-cua-nguoi-doc"
    edit_handler = ObjectList(
        [
            *(FieldPanel(name, read_only=True) for name in ("page_slug", "page_version", "case", "part", "words")),
            FieldPanel("outcome"),
            FieldPanel("answer"),
        ],
        base_form_class=SettlingForm,
    )
    inspect_view_enabled = True
    inspect_view_fields = ("page_slug", "page_version", "case", "part", "words", "created_at", "outcome", "answer")


for viewset in (
    ThematicAreaViewSet,
    CompetentAuthorityViewSet,
    AuthorityTransferViewSet,
    LegalResourceViewSet,
    OfficeViewSet,
    TermViewSet,
    HolidayYearViewSet,
    ReaderReportViewSet,
):
    register_snippet(viewset)


@hooks.register("before_unpublish")
def what_pages_say_stays(request: Any, record: Any) -> None:
    """The desk's own screen does not pass through the record's ``unpublish``."""
    if isinstance(record, SharedRecord):
        record.keep_while_used()


@hooks.register("construct_homepage_panels")
def add_holidays_panel(request: Any, panels: list[Any]) -> None:
    if holidays_panel.may_see(request.user):
        panels.append(holidays_panel.HolidaysPanel(request))


@hooks.register("construct_homepage_panels")
def add_clock_panel(request: Any, panels: list[Any]) -> None:
    if panel.may_see(request.user):
        panels.append(panel.ClockPanel())
