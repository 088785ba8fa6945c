"""What the pages and the paper of a plan need besides the plan itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from office import site_data
from procedures_pages.addresses import absolute, typed
from procedures_pages.facts.phrases import case_words
from procedures_pages.paper.editions import A4
from procedures_pages.paper.room import head_is_long
from procedures_pages.sharing import links

from .building import guide_path
from .planning import Plan

# A longer address makes a QR code that a telephone reads badly at 36 mm; then it leads to the page without the answers.
MAX_IN_CODE = 300


def address_in_code(path: str, plain: str) -> str:
    """The absolute address that a QR code carries: with the answers where they leave it readable."""
    link = absolute(path)
    return link if len(link) <= MAX_IN_CODE else absolute(plain)


def plan_sheet(plan: Plan) -> dict[str, Any]:
    """What ``guides/plan.html`` and ``print/plan.html`` show. In the language of the guide."""
    guide = plan.guide
    plain = guide_path(guide.slug, guide.lang)
    link = address_in_code(plain + (f"?{plan.query}" if plan.query else ""), plain)
    return {
        "plan": plan,
        "page_url": plan.path(),
        "print_url": plan.path("in/"),
        "papers_url": plan.path("ho-so/"),
        "merged": plan.merged,
        "lang": guide.lang,
        "edition": A4,
        "unit": site_data.unit(),
        "printed_on": timezone.localdate(),
        "link": link,
        "typed_link": absolute(plain),
        "fits_in_foot": len(typed(absolute(plain))) <= A4.foot,
        "is_long": head_is_long(guide.title, [case_words(plan)], [], A4),
        "qr": SimpleLazyObject(partial(links.qr_in_page, link)),
    }
