"""One procedure on paper: the same template and style sheets for the page that a browser prints and for the PDF."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from office import site_data
from procedures_pages.addresses import typed
from procedures_pages.expected_return import expected_return
from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.law_changes.open import told_on
from procedures_pages.sharing import links
from procedures_pages.sharing.case_codes import code_of

from .editions import A4, BY_CO, EDITIONS, Edition
from .room import sheet_is_long
from .slips import slip


def sheet(facts: ProcedureFacts, case: Case, edition: Edition = A4, whole: bool = False) -> dict[str, Any]:
    """What the print templates need. ``whole``: steps, conditions and law too, not the checklist alone."""
    short_link, typed_link = links.short_link(facts, case), links.typed_link(facts, case)
    unit = site_data.unit()
    due_back = expected_return(facts, case)
    law_changes = told_on(facts.id)
    today = timezone.localdate()
    # On a list only while it is still to come: the list may be kept until then.
    is_told = facts.transfer is not None and (whole or facts.transfer.date > today)
    moved = phrases.transfer_words(facts.transfer, today) if is_told and facts.transfer else ""
    told = [*law_changes, *filter(None, [moved])]
    # Asked for by the pages that show it alone.
    short_code = SimpleLazyObject(partial(code_of, facts, case))
    return {
        "facts": facts,
        "lang": facts.lang,
        "case": case,
        "law_changes": law_changes,
        "moved": moved,
        "edition": edition,
        "editions": EDITIONS,
        "large_print": BY_CO["lon"],
        "whole": whole,
        "unit": unit,
        "short_link": short_link,
        # In letters without the answers: the code carries those, and a person can type this.
        "typed_link": typed_link,
        "fits_in_foot": len(typed(typed_link)) <= edition.foot,
        "short_code": short_code,
        "code_box": links.code_box(),
        "is_long": sheet_is_long(facts, case, edition, whole, phrases.return_words(due_back) if due_back else "", told),
        "due_back": due_back,
        "slip": SimpleLazyObject(
            lambda: slip(facts, case, unit.local_name or _("Cẩm nang Một cửa"), typed_link, str(short_code), due_back)
        ),
        "printed_on": today,
        # Making a code takes longer than all else here: only for the pages that show it.
        "qr": SimpleLazyObject(partial(links.qr_in_page, short_link)),
    }


def html_for_pdf(facts: ProcedureFacts, case: Case, edition: Edition = A4, whole: bool = False) -> str:
    """The page to hand to the engine."""
    context = sheet(facts, case, edition, whole)
    return render_to_string(
        edition.template,
        {**context, "for_pdf": True, "terms": site_data.terms().of(facts.lang), "sample_notice": site_data.sample_notice()},
    )
