"""The published rates, read once and kept: facts find theirs without asking the database."""

from __future__ import annotations

import hashlib
from datetime import date

from office import site_data

from .by_day import RateTerms, Sum
from .models import Rate

KEY = "office:rates:v1"


def published() -> dict[str, RateTerms]:
    """{key of the row, as blocks hold it: the rate} by name; kept until one changes, or a text of the law does."""
    return site_data.kept(KEY, _read)


def _read() -> dict[str, RateTerms]:
    return {str(row.pk): terms(row) for row in Rate.objects.filter(live=True).select_related("law", "then_law")}


def terms(row: Rate) -> RateTerms:
    """A row as it stands in memory."""

    def law(text: object) -> str:
        # A text that nobody has approved yet is told to no reader.
        return str(text.number) if text is not None and text.live else ""  # type: ignore[attr-defined]

    then = Sum(row.then_basis, row.then_amount, law(row.then_law or row.law)) if row.then_from else None  # type: ignore[arg-type]
    return RateTerms(
        name=row.name,
        sum=Sum(row.basis, row.amount, law(row.law)),  # type: ignore[arg-type]
        per=row.per,
        per_en=row.per_en,
        since=row.since,
        until=row.until,
        then=then,
        then_from=row.then_from,
    )


def mark(day: date) -> str:
    """In short, what all of them say on that day: another one when any says something else; "" where there is none."""
    rates = published()
    if not rates:
        return ""
    told = [(key, rate.per, rate.per_en, rate.on(day)) for key, rate in sorted(rates.items())]
    return hashlib.blake2s(repr(told).encode("utf-8", "replace"), digest_size=6).hexdigest()
