"""How good answers are on questions whose facts are known: none may be wrong; what is not sure is rather left out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers.answer import TOLD_AS, Answer

Asking = Callable[[str], tuple[Answer, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """``code`` of the procedure it is about, any that it carries; ``value`` as the page says it, None where the page does not."""

    id: str
    query: str
    code: str
    kind: str
    value: str | None


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """``is_right``: the fact, the kind and the procedure; None for one that was left unanswered."""

    known: KnownQuestion
    answer: Answer
    is_right: bool | None


def read_questions(rows: Iterable[Mapping[str, Any]]) -> list[KnownQuestion]:
    """The rows of a file in; questions out. Raises KeyError for a row without one of its fields."""
    return [
        KnownQuestion(
            str(row["id"]), str(row["query"]), str(row["code"]), str(row["kind"]), None if row["value"] is None else str(row["value"])
        )
        for row in rows
    ]


def run(ask: Asking, questions: Iterable[KnownQuestion]) -> list[AnswerOutcome]:
    """``ask``: a question in; its answer, and the codes of the procedure it speaks of, out."""
    outcomes = []
    for known in questions:
        answer, codes = ask(known.query)
        right = (
            None if answer.reason else _plain(answer.value) == _plain(known.value) and known.code in codes and _kind(answer) == known.kind
        )
        outcomes.append(AnswerOutcome(known, answer, right))
    return outcomes


def _kind(answer: Answer) -> str:
    return TOLD_AS.get(answer.kind, answer.kind)


def _plain(text: str | None) -> str | None:
    return None if text is None else " ".join(unicodedata.normalize("NFC", text).split())


def counts(outcomes: Iterable[AnswerOutcome]) -> dict[str, int]:
    """{"n", "answered", "right", "wrong", "abstained"}."""
    told = Counter(outcome.is_right for outcome in outcomes)
    return {
        "n": told.total(),
        "answered": told[True] + told[False],
        "right": told[True],
        "wrong": told[False],
        "abstained": told[None],
    }


def reasons(outcomes: Iterable[AnswerOutcome]) -> dict[str, int]:
    """Why questions were left unanswered, the commonest reason first."""
    return dict(Counter(outcome.answer.reason.value for outcome in outcomes if outcome.answer.reason).most_common())
