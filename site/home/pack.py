"""All guides and names of records as one file, for who asks for it before there is no connection.

``static/site/pack.js`` fetches it when a reader presses the button, keeps it on the device and shows it with the day it was fetched.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Max
from django.template.loader import render_to_string
from django.utils.translation import get_language

from office import site_data
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.facts.kept import kept_by_version
from procedures_pages.facts.procedure import GONE, ProcedureFacts
from procedures_pages.models import ProcedureCode, ProcedurePage
from procedures_pages.queries import with_words
from procedures_pages.register.digest.short_names import short_name
from procedures_pages.register.models import RegisterRecord

# What a device is given at most, packed: those most asked for first, and the names of records only where there is room.
MOST_BYTES = 300 * 1024
MOST_GUIDES = 150
# What a guide says of its offices and of money stands in other tables: an hour later it is as they are.
SECONDS = 3600


def pack() -> bytes:
    """``{"guides": {slug: [title, language, html]}, "records": "code⇥name⏎…"}`` in the reader's language, as JSON.

    Made anew when a guide is published or records are imported; three queries where it is known.
    """
    rows = _guides()
    names = _names_state()
    state = repr(([(row["pk"], row["live_revision_id"], row["version_revision"]) for row in rows], names))
    key = f"pack:v1:{get_language()}:{hashlib.sha256(state.encode()).hexdigest()[:32]}"
    known: bytes | None = cache.get(key)
    if known is None:
        known = _made(rows)
        cache.set(key, known, SECONDS)
        cache.set(_size_key(), len(gzip.compress(known, 6)), None)
    return known


def known_size() -> int | None:
    """KB that the last one takes on its way; None while nobody has asked for one."""
    size: int | None = cache.get(_size_key())
    return size and -(-size // 1024)


def _size_key() -> str:
    return f"pack-size:{get_language()}"


def _guides() -> list[dict[str, Any]]:
    pages = ProcedurePage.objects.published().in_source_language().exclude(status__in=GONE)
    rows = pages.order_by(F("most_asked").asc(nulls_last=True), "pk").values("pk", "live_revision_id", "slug", "translation_key", "title")
    return with_words(rows[:MOST_GUIDES], ProcedurePage, get_language() or "vi", "title")


def _records() -> Any:
    """Those of the whole country and of the unit's own province, and those that do not say whose they are."""
    return RegisterRecord.objects.filter(gone_in=None, place__in=("", "national", site_data.unit().province))


def _names_state() -> tuple[Any, ...]:
    return tuple(RegisterRecord.objects.aggregate(Count("pk"), Max("current"), Max("last_seen__imported_at")).values())


def _made(rows: list[dict[str, Any]]) -> bytes:
    said = kept_by_version("pack-guide:v1", SECONDS, rows, lambda pages: map(_said, facts_of_all(pages)))
    guides = {row["slug"]: said[row["pk"]] for row in rows if row["pk"] in said}
    records = _records().exclude(code__in=ProcedureCode.objects.filter(page__in=list(said), is_present=True).values("value"))
    names = "\n".join(f"{code}\t{short_name(name)}" for code, name in records.order_by("code").values_list("code", "name"))
    for kept in _fewer(guides, names):
        data = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
        if len(gzip.compress(data, 6)) <= MOST_BYTES:
            break
    return data


def _fewer(guides: dict[str, Any], names: str) -> Iterable[dict[str, Any]]:
    """All, then without the names, then with half as many guides each time."""
    yield {"guides": guides, "records": names}
    while True:
        yield {"guides": guides, "records": ""}
        if not guides:
            return
        guides = dict(list(guides.items())[: len(guides) // 2])


def _said(facts: ProcedureFacts) -> list[str]:
    html = render_to_string("home/pack_guide.html", {"facts": facts, "case": tailor(facts, {})})
    return [facts.title, facts.lang, re.sub(r"\s*\n\s*", "\n", html.strip())]
