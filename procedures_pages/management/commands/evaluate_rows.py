"""Measures the rules that find papers among the rows of the register, against rows labelled by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures_pages.register.classification.evaluation import KINDS, BadLabels, Labelled, measure, read_labels

WORDS = {
    "paper": "giấy tờ",
    "remark": "ghi chú",
    "heading": "đề mục",
    "submit": "nộp",
    "show": "xuất trình",
    "unclear": "chưa rõ",
    True: "có",
    False: "không",
}
FIELDS = {
    "kind": "loại",
    "conditional": "có điều kiện",
    "alternatives": "thay thế nhau",
    "handling": "nộp hay xuất trình",
    "several": "nhiều giấy tờ",
    "waives": "miễn giấy tờ",
}


class Command(BaseCommand):
    help = "Measures the classification of document rows against a JSON file of rows labelled by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="labelled rows, in the shape of rows_dev.json")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")
        parser.add_argument("--show-failures", action="store_true", help="list the rows said wrongly and the rules that decided")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            rows = read_labels(options["file"])
        except BadLabels as error:
            raise CommandError(str(error)) from error
        figures = measure(rows)
        failures = [row for row in rows if row.wrong] if options["show_failures"] else []
        if options["json"]:
            more = {"failures": [_as_json(row) for row in failures]} if options["show_failures"] else {}
            self.stdout.write(json.dumps({**figures, **more}, ensure_ascii=False))
            return
        self._say(figures, kinds=any("kind" in row.truth for row in rows))
        if options["show_failures"]:
            self._say_failures(failures)

    def _say(self, figures: dict[str, Any], *, kinds: bool) -> None:
        out = self.stdout.write
        out(f"Đã xét {figures['n']} dòng.")
        if figures["waivers"]:
            precision, recall = map(_percent, (figures["waivers"]["precision"], figures["waivers"]["recall"]))
            out(f"Miễn giấy tờ: độ chính xác {precision}, độ phủ {recall}")
        if kinds:
            self._say_kinds(figures)
        out("Từng quy tắc (số lần quyết định, số lần đúng):")
        for rule, count in figures["rules"].items():
            out(f"  {rule:<24}{count['decided']:>6}{count['right']:>6}")

    def _say_kinds(self, figures: dict[str, Any]) -> None:
        out = self.stdout.write
        precision, recall, f1 = map(_percent, (figures["paper"]["precision"], figures["paper"]["recall"], figures["paper_f1"]))
        out(f"Giấy tờ: độ chính xác {precision}, độ phủ {recall}, F1 {f1}")
        out(f"Đúng loại: {_percent(figures['kind_accuracy'])}")
        for field in ("conditional", "alternatives", "handling", "several"):
            out(f"Đúng “{FIELDS[field]}”: {_percent(figures[f'{field}_accuracy'])}")
        out("Bảng nhầm lẫn (hàng: nhãn, cột: máy nói):")
        out("  " + "".join(f"{word:>10}" for word in ("", *(WORDS[kind] for kind in KINDS))))
        for kind in KINDS:
            out("  " + f"{WORDS[kind]:>10}" + "".join(f"{figures['confusion'][kind][said]:>10}" for said in KINDS))

    def _say_failures(self, failures: list[Labelled]) -> None:
        out = self.stdout.write
        out(f"Các dòng sai ({len(failures)}):" if failures else "Không có dòng sai.")
        for row in failures:
            said = "; ".join(f"{FIELDS[f]}: máy nói {WORDS[getattr(row.judged, f)]}, nhãn {WORDS[row.truth[f]]}" for f in row.wrong)
            out(f"- {row.code} [{row.case}] {row.judged.row.text}")
            out(f"    {said} (quy tắc: {', '.join(row.rules)})")


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%".replace(".", ",")


def _as_json(row: Labelled) -> dict[str, Any]:
    said = {field: getattr(row.judged, field) for field in FIELDS}
    return {
        "code": row.code,
        "case": row.case,
        "text": row.judged.row.text,
        "label": row.truth,
        "said": said,
        "rules": list(row.rules),
    }
