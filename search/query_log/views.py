"""What a reader's browser says of the hit that was opened. Takes any body, says nothing back."""

from __future__ import annotations

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from procedures_pages.addresses import reader_language

from . import recording

MAX_BYTES = 4096


@csrf_exempt  # No cookie, no session: there is nothing that another site could misuse.
@require_POST
def opened(request: HttpRequest) -> HttpResponse:
    """``q`` what was asked, ``position`` from 1, ``result`` as in ``data-result``. Always 204, whether it was counted or not."""
    fields = _fields(request)
    if fields and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        recording.opened(request, fields.get("q", ""), reader_language(), fields.get("position", ""), fields.get("result", ""))
    return HttpResponse(status=204)


def _fields(request: HttpRequest) -> dict[str, str]:
    """The form's fields; none of a body that is too long or no form."""
    try:
        if int(request.headers.get("Content-Length") or 0) > MAX_BYTES:
            return {}
        return {name: str(value) for name, value in request.POST.items()}
    except (BadRequest, MultiPartParserError, SuspiciousOperation, LookupError, OSError, ValueError):
        return {}
