"""Wagtail's own read-only page API beside ours, with hostile input bounded before it reaches a database."""

from __future__ import annotations

from typing import Any

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from procedures_pages.queries import published

MOST = 1_000_000


class BoundedPages(PagesAPIViewSet):
    """Numbers that no database can hold, and search words that one would choke on, get a 400 or are cleaned."""

    def get_queryset(self) -> Any:
        """What readers may see: Wagtail's own asks each language version for itself."""
        # As a list of keys: Wagtail's search takes no other condition.
        return super().get_queryset().filter(pk__in=published(Page.objects.all()).values("pk"))

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


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", BoundedPages)
