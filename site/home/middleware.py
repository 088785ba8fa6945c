"""What stands before and after every view: broken requests are refused in plain words, policies go onto every answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import nullcontext

from csp.constants import NONCE
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from wagtail_2fa.middleware import VerifyUserMiddleware

from office.desk.nonces import numbered
from office.desk.writing import is_about_writing, why_not_written
from procedures_pages.publishing.requirements import PublishingRefused
from vietnamese.marking import mark_vietnamese

# The SHA-256 of nothing: a library of the screen for translations puts an empty style into the page and fills it by its rules.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
GetResponse = Callable[[HttpRequest], HttpResponse]
DESK = "/quan-tri/"
# The desk, data and files: addresses that no reader copies out of a sentence.
NOT_FOR_READERS = (DESK, "/api/", "/tep/", "/static/", "/.well-known/")
# A file is named by its number, the page of a form by its name.
FILES = re.compile(r"/bieu-mau/(?:\d+(?:/|$)|$)")
MAX_PATH_LENGTH = 1000
# How long a browser may keep a redirect that calls itself permanent: without a limit that would be for ever, and nothing here is.
REDIRECT_SECONDS = 300


def is_desk(request: HttpRequest) -> bool:
    return request.path_info.startswith(DESK)


def is_readers(request: HttpRequest) -> bool:
    path = request.path_info.lower()
    return not path.startswith(NOT_FOR_READERS) and FILES.match(path) is None


def language_of(path: str) -> str:
    return "en" if path == "/en" or path.startswith("/en/") else "vi"


class Slashes(CommonMiddleware):
    """A readers' address without the slash at its end is home.forwarding's affair, which looks first whether anything is there."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        return not is_readers(request) and super().should_redirect_with_slash(request)


class RefuseBrokenRequests:
    """A path with a NUL byte or far too long reaches no database. Query strings are the views' own business."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or len(request.path_info) > MAX_PATH_LENGTH or "\\" in request.path_info:
            return render(request, "400.html", status=400)
        return self.get_response(request)


class SecurityHeaders:
    """Headers that Django does not set, and the desk's own content policy.

    The desk is Wagtail's: its pages carry a few inline scripts, which bear the number of the answer, and pictures made in the browser. So
    it has a policy of its own, which lets in nothing else and reaches no third party. Public pages keep the policy of the settings.
    """

    DESK_POLICY = {
        "default-src": ["'none'"],
        "script-src": ["'self'", NONCE],
        "style-src": ["'self'", NONCE, EMPTY_STYLE],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'self'"],
        "worker-src": ["'self'", "blob:"],
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with numbered(request) if is_desk(request) else nullcontext():
            response = self.get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
        if response.status_code in (301, 308) and "Cache-Control" not in response:
            response["Cache-Control"] = f"max-age={REDIRECT_SECONDS}"
        if is_desk(request):
            response._csp_replace = self.DESK_POLICY  # type: ignore[attr-defined]
            response.setdefault("X-Frame-Options", "SAMEORIGIN")
            response.setdefault("Cache-Control", "no-store")
        elif getattr(request, "is_preview", False):
            # Wagtail asks for the page itself and shows it in a frame of the desk.
            response._csp_replace = {"frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response


class LanguageOfPath:
    """The language stands in the path alone: English under /en/, Vietnamese elsewhere.

    Django's own LocaleMiddleware comes to the same here, but says ``Vary: Accept-Language``, which no cache should keep apart.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.setdefault("Content-Language", translation.get_language() or language)
        return response


class Validators:
    """Readers' pages carry an ETag, and who has a page already gets 304 without it. What is not to be stored has none, nor has the desk.

    The ETag is weak: what is compressed on its way is the same page.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or response.status_code != 200 or response.streaming or is_desk(request):
            return response
        if "no-store" in response.get("Cache-Control", ""):
            return response
        if "ETag" not in response:
            response["ETag"] = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        return get_conditional_response(request, response["ETag"], response=response) or response


class MarkVietnamese:
    """English pages say of each Vietnamese part that it is Vietnamese, wherever it comes from."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html") and not is_desk(request)
        if is_page and b'<html lang="en"' in response.content[:200]:
            response.content = mark_vietnamese(response.content.decode(response.charset)).encode(response.charset)
        return response


class FewerLines:
    """Pages without the empty lines that templates leave between two tags: a hundred bytes of each reader's page, packed.

    Empty lines of a text stay: some are shown as they were written, some stand in a box of a form.
    """

    EMPTY = re.compile(rb">\n{2,}(?=<(?!/textarea|/pre))")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = self.EMPTY.sub(b">\n", response.content)
        return response


class DeskTwoFactor(VerifyUserMiddleware):
    """The second factor is asked at the desk only: a reader's page never looks at who is logged in, so it needs no session."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_desk(request):
            return self.get_response(request)
        return super().__call__(request)


class TellWhyPublishingIsRefused:
    """Ways of publishing without the form (bulk action, approval) meet the same rules; the editor is told what is missing, at the page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishingRefused) or not is_desk(request):
            return None
        text = _("Chưa xuất bản được “%(title)s”: %(gaps)s") % {"title": exception.page.title, "gaps": " ".join(exception.messages)}
        messages.error(request, text)
        return redirect("wagtailadmin_pages:edit", exception.page.pk)


class TellWhyNothingIsWritten:
    """A document or a picture that the server cannot write is no fault of the editor's, who is told what it is and led back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not is_desk(request) or not isinstance(exception, OSError) or not is_about_writing(exception):
            return None
        text = why_not_written(exception)
        if request.resolver_match and request.resolver_match.url_name == "add_multiple":
            return JsonResponse({"success": False, "error_message": text})
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return None  # a dialogue of the page: its script says that the server failed
        messages.error(request, text)
        return redirect(request.path)
