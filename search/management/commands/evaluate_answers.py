"""Questions with known answers against what is published and imported."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from search.answers.answer import Answer
from search.answers.answering import answers
from search.evaluation.answers import counts, read_questions, reasons, run
from search.index import backfill, indexing
from search.meaning.embedder import embedder
from search.meaning.health import trouble
from search.query.reading import read_query
from search.searching import searcher

PATIENCE = 60.0  # seconds


class Command(BaseCommand):
    help = "Đo câu trả lời bằng các câu hỏi đã biết đáp án: [{id, query, code, kind, value hoặc null}]"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="in một đối tượng JSON")
        parser.add_argument("--show-failures", action="store_true", help="in cả những câu sai và những câu bỏ trống")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            questions = read_questions(json.loads(options["file"].read_text(encoding="utf-8-sig")))
        except KeyError as error:
            raise CommandError(_("Không đọc được tệp câu hỏi: có câu thiếu %(field)s.") % {"field": error}) from error
        except (OSError, ValueError, TypeError, RecursionError) as error:
            raise CommandError(_("Không đọc được tệp câu hỏi: %(error)s") % {"error": error}) from error
        indexing.update()
        if model := embedder():
            model.seconds = model.start_seconds = PATIENCE
            if not model.wait(PATIENCE):
                self.stderr.write(str(trouble()))
        backfill.fill()
        with translation.override("vi"):
            outcomes = run(_ask, questions)
        told = counts(outcomes)
        if options["json"]:
            self.stdout.write(json.dumps(told))
            return
        self.stdout.write("  ".join(f"{name} {number}" for name, number in told.items()))
        self.stdout.write("  ".join(f"{name} {number}" for name, number in reasons(outcomes).items()))
        for outcome in outcomes if options["show_failures"] else ():
            if not outcome.is_right and not (outcome.is_right is None and outcome.known.value is None):
                known, given = outcome.known, outcome.answer
                self.stdout.write(f"{known.id} {known.query}: {given.reason or given.value} [{given.code}] / {known.value} [{known.code}]")


def _ask(question: str) -> tuple[Answer, tuple[str, ...]]:
    query = read_query(question)
    found = searcher().answer(query, "vi")
    return answers(query, found)[0], found.hits[0].document.codes if found.hits else ()
