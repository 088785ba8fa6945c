"""Reads pages and records from the site's tables and asks the rules: for many pages, or for one as it stands in the editor's form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast

from ...facts.from_pages import REFERENCES, facts_of, facts_of_all, rows_in_memory
from ...facts.kept import kept_by_version
from ...facts.procedure import ProcedureFacts
from ...models import ProcedureLegalResource, ProcedurePage
from ...queries import IN_SOURCE_LANGUAGE, published
from ..models import FindingWaiver, RegisterRecord, RegisterVersion
from ..parsing.records import RegisterProcedure
from . import rules  # noqa: F401 (registers the rules)
from .findings import Compared, Finding, findings
from .register_view import RegisterView, view_of

OTHERS_SECONDS = 60  # how old what other pages say may be, of laws that are renamed in the meantime


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What was found of one page; each finding with its waiver, None where it is open."""

    facts: ProcedureFacts
    has_record: bool
    found: tuple[tuple[Finding, FindingWaiver | None], ...]

    @property
    def open(self) -> list[Finding]:
        return [finding for finding, waiver in self.found if waiver is None]


def check_pages(codes: Collection[str] = ()) -> list[PageTruth]:
    """The published Vietnamese pages, or those that carry one of the codes, in their order. A fixed number of queries."""
    pages = facts_of_all(_pages())
    asked = [facts for facts in pages if not codes or any(code.value in codes for code in facts.codes)]
    return _truths(asked, pages)


def check_page(page: ProcedurePage) -> PageTruth:
    """One page as it stands in memory: the draft that an editor works on."""
    facts = facts_of(page, rows_in_memory(page))
    return _truths([facts], _related(facts))[0]


def waive(page: ProcedurePage, finding: Finding, reason: str, user: Any) -> FindingWaiver:
    """Keeps why the finding stands, with the version of the record of today."""
    current = RegisterVersion.objects.filter(pk__in=_records(_present(facts_of(page, rows_in_memory(page)))).values("current"))
    values = {"rule": finding.rule, "reason": reason, "waived_by": user, "version": current.first()}
    waiver, _made = FindingWaiver.objects.update_or_create(page_key=page.translation_key, key=finding.key, defaults=values)
    return waiver


def register_view() -> RegisterView:
    """The register as it is now; read again after an import only."""
    records = RegisterRecord.objects.filter(gone_in=None)
    state = records.aggregate(Count("pk"), Max("current"), Max("last_seen__imported_at"))
    return _view(tuple(state.values()))


@lru_cache(maxsize=1)
def _view(state: tuple[Any, ...]) -> RegisterView:
    rows = RegisterRecord.objects.filter(gone_in=None, is_stub=False, current__isnull=False)
    return view_of((code, name, bytes(packed)) for code, name, packed in rows.values_list("code", "name", "current__content").iterator())


def _pages() -> QuerySet[ProcedurePage]:
    return published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE)).select_related(*REFERENCES, "translated_words").order_by("pk")


def _related(facts: ProcedureFacts) -> list[ProcedureFacts]:
    """The other pages with a paper of the same id or a law of the same number: all that rules look at, however many pages there are."""
    laws = ProcedureLegalResource.objects.filter(resource__number__in=[law.number for law in facts.legal])
    shares = Q(pk__in=laws.values("page_id"))
    for document in facts.documents:
        shares |= Q(stored_documents__contains=f'"slug": "{document.id}"')
    others = _pages().exclude(translation_key=facts.id).annotate(stored_documents=Cast("documents", TextField()))
    return _facts_of_others(others.filter(shares))


def _facts_of_others(pages: QuerySet[ProcedurePage]) -> list[ProcedureFacts]:
    """Facts of published pages, which are kept for a minute by version: an editor who saves and publishes asks for the same ones again."""
    rows = list(pages.values("pk", "live_revision_id"))
    told = kept_by_version("truth-facts:v2", OTHERS_SECONDS, rows, facts_of_all)
    return [told[row["pk"]] for row in rows if row["pk"] in told]


def _present(facts: ProcedureFacts) -> list[str]:
    return [code.value for code in facts.codes if code.present]


def _records(codes: Iterable[str]) -> Any:
    return RegisterRecord.objects.filter(code__in=list(codes), gone_in=None, is_stub=False, current__isnull=False)


def _truths(asked: list[ProcedureFacts], pages: list[ProcedureFacts]) -> list[PageTruth]:
    wanted = {code for facts in asked for code in _present(facts)}
    records: dict[str, RegisterProcedure] = {r.code: r.current.procedure for r in _records(wanted).select_related("current")}
    waivers = {
        (str(w.page_key), w.key): w for w in FindingWaiver.objects.filter(page_key__in=[f.id for f in asked]).select_related("waived_by")
    }
    view, all_pages = register_view(), tuple(pages)
    out = []
    for facts in asked:
        own = tuple(records[code] for code in _present(facts) if code in records)
        found = findings(Compared(facts, own, view, all_pages))
        out.append(PageTruth(facts, bool(own), tuple((f, waivers.get((facts.id, f.key))) for f in found)))
    return out
