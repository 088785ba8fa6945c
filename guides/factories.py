"""Guides made for tests, under the sample's ``/huong-dan/``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import uuid4

import factory
import wagtail_factories

from vietnamese.slugs import slugify

from .models import GuideIndexPage, GuidePage, LifeEventPage


def guide_step(title: str = "Bước thử", *procedures: int, **more: Any) -> dict[str, Any]:
    """One step that leads to procedures, given by their primary keys.

    ``applies`` as "question=answer"; ``known`` as ("question=answer" of the procedures, *what it applies to).
    """
    value = {"title": title, "text": "", "when": "", "procedures": _items(procedures), "elsewhere": {"name": "", "who": "", "url": ""}}
    for name, stored in (("applies", _items), ("known", _known)):
        if name in more:
            more[name] = stored(more[name])
    return {"type": "step", "value": {**value, **more}, "id": str(uuid4())}


def _items(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid4())} for value in values]


def _known(values: Iterable[tuple[str, ...]]) -> list[dict[str, Any]]:
    return _items({"answer": answer, "applies": _items(applies)} for answer, *applies in values)


class GuideFactory(wagtail_factories.PageFactory):
    class Meta:
        model = GuidePage

    parent = factory.LazyFunction(lambda: GuideIndexPage.objects.get(locale__language_code="vi"))
    title = factory.Sequence(lambda n: f"Hướng dẫn thử số {n}")
    slug = factory.LazyAttribute(lambda o: slugify(o.title))
    summary = "Một hướng dẫn thử."
    intro = factory.LazyFunction(lambda: [{"type": "paragraph", "value": "Mở đầu."}])
    steps = factory.LazyFunction(lambda: [guide_step()])
    updated_on = date(2026, 8, 3)
    order = 90


class LifeEventFactory(GuideFactory):
    class Meta:
        model = LifeEventPage

    title = factory.Sequence(lambda n: f"Việc trong đời thử số {n}")
