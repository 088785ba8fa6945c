"""A record as bytes for the database, and back. Pure: JSON, compressed, because a record is long prose."""

from __future__ import annotations

import json
import types
import typing
import zlib
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from ..parsing.records import RegisterProcedure

T = TypeVar("T")
# Read once: half of the time of a record went into it.
_hints: Callable[[Any], dict[str, Any]] = cache(typing.get_type_hints)


def pack(procedure: RegisterProcedure) -> bytes:
    """The whole record with its raw text."""
    text = json.dumps(asdict(procedure), ensure_ascii=False, default=lambda d: d.isoformat(), separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def unpack(data: bytes) -> RegisterProcedure:
    """What ``pack`` was given. Fields that a record of an older version of the code lacks get their defaults."""
    return _build(RegisterProcedure, json.loads(zlib.decompress(data)))


def _build(kind: type[T], values: dict[str, Any]) -> T:
    hints = _hints(kind)
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], value) for name, value in values.items() if name in known})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (typing.Union, types.UnionType):
        return _value(next(a for a in get_args(hint) if a is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], v) for v in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value)
    return date.fromisoformat(value) if hint is date else value
