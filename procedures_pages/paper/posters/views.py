"""Posters and the printed catalogue as PDF. Thin: find what is asked for, have it drawn."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from office import site_data
from procedures_pages.addresses import catalogue_path, reader_language
from procedures_pages.facts.reading import read

from ..serving import pdf_response
from .catalogue import MAX_ROWS, catalogue_page, part_of, volumes
from .listing import AreaListing, area_listings, with_lines
from .pages import area_poster, procedure_poster


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One procedure's poster. 404 with a word about it where the procedure is gone: nobody should hang that up."""
    facts = read(slug).facts
    with translation.override(facts.lang):
        if not facts.is_gone:
            return pdf_response(request, procedure_poster(facts), f"ap-phich-{slug}.pdf", facts.url + "in/")
    return render(request, "print/no_poster.html", {"facts": facts}, status=404)


def _area_listing(request: HttpRequest) -> AreaListing:
    """The area that ``linh-vuc`` names. 404 for an unknown one and for one without procedures in force."""
    area = request.GET.get("linh-vuc", "")
    known = any(area == one.slug for one in site_data.areas())
    found = area_listings(reader_language(), area) if known else []
    if not found:
        raise Http404
    return found[0]


@require_safe
def poster_of_area(request: HttpRequest) -> HttpResponseBase:
    """The poster of the area that ``linh-vuc`` names."""
    listing = _area_listing(request)
    return pdf_response(
        request,
        area_poster(listing, reader_language()),
        f"ap-phich-linh-vuc-{listing.slug}.pdf",
        catalogue_path(linh_vuc=listing.slug),
    )


@require_safe
def printed_catalogue(request: HttpRequest) -> HttpResponseBase:
    """The whole catalogue, or that of the area that ``linh-vuc`` names; ``phan`` which part of a large one.

    Where it would be too long for one document, a page that offers its volumes.
    """
    area = request.GET.get("linh-vuc", "")
    found = [_area_listing(request)] if area else area_listings(reader_language())
    part = request.GET.get("phan", "")
    if area and part:
        found = [part_of(found[0], int(part) if part.isascii() and part.isdigit() and len(part) < 4 else 0)]
        if not found[0].rows:
            raise Http404
    if sum(len(listing.rows) for listing in found) > MAX_ROWS:
        return render(request, "print/volumes.html", {"volumes": volumes(found)})
    html = catalogue_page(with_lines(found), reader_language())
    name = "-".join(filter(None, ("danh-muc", area and found[0].slug, area and part)))
    return pdf_response(request, html, f"{name}.pdf", catalogue_path(linh_vuc=area))
