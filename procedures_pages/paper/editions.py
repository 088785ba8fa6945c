"""What a checklist is printed on. The parameter ``co`` of its addresses names one; without it, or with an unknown one, A4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from procedures_pages.facts.case import Case
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.parameters import meant


@dataclass(frozen=True, slots=True)
class Edition:
    """``co``: as the address says it, empty for A4. ``styles``: files of ``static/print``; the later ones change the earlier.

    ``foot``: how many characters of an address stand in the foot of each page, beside its dates; a second line would be too near the edge.
    """

    co: str
    name: Any
    body: str = ""
    styles: tuple[str, ...] = ("print.css",)
    template: str = "print/checklist.html"
    large: bool = False
    foot: int = 36


A4 = Edition("", _("Khổ A4"))
EDITIONS = (
    A4,
    Edition("lon", _("Chữ to"), body="large", large=True, foot=38),
    Edition("a5", _("Khổ A5"), body="a5", styles=("print.css", "a5.css"), foot=0),
    # Points to the list and is not the list: what a slip printer at the counter gives in a second.
    Edition("phieu", _("Phiếu 80 mm"), body="slip", styles=("print.css", "slip.css"), template="print/slip.html"),
)
BY_CO = {edition.co: edition for edition in EDITIONS}


def edition_of(query: Mapping[str, str]) -> Edition:
    return BY_CO[meant(query.get("co") or "", BY_CO) or ""]


def _address(facts: ProcedureFacts, case: Case, tail: str, edition: Edition) -> str:
    query = "&".join(part for part in (case.query, f"co={edition.co}" if edition.co else "") if part)
    return facts.url + tail + (f"?{query}" if query else "")


def print_address(facts: ProcedureFacts, case: Case, edition: Edition = A4, whole: bool = False) -> str:
    """The path of the page that a browser prints, for the case of ``checklist``."""
    return _address(facts, case, "in/" if whole else "ho-so/in/", edition)


def pdf_address(facts: ProcedureFacts, case: Case, edition: Edition = A4, whole: bool = False) -> str:
    """The path of the same as PDF."""
    return _address(facts, case, "in.pdf" if whole else "ho-so.pdf", edition)
