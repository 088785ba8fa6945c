"""How often one caller may do a thing in an hour. Nobody's limit is reached by what others do.

No address is kept: the cache holds counts under hashes whose key is drawn anew each hour and is itself nowhere but in the cache.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .callers import subscriber

HOUR = 3600
# From one address: a family, a reading room, the people behind one router. Readers elsewhere are not touched by it.
REPORTS_AN_HOUR = 30


def seconds_left() -> int:
    """Until the hour that is counted ends, at least 1."""
    return HOUR - int(time.time()) % HOUR


def later(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """429: the page with what was typed; in ``minutes`` when it will be taken."""
    seconds = seconds_left()
    response = render(request, template, context | {"minutes": -(-seconds // 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response


def is_over_limit(request: HttpRequest, name: str, most: int) -> bool:
    """Counts one more for the caller; True from the ``most`` + 1st time within this hour. A cache that is down counts nothing."""
    prefix = f"office:limits:{name}:{int(time.time()) // HOUR}"
    key = cache.get_or_set(f"{prefix}:key", lambda: secrets.token_bytes(32), HOUR)
    if not isinstance(key, bytes):
        return False
    caller = hashlib.blake2b((subscriber(request) or "").encode(), key=key, digest_size=16).hexdigest()
    cache.add(f"{prefix}:{caller}", 0, HOUR)
    try:
        return int(cache.incr(f"{prefix}:{caller}") or 0) > most
    except ValueError:  # Lost between the two lines.
        return False
