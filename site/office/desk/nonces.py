"""An inline script or style of the desk counts only if it stands in a template: it bears the number of this one answer.

What somebody stored, or an address carries, stands in no template, so that a script which gets into a page by way of it is not run. The
number is put where templates are read (config.templates), never into what was made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import BaseChooser

register = Library()
_request: ContextVar[HttpRequest | None] = ContextVar("nonces_request", default=None)
# A script without an address, and without a ``type`` that makes it data, is one to be run.
_INLINE = re.compile(r"""<(script|style)(?:\s+type=["']text/(?:javascript|css)["'])?\s*>""")
# No number helps an attribute; what libraries say in one is a margin or two.
_STYLED = re.compile(r"""(<[a-z]+\b[^<>{}]*?) style="[^"{}]*\"""")


def marked(source: str) -> str:
    """A template's source in, the same one out whose inline scripts and styles will bear the number."""
    return _INLINE.sub(r"<\1{% nonce %}>", source)


def unstyled(source: str) -> str:
    """A template's source in, the same one out without the ``style`` of its elements, which the desk's policy would not let count."""
    return _STYLED.sub(r"\1", source)


@contextmanager
def numbered(request: HttpRequest) -> Iterator[None]:
    """What is drawn within bears the number of ``request``; elsewhere nothing does."""
    before = _request.set(request)
    try:
        yield
    finally:
        _request.reset(before)


@register.simple_tag
def nonce() -> SafeString:
    """The attribute with a space before it; empty outside the desk, whose policy alone knows the number."""
    request = _request.get()
    return format_html(' nonce="{}"', str(request.csp_nonce)) if request is not None else SafeString()  # type: ignore[attr-defined]


def connect() -> None:
    """Called once, when the app is ready: the one inline script that Wagtail writes in Python, a chooser's own after its box."""
    render = BaseChooser.render

    def with_number(self: Any, *arguments: Any, **options: Any) -> SafeString:
        box, tag, script = render(self, *arguments, **options).rpartition("<script>")
        return mark_safe(f"{box}<script{nonce()}>{script}" if tag else box + script)  # noqa: S308 (as Wagtail made it)

    BaseChooser.render = with_number
