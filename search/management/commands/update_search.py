"""Brings the search index up to what is published and imported, or makes it anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from search.engines.elasticsearch import ElasticsearchEngine
from search.index import backfill, indexing
from search.searching import searcher


class Command(BaseCommand):
    help = "Đưa chỉ mục tìm kiếm về đúng với những gì đã đăng và đã nhập. --rebuild: làm lại từ đầu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="đọc lại tất cả, người đọc vẫn tìm được trong khi đó")
        parser.add_argument("--without-meaning", action="store_true", help="để phần tìm theo nghĩa lại cho máy chủ làm sau")

    def handle(self, *args: Any, **options: Any) -> None:
        changes = indexing.rebuild() if options["rebuild"] else indexing.update()
        self.stdout.write(_("Chỉ mục tìm kiếm: ghi %(written)s, bỏ %(gone)s.") % {"written": changes.written, "gone": changes.taken_out})
        if not options["without_meaning"]:
            made = backfill.fill(told=self._tell if options["verbosity"] > 0 and self.stdout.isatty() else None)
            if made:
                self.stdout.write(_("Phần tìm theo nghĩa: %(made)s mục mới.") % {"made": made})
        chosen = searcher().engine
        if isinstance(chosen, ElasticsearchEngine):
            chosen.catch_up()

    def _tell(self, done: int) -> None:
        self.stdout.write(f"\r  {done} / {done + backfill.missing().count()}", ending="")
