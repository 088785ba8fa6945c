"""Addresses at which no page is: an old one leads to the page's new one, an alias' to its original, with tail and answers."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from guides.models import BaseGuidePage
from procedures_pages.models import ProcedurePage

SHELVES = re.compile(r"(?P<shelf>(?:/en)?/(?:thu-tuc|huong-dan|quay)/)(?P<slug>[-\w]+)(?P<tail>/.*)")


def _original(shelf: str, slug: str) -> str | None:
    """The slug of the published page that a live alias of this slug stands for."""
    pages = BaseGuidePage.objects if shelf.endswith("/huong-dan/") else ProcedurePage.objects
    found: str | None = pages.published().filter(aliases__slug=slug, aliases__live=True).values_list("slug", flat=True).first()
    return found if found != slug else None


class FollowRenames(RedirectMiddleware):
    """Wagtail's redirects know the page's own address only, and drop the query string; printed codes and kept links have both."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        match = SHELVES.fullmatch(request.path)
        if match is None:
            found: HttpResponse = super().process_response(request, response)
            return found
        query = request.META.get("QUERY_STRING", "")[:1500]
        if original := _original(match["shelf"], match["slug"]):
            return HttpResponseRedirect(match["shelf"] + original + match["tail"] + (f"?{query}" if query else ""))
        # The counter's pages are those of the procedures: they move with them.
        # So do those in other languages: every version stands at its source's address.
        shelf = match["shelf"].replace("/quay/", "/thu-tuc/").removeprefix("/en")
        old = Redirect.normalise_path(f"{shelf}{match['slug']}/")
        target = Redirect.objects.filter(old_path=old).values("redirect_link", "redirect_page__slug", "redirect_page__live").first()
        if target is None:
            return response
        if target["redirect_page__live"]:
            return HttpResponsePermanentRedirect(
                match["shelf"] + target["redirect_page__slug"] + match["tail"] + (f"?{query}" if query else "")
            )
        if target["redirect_link"] and match["tail"] == "/":
            return HttpResponsePermanentRedirect(target["redirect_link"])
        return response
