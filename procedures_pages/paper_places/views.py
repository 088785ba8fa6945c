"""Reader's pages of papers: ``/giay-to/``, all of them, and ``/giay-to/<slug>/``, one; ``/bieu-mau/<slug>/``, a form of the directory."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from office.form_templates.kept import form_at
from office.kept_pages import kept

from ..addresses import reader_language
from .form_page import canonical_query, shown_form
from .keeping import paper_index
from .listing import languages_of, names_of, paper_list
from .showing import paper_path, shown_paper


@kept()
@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    return render(request, "procedures_pages/papers.html", {"list": paper_list(paper_index(exact=True), reader_language())})


@kept()
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper. Several of one name: the choice. Raises Http404 for a name that no procedure in force asks for."""
    index, lang = paper_index(exact=True), reader_language()
    place = index.place(slug)
    if place is None:
        meant = index.meant(slug)
        if len(meant) == 1:
            return HttpResponseRedirect(paper_path(meant[0].slug))
        if not meant:
            raise Http404
        names = names_of(meant, lang)
        choices = [(names[one.slug], one.form, len(one.pages), paper_path(one.slug)) for one in meant]
        response = render(request, "procedures_pages/paper_choice.html", {"choices": choices, "name": choices[0][0]})
        response["X-Robots-Tag"] = "noindex"
        return response
    shown = shown_paper(place, lang)
    if shown is None:
        raise Http404
    languages = languages_of([place])[slug]
    context = {"paper": shown, "languages": languages, "untranslated": lang not in languages}
    return render(request, "procedures_pages/paper.html", context)


@kept(canonical_query)
@require_safe
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """A form, with the file of the version that is in force. ``tep``: the number of an old file that somebody has opened.

    Raises Http404 for one that is not published. Another version goes live at midnight: pages that are kept end then.
    """
    found = form_at(slug)
    if found is None or not found.versions:
        raise Http404
    lang = reader_language()
    shown = shown_form(found, paper_index(exact=True), lang, timezone.localdate(), request.GET)
    told = {"languages": ["vi", "en"] if found.name_en else ["vi"], "untranslated": lang == "en" and not found.name_en}
    context = {"form": shown, "own_query": canonical_query(request.GET, slug), **told}
    return render(request, "procedures_pages/form.html", context)
