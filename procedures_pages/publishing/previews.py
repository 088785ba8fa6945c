"""Pages that a view draws. Readers' pages have views of their own; what is left for the model is the preview in the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


class DrawnByView:
    """Names its view instead of importing it, so that models stay below views. The view takes request, page and preview mode."""

    preview_view: ClassVar[str]
    # What ``translation.composing`` says of a translation that it has put together.
    source_version: Any = None
    older_parts: tuple[str, ...] = ()
    has_untranslated: bool = False

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.serve_preview(request, "")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response: HttpResponse = import_string(self.preview_view)(request, self, mode_name)
        return response
