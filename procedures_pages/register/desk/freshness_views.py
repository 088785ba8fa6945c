"""The desk's report "Đến hạn rà": live pages that nobody has looked at for too long, and the one button that says "still true"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from office.desk.access import ReviewersOnly, may_review
from office.desk.lists import ExportedList, TagColumn
from office.desk.menus import GuardedMenuItem
from office.desk.row_numbers import row_numbers
from office.desk.work.rows import DUE, Desk, Figure, Row, Waiting, measure, source
from vietnamese.dates import short

from ...models import ProcedurePage
from ..review.freshness import Look, keep, looks
from ..review.queue import waiting

LABEL = gettext_lazy("Trang đến hạn rà")
DATES_PART = "ngay"


def due_words(look: Look, today: date) -> tuple[str, str]:
    """(words, tone) of how the page stands."""
    if look.waits:
        return _("Bản ghi đã đổi, đối chiếu trước"), "amber"
    if look.day is None:
        return _("Chưa ai kiểm tra"), "amber"
    late = (today - look.due).days
    return (ngettext("Quá hạn %(n)s ngày", "Quá hạn %(n)s ngày", late) % {"n": late}, "amber") if late > 0 else (_("Đến hạn hôm nay"), "")


def next_step(look: Look) -> str:
    """Where the look is taken: beside the record where there is something to compare, else at the page's dates."""
    if look.waits or look.can_be_kept:
        return reverse("register_desk:review", args=[look.page.pk])
    return reverse("fact_form", args=[look.page.pk, DATES_PART])


def owner(look: Look) -> str:
    return look.page.area.owner_name if look.page.area else ""


class DueList(ReviewersOnly, ExportedList):
    """GET lists what is due, by owner; POST records for the pages that were marked that they are still true."""

    page_title = LABEL
    header_icon = "date"
    template_name = "register/desk/due.html"
    caption = LABEL
    verbose_name_plural = gettext_lazy("trang")
    index_url_name = "pages_due"
    paginate_by = 100
    no_results_message = gettext_lazy("Không có trang nào đến hạn: trang nào cũng vừa được kiểm tra.")
    list_export = ("page.title", "page.area", "owner", "day", "due", "state")
    export_headings = {
        "page.title": gettext_lazy("Trang"),
        "page.area": gettext_lazy("Lĩnh vực"),
        "owner": gettext_lazy("Người phụ trách"),
        "day": gettext_lazy("Kiểm tra lần cuối"),
        "due": gettext_lazy("Hạn"),
        "state": gettext_lazy("Tình trạng"),
    }

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        # A report of a higher room, which has its own address.
        return [HeaderButton(_("Đo lường theo Điều 12"), url=reverse("measures"), icon_name="list-ul")]

    @cached_property
    def due(self) -> list[Look]:
        """What is due, by owner; pages of nobody last."""
        today = timezone.localdate()
        return sorted((look for look in looks() if look.is_due(today)), key=lambda look: (owner(look) == "", owner(look)))

    @property
    def any_kept(self) -> bool:
        return any(look.can_be_kept for look in self.due)

    @property
    def columns(self) -> list[Column]:
        today = timezone.localdate()
        boxes = [Column("mark", label=_("Chọn"), accessor=_mark)] if self.any_kept else []
        return [
            *boxes,
            TitleColumn("title", label=_("Trang"), accessor=lambda look: look.page.get_admin_display_title(), get_url=next_step),
            Column("area", label=_("Lĩnh vực"), accessor=lambda look: look.page.area or ""),
            Column("owner", label=_("Người phụ trách"), accessor=owner),
            Column("day", label=_("Kiểm tra lần cuối"), accessor=lambda look: short(look.day) if look.day else _("chưa lần nào")),
            TagColumn("state", label=_("Tình trạng"), accessor=lambda look: due_words(look, today)),
        ]

    def get_queryset(self) -> list[Look]:
        return self.due

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "any_kept": self.any_kept}

    def to_row_dict(self, item: Look) -> dict[str, Any]:
        return {
            "page.title": item.page.title,
            "page.area": str(item.page.area or ""),
            "owner": owner(item),
            "day": item.day,
            "due": item.due,
            "state": due_words(item, timezone.localdate())[0],
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Trang đầu")}, {"url": "", "label": LABEL}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        marked = row_numbers(request.POST.getlist("page"))
        pages = list(ProcedurePage.objects.filter(pk__in=marked, locale__language_code="vi", live=True))
        allowed = [page for page in pages if page.permissions_for_user(request.user).can_edit()]
        kept, refused = keep(allowed, request.user)
        if kept:
            count = len(kept)
            words = ngettext(
                "Đã ghi: %(n)s trang vẫn đúng với bản ghi hiện hành.", "Đã ghi: %(n)s trang vẫn đúng với bản ghi hiện hành.", count
            )
            messages.success(request, words % {"n": count})
        if refused := [*refused, *(page for page in pages if page not in allowed)]:
            names = "; ".join(page.get_admin_display_title() for page in refused[:5])
            messages.error(request, _("Chưa ghi, phải đối chiếu với bản ghi trước: %(pages)s") % {"pages": names})
        if not pages:
            messages.error(request, _("Hãy chọn ít nhất một trang."))
        return redirect("pages_due")


def _mark(look: Look) -> str:
    """The box of a page of which one word is enough."""
    if not look.can_be_kept:
        return ""
    return format_html('<input type="checkbox" name="page" value="{}" form="van-dung" aria-label="{}">', look.page.pk, look.page.title)


def _looks(desk: Desk) -> list[Look]:
    return desk.once("looks", lambda: looks(desk.once("records", waiting)))


@source(DUE, 10)
def due(desk: Desk) -> Waiting:
    """Pages to look at again. What waits for its record is told there."""
    rows = [
        Row(
            kind=_("Đến hạn rà"),
            title=look.page.draft_title or look.page.title,
            detail=_("Kiểm tra lần cuối %(day)s.") % {"day": short(look.day)} if look.day else _("Chưa ai kiểm tra."),
            action=_("Rà lại"),
            url=next_step(look),
            since=look.due,
            area=look.page.area_id,
        )
        for look in _looks(desk)
        if look.is_due(desk.today) and not look.waits
    ]
    return Waiting(tuple(rows), reverse("pages_due"))


@measure(10)
def within_time(desk: Desk) -> Figure | None:
    """How many of one's live pages have been looked at within their time."""
    mine = [look for look in _looks(desk) if desk.is_mine(look.page.area_id)]
    fresh = sum(not look.is_due(desk.today) for look in mine)
    if not mine:
        return None
    return Figure(str(fresh), _("trang đã kiểm tra trong hạn"), reverse("pages_due"), of=len(mine), is_bad=fresh < len(mine))


@hooks.register("register_admin_urls")
def due_urls() -> list[Any]:
    return [path("den-han-ra/", DueList.as_view(), name="pages_due")]


@hooks.register("register_reports_menu_item")
def due_menu_item() -> MenuItem:
    return GuardedMenuItem(LABEL, reverse_lazy("pages_due"), name="den-han", icon_name="date", order=35, may=may_review)
