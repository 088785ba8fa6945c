"""Writes down what the example people get by the draft: after a fee changed, whoever looked says so once for all of them."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.people import Outcome
from ..models import ProcedurePage
from ..translation.words import digest


def seal(people: Iterable[Outcome]) -> str:
    """What was shown, in short: only that is accepted."""
    return digest("\n".join(line for one in people for line in (one.person.id, *one.lines)))


def accept(page: ProcedurePage, people: Iterable[Outcome]) -> None:
    """Puts into the page in memory, as what these people must get, what they get."""
    lines = {one.person.id: "\n".join(one.lines) for one in people}
    for child in page.people:
        if (told := lines.get(child.value.get("slug") or "")) is not None:
            child.value["outcome"] = told
