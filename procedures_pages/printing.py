"""The paper: one A4 checklist, as a page to print and as a tagged PDF (PDF/UA-1) from the same template and style sheet."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from office import furniture

from . import sharing
from .checklist import Checklist
from .facts import ProcedureFacts

PDF_SECONDS = 24 * 3600


def print_context(facts: ProcedureFacts, checklist: Checklist) -> dict[str, Any]:
    return {
        "facts": facts,
        "unit": furniture.unit(),
        "checklist": checklist,
        "short_link": sharing.short_link(facts, checklist),
        # In letters without the answers: the code carries those, and a person can type this.
        "typed_link": sharing.short_link(facts),
        "printed_on": timezone.localdate(),
    }


@lru_cache(maxsize=8)
def _static(path: str) -> bytes:
    found = finders.find(path)
    if not found:
        raise FileNotFoundError(path)
    return Path(str(found)).read_bytes()


class OwnFiles(URLFetcher):
    """The engine may read our print fonts and data in the page itself; no network, no other file."""

    PREFIX = "https://static.invalid/print/"

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            head, _sep, data = url.partition(",")
            return URLFetcherResponse(url, base64.b64decode(data), {"Content-Type": head[5:].split(";")[0]})
        name = url.removeprefix(self.PREFIX)
        if url == self.PREFIX + name and "/" not in name and ".." not in name:
            return URLFetcherResponse(url, _static("print/" + name), {"Content-Type": "font/woff2"})
        raise ValueError("not one of our files")


@lru_cache(maxsize=1)
def _fonts() -> tuple[Any, Any]:
    """Style sheet and font configuration, parsed once for the life of the process."""
    fonts = FontConfiguration()
    return CSS(string=_static("print/print.css").decode(), base_url=OwnFiles.PREFIX, url_fetcher=OwnFiles(), font_config=fonts), fonts


def pdf(facts: ProcedureFacts, checklist: Checklist, large: bool) -> bytes:
    """The checklist as PDF. Kept for a day under what it is made of, so that the same paper is set once."""
    context = print_context(facts, checklist)
    qr = base64.b64encode(sharing.qr_svg(context["short_link"])).decode()
    html = render_to_string(
        "print/checklist.html",
        {
            **context,
            "sample_notice": settings.SAMPLE_NOTICE,
            "large": large,
            "for_pdf": True,
            "qr_src": f"data:image/svg+xml;base64,{qr}",
        },
    )
    key = "pdf:1:" + hashlib.sha256(html.encode() + _static("print/print.css")).hexdigest()
    found = cache.get(key)
    if found is None:
        css, fonts = _fonts()
        document = HTML(string=html, base_url=OwnFiles.PREFIX, url_fetcher=OwnFiles())
        found = document.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1", optimize_images=False, full_fonts=False)
        cache.set(key, found, PDF_SECONDS)
    return found
