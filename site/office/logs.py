"""The log without personal data: lines for people, or one JSON object a line with the number of its request (``LOG_FORMAT=json``)."""

from __future__ import annotations

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
# Addresses of mail and of machines, numbers as long as a telephone's or an identity card's, and what was typed into a query.
PERSONAL = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+)|(?P<query>\?[^\s'\"]+)|(?P<v4>\b\d{1,3}(?:\.\d{1,3}){3}\b)"
    r"|(?P<v6>\b(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4})+\b|\b[0-9a-f]{1,4}::[0-9a-f:]*)|(?P<number>\d(?:[ .]?\d){8,})",
    re.IGNORECASE,
)
# An address that is itself the key to what it opens (procedures_pages.expert_checks), in whatever is said of it.
KEYS = re.compile(r"(?i)(/chuyen-vien/)[^\s/?'\"]+")
EXTRA = ("method", "route", "status", "ms")  # of a line that tells of a request (``requests``)


def without_persons(text: str) -> str:
    """The text with "…" for what may tell who somebody is."""
    return PERSONAL.sub(lambda found: "?…" if found.lastgroup == "query" else "…", without_keys(text))


def without_keys(text: str) -> str:
    """The text with "…" for what would open something to whoever reads it."""
    return KEYS.sub(r"\1…", text)


def _message(record: logging.LogRecord) -> str:
    """``names_machine``, given with ``extra``, says that an address in the message is that of a machine of the office's own."""
    clean = without_keys if getattr(record, "names_machine", False) else without_persons
    return clean(record.getMessage())


class Line(logging.Formatter):
    """One line for people; the error, where there is one, under it."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        return without_persons(super().formatException(ei))


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info:
            line["error"] = without_persons(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
