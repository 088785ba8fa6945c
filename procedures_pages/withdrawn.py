"""A page that was withdrawn still answers: why it is gone, since when, and where to go instead. Its address is on people's paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from office import site_data

from .addresses import procedure_path
from .codes import follow_successors, read_code
from .models import ProcedureCode, ProcedurePage, Withdrawal
from .queries import IN_SOURCE_LANGUAGE, published, unrestricted
from .register.views import record_path


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What readers are told. ``onward``: (title, address) of the page that stands for it, ``record``: address of the official record;
    None where there is none."""

    title: str
    reason: str
    since: date
    onward: tuple[str, str] | None
    record: str | None


KEY = "procedures:withdrawn:v1"


def _names() -> frozenset[str]:
    """Slugs and codes of the withdrawn pages: few, and asked for by whoever asks for what is not there."""
    keys = list(Withdrawal.objects.values_list("page_key", flat=True))
    pages = ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, translation_key__in=keys)
    codes = ProcedureCode.objects.filter(page__in=pages).values_list("value", flat=True)
    return frozenset((*pages.values_list("slug", flat=True), *codes)) if keys else frozenset()


def withdrawn_at(slug: str) -> Withdrawn | None:
    """The withdrawn page of this address; None where none was, where readers see it again or where they might never see it."""
    return _told(ProcedurePage.objects.filter(slug=slug)) if slug in site_data.kept(KEY, _names) else None


def withdrawn_under(code: str) -> Withdrawn | None:
    """The withdrawn page that carries a code, however it is typed, its present one first."""
    known = read_code(code)
    if known not in site_data.kept(KEY, _names):
        return None
    carriers = ProcedureCode.objects.filter(value=known).order_by("-is_present", "pk").values_list("page_id", flat=True)
    return next(filter(None, (_told(ProcedurePage.objects.filter(pk=pk)) for pk in carriers[:5])), None)


def _told(pages: Any) -> Withdrawn | None:
    page = unrestricted(pages).filter(IN_SOURCE_LANGUAGE, live=False).first()
    found = Withdrawal.objects.filter(page_key=page.translation_key).select_related("successor").first() if page else None
    if page is None or found is None:
        return None
    code = page.codes.filter(is_present=True, scheme="national").values_list("value", flat=True).first()
    return Withdrawn(
        page.title, found.reason, timezone.localdate(found.withdrawn_at), _onward(found.successor), record_path(code) if code else None
    )


def _onward(successor: ProcedurePage | None) -> tuple[str, str] | None:
    page = follow_successors(successor) if successor else None
    public = published(ProcedurePage.objects.filter(pk=page.pk)).first() if page else None
    return (public.title, procedure_path(public.slug)) if public else None


def answer(request: HttpRequest, found: Withdrawn) -> HttpResponse:
    """The page that says so, with 200: whoever holds the address has come to the right place, too late."""
    response = render(request, "procedures_pages/withdrawn.html", {"withdrawn": found})
    response["X-Robots-Tag"] = "noindex"
    return response


View = Callable[Concatenate[HttpRequest, str, ...], HttpResponseBase]


def or_withdrawn(view: View) -> View:
    """A view of a procedure's slug, which otherwise raises Http404."""

    @wraps(view)
    def tried(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, slug, *args, **kwargs)
        except Http404:
            if found := withdrawn_at(slug):
                return answer(request, found)
            raise

    return tried
