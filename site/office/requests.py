"""The first middleware, where logs are JSON or metrics are asked for: it numbers each request, counts it, and tells of it in one line.

The line has the address as the table of addresses knows it, with gaps for values; nothing of who asked or what for.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import metrics
from .logs import REQUEST_ID

log = logging.getLogger(__name__)
HEADER = "X-Request-ID"
NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")


class CountAndTell:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._tells = settings.LOG_FORMAT == "json"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if NUMBER.fullmatch(given) else uuid4().hex
        token = REQUEST_ID.set(number)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - begin
            metrics.REQUESTS.count(response.status_code, seconds)
            if self._tells:
                route = request.resolver_match.route if request.resolver_match else ""
                told = {"method": request.method, "route": route, "status": response.status_code, "ms": round(seconds * 1000, 1)}
                log.info("request", extra=told)
            response[HEADER] = number
            return response
        finally:
            REQUEST_ID.reset(token)
