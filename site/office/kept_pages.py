"""Which readers' pages may be kept whole (``home.page_cache``), and how a page that is being made says until when it is true.

A view that is marked answers from its path and its query alone, in the form that its canonical query has: nothing of who asks, no cookie,
no header. It is never shown anything else of a request, so that nothing else can get into what others are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, TypeVar

from django.http import QueryDict
from django.urls import ResolverMatch

# The query of a request and the arguments of its view in, the canonical query out; None for what is not to be kept.
Canonical = Callable[..., str | None]
View = TypeVar("View", bound=Callable[..., Any])
_ends: ContextVar[list[datetime] | None] = ContextVar("ends of a page that is being made", default=None)


def without_query(query: QueryDict, *args: Any, **kwargs: Any) -> str:
    """For a page that reads no query: whatever is asked with its address, it is the same page."""
    return ""


def kept(canonical: Canonical = without_query, where: Callable[..., bool] = lambda *args, **kwargs: True) -> Callable[[View], View]:
    """Marks a view whose pages may be kept. ``canonical`` is called in the reader's language and may raise Http404.

    ``where``, with the view's arguments, says of which addresses they may, before the database is asked for anything.
    """

    def marked(view: View) -> View:
        view.kept_page = canonical, where  # type: ignore[attr-defined]
        return view

    return marked


def canonical_of(match: ResolverMatch) -> Canonical | None:
    """What ``kept`` was given; None for a view that is not marked, and for an address of which nothing may be kept."""
    canonical, where = getattr(match.func, "kept_page", (None, None))
    return canonical if canonical is not None and where is not None and where(*match.args, **match.kwargs) else None


def true_until(moment: datetime) -> None:
    """What is being told now is no longer true at ``moment``: a page that is being made is kept no longer than that.

    Called by whatever words depend on the hour. Pages end at each quarter of an hour without being told.
    """
    if (ends := _ends.get()) is not None:
        ends.append(moment)


@contextmanager
def noting_ends() -> Iterator[list[datetime]]:
    """Within it, the moments that ``true_until`` is given."""
    ends: list[datetime] = []
    token = _ends.set(ends)
    try:
        yield ends
    finally:
        _ends.reset(token)
