"""Which pages a transfer can be put into: every published procedure, marked where it has it, or cannot get it now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from office.desk.row_numbers import is_row_number
from office.models import AuthorityTransfer, CompetentAuthority
from vietnamese.sorting import sort_key

from ..facts.from_pages import deciding
from ..models import ProcedurePage, TransferredPage
from ..queries import IN_SOURCE_LANGUAGE, IS_NO_ALIAS, PublishedQuerySet
from .setting import of_drafts, why_left


@dataclass(frozen=True, slots=True)
class Candidate:
    """``has_it``: readers see the transfer already; ``why``: what speaks against it, "" where nothing does."""

    page: ProcedurePage
    has_it: bool
    why: str = ""

    @property
    def authority(self) -> CompetentAuthority | None:
        """Who decides today."""
        return deciding(self.page)

    @property
    def is_free(self) -> bool:
        return not self.has_it and not self.why


def live_pages() -> PublishedQuerySet:
    """Every published Vietnamese procedure."""
    pages: PublishedQuerySet = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, IS_NO_ALIAS, live=True).order_by()
    return pages


def candidates(transfer: AuthorityTransfer, authority: str = "", area: str = "", chosen: list[int] | None = None) -> list[Candidate]:
    """By title; of one authority and one area (their numbers), where they are named, or those chosen. Three queries."""
    wanted = Q(area=area) if is_row_number(area) else Q()
    if is_row_number(authority):
        moved = Q(transfer__to_authority__live=True, transfer__date__lte=timezone.localdate())
        wanted &= (Q(authority=authority) & ~moved) | (Q(transfer__to_authority=authority) & moved)
    if chosen is not None:
        wanted &= Q(pk__in=chosen)
    rows = live_pages().filter(wanted).select_related("locale", "area", "authority", "transfer__to_authority").defer_streamfields()
    pages = sorted(rows, key=lambda page: sort_key(page.title))
    drafts = of_drafts(pages)
    waiting = _waiting()
    return [_candidate(page, transfer, drafts.get(page.pk, set()), page.pk in waiting) for page in pages]


def _waiting() -> set[int]:
    """The numbers of the pages of batches that nobody has decided yet."""
    rows = TransferredPage.objects.filter(batch__live=False, batch__dropped_at=None).order_by()
    return set(rows.values_list("page", flat=True))


def _candidate(page: ProcedurePage, transfer: AuthorityTransfer, drafts: set[int | None], is_waiting: bool) -> Candidate:
    if page.transfer_id == transfer.pk:
        return Candidate(page, True)
    if is_waiting:
        return Candidate(page, False, _("Đang chờ duyệt trong một đợt khác."))
    left = why_left(page, page.transfer_id, transfer, drafts)
    return Candidate(page, False, str(TransferredPage.Left(left).label) if left else "")
