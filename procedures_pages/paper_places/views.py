"""Reader's pages of papers: ``/giay-to/``, all of them, and ``/giay-to/<slug>/``, one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.kept_pages import kept

from ..addresses import reader_language
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
