"""The sample's words for search. A kind of which anything is there already is left to the editors."""

from __future__ import annotations

from collections import Counter
from typing import Any

from wagtail.models import Page

from search.models import Confusion, Elsewhere, PromotedAnswer

from .sample_files import read_yaml
from .sample_schema import SAMPLE

KINDS: dict[str, Any] = {"elsewhere": Elsewhere, "confusions": Confusion, "promoted": PromotedAnswer}
PAGES = ("page", "first_page", "second_page")


def load_wording() -> Counter[str]:
    """What is not there yet is made. Returns how many of each kind; raises ValidationError where the sample itself is wrong."""
    made: Counter[str] = Counter()
    for name, rows in read_yaml(SAMPLE / "wording.yaml").items():
        model = KINDS[name]
        if model.objects.exists():
            continue
        for row in rows:
            words = model(**{field: _value(field, value) for field, value in row.items()})
            words.full_clean()
            words.save()
            made[model._meta.model_name] += 1
    return made


def _value(field: str, value: Any) -> Any:
    if field in PAGES:
        return Page.objects.get(slug=value, locale__language_code="vi")
    return "\n".join(value) if isinstance(value, list) else value
