"""Judged queries against what is published and imported."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import index
from search.engines.choosing import NAMES, engine
from search.evaluation import failures, read_judged, report, run

COLUMNS = ("n", "success@1", "success@3", "best@1", "mrr@10", "ndcg@10", "zero", "false", "p50_ms", "p95_ms")


class Command(BaseCommand):
    help = "Đo tìm kiếm bằng các câu hỏi đã chấm: [{id, query, category, relevant: {mã: điểm 1–3}}]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--engine", choices=NAMES, default="", help="mặc định: theo cấu hình")
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--show-failures", action="store_true", help="in cả những câu chưa đạt")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            queries = read_judged(json.loads(options["file"].read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(_("Không đọc được tệp câu hỏi: %(error)s") % {"error": error}) from error
        try:
            chosen = engine(options["engine"])
        except ValueError as error:
            raise CommandError(_("Máy tìm kiếm này cần SEARCH_URL.")) from error
        if hasattr(chosen, "fill"):
            chosen.fill()
        codes = [document.codes for document in index.documents() if document.locale == "vi"]
        chosen.search(_warm_up(), "vi")
        outcomes = run(chosen, queries, codes)
        result = report(outcomes)
        failed = failures(outcomes) if options["show_failures"] else []
        if options["json"]:
            self.stdout.write(json.dumps({**result, "failures": failed} if failed else result, ensure_ascii=False))
        else:
            self._print(result, failed)

    def _print(self, result: dict[str, Any], failed: list[dict[str, Any]]) -> None:
        self.stdout.write(f"{'':20}" + "".join(f"{column:>11}" for column in COLUMNS))
        for name, values in [*result["by_category"].items(), ("all", result["all"])]:
            self.stdout.write(f"{name:20}" + "".join(f"{'–' if values[c] is None else values[c]:>11}" for c in COLUMNS))
        for failure in failed:
            self.stdout.write(f"{failure['id']}  {failure['query']!r}  {failure['grades']}  {' | '.join(failure['titles'])}")


def _warm_up() -> Any:
    from search.query import read_query

    return read_query("khai sinh")
