"""Luật đổi: pages that rest on a text that another has changed, by who answers for them; each is settled by a person, with words."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Min, Q, QuerySet
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView, WagtailAdminTemplateMixin

from office import site_data
from office.clean_fields import CleanCharField
from office.desk.access import ReviewersOnly
from office.desk.lists import TagColumn
from office.desk.work.rows import SOURCES, Desk, Figure, Row, Waiting, first_of, measure, source
from office.settling import Outcome, SettlingForm
from vietnamese import typed
from vietnamese.dates import short
from vietnamese.sorting import sort_key

from ...law_changes.models import EffectOnPage
from ...law_changes.open import open_effects
from ...law_changes.words import age_words
from .access import crumbs

# So long may a change that has taken effect wait before it stands out.
LATE_DAYS = 7


def by_owner() -> list[EffectOnPage]:
    """All that is open, by the name of whoever answers for the page's area, what nobody answers for last; then since longest."""
    people = [f"page__area__{who}__{name}" for who in ("responsible", "deputy") for name in ("username", "first_name", "last_name")]
    rows = list(open_effects("page__area__name", *people))
    return sorted(rows, key=lambda row: (owner(row) == "", sort_key(owner(row)), row.effective_from, sort_key(row.page.title)))


def owner(row: EffectOnPage) -> str:
    return row.page.area.owner_name if row.page.area else ""


def _owner_words(row: EffectOnPage) -> str:
    area = row.page.area.name if row.page.area else _("chưa có lĩnh vực")
    return " · ".join((owner(row) or _("chưa ai phụ trách"), area))


def _since(row: EffectOnPage) -> tuple[str, str]:
    today = timezone.localdate()
    days = (today - row.effective_from).days
    tone = "red" if days > LATE_DAYS else "amber" if days >= 0 else ""
    return f"{short(row.effective_from)}, {age_words(row.effective_from, today)}", tone


def _act(row: EffectOnPage) -> str:
    told = f"{row.change.act} {_kind(row)} {row.target.number}"
    return f"{told} ({row.articles})" if row.articles else told


def _kind(row: EffectOnPage) -> str:
    return str(row.get_kind_display()).lower()


class ActionsColumn(Column):
    """Two ways to settle it, each a link to the one screen."""

    cell_template_name = "register/desk/law_actions_cell.html"


class LawList(ReviewersOnly, BaseListingView):
    page_title = gettext_lazy("Luật đổi")
    header_icon = "warning"
    template_name = "register/desk/laws.html"
    results_template_name = "office/desk/list_results.html"
    index_url_name = "register_desk:laws"
    paginate_by = 50
    no_results_message = gettext_lazy("Không có trang nào: chưa văn bản mới nào đụng đến trang đang đăng, hoặc đã xử lý hết.")
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "title",
            label=gettext_lazy("Trang"),
            accessor=lambda row: row.page.get_admin_display_title(),
            get_url=lambda row: reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        ),
        Column("act", label=gettext_lazy("Văn bản"), accessor=_act),
        TagColumn("since", label=gettext_lazy("Từ ngày"), accessor=_since),
        Column("owner", label=gettext_lazy("Người phụ trách"), accessor=_owner_words),
        ActionsColumn("actions", label=gettext_lazy("Việc cần làm"), accessor=lambda row: row.pk),
    ]

    def get_queryset(self) -> list[EffectOnPage]:
        return by_owner()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": _("Trang có luật đổi, theo người phụ trách, lâu nhất trước")}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs(("", _("Luật đổi")))


class EffectForm(SettlingForm):
    """Mended, which the page shows by having been published since; or of no effect, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        choices=[
            (Outcome.MENDED.value, gettext_lazy("Đã cập nhật trang theo văn bản mới")),
            (Outcome.KEPT.value, gettext_lazy("Không ảnh hưởng: trang không phải sửa")),
        ],
    )
    answer = CleanCharField(
        cleaner=typed.own_lines,
        label=gettext_lazy("Lý do, ghi chú"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Không ảnh hưởng thì phải ghi vì sao. Ví dụ: Điều 17 chỉ nói về hồ sơ nộp ở bộ, trang này nộp ở phường."),
    )

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = forms.ModelForm.clean(self) or self.cleaned_data
        if told.get("outcome") == Outcome.KEPT and not told.get("answer"):
            self.add_error("answer", _("Hãy ghi vì sao không ảnh hưởng: người xem lại sau này cần biết."))
        published = self.instance.page.last_published_at
        if told.get("outcome") == Outcome.MENDED and not (published and published > self.instance.opened_at):
            words = _(
                "Trang chưa được đăng lại từ khi có văn bản mới. Hãy sửa, đăng trang trước; nếu trang đúng sẵn, chọn “Không ảnh hưởng”."
            )
            self.add_error("outcome", words)
        return told


SettleForm: Any = modelform_factory(EffectOnPage, form=EffectForm, fields=["outcome", "answer"])


class LawView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    """One page and one change of law: what it is, what was said of it; whoever may edit the page says what became of it."""

    template_name = "register/desk/law.html"
    header_icon = "warning"
    page_title = gettext_lazy("Luật đổi")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = EffectOnPage.objects.select_related("acting", "target", "page__locale", "settled_by")
        self.row = get_object_or_404(rows, pk=kwargs["pk"])
        self.may_settle = bool(self.row.page.permissions_for_user(request.user).can_edit())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:laws"), _("Luật đổi")), ("", self.row.page.get_admin_display_title()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        wanted = self.request.GET.get("ket-qua")
        form = kwargs.get("form") or (SettleForm(instance=self.row, for_user=self.request.user) if self.may_settle else None)
        if form is not None and not form.is_bound and wanted in (Outcome.MENDED, Outcome.KEPT):
            form.initial["outcome"] = wanted
        notes = self.row.acting.effects.filter(target=self.row.target_id).exclude(note="").values_list("note", flat=True)
        told = {"row": self.row, "act": _act(self.row), "since": _since(self.row)[0], "notes": list(notes), "form": form}
        return context | told | {"page": self.row.page}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_settle:
            raise PermissionDenied
        form = SettleForm(request.POST, instance=self.row, for_user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        site_data.changed()
        messages.success(
            request, _("Đã ghi: “%(title)s” không còn báo về văn bản này.") % {"title": self.row.page.get_admin_display_title()}
        )
        return redirect("register_desk:laws")


def _of(desk: Desk) -> QuerySet[EffectOnPage]:
    """What is open of one's own areas; of all where one answers for none."""
    rows = open_effects("page__area")
    return rows if desk.everything or not desk.areas else rows.filter(Q(page__area__in=desk.areas) | Q(page__area=None))


@source(SOURCES, 10)
def law_changes(desk: Desk) -> Waiting:
    """The oldest changes of law that nobody has settled."""

    def told(row: EffectOnPage) -> Row:
        return Row(
            kind=_("Luật đổi"),
            title=row.page.draft_title or row.page.title,
            detail=_act(row),
            action=_("Rà trang"),
            url=reverse("register_desk:law", args=[row.pk]),
            since=row.effective_from,
            area=row.page.area_id,
            is_late=(desk.today - row.effective_from).days > LATE_DAYS,
        )

    return first_of(_of(desk), told, reverse("register_desk:laws"))


@measure(20)
def longest_open(desk: Desk) -> Figure | None:
    """For how many days the oldest change of law has waited."""
    oldest = _of(desk).order_by().aggregate(first=Min("effective_from"))["first"]
    if oldest is None or oldest > desk.today:
        return Figure(_("Không"), _("thay đổi nào của luật còn chờ"))
    days = (desk.today - oldest).days
    told = ngettext("%(n)s ngày", "%(n)s ngày", days) % {"n": days}
    return Figure(told, _("thay đổi của luật chờ lâu nhất"), reverse("register_desk:laws"), is_bad=days > LATE_DAYS)
