"""A PDF as an answer: kept by what it is made of, told apart by an ETag, and where none can be made, the page to print instead."""

from __future__ import annotations

import hashlib
import logging
from functools import lru_cache

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control

from vietnamese.marking import mark_vietnamese

from . import renderer

KEPT_SECONDS = 24 * 3600
MAX_KEPT_BYTES = 1_000_000
READERS_SECONDS = 300
# What the engine hung on or died of twice is not set again at once: whoever asks for it again and again would keep it from all other pages.
MAX_FAILURES, FAILURES_SECONDS = 2, 60
log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def _styles() -> bytes:
    """What of the print folder a PDF depends on; read once, a new release starts new processes."""
    return b"".join(path.read_bytes() for path in sorted(renderer.folder().glob("*.css")))


def pdf_response(request: HttpRequest, html: str, filename: str, instead: str) -> HttpResponseBase:
    """The PDF of ``html``, named ``filename`` (ASCII, with its ending), shown in the browser.

    304 where the reader has it already: nothing is set for that. 503 with a link to ``instead`` (a path) where the engine is busy or fails.
    """
    html = mark_vietnamese(html)
    content = hashlib.sha256(_styles() + html.encode("utf-8", "replace")).hexdigest()
    etag = f'"{content[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged["ETag"] = etag
        return unchanged
    kept, failed = f"pdf:2:{content}", f"pdf:2:{content}:failures"
    data = cache.get(kept)
    if data is None:
        failures = cache.get(failed, 0)
        if failures >= MAX_FAILURES:
            return _no_pdf(request, instead)
        try:
            data = renderer.set_pdf(html)
        except renderer.EngineError as error:
            log.warning("no PDF of %s: %s", request.path, error)
            if not isinstance(error, renderer.EngineBusy):
                cache.set(failed, failures + 1, FAILURES_SECONDS)
            return _no_pdf(request, instead)
        if len(data) <= MAX_KEPT_BYTES:
            cache.set(kept, data, KEPT_SECONDS)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["X-Robots-Tag"] = "noindex"
    response["ETag"] = etag
    patch_cache_control(response, max_age=READERS_SECONDS, public=True)
    return response


def _no_pdf(request: HttpRequest, instead: str) -> HttpResponse:
    response = render(request, "print/no_pdf.html", {"instead": instead}, status=503)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response
