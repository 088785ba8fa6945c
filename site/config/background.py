"""What a serving process runs beside its requests: started here, once, by ``config.wsgi`` and nothing else.

Commands, checks, shells and tests import no WSGI application and so start none of it.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from office.clock import scheduler
from office.postgresql import patience
from procedures_pages.facts import stamp
from procedures_pages.paper import renderer
from search import watch
from search.meaning import embedder

STARTERS: dict[str, Callable[[], None]] = {
    # No thread: what a process that was killed has changed and not told of, the others know from now on.
    "facts": stamp.start,
    # A thread that keeps what this process knows of the search index true, makes missing vectors, and brings an Elasticsearch up to date.
    "search": watch.start,
    # A thread that does what must happen at its hour; the setting CLOCK switches it off, too.
    "clock": scheduler.start,
    # The process that sets PDFs, started before the first reader asks for one.
    "pdf": renderer.warm,
    # The process with the model of search by meaning, one for all workers of a machine; the setting SEARCH_MEANING switches it off, too.
    "meaning": embedder.start,
}


def start() -> None:
    """Starts what the setting ``BACKGROUND`` names. Called again it changes nothing. Raises ImproperlyConfigured for an unknown name."""
    patience.start()  # no thread: whoever serves does not wait for ever
    if unknown := set(settings.BACKGROUND) - set(STARTERS):
        raise ImproperlyConfigured(f"BACKGROUND names {', '.join(sorted(unknown))}; known are {', '.join(STARTERS)}")
    for name, start_one in STARTERS.items():
        if name in settings.BACKGROUND:
            start_one()
