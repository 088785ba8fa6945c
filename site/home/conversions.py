"""An editor is told of text that was pasted in an old charset: it has been converted, and somebody should read it once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from office.clean_fields import conversions

from .middleware import is_desk

MAX_TOLD = 5


class TellOfConversions:
    """Stands behind the messages. Told once for each text, on the page that follows a saved form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not is_desk(request):
            return self.get_response(request)
        with conversions() as noted:
            response = self.get_response(request)
        if 300 <= response.status_code < 400:
            for found in list(dict.fromkeys(noted))[:MAX_TOLD]:
                words = _("“%(raw)s” là chữ theo bảng mã %(charset)s, đã được đổi thành “%(text)s”. Hãy đọc lại.")
                messages.warning(request, words % found._asdict())
        return response
