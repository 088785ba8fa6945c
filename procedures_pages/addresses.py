"""Addresses that people print and put into QR codes. Vietnamese has no prefix, English stands under /en/."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language


def reader_language() -> str:
    """The language of the page that is being asked for: "vi" or "en"."""
    return (get_language() or "vi").partition("-")[0]


def localized(path: str, lang: str | None = None) -> str:
    """``path`` (from the root, without prefix) in the reader's language, or in ``lang``."""
    return f"/en{path}" if (lang or get_language()) == "en" else path


def catalogue_path(lang: str | None = None, **filters: str) -> str:
    query = urlencode({k.replace("_", "-"): v for k, v in filters.items() if v})
    return localized("/thu-tuc/", lang) + (f"?{query}" if query else "")


def changes_path(area: str = "") -> str:
    """Of the feed of changes: of an area, or of all procedures."""
    return localized("/thu-tuc/atom.xml") + (f"?{urlencode({'linh-vuc': area})}" if area else "")


def procedure_path(slug: str, tail: str = "", lang: str | None = None, query: str = "") -> str:
    """``tail`` is "", "ho-so/", "in/" or "ho-so.pdf"."""
    return localized(f"/thu-tuc/{slug}/{tail}", lang) + (f"?{query}" if query else "")


def slug_of(path: str) -> str:
    """What :func:`procedure_path` made of a slug in, without a tail; the slug out."""
    return path.rstrip("/").rpartition("/")[2]


def short_path(code: str, query: str = "") -> str:
    return f"/t/{code}" + (f"?{query}" if query else "")


def said_path(code: str = "") -> str:
    """Of a case by its short code; without one, of the box to type it into."""
    return localized(f"/k/{code}")


def typed(address: str) -> str:
    """An absolute address as a person types it: "example.vn/t/1.001612"."""
    return address.partition("://")[2] or address


def absolute(path: str) -> str:
    """With the site's own host from settings, never from the request."""
    return f"{settings.SITE_URL}{path}"
