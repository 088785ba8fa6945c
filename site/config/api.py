"""Wagtail's own read-only page API beside ours. Every parameter is read before it reaches a database: what has no sense is a 400."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DateTimeField
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.timezone import is_aware, make_aware
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page, Site

from procedures_pages.queries import published

from .openapi import document

MAX_NUMBER = 1_000_000
MAX_ID = 2**31 - 1
MAX_LETTERS = 500
MAX_DEPTH = 5
MAX_SEARCH_LETTERS, MAX_SEARCH_WORDS = 200, 24


def _whole(most: int, *words: str) -> Callable[[str], str | None]:
    def problem(value: str) -> str | None:
        if value in words or (value.isascii() and value.isdigit() and len(value) <= 10 and int(value) <= most):
            return None
        return f"cần một số nguyên từ 0 đến {most}" + "".join(f", hoặc {word}" for word in words)

    return problem


def _time(value: str) -> str | None:
    try:
        moment = DateTimeField().to_python(value)
        if moment is not None:  # Databases keep UTC, in which the first and last day of all years do not exist.
            (moment if is_aware(moment) else make_aware(moment)).astimezone(UTC)
    except (ValidationError, ValueError, OverflowError):
        return "cần một ngày, như 2026-08-03, hay một thời điểm, như 2026-08-03T07:30:00Z"
    return None


def _site(value: str) -> str | None:
    hostname, colon, port = value.partition(":")
    if colon and _whole(65_535)(port):
        return "cổng là một số nguyên từ 0 đến 65535"
    known = Site.objects.filter(hostname=hostname, **({"port": int(port)} if colon else {}))
    return None if known.exists() else "không có trang nào ở tên miền này"


def _one_of(*words: str) -> Callable[[str], str | None]:
    return lambda value: None if value in words else "cần một trong: " + ", ".join(words)


def _fields(value: str) -> str | None:
    return None if value.count("(") <= MAX_DEPTH else f"không lồng quá {MAX_DEPTH} tầng"


# By parameter: what is wrong with a value, in words; None where nothing is.
PROBLEMS: dict[str, Callable[[str], str | None]] = {
    "limit": _whole(MAX_NUMBER),
    "offset": _whole(MAX_NUMBER),
    "id": _whole(MAX_ID),
    "alias_of": _whole(MAX_ID),
    "child_of": _whole(MAX_ID, "root"),
    "descendant_of": _whole(MAX_ID, "root"),
    "translation_of": _whole(MAX_ID, "root"),
    "ancestor_of": _whole(MAX_ID),
    "first_published_at": _time,
    "show_in_menus": _one_of("true", "false", "1", "0"),
    "search_operator": _one_of("and", "or"),
    "site": _site,
    "fields": _fields,
}


class BoundedPages(PagesAPIViewSet):
    """JSON and nothing else; a page of HTML that browses it would bring scripts of its own."""

    renderer_classes = (JSONRenderer,)

    def get_queryset(self) -> Any:
        """What readers may see: Wagtail's own asks each language version for itself."""
        # As a list of keys: Wagtail's search takes no other condition.
        return super().get_queryset().filter(pk__in=published(Page.objects.all()).values("pk"))

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method not in ("GET", "HEAD"):
            return
        query = request.GET.copy()
        for name, values in query.lists():
            for value in values:
                problem = self._problem(name, value)
                if problem:
                    raise BadRequestError(f"{name[:50]}: {problem}")
        if "search" in query:
            words = re.sub(r"[\W_]+", " ", query["search"][:MAX_SEARCH_LETTERS]).split()[:MAX_SEARCH_WORDS]
            query["search"] = " ".join(words)
            if not words:
                del query["search"]
                query.pop("search_operator", None)
        request._request.GET = query

    def handle_exception(self, exc: Exception) -> Any:
        # A page to look under, or to look for translations of, that is not there is no mistake in the question.
        return super().handle_exception(Http404(str(exc)) if isinstance(exc.__cause__, Page.DoesNotExist) else exc)

    def _problem(self, name: str, value: str) -> str | None:
        if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name[:MAX_LETTERS] + value[:MAX_LETTERS]):
            return "có ký tự không đọc được"
        if name != "search" and len(value) > MAX_LETTERS:
            return f"dài quá {MAX_LETTERS} ký tự"
        return PROBLEMS[name](value) if name in PROBLEMS else None


@require_safe
@cache_control(max_age=3600, public=True)
def schema(request: HttpRequest) -> JsonResponse:
    """``/api/v2/schema.json``: what the API takes and gives."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", BoundedPages)
