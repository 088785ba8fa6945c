"""Stable ids for questions, answers and documents: made once from the label, then kept, so that addresses and ticks survive edits."""

from __future__ import annotations

from typing import Any

from vietnamese.slugs import slugify

from ..facts.case import OWN


def _fill(values: list[Any], label: str, reserved: frozenset[str] = frozenset()) -> None:
    """Ids that are fine stay; the others are made from the label; doubles get -2, -3."""
    fine: set[str] = set()
    wanting = []
    for value in values:
        slug = value.get("slug") or ""
        if slug and slug == slugify(slug) and slug not in fine and slug not in reserved:
            fine.add(slug)
        else:
            wanting.append(value)
    for value in wanting:
        base = slugify(value.get("slug") or value.get(label) or "", max_length=50) or "muc"
        slug, n = base, 2
        while slug in fine or slug in reserved:
            slug, n = f"{base}-{n}", n + 1
        fine.add(slug)
        value["slug"] = slug


def fill_ids(stream: Any) -> None:
    """Give every question, answer, document or step of a StreamValue an id where it has none. Changes it in place.

    A question's id stands in addresses, so it keeps clear of the site's own parameters.
    """
    values = [child.value for child in stream]
    questions = bool(values) and "answers" in values[0] and "outcome" not in values[0]
    label = next((name for name in ("name", "label", "title") if values and name in values[0]), "label")
    _fill(values, label, OWN if questions else frozenset())
    for value in values if questions else []:
        _fill(list(value["answers"] or []), "label")


def questions_of(page: Any) -> list[dict[str, Any]]:
    """The questions of a page in memory and their answers, by label and id, for the desk's script: it makes the lists of "Chỉ khi"."""

    def named(value: Any) -> dict[str, Any]:
        return {"label": value.get("label") or "", "slug": value.get("slug") or ""}

    values = [child.value for child in page.questions]
    return [{**named(value), "answers": [named(one) for one in value.get("answers") or ()]} for value in values]


def former_ids(value: Any) -> tuple[str, ...]:
    """The earlier ids of a question's or an answer's value."""
    return tuple(part.strip() for part in (value.get("former") or "").split(",") if part.strip())


def _remember(value: Any, before: Any) -> None:
    old, known = before.get("slug") or "", former_ids(value)
    if old and old != value.get("slug") and old not in known:
        value["former"] = ", ".join((*known, old))


def _answers(value: Any) -> dict[str, Any]:
    return {bound.id: bound.value for bound in getattr(value.get("answers"), "bound_blocks", ())}


def keep_former_ids(before: Any, now: Any) -> None:
    """Questions and answers of the StreamValue ``now`` whose id is another than in ``before`` remember that. Changes ``now`` in place.

    A person may hold the old id on paper, so it stays good.
    """
    earlier = {child.id: child.value for child in before}
    for child in now:
        if (old := earlier.get(child.id)) is None:
            continue
        _remember(child.value, old)
        answers = _answers(old)
        for key, answer in _answers(child.value).items():
            if key in answers:
                _remember(answer, answers[key])
