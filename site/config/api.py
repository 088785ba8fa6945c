"""Wagtail's own read-only page API beside ours, with hostile input bounded before it reaches a database."""

from __future__ import annotations

from typing import Any

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

MOST = 1_000_000


class BoundedPages(PagesAPIViewSet):
    """Numbers that no database can hold, and search words that one would choke on, get a 400 or are cleaned. Aliases are no pages."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        query = request.GET.copy()
        for name in ("offset", "limit"):
            value = query.get(name)
            if value is not None and not (value.isascii() and value.isdigit() and len(value) <= 7 and int(value) <= MOST):
                raise BadRequestError(f"{name}: a whole number up to {MOST}")
        if any("\x00" in value for values in query.lists() for value in values[1]):
            raise BadRequestError("NUL")
        if "search" in query:
            words = "".join(c if c.isalnum() or c == " " else " " for c in query["search"][:200]).split()[:24]
            query["search"] = " ".join(words)
            if not words:
                del query["search"]
        request._request.GET = query

    def get_base_queryset(self) -> Any:
        # By number, because a search cannot be narrowed by a field that its index lacks.
        aliases = list(Page.objects.filter(alias_of__isnull=False).values_list("pk", flat=True))
        pages = super().get_base_queryset()
        return pages.exclude(pk__in=aliases) if aliases else pages


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", BoundedPages)
