"""Truth, checked: what a page says beside what its record says, as a list of small rules, one name each.

Pure: no database. A finding says which part of the page differs, in words for an editor, and carries a key of exactly that part of the
record: what was waived against one version opens again when that part changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils import translation

from ...facts.procedure import ProcedureFacts
from ..parsing.records import RegisterProcedure
from .register_view import NOTHING_KNOWN, RegisterView


@dataclass(frozen=True, slots=True)
class Compared:
    """All that a rule may look at: a page, the records of its present codes, the register as a whole, all pages."""

    facts: ProcedureFacts
    records: tuple[RegisterProcedure, ...]
    register: RegisterView = NOTHING_KNOWN
    pages: tuple[ProcedureFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rule found. ``part`` is the part of the page (``data-part``); ``against`` what of the record it was found against."""

    part: str
    page: str
    record: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    part: str
    page: str
    record: str
    key: str


Check = Callable[[Compared], Iterator[Difference]]


@dataclass(frozen=True, slots=True)
class Rule:
    """``explain`` says in a sentence what the rule asks; ``without_record`` whether it speaks of a page whose record is not here, too."""

    name: str
    check: Check
    explain: Callable[[], str]
    without_record: bool = False


RULES: dict[str, Rule] = {}


def rule(explain: Callable[[], str], *, without_record: bool = False) -> Callable[[Check], Check]:
    """Registers a rule under the name of its function, after those registered so far."""

    def registered(check: Check) -> Check:
        RULES[check.__name__] = Rule(check.__name__, check, explain, without_record)
        return check

    return registered


def findings(compared: Compared, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """All that differs, in the order of the rules, each once."""
    out: dict[str, Finding] = {}
    for asked in RULES.values() if rules is None else rules:
        if compared.records or asked.without_record:
            for key, found in _keyed(asked, compared):
                out.setdefault(key, Finding(asked.name, found.part, found.page, found.record, key))
    return list(out.values())


def _keyed(asked: Rule, compared: Compared) -> Iterator[tuple[str, Difference]]:
    """What the rule finds, in the editor's language; the keys are those of the Vietnamese words, whatever language the desk speaks."""
    with translation.override("vi"):
        found = list(asked.check(compared))
    shown = found if translation.get_language() == "vi" else list(asked.check(compared))
    yield from zip((key_of(asked.name, difference) for difference in found), shown, strict=True)


def key_of(name: str, found: Difference) -> str:
    """A short hash of the rule, what the page says and the part of the record it was found against."""
    parts = "\x1f".join((name, found.part, found.page, found.against or found.record))
    return hashlib.blake2s(parts.encode("utf-8", "replace"), digest_size=8).hexdigest()
