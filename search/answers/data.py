"""An answer as plain data: what ``/api/v2/answers/`` says, and what questions with known answers are held against."""

from __future__ import annotations

from procedures_pages.addresses import absolute

from ..query.reading import Query
from .answer import TOLD_AS, Answer


def told_as_data(query: Query, answer: Answer) -> dict[str, object]:
    """{"query", "kind", "value", "procedure", "case", "part", "source", "version"}, or {"abstained": reason}."""
    if answer.reason is not None:
        return {"abstained": answer.reason.value}
    return {
        "query": query.text,
        "kind": TOLD_AS.get(answer.kind, answer.kind),
        "value": answer.value,
        "procedure": {"code": answer.code, "title": answer.title, "url": absolute(answer.page_url)},
        "case": answer.case,
        "part": answer.part,
        "source": answer.source,
        "version": answer.version,
    }
