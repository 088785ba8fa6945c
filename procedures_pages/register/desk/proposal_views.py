"""Đề xuất: what the register makes likely of legal texts. Accepting makes a draft, which goes the way of every shared record."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from office.desk.access import ReviewersOnly
from office.models import LegalEffect, LegalResource

from ...facts.procedure import GONE
from ...law_changes.models import SettledProposal
from ...models import ProcedureCode, ProcedureLegalResource, ProcedurePage
from ...queries import IN_SOURCE_LANGUAGE, published
from ..truth.checking import register_view
from ..truth.law_proposals import PageLaws, Proposal, proposals
from ..truth.rules.laws import tidy
from .access import crumbs


def open_proposals() -> list[Proposal]:
    """Those that nobody has accepted or refused. Six queries, and the register is read once after each import."""
    settled = set(SettledProposal.objects.values_list("key", flat=True))
    edges = LegalEffect.objects.values_list("acting__number", "target__number")
    ends = dict(LegalResource.objects.values_list("number", "ends_on"))
    return [one for one in proposals(_pages(), register_view(), list(edges), ends) if one.key not in settled]


def _pages() -> list[PageLaws]:
    pages = dict(
        published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).exclude(status__in=GONE).order_by("title").values_list("pk", "title")
    )
    codes: dict[int, list[str]] = {}
    for page, code in ProcedureCode.objects.filter(is_present=True).values_list("page_id", "value"):
        codes.setdefault(page, []).append(code)
    laws: dict[int, list[str]] = {}
    for page, number in ProcedureLegalResource.objects.values_list("page_id", "resource__number"):
        laws.setdefault(page, []).append(number)
    return [PageLaws(title, tuple(codes.get(pk, ())), frozenset(laws.get(pk, ()))) for pk, title in pages.items()]


@transaction.atomic
def accept(proposal: Proposal, user: Any) -> LegalResource:
    """Writes it into a draft of the text, made where it is not there yet, for the user to look through and send. Returns the text."""
    known = {tidy(number): pk for pk, number in LegalResource.objects.values_list("pk", "number")}
    if proposal.number in known:
        text = LegalResource.objects.get(pk=known[proposal.number])
    else:
        title = proposal.title[:255] or proposal.number
        text = LegalResource.objects.create(number=proposal.number[:60], title=title, live=False, has_unpublished_changes=True)
    draft = text.get_latest_revision_as_object()
    if proposal.kind == "ends":
        draft.ends_on = proposal.day
    elif proposal.target and proposal.target in known:
        note = _("Ngày ghi tạm: hãy sửa theo văn bản.")
        target = LegalResource.objects.get(pk=known[proposal.target])
        draft.effects.add(LegalEffect(kind=proposal.kind, target=target, effective_from=timezone.localdate(), note=note))
    draft.save_revision(user=user, log_action=True)
    settle(proposal, user, is_accepted=True)
    return text


def settle(proposal: Proposal, user: Any, *, is_accepted: bool) -> None:
    SettledProposal.objects.update_or_create(key=proposal.key, defaults={"is_accepted": is_accepted, "settled_by": user})


class ProposalsView(ReviewersOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "register/desk/proposals.html"
    header_icon = "help"
    page_title = gettext_lazy("Đề xuất từ Cơ sở dữ liệu quốc gia")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return crumbs((reverse("register_desk:laws"), _("Luật đổi")), ("", _("Đề xuất")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"proposals": open_proposals(), "may_settle": self._may_settle()}

    def _may_settle(self) -> bool:
        return bool(self.request.user.has_perms(["office.add_legalresource", "office.change_legalresource"]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self._may_settle():
            raise PermissionDenied
        found = next((one for one in open_proposals() if one.key == request.POST.get("key")), None)
        if found is None:
            messages.error(request, _("Đề xuất này không còn: có người vừa xem, hoặc Cơ sở dữ liệu quốc gia đã đổi."))
            return redirect("register_desk:proposals")
        if "accept" in request.POST:
            text = accept(found, request.user)
            messages.success(request, _("Đã ghi vào bản nháp của %(number)s. Hãy xem lại ngày, rồi gửi duyệt.") % {"number": text.number})
            return redirect("wagtailsnippets_office_legalresource:edit", text.pk)
        settle(found, request.user, is_accepted=False)
        messages.success(request, _("Đã bỏ qua đề xuất về %(number)s.") % {"number": found.number})
        return redirect("register_desk:proposals")
