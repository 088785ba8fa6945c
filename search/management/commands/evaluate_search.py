"""Judged queries against what is published and imported."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.evaluation.measures import JudgedQuery, QueryOutcome, failures, read_judged, report, run
from search.evaluation.table import failed_lines, legend, table
from search.index import backfill, indexing
from search.meaning.embedder import embedder
from search.meaning.health import trouble
from search.query.reading import read_query
from search.searching import NAMES, Searcher, searcher

EVERY = "all"
PATIENCE = 60.0  # seconds


class Command(BaseCommand):
    help = "Đo tìm kiếm bằng các câu hỏi đã chấm: [{id, query, category, relevant: {mã: điểm 1–3}}]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--engine",
            action="append",
            choices=(*NAMES, EVERY),
            help=f"mặc định: theo cấu hình; lặp lại để so sánh; {EVERY}: mọi máy tìm kiếm dùng được ở đây",
        )
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON; nhiều máy tìm kiếm thì mỗi tên một đối tượng")
        parser.add_argument("--show-failures", action="store_true", help="in cả những câu chưa đạt và kết quả đã tìm thấy")

    def handle(self, *args: Any, **options: Any) -> None:
        queries = _read(options["file"])
        indexing.update()
        # Quality is measured: no query does without its vector because this machine is busy.
        if model := embedder():
            model.seconds = model.start_seconds = PATIENCE
            if not model.wait(PATIENCE):
                self.stderr.write(str(trouble()))
        backfill.fill()
        codes = [document.codes for document in indexing.documents("vi")]
        if not codes:
            raise CommandError(_("Chưa có gì để tìm: hãy chạy load_sample hoặc import_register trước."))
        outcomes = {chosen.name: _run(chosen, queries, codes) for chosen in self._engines(options["engine"] or [""])}
        reports = {name: report(found) for name, found in outcomes.items()}
        if options["json"]:
            if options["show_failures"]:
                reports = {name: {**found, "failures": failures(outcomes[name])} for name, found in reports.items()}
            # Escaped: a query may hold halves of characters, which no terminal takes.
            self.stdout.write(json.dumps(reports if len(reports) > 1 else next(iter(reports.values()))))
            return
        lines = [*table(reports), *legend(next(iter(outcomes.values())), len(queries))]
        if options["show_failures"]:
            lines += [line for name, found in outcomes.items() for line in failed_lines(found, name)]
        self.stdout.write("\n".join(lines))

    def _engines(self, names: list[str]) -> list[Searcher]:
        """The engines of these names; of all of them, those that are set up here."""
        if EVERY not in names:
            return [_engine(name) for name in dict.fromkeys(names)]
        found = []
        for name in NAMES:
            try:
                found.append(_engine(name))
            except CommandError as error:
                self.stderr.write(f"{name}: {error}")
        return found


def _read(file: Path) -> list[JudgedQuery]:
    try:
        return read_judged(json.loads(file.read_text(encoding="utf-8-sig")))
    except KeyError as error:
        raise CommandError(_("Không đọc được tệp câu hỏi: có câu thiếu %(field)s.") % {"field": error}) from error
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise CommandError(_("Không đọc được tệp câu hỏi: %(error)s") % {"error": error}) from error


def _engine(name: str) -> Searcher:
    try:
        return searcher(name)
    except ValueError as error:
        raise CommandError(_("Máy tìm kiếm này cần SEARCH_URL.")) from error


def _run(chosen: Searcher, queries: list[JudgedQuery], codes: list[tuple[str, ...]]) -> list[QueryOutcome]:
    """Raises CommandError where the engine did not answer itself: the database's figures are not to stand under another's name."""
    try:
        chosen.catch_up()
    except Exception as error:
        raise CommandError(_("%(engine)s không trả lời: %(error)s") % {"engine": chosen.name, "error": error}) from error
    failures = chosen.outage.failures
    chosen.search(read_query("khai sinh"), "vi")  # what is read at the first question is not part of the first question
    outcomes = run(chosen, queries, codes)
    if chosen.outage.failures > failures:
        raise CommandError(_("%(engine)s không trả lời hết các câu.") % {"engine": chosen.name})
    return outcomes
