"""The papers of a life event: the page that asks, the pages to print, the PDF."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from office import site_data
from procedures_pages.addresses import absolute, typed
from procedures_pages.facts.phrases import case_words
from procedures_pages.paper.editions import A4
from procedures_pages.paper.room import head_is_long
from procedures_pages.paper.serving import pdf_response
from procedures_pages.paper.sheets import sheet
from procedures_pages.sharing import links

from .batch import Batch, batch_of
from .building import guide_path
from .sheets import address_in_code
from .views import found_guide


def _batch(request: HttpRequest, slug: str) -> tuple[Batch, list[str]]:
    """What is asked for, and the languages that the guide has."""
    page, languages = found_guide(slug)
    with translation.override(page.locale.language_code):
        batch = batch_of(page, dict(request.GET.lists()), page.locale.language_code)
    if not batch.parts:
        raise Http404
    return batch, languages


def _addresses(batch: Batch) -> dict[str, str]:
    return {
        "guide_url": guide_path(batch.slug) + (f"?{batch.plan.query}" if batch.plan.query else ""),
        "page_url": batch.path(),
        "print_url": batch.path("ho-so/in/"),
        "pdf_url": batch.path("ho-so.pdf"),
    }


def _sheets(batch: Batch) -> dict[str, Any]:
    plain_path = guide_path(batch.slug, batch.lang) + "ho-so/"
    plain, link = absolute(plain_path), address_in_code(batch.path(lang=batch.lang), plain_path)
    return {
        "batch": batch,
        "lang": batch.lang,
        "merged": batch.merged,
        "parts": [sheet(part.facts, part.case) for part in batch.chosen],
        "edition": A4,
        "unit": site_data.unit(),
        "printed_on": timezone.localdate(),
        "link": link,
        "typed_link": plain,
        "fits_in_foot": len(typed(plain)) <= A4.foot,
        "is_long": head_is_long(batch.title, [], [part.facts.title + case_words(part.case) for part in batch.chosen], A4),
        "qr": links.qr_in_page(link),
        **_addresses(batch),
    }


@require_safe
def batch(request: HttpRequest, slug: str) -> HttpResponse:
    """Which of the procedures, and in which case? One list of papers for all of them."""
    found, languages = _batch(request, slug)
    response = render(request, "guides/batch.html", {"batch": found, "merged": found.merged, "languages": languages, **_addresses(found)})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def batch_print(request: HttpRequest, slug: str) -> HttpResponse:
    response = render(request, "print/batch.html", _sheets(_batch(request, slug)[0]))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def batch_pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    found, _languages = _batch(request, slug)
    with translation.override(found.lang):
        html = render_to_string("print/batch.html", {**_sheets(found), "for_pdf": True, "sample_notice": site_data.sample_notice()})
    return pdf_response(request, html, f"{slug}.pdf", found.path("ho-so/in/"))
