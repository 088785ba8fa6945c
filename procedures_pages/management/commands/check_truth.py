"""Compares the published pages with their records of the national register and says what differs."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from procedures_pages.code_shapes import tidy_code
from procedures_pages.register.truth.checking import PageTruth, check_pages
from procedures_pages.register.truth.findings import RULES


class Command(BaseCommand):
    help = "Compares pages with their records of the national register."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE", help="only the pages that carry one of these codes")
        parser.add_argument("--json", action="store_true", help="one JSON object instead of words")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = {code for given in options["codes"] for code in (given, tidy_code(given))}
        truths = check_pages(codes)
        if codes and not truths:
            raise CommandError(f"Không có trang nào mang mã {', '.join(options['codes'])}.")
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(truths), ensure_ascii=False))
        else:
            self._say(truths)

    def _say(self, truths: list[PageTruth]) -> None:
        out = self.stdout.write
        for truth in truths:
            if not truth.found:
                continue
            out(f"{truth.facts.code or '–'} {truth.facts.title}" + ("" if truth.has_record else " (không có bản ghi)"))
            for finding, waiver in truth.found:
                kept = f" [đã chấp nhận: {waiver.reason}]" if waiver else ""
                out(f"  {finding.rule}, phần {finding.part}{kept}")
                out(f"    Trang:   {finding.page}")
                out(f"    Bản ghi: {finding.record}")
        found = [pair for truth in truths for pair in truth.found]
        waived = sum(waiver is not None for _finding, waiver in found)
        without = [truth for truth in truths if not truth.has_record]
        out(f"Đã xét {len(truths)} trang: {len(found)} khác biệt, trong đó {waived} đã được chấp nhận có lý do.")
        if without:
            named = ", ".join(truth.facts.code or truth.facts.title for truth in without)
            out(f"{len(without)} trang không có bản ghi hiện hành để so: {named}.")
        for name in dict.fromkeys(finding.rule for finding, _waiver in found):
            number = sum(finding.rule == name for finding, _waiver in found)
            out(f"  {name} ({number}): {RULES[name].explain()}")


def _as_json(truths: list[PageTruth]) -> dict[str, Any]:
    found = [
        {
            **{"code": truth.facts.code, "rule": finding.rule, "part": finding.part},
            **{"page": finding.page, "record": finding.record, "waived": waiver is not None},
        }
        for truth in truths
        for finding, waiver in truth.found
    ]
    without = [truth.facts.code for truth in truths if not truth.has_record]
    # In the order of the findings: by its key a reason is written down beforehand (the sample's ``kept``).
    keys = [finding.key for truth in truths for finding, _waiver in truth.found]
    return {"checked": len(truths), "findings": found, "keys": keys, "without_record": without}
