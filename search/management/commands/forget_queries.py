"""manage.py forget_queries: what readers asked and opened more than 90 days ago is deleted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.query_log.store import forget_queries


class Command(BaseCommand):
    help = "Deletes counts of queries and of opened hits that are older than 90 days. The running site does so itself once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_queries()} rows deleted")
