"""A browser that has logged in before is told apart from others at the same address.

Wrong passwords are counted by user name and address (django-axes). The counter and the public behind the same router share an address, so
anybody in the waiting room could lock an officer out. A browser that logged in once carries a signed mark and is counted by that instead
(OWASP's "device cookies"). The mark opens nothing: it has the same few attempts as an address, and is sent to the desk only.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from ipaddress import IPv6Address
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from .callers import subscriber

SALT = "office.known_devices"
DAYS = 180
PATH = "/quan-tri/"


def cookie_name() -> str:
    return "__Secure-thiet-bi" if settings.SESSION_COOKIE_SECURE else "thiet-bi"


def mark_for(username: str) -> str:
    """A new mark for a browser in which this user has just logged in."""
    return signing.dumps([username, secrets.token_hex(8)], salt=SALT)


def known_device(request: HttpRequest, username: str) -> str | None:
    """An address that stands for this browser, from the range of no network (fd00::/8), where it carries a mark of this user; else None."""
    try:
        marked, device = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=DAYS * 86_400)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if marked != username:
        return None
    return str(IPv6Address(b"\xfd" + hashlib.sha256(f"{marked}\0{device}".encode()).digest()[:15]))


def who_logs_in(request: HttpRequest) -> str | None:
    """What django-axes counts wrong passwords by, beside the user name: the known browser, else the caller's address."""
    return known_device(request, request.POST.get("username", "")) or subscriber(request)


def remember(sender: object, request: HttpRequest | None, user: Any, **kwargs: object) -> None:
    """``user_logged_in``: the answer to this request is to carry a mark, unless the browser has this user's already."""
    if request is not None and known_device(request, user.get_username()) is None:
        request.device_mark = mark_for(user.get_username())  # type: ignore[attr-defined]


class MarkDevice:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        mark = getattr(request, "device_mark", None)
        if mark:
            response.set_cookie(
                cookie_name(),
                mark,
                max_age=DAYS * 86_400,
                path=PATH,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Strict",
            )
        return response
