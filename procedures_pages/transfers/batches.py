"""Makes batches, sends them, puts them into their pages when they are approved, and makes the batch that undoes one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from office.models import AuthorityTransfer
from office.two_people.desk import can_be_sent, send

from ..models import ProcedurePage, TransferBatch, TransferredPage
from .models import APPLY
from .setting import of_drafts, set_transfer, why_left

SENT, APPLIED, DROPPED = "procedures_pages.transfer_sent", "procedures_pages.transfer_applied", "procedures_pages.transfer_dropped"
# What ``set_transfer`` reads through the page itself.
READ = ("locale", "transfer", "area", "authority", "live_revision", "latest_revision")


def send_batch(transfer: AuthorityTransfer, pages: Iterable[ProcedurePage], user: Any) -> TransferBatch:
    """Sends to another person: these pages get the transfer. What they have now is noted, so that it can be undone."""
    rows = [TransferredPage(page=page, before_id=page.transfer_id, after=transfer) for page in pages]
    return _sent(TransferBatch(transfer=transfer, sent_by=user, live=False), rows, user)


def send_undoing(batch: TransferBatch, user: Any) -> TransferBatch:
    """Sends the way back: of each page that got it and still has it, what it had before."""
    rows = [TransferredPage(page_id=row.page_id, before_id=row.after_id, after_id=row.before_id) for row in still_set(batch)]
    return _sent(TransferBatch(transfer=batch.transfer, undoes=batch, sent_by=user, live=False), rows, user)


def still_set(batch: TransferBatch) -> list[TransferredPage]:
    """The rows of pages that have what the batch gave them."""
    rows = batch.pages.filter(left="").select_related("page") if batch.live else ()
    return [row for row in rows if row.page.live and row.page.transfer_id == row.after_id]


def may_be_undone(batch: TransferBatch) -> bool:
    """Whether nobody has sent, or made, the way back yet."""
    return batch.live and batch.undoes_id is None and not batch.undoings.filter(dropped_at=None).exists()


def _sent(batch: TransferBatch, rows: list[TransferredPage], user: Any) -> TransferBatch:
    with transaction.atomic():
        batch.save()
        for row in rows:
            row.batch = batch
        TransferredPage.objects.bulk_create(rows)
        revision = batch.save_revision(user=user, clean=False)
        log(instance=batch, action=SENT, user=user, revision=revision, data={"pages": len(rows)})
        if can_be_sent(batch):
            send(batch, user)
    return batch


def drop(batch: TransferBatch, user: Any) -> None:
    """Takes back what was sent: it can no longer be approved."""
    with transaction.atomic():
        if batch.current_workflow_state:
            batch.current_workflow_state.cancel(user=user)
        TransferBatch.objects.filter(pk=batch.pk).update(dropped_at=timezone.now())
        log(instance=batch, action=DROPPED, user=user)


def apply(batch: TransferBatch, user: Any) -> None:
    """Within the transaction of its publication: each page as its row says, or the reason why it is left as it is."""
    rows = list(batch.pages.select_related("after"))
    keys = [row.page_id for row in rows]
    # Nobody else saves one of them meanwhile.
    list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    pages = {page.pk: page for page in ProcedurePage.objects.filter(pk__in=keys).select_related(*READ).order_by()}
    drafts = of_drafts(pages.values())
    for row in rows:
        page = pages[row.page_id]
        row.left = why_left(page, row.before_id, row.after, drafts.get(page.pk, set()), user)
        if not row.left:
            row.revision = set_transfer(page, row.after, batch, user)
    TransferredPage.objects.bulk_update(rows, ["left", "revision"])
    done = sum(not row.left for row in rows)
    log(instance=batch.transfer, action=APPLIED, user=user, data={"batch": batch.pk, "pages": done, "left": len(rows) - done})


def connect() -> None:
    """Called once, when the app is ready."""
    if apply not in APPLY:
        APPLY.append(apply)
