"""Lists as XLSX and CSV. What a spreadsheet would take for a formula is made plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(value: Any) -> Any:
    """A cell's value in; the same out, with an apostrophe before a text that a spreadsheet would calculate."""
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


class NeutralExportMixin(SpreadsheetExportMixin):
    """Wagtail's export, every cell neutral, CSV with the mark by which Excel knows UTF-8."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return neutral(super().preprocess_field_value(field, value, export_format))

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield "\ufeff".encode()
        yield from super().stream_csv(queryset)
