"""After a page was renamed: its old address leads to the new one, with its tail (checklist, print, PDF) and its answers."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

SHELVES = re.compile(r"(?P<shelf>(?:/en)?/(?:thu-tuc|huong-dan|quay)/)(?P<slug>[-\w]+)(?P<tail>/.*)")


class FollowRenames(RedirectMiddleware):
    """Wagtail's redirects know the page's own address only, and drop the query string; printed codes and kept links have both."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404:
            return response
        match = SHELVES.fullmatch(request.path)
        if match is None:
            found: HttpResponse = super().process_response(request, response)
            return found
        # The counter's pages are those of the procedures: they move with them.
        # So do those in other languages: every version stands at its source's address.
        shelf = match["shelf"].replace("/quay/", "/thu-tuc/").removeprefix("/en")
        old = Redirect.normalise_path(f"{shelf}{match['slug']}/")
        target = Redirect.objects.filter(old_path=old).values("redirect_link", "redirect_page__slug", "redirect_page__live").first()
        if target is None:
            return response
        if target["redirect_page__live"]:
            query = request.META.get("QUERY_STRING", "")[:1500]
            return HttpResponsePermanentRedirect(
                match["shelf"] + target["redirect_page__slug"] + match["tail"] + (f"?{query}" if query else "")
            )
        if target["redirect_link"] and match["tail"] == "/":
            return HttpResponsePermanentRedirect(target["redirect_link"])
        return response
