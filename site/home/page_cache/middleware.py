"""Readers' pages as they were sent before, for as long as nothing that they are made of has changed.

What is kept was made for a request that has nothing but the key: path and canonical query. Whatever else somebody sends can neither split
nor poison it, and of nobody is anything in it.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import setting_changed
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response

from office import site_data
from office.kept_pages import canonical_of, noting_ends
from office.postgresql.patience import within
from procedures_pages.facts.stamp import pages_stamp

from ..middleware import is_readers, language_of
from .moments import Ends, until
from .store import NOT_KEPT, Key, Page, Store

log = logging.getLogger(__name__)
STORE = Store(site_data.forget_site_data)
ENDS = Ends()
MAX_QUERY = 1_000
# Under this name a request's environment says which page it was answered with (see ``before``).
SENT = "home.page_cache.sent"
# So long is the database asked whether anything is newer; a kept page is there within one.
SECONDS = 0.8
NOTHING_THERE = (301, 302, 404, 410)
# Whoever keeps it too, browser or proxy, asks whether it is still the same: a browser each time, a proxy each second.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, must-revalidate"
setting_changed.connect(lambda **_changed: STORE.clear(), weak=False, dispatch_uid="page-cache")


class KeepPages:
    """Stands where everything that changes an answer on its way to all readers stands behind it, and nothing that depends on who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            return self.get_response(request)
        request.get_host()  # refused here as it would be behind
        found = self._found(request)
        if found is None:
            return self.get_response(request)
        if not isinstance(found, tuple):
            return found
        request.META[SENT] = found
        return _sent(request, found[1])

    def _found(self, request: HttpRequest) -> tuple[Key, Page] | HttpResponseBase | None:
        """The page and its key, or an answer that is not to be kept; None where the request is to be answered as it is."""
        path, asked = request.path_info, request.META.get("QUERY_STRING", "")
        query = STORE.known_query(path, asked)
        if query == NOT_KEPT:
            return None  # it is answered as it is, so that nothing need be asked first
        canonical = None
        if query is None and (canonical := _canonical(request)) is None:
            return None
        now = timezone.now()
        try:
            with within(SECONDS):
                stamp = pages_stamp()
        except (OperationalError, InterfaceError):
            # The database is gone: nothing newer can be told by anybody here, and what was true is better than that we failed.
            key = Key(path, query or "")
            return (key, page) if query is not None and (page := STORE.get(STORE.stamp, key, now)) is not None else None
        if not stamp:
            return None
        STORE.begin(stamp, now)
        # Once more: what was noted may have been noted under the stamp of before.
        query = STORE.known_query(path, asked)
        if query is None:
            query = (canonical or _canonical(request) or _nothing)()
            STORE.note_query(stamp, path, asked, NOT_KEPT if query is None else query)
        if query is None or query == NOT_KEPT:
            return None
        key = Key(path, query)
        if (page := STORE.get(stamp, key, now)) is not None:
            return key, page
        other: list[HttpResponseBase] = []
        page = STORE.get_or_make(stamp, key, now, settings.KEPT_PAGES_MB << 20, lambda: self._made(request, stamp, key, other))
        if other and other[0].status_code in NOTHING_THERE:
            STORE.note_query(stamp, path, asked, NOT_KEPT)
        if page is None and other and query == asked:
            return _unpacked(request, other[0])
        return (key, page) if page is not None else None

    def _made(self, request: HttpRequest, stamp: str, key: Key, other: list[HttpResponseBase]) -> Page | None:
        """The page made for the key alone. An answer that is not to be kept is put into ``other``."""
        now = timezone.now()
        plain = PlainRequest(request.META["PATH_INFO"], key.query)
        since = STORE.since
        # Asked before: what comes to its end while the page is being made is in it.
        end = ENDS.next((stamp, since), now)
        with noting_ends() as ends:
            response = self.get_response(plain)
        if not isinstance(response, HttpResponse) or not _is_for_all(plain, response):
            other.append(response)
            return None
        headers = dict(response.items())
        headers.pop("Content-Length", None)
        is_packed = headers.pop("Content-Encoding", "") == "gzip"
        headers.setdefault("Cache-Control", CACHE_CONTROL)
        return Page(response.content, is_packed, headers, headers["ETag"], now, until(now, since, [*ends, end]))


def _may_be_kept(request: HttpRequest) -> bool:
    """A preview of the desk has the address of a page, and shows another."""
    return (
        request.method in ("GET", "HEAD")
        and settings.KEPT_PAGES_MB > 0
        and is_readers(request)
        and not getattr(request, "is_dummy", False)
        and not request.META.get("SCRIPT_NAME")
        and len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY
    )


def _nothing() -> None:
    return None


def _canonical(request: HttpRequest) -> Callable[[], str | None] | None:
    """What says the canonical query of this request, which may take some time; None where its view keeps nothing."""
    path = request.path_info
    with translation.override(language_of(path)):
        try:
            match = resolve(path)
        except Http404:
            return None
    canonical = canonical_of(match)
    if canonical is None:
        return None

    def told() -> str | None:
        with translation.override(language_of(path)):
            try:
                return canonical(request.GET, *match.args, **match.kwargs)
            except Http404:
                return None

    return told


class PlainRequest(WSGIRequest):
    """The request of a reader of whom nothing is known but what is wanted. It takes what is packed."""

    def __init__(self, path: str, query: str) -> None:
        site = urlsplit(settings.SITE_URL)
        super().__init__(
            {
                **{"REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT_ENCODING": "gzip"},
                **{"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 80), "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": ""},
                **{"HTTP_HOST": site.netloc, "wsgi.url_scheme": site.scheme, "wsgi.input": BytesIO()},
            }
        )

    def get_host(self) -> str:
        """The site's own name, whichever of those that it answers to somebody used."""
        return urlsplit(settings.SITE_URL).netloc


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer to the plain request may be given to others: a whole page, with nothing in it that belongs to one reader."""
    if response.status_code != 200:
        return False
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    control = response.get("Cache-Control", "")
    belongs_to_one = (
        response.cookies
        or varies - {"accept-encoding"}
        or "no-store" in control
        or "private" in control
        or "'nonce-" in response.get("Content-Security-Policy", "")
        or "CSRF_COOKIE" in request.META
        or "ETag" not in response.headers
    )
    if belongs_to_one:
        log.error("page cache: an answer of %s is for one reader alone, though its view is marked", request.path)
    return not belongs_to_one


def _takes_packed(request: HttpRequest) -> bool:
    return bool(re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))


def _unpacked(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An answer to the plain request, as this one takes it."""
    if isinstance(response, HttpResponse) and response.get("Content-Encoding") == "gzip" and not _takes_packed(request):
        response.content = gzip.decompress(response.content)
        response["Content-Length"] = str(len(response.content))
        del response["Content-Encoding"]
    return response


def _sent(request: HttpRequest, page: Page) -> HttpResponseBase:
    body, headers = page.body, page.headers
    if page.is_packed:
        if _takes_packed(request):
            headers = {**headers, "Content-Encoding": "gzip"}
        else:
            body = gzip.decompress(body)
    response = HttpResponse(body, headers={**headers, "Content-Length": str(len(body))})
    return get_conditional_response(request, page.etag, response=response) or response
