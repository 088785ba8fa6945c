"""Gives one live page another transfer of powers, or none, and changes nothing else of it.

The page is not published as it stands in its draft: that may be somebody's unfinished work. The live version gets the transfer as a
version of its own, and every version that may still go live (the draft, what waits for approval, what waits for its hour) gets it where
it had the transfer that readers saw, so that none of them takes it back. Who wrote those, and whether they are sent, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.signals import page_published

from office.models import AuthorityTransfer

from ..models import ProcedurePage, TransferBatch, TransferredPage

SET = "procedures_pages.transfer_set"
Left = TransferredPage.Left


def of_drafts(pages: Iterable[ProcedurePage]) -> dict[int, set[int | None]]:
    """{pk: the transfers that versions which may still go live have} of pages with such versions. One query, none without any."""
    drafted = {page.pk: page.latest_revision_id for page in pages if page.has_unpublished_changes}
    if not drafted:
        return {}
    waiting = Q(pk__in=drafted.values()) | Q(approved_go_live_at__isnull=False)
    versions = Revision.objects.page_revisions().filter(waiting, object_id__in=map(str, drafted)).order_by()
    found: dict[int, set[int | None]] = {}
    for pk, transfer in versions.values_list("object_id", "content__transfer"):
        found.setdefault(int(pk), set()).add(transfer)
    return found


def why_left(page: ProcedurePage, before: int | None, after: AuthorityTransfer | None, drafts: set[int | None], user: Any = None) -> str:
    """Why the page cannot go from one transfer to the other, a value of ``Left``; "" where it can. ``drafts``: as ``of_drafts`` says."""
    wanted = after.pk if after else None
    if not page.live:
        return Left.GONE
    if page.transfer_id != before:
        return Left.CHANGED
    if after is not None and not after.live:
        return Left.RECORD
    if page.locked:
        return Left.LOCKED
    if drafts - {before, wanted}:
        return Left.DRAFT
    if user is not None and not page.permissions_for_user(user).can_publish():
        return Left.RIGHTS
    return ""


def set_transfer(page: ProcedurePage, after: AuthorityTransfer | None, batch: TransferBatch, user: Any) -> Revision:
    """Within a transaction, of a page that nothing speaks against. Returns the version that is live from now on."""
    before, live, drafted = page.transfer, page.live_revision_id, page.has_unpublished_changes
    page.transfer = after
    said = page.serializable_data()
    version = Revision.objects.create(
        content_object=page, base_content_type=page.get_base_content_type(), user=batch.sent_by, content=said, object_str=str(page)
    )
    changed: dict[str, Any] = {"live_revision": version, "last_published_at": timezone.now()}
    if drafted:
        _into_versions(page, live, before.pk if before else None, after.pk if after else None, version)
    else:
        changed |= {"latest_revision": version, "latest_revision_created_at": version.created_at}
    for name, value in changed.items():
        setattr(page, name, value)
    # Not by saving the page: the desk's own search would read and store each anew for words that are the same.
    ProcedurePage.objects.filter(pk=page.pk).update(transfer=after, **changed)
    ReferenceIndex.create_or_update_for_object(page)
    told = {"batch": batch.pk, "before": str(before or ""), "after": str(after or ""), "sent_by": str(batch.sent_by or "")}
    log(instance=page, action=SET, user=user, revision=version, data=told)
    # The page's public history goes by what was published.
    log(instance=page, action="wagtail.publish", user=user, revision=version, content_changed=True)
    # Its note of the day is another publication's.
    page_published.send(sender=ProcedurePage, instance=page, revision=version, keeps_news=True)
    return version


def _into_versions(page: ProcedurePage, live: int | None, before: int | None, after: int | None, but: Revision) -> None:
    """What is written into a version is this key alone: it stays its writer's."""
    since = Q(pk__gt=live) if live else Q()
    versions = (
        Revision.objects.page_revisions().filter(since | Q(approved_go_live_at__isnull=False), object_id=str(page.pk)).exclude(pk=but.pk)
    )
    for revision in versions.order_by():
        if revision.content.get("transfer") == before:
            revision.content["transfer"] = after
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
