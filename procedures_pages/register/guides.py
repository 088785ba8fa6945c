"""Which records have a guide: a procedure page that carries their code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ..models import ProcedureCode, ProcedurePage
from ..queries import published


def codes_with_a_guide() -> QuerySet[Any, Any]:
    """Codes, present and former, that a published guide carries: the guide takes the record's place. For ``code__in``."""
    guides = published(ProcedurePage.objects.filter(locale__language_code="vi"))
    return ProcedureCode.objects.filter(page__in=guides).values("value")


def pages_of_codes(codes: Iterable[str]) -> list[ProcedurePage]:
    """Vietnamese pages that carry one of the codes, live or draft, the live ones first."""
    carrying = ProcedureCode.objects.filter(value__in=list(codes)).values("page_id")
    pages = ProcedurePage.objects.filter(pk__in=carrying, locale__language_code="vi")
    return list(pages.order_by("-live", "pk"))
