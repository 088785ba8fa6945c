"""What is written down of links: which there are and where, and how each check came out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from . import dead, found
from .checking import ALIVE, FAILING, Outcome
from .guard import MAX_ADDRESS, Unusable, target_of
from .models import DeadSubmission, Link, LinkChange, LinkUse

DAY, WEEK = timedelta(days=1), timedelta(days=7)
MAX_DETAIL = 200
Key = tuple[int, str, str, str, int | None, bool]


def renew(now: datetime) -> tuple[int, int]:
    """Collects the links that there are. Returns how many came and how many are gone. What stays the same is not written."""
    told = [one for one in found.collect() if len(one.url) <= MAX_ADDRESS]
    submissions = {one.url for one in told if one.kind == found.SUBMISSION}
    with transaction.atomic():
        known = {link.url: link for link in Link.objects.all()}
        new = [Link(url=url, host=_host(url), due_at=now) for url in dict.fromkeys(one.url for one in told) if url not in known]
        Link.objects.bulk_create(new, batch_size=500)
        gone = set(known) - {one.url for one in told}
        if gone:
            _forget([known[url] for url in gone])
        links = {link.url: link for link in Link.objects.all()}
        for link in links.values():
            if link.is_submission != (link.url in submissions):
                link.is_submission = not link.is_submission
                link.due_at = min(link.due_at, now) if link.is_submission else link.due_at
                link.save(update_fields=["is_submission", "due_at"])
                dead.tell(link, now)
        _write_uses({(links[one.url].pk, one.kind, one.title[:255], one.edit_path, one.area, one.is_home) for one in told})
    return len(new), len(gone)


def _host(url: str) -> str:
    try:
        return target_of(url).host[:255]
    except Unusable:
        return ""


def _forget(links: list[Link]) -> None:
    for known in DeadSubmission.objects.filter(url__in=[link.url for link in links if link.is_submission]):
        known.delete()
    keys = [link.pk for link in links]
    for begin in range(0, len(keys), 500):
        Link.objects.filter(pk__in=keys[begin : begin + 500]).delete()


def _write_uses(wanted: set[Key]) -> None:
    fields = ("link_id", "kind", "title", "edit_path", "area_id", "is_home")
    there: dict[Key, int] = {row[1:]: row[0] for row in LinkUse.objects.order_by().values_list("pk", *fields)}
    over = [pk for key, pk in there.items() if key not in wanted]
    for begin in range(0, len(over), 500):
        LinkUse.objects.filter(pk__in=over[begin : begin + 500]).delete()
    rows = [LinkUse(**dict(zip(fields, key, strict=True))) for key in sorted(wanted - set(there), key=str)]
    LinkUse.objects.bulk_create(rows, batch_size=500)


def note(link: Link, outcome: Outcome, now: datetime) -> bool:
    """Writes down how a check came out; readers are told where that changes what they may do. Returns whether it came out otherwise."""
    detail = outcome.detail[:MAX_DETAIL]
    leads_to = outcome.leads_to[:MAX_ADDRESS]
    is_other = (link.state, link.reason, link.detail, link.leads_to) != (outcome.state, outcome.reason, detail, leads_to)
    link.state, link.reason, link.detail, link.leads_to = outcome.state, outcome.reason, detail, leads_to
    link.for_good, link.checked_at = outcome.for_good, now
    if outcome.state == FAILING:
        link.failing_since = link.failing_since or now
        link.failures += 1
    else:
        link.failing_since, link.failures = None, 0
    if outcome.state == ALIVE:
        link.last_ok = now
    link.due_at = now + (DAY if link.is_submission or outcome.state == FAILING else WEEK)
    with transaction.atomic():
        link.save()
        if is_other:
            LinkChange.objects.create(link=link, at=now, state=link.state, reason=link.reason, detail=link.detail, leads_to=link.leads_to)
        dead.tell(link, now)
    return is_other
