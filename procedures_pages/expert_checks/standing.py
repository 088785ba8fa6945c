"""Who stands behind a fact: on the desk fact by fact, for readers in one line of a page that says exactly what was found right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from office import site_data

from ..facts.phrases import day_words
from ..facts.procedure import ProcedureFacts
from ..models import ProcedurePage
from ..on_page.parts import KINDS
from ..on_page.saving import mark
from .edition import told_digest
from .models import ExpertAnswer, ExpertCheck

KEY = "procedures:expert-checks:v1"


def behind_facts(page: ProcedurePage) -> dict[str, str]:
    """{anchor of a fact: who found it right and when} of a page in memory, as far as it still says that. One query."""
    right = ExpertAnswer.objects.filter(expert_check__page=page.pk, expert_check__sent_at__isnull=False, verdict=ExpertAnswer.Verdict.RIGHT)
    told: dict[str, str] = {}
    for answer in right.select_related("expert_check").order_by("expert_check__sent_at"):
        if answer.fact in KINDS and mark(page, KINDS[answer.fact][1], answer.block) == answer.mark:
            check = answer.expert_check
            day = day_words(timezone.localdate(check.sent_at))
            told[answer.anchor] = _("Chuyên viên %(who)s thấy đúng, %(day)s") % {"who": check.who, "day": day}
    return told


@dataclass(frozen=True, slots=True)
class Confirmed:
    """``edition``: the digest of what was found right."""

    edition: str
    division: str
    day: date


def confirmed(facts: ProcedureFacts) -> Confirmed | None:
    """Whose check readers are told of: of a Vietnamese page that says what it said then, nothing else and nothing more."""
    if facts.lang != "vi" or (found := site_data.kept(KEY, _read).get(facts.id)) is None:
        return None
    return found if found.edition == told_digest(facts) else None


def _read() -> dict[str, Confirmed]:
    """By the page's id; the latest of each."""
    rows = ExpertCheck.objects.shown().select_related("page").order_by("sent_at")
    shown = rows.values_list("page__translation_key", "edition", "division", "sent_at")
    return {str(key): Confirmed(edition, division, timezone.localdate(sent)) for key, edition, division, sent in shown if sent}
