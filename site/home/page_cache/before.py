"""A kept page sent before Django begins: most of what such an answer costs is finding out that nothing more is needed.

What ``KeepPages`` has sent is remembered here as it left, under all of the request that it could depend on. Whatever is not exactly
that goes to Django as before. The database is asked whether anything is newer at most ten times a second; what this process itself has
written counts at once.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils import timezone

from office.postgresql import patience
from procedures_pages.facts.stamp import pages_stamp, renewals

from .middleware import SECONDS, SENT, STORE
from .store import Key, Page

Environ = dict[str, Any]
Start = Callable[..., Any]
# So long a process takes nothing newer to be there without asking. Seconds.
FRESH = 0.1
MOST = 2_000
# A request that says more about what it wants than where is Django's.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE", "SCRIPT_NAME")
# All of the rest that what stands before ``KeepPages`` looks at: who is asked, and whether that was over TLS.
ABOUT = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme", "SERVER_PORT")


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    key: Key
    page: Page


class BeforeDjango:
    """A WSGI application around Django's. Safe for threads."""

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self.application = application
        self._guard = threading.Lock()
        self._answers: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._asked_at = float("-inf")
        self._stamp, self._renewals = "", -1

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        asked = _asked(environ)
        if asked is None:
            return self.application(environ, start)
        if (answer := self._answers.get(asked)) is not None and self._holds(answer):
            start(answer.status, answer.headers)
            return [answer.body]
        return self._from_django(asked, environ, start)

    def _from_django(self, asked: tuple[Any, ...], environ: Environ, start: Start) -> Iterable[bytes]:
        heard: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            heard.append((status, headers))
            return start(status, headers, *more)

        response = self.application(environ, note)
        sent = environ.get(SENT)
        if settings.TELLS_OF_REQUESTS:
            return response  # each is counted and has a number of its own
        if sent and heard and heard[0][0].startswith("200") and isinstance(response, HttpResponse) and not response.streaming:
            key, page = sent
            status, headers = heard[0]
            with self._guard:
                self._answers[asked] = Answer(status, list(headers), response.content, key, page)
                if len(self._answers) > MOST:
                    self._answers.popitem(last=False)
        return response

    def _holds(self, answer: Answer) -> bool:
        """Whether it is what ``KeepPages`` would send now. Where the database does not say so, it is asked what to do."""
        try:
            stamp = self._present()
        except (DatabaseError, OSError):
            connection.close()
            return False
        return bool(stamp) and STORE.get(stamp, answer.key, timezone.now()) is answer.page

    def _present(self) -> str:
        now, renewed = time.monotonic(), renewals()
        if now - self._asked_at < FRESH and renewed == self._renewals:
            return self._stamp
        if connection.close_at is not None and now >= connection.close_at:
            connection.close()
        with patience.asked(), patience.within(SECONDS):
            stamp = pages_stamp()
        # Noted as of before it was asked: what was written meanwhile is asked for by the next.
        self._stamp, self._renewals, self._asked_at = stamp, renewed, now
        return stamp


def _asked(environ: Environ) -> tuple[Any, ...] | None:
    """All that the answer to this request may depend on; None where it may depend on more."""
    if environ["REQUEST_METHOD"] != "GET" or any(environ.get(name) for name in CONDITIONS):
        return None
    takes_packed = bool(re_accepts_gzip.search(environ.get("HTTP_ACCEPT_ENCODING", "")))
    return (takes_packed, *(environ.get(name, "") for name in ABOUT))
