"""Trang cần đối chiếu: which pages wait, and one page beside its records, field by field. Nothing is changed by itself on a live page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView, WagtailAdminTemplateMixin

from office.desk.access import ReviewersOnly
from office.desk.lists import TagColumn
from vietnamese.dates import short, stamp

from ...facts.from_pages import facts_of, rows_in_memory
from ...models import ProcedurePage
from ..review.queue import WaitingReview, to_mend, waiting
from ..review.sources import STILL_TRUE, TO_MEND, SourceRecord, confirm, source_codes, sources_of
from ..truth.effects import Effect, effects
from .access import crumbs
from .labels import field_name, field_names, side_by_side


def state_words(item: WaitingReview) -> tuple[str, str]:
    """(words, tone) of the worst that happened to the page's records."""
    if item.state == "gone":
        return _("Bản ghi không còn"), "red"
    if item.state == "changed":
        days = sorted({short(r.changed_in.date) for r in item.records if r.changed_in})
        return _("Bản ghi đã đổi %(day)s") % {"day": ", ".join(days)}, "amber"
    if item.state == "to_mend":
        return _("Đã ghi cần sửa, chưa xuất bản"), "amber"
    return _("Chưa đối chiếu với bản ghi nào"), ""


def check_words(item: WaitingReview) -> str:
    """When and by whom the page was last compared with a record."""
    if item.check is None:
        return _("chưa lần nào")
    who = item.check.checked_by
    if who is None:
        # Nobody looked: the page itself says from which month it is.
        return _("viết theo bản chụp ngày %(day)s") % {"day": short(item.check.version.snapshot.date)}
    return f"{stamp(item.check.checked_at)}, {who.get_full_name() or who.get_username()}"


class WaitingList(ReviewersOnly, BaseListingView):
    page_title = gettext_lazy("Trang cần đối chiếu")
    header_icon = "tasks"
    template_name = "register/desk/waiting.html"
    results_template_name = "office/desk/list_results.html"
    index_url_name = "register_desk:waiting"
    paginate_by = 50
    no_results_message = gettext_lazy("Không có trang nào cần đối chiếu: mọi trang khớp với bản ghi hiện hành.")
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Trang"),
            accessor=lambda item: item.page.get_admin_display_title(),
            get_url=lambda item: reverse("register_desk:review", args=[item.page.pk]),
        ),
        TagColumn("state", label=gettext_lazy("Tình trạng"), accessor=state_words),
        Column("records", label=gettext_lazy("Mã bản ghi"), accessor=lambda item: ", ".join(r.code for r in item.records)),
        Column("check", label=gettext_lazy("Đối chiếu lần cuối"), accessor=check_words),
    ]

    def get_queryset(self) -> list[WaitingReview]:
        return waiting()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": _("Trang cần đối chiếu với bản ghi, việc gấp trước")}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", _("Trang cần đối chiếu")))


class VerdictForm(forms.Form):
    """One choice for each changed field of one record."""

    CHOICES = [
        (STILL_TRUE, gettext_lazy("Vẫn đúng: trang không phải sửa phần này")),
        (TO_MEND, gettext_lazy("Sửa: trang phải theo bản ghi mới")),
    ]

    def __init__(self, source: SourceRecord, data: Any = None) -> None:
        super().__init__(data, prefix=f"r{source.record.pk}")
        self.source = source
        for difference in source.differences:
            self.fields[difference.field] = forms.ChoiceField(
                label=field_name(difference.field),
                choices=self.CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Hãy chọn “vẫn đúng” hoặc “sửa”.")},
            )

    def rows(self) -> list[tuple[forms.BoundField, list[tuple[str, str]]]]:
        """Each field with its old and new sides."""
        return [(self[d.field], side_by_side(d)) for d in self.source.differences]


class ReviewView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET shows; POST records what the editor says of one record. Only those who may edit the page may say it."""

    header_icon = "tasks"
    template_name = "register/desk/review.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        row = get_object_or_404(ProcedurePage, pk=kwargs["pk"])
        draft = row.get_latest_revision_as_object()
        self.page = row if row.live else draft
        # The draft of a live page may name another record, which has to be compared before that draft goes live.
        self.codes = {*source_codes(self.page), *source_codes(draft)}
        self.has_draft = row.has_unpublished_changes
        self.may_edit = row.permissions_for_user(request.user).can_edit()

    @cached_property
    def sources(self) -> list[SourceRecord]:
        """The page's records as they were when the request came."""
        return sources_of(self.page, self.codes)

    def get_page_title(self) -> str:
        return _("Đối chiếu: %(title)s") % {"title": self.page.get_admin_display_title()}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:waiting"), _("Trang cần đối chiếu")), ("", self.page.get_admin_display_title()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown: VerdictForm | None = kwargs.get("form")
        parts = []
        for source in self.sources:
            bound = shown if shown and shown.source.record.pk == source.record.pk else None
            wrong = to_mend(self.page, source.check)
            parts.append((source, bound or VerdictForm(source), field_names(wrong) if wrong else "", self._effects(source)))
        return context | {"page": self.page, "parts": parts, "may_edit": self.may_edit, "still_true": STILL_TRUE}

    def _effects(self, source: SourceRecord) -> tuple[Effect, ...]:
        """What the record's change means for the page's example people."""
        if not source.differences or source.checked is None or source.record.current is None:
            return ()
        facts = facts_of(self.page, rows_in_memory(self.page))
        return effects(facts, source.checked.procedure, source.record.current.procedure)

    def _settle(self, request: HttpRequest, source: SourceRecord) -> HttpResponse:
        """Somebody has looked once more: nothing had to be mended after all, or another part was."""
        said = source.check.verdicts if source.check and source.is_current else {}
        confirm(self.page, source.record, request.user, dict.fromkeys(said, STILL_TRUE))
        messages.success(request, _("Đã ghi: trang vẫn đúng với bản ghi %(code)s hiện hành.") % {"code": source.record.code})
        return redirect("register_desk:review", self.page.pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.may_edit:
            raise PermissionDenied
        source = next((s for s in self.sources if str(s.record.pk) == request.POST.get("record")), None)
        if source is None or source.is_gone or str(source.record.current_id) != request.POST.get("version"):
            messages.error(request, _("Bản ghi vừa đổi trong lúc bạn xem. Hãy đối chiếu lại."))
            return redirect("register_desk:review", pk)
        if "settled" in request.POST:
            return self._settle(request, source)
        form = VerdictForm(source, request.POST)
        if not form.is_valid():
            messages.error(request, _("Chưa ghi: còn phần chưa chọn “vẫn đúng” hay “sửa”."))
            return self.render_to_response(self.get_context_data(form=form))
        confirm(self.page, source.record, request.user, form.cleaned_data)
        wrong = [field for field, verdict in form.cleaned_data.items() if verdict == TO_MEND]
        if wrong:
            words = _("Đã ghi kết quả đối chiếu với bản ghi %(code)s. Hãy sửa trên trang: %(fields)s.")
            messages.warning(request, words % {"code": source.record.code, "fields": field_names(wrong)})
            return redirect("wagtailadmin_pages:edit", pk)
        messages.success(request, _("Đã ghi: trang vẫn đúng với bản ghi %(code)s hiện hành.") % {"code": source.record.code})
        if any(s.needs_review for s in sources_of(self.page, self.codes)):
            return redirect("register_desk:review", pk)
        if self.has_draft:
            return redirect("wagtailadmin_pages:edit", pk)
        return redirect("register_desk:waiting")
