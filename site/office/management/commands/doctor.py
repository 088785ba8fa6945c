"""manage.py doctor: whether all is well with the site."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError

from office.doctor.jobs import JobRow, job_table
from office.doctor.registry import Examined, examine, exit_code

SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}


class Command(BaseCommand):
    help = "Kiểm tra cả trang. Mã kết thúc: 0 ổn hoặc chỉ có điều cần xem, 1 có điều hỏng, 2 có điều không kiểm được."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="một đối tượng JSON, cho máy đọc")

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine()
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, cls=DjangoJSONEncoder))
        else:
            for examined in found:
                finding = examined.finding
                self.stdout.write(f"{SIGNS[finding.state]} {examined.label}: {finding.said}")
                if finding.todo:
                    self.stdout.write(f"    → {finding.todo}")
        if code := exit_code(found):
            raise SystemExit(code)


def _as_json(found: list[Examined]) -> dict[str, Any]:
    told = [{"name": examined.name, "label": examined.label, **asdict(examined.finding)} for examined in found]
    return {"state": found[0].finding.state if found else "ok", "checks": told, "jobs": [asdict(row) for row in _jobs()]}


def _jobs() -> list[JobRow]:
    try:
        return job_table()
    except DatabaseError:  # among the checks it is told already
        return []
