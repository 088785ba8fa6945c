"""The list of checks, and what each finds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import DatabaseError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

log = logging.getLogger(__name__)
State = Literal["ok", "warn", "fail"]
ALL_WELL, FAILS, NOT_ASKED = 0, 1, 2  # what a process ends with


@dataclass(frozen=True, slots=True)
class Finding:
    """``said``: one sentence; ``todo``: what to do, "" where there is nothing to be done. Both for the desk, in its language."""

    state: State
    said: str
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """``run`` changes nothing. It returns None where the site has no such thing. What it raises is told as a failure."""

    name: str  # for machines: "mail"
    label: StrOrPromise
    run: Callable[[], Finding | None]


@dataclass(frozen=True, slots=True)
class Examined:
    """``was_asked``: False where the check itself broke."""

    name: str
    label: str
    finding: Finding
    was_asked: bool = True


_checks: dict[str, Check] = {}


def register(name: str, label: StrOrPromise, run: Callable[[], Finding | None]) -> None:
    """Registering a name again replaces its check."""
    _checks[name] = Check(name, label, run)


def checks() -> list[Check]:
    """All of them, in the order they were registered."""
    return list(_checks.values())


def examine() -> list[Examined]:
    """What each check finds, the failures first, then what is only to be looked at."""
    found = [examined for check in checks() if (examined := _examined(check))]
    return sorted(found, key=lambda examined: ("fail", "warn", "ok").index(examined.finding.state))


def exit_code(found: list[Examined]) -> int:
    """0: nothing fails; 1: something does; 2: a check could not be made, as where the database does not answer."""
    if not all(examined.was_asked for examined in found):
        return NOT_ASKED
    return FAILS if any(examined.finding.state == "fail" for examined in found) else ALL_WELL


def _examined(check: Check) -> Examined | None:
    try:
        finding = check.run()
    except Exception as problem:
        log.warning("doctor: %s could not be checked: %s", check.name, problem, exc_info=not isinstance(problem, DatabaseError))
        told = _("Không kiểm được: %(error)s") % {"error": f"{type(problem).__name__}: {str(problem).strip()[:200]}"}
        return Examined(check.name, str(check.label), Finding("fail", told, _("Xem nhật ký của máy chủ.")), was_asked=False)
    return Examined(check.name, str(check.label), finding) if finding else None
