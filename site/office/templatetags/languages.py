"""Addresses of the same page in the other language."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import get_language

register = template.Library()


def bare(path: str) -> str:
    """The path without its language prefix."""
    return path[3:] or "/" if path == "/en" or path.startswith("/en/") else path


def _in(lang: str, path: str) -> str:
    return f"/en{path}" if lang == "en" else path


@register.simple_tag(takes_context=True)
def other_language_url(context: dict[str, Any]) -> str:
    """This page in the other language, with what it read of its query string: answers given are kept, what messengers add is not.

    That is the context's ``own_query``, or the ``query`` of its case, batch or catalogue.
    """
    path = _in("vi" if get_language() == "en" else "en", bare(context["request"].path))
    asked = next((context[name] for name in ("case", "batch", "catalogue") if context.get(name) is not None), None)
    query = context.get("own_query", getattr(asked, "query", ""))
    return f"{path}?{query}" if query else path


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[tuple[str, str]]:
    """[(language, absolute address)] of every language the page is really written in; empty where it has only one."""
    languages = context.get("languages") or []
    path = bare(context["request"].path)
    return [(lang, settings.SITE_URL + _in(lang, path)) for lang in languages] if len(languages) > 1 else []


@register.simple_tag(takes_context=True)
def canonical(context: dict[str, Any]) -> str:
    """The address that counts: no query string; the Vietnamese one where the page has no translation."""
    path = context["request"].path
    return str(settings.SITE_URL + (bare(path) if context.get("untranslated") else path))
