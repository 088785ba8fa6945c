"""manage.py check_links: asks for every outgoing link that is due, or for all, and says what does not open."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from office.clock.exclusive import Held, held
from office.links import keeping, work
from office.links.manners import Manners
from office.links.models import Link, State


class Command(BaseCommand):
    help = "Checks the outgoing links of published pages and shared records; a host is asked once a second at most."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also those that are not due yet")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")

    def handle(self, *args: Any, **options: Any) -> None:
        keeping.renew(timezone.now())
        checked = 0
        try:
            with held(work.NAME, "check_links") as renew:
                left = list((Link.objects.all() if options["all"] else work.due()).values_list("pk", flat=True))
                manners = Manners()
                for begin in range(0, len(left), work.BATCH):
                    rows = Link.objects.filter(pk__in=left[begin : begin + work.BATCH]).order_by("pk")
                    checked += work.check_due(rows, manners, float("inf"), renew)[0]
        except Held as other:
            raise CommandError(f"{other.holder.who} đang thử liên kết.") from other
        except work.NoWayOut as problem:
            raise CommandError(str(problem)) from problem
        links = list(Link.objects.prefetch_related("uses").order_by("state", "url"))
        if options["json"]:
            self.stdout.write(json.dumps({"checked": checked, "links": [_as_json(link) for link in links]}, ensure_ascii=False))
        else:
            self._say(checked, links)

    def _say(self, checked: int, links: list[Link]) -> None:
        failing = [link for link in links if link.state == State.FAILING]
        for link in failing:
            self.stdout.write(f"{link.url}: {link.told}")
            for use in link.uses.all():
                self.stdout.write(f"  {use.title}")
        for link in links:
            if link.leads_to and link.state == State.ALIVE:
                self.stdout.write(f"{link.url} → {link.leads_to}")
        self.stdout.write(f"Đã thử {checked} liên kết; trong {len(links)} liên kết có {len(failing)} không mở được.")


def _as_json(link: Link) -> dict[str, Any]:
    return {
        **{"url": link.url, "state": link.state, "reason": link.reason, "detail": link.detail, "leads_to": link.leads_to},
        **{name: at.isoformat() if (at := getattr(link, name)) else None for name in ("checked_at", "last_ok", "failing_since")},
        "used": [{"kind": use.kind, "title": use.title, "edit": use.edit_path} for use in link.uses.all()],
    }
