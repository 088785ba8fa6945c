"""An address as the site itself answers it: through everything that stands before its views, to somebody of whom nothing is known."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote_to_bytes

from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponseBase
from django.utils import translation

from ..middleware import language_of
from ..page_cache.middleware import PlainRequest
from .addresses import OWN_PAGES
from .own_pages import own_page, redirect_page

PAGE = "text/html; charset=utf-8"
REDIRECTING = ("/t/", "/k/")  # short addresses: where they lead is all that they are


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` unpacked. 304 where the ETag that was handed in still holds. ``leads_on``: a page for nginx alone, nobody's to read."""

    status: int
    content_type: str = ""
    body: bytes = b""
    etag: str = ""
    leads_on: bool = False

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def fetch(address: str, etag: str = "") -> Answer:
    """The answer to GET. What only the mirror has is made here. A fault of the site is an answer of 500 and in its log, as ever."""
    path, _mark, query = address.partition("?")
    request = PlainRequest(unquote_to_bytes(path).decode("latin-1"), query)
    if etag:
        request.META["HTTP_IF_NONE_MATCH"] = etag
    with translation.override(language_of(path)):
        if path in OWN_PAGES:
            content_type, body = own_page(request)
            return Answer(200, content_type, body)
        # Never closed as a whole: that would end the request that this is a part of, and its connections to the database.
        response = _handler().get_response(request)
        if response.status_code in (301, 302) and path.startswith(REDIRECTING):
            return Answer(200, PAGE, redirect_page(response["Location"]), leads_on=True)
        return Answer(response.status_code, response.get("Content-Type", ""), _body(response), response.get("ETag", ""))


def _body(response: HttpResponseBase) -> bytes:
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if (file := getattr(response, "file_to_stream", None)) is not None:
        file.close()
    return gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else bytes(body)
