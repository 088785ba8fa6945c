"""Guides made for tests, under the sample's ``/huong-dan/``."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import factory
import wagtail_factories

from vietnamese.slugs import slugify

from .models import GuideIndexPage, GuidePage, LifeEventPage


def guide_step(title: str = "Bước thử", *procedures: int, **more: Any) -> dict[str, Any]:
    """One step that leads to procedures, given by their primary keys."""
    items = [{"type": "item", "value": key, "id": str(uuid4())} for key in procedures]
    value = {"title": title, "text": "", "when": "", "procedures": items, "elsewhere": {"name": "", "who": "", "url": ""}}
    return {"type": "step", "value": {**value, **more}, "id": str(uuid4())}


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
