"""Wagtail's ``update_index``, which says where it failed and leaves no half an index behind."""

from __future__ import annotations

from typing import Any

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search.desk.rebuilding import all_or_nothing


class Command(WagtailCommand):
    def update_backend(self, backend_name: str, **options: Any) -> None:
        with all_or_nothing(backend_name):
            super().update_backend(backend_name, **options)
