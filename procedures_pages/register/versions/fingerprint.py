"""What a record says, as one hash: white space, the order of rows and the way of writing the source do not count. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from ..parsing.records import UNORDERED, RegisterProcedure

# Not every source has them.
LEFT_OUT = ("raw", "portal_id", "decision_date")


def fingerprint(procedure: RegisterProcedure) -> str:
    """64 hexadecimal digits: the same for two records that say the same."""
    values = asdict(procedure)
    for name in LEFT_OUT:
        values.pop(name)
    for case in values["cases"]:
        rows = [{**row, "position": 0} for row in case["rows"]]
        case["rows"] = _sorted(rows)
    for name in UNORDERED:
        values[name] = _sorted(values[name])
    return hashlib.sha256(_text(_squeezed(values)).encode()).hexdigest()


def _sorted(items: Any) -> list[Any]:
    return sorted((_squeezed(item) for item in items), key=_text)


def _squeezed(value: Any) -> Any:
    """Every text with single spaces."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _squeezed(item) for key, item in value.items()}
    return [_squeezed(item) for item in value] if isinstance(value, list | tuple) else value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
