"""Answers a question from the first hit, where that is sure: the fact of the kind asked for, as its page says it; else the reason."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.utils import translation
from django.utils.translation import gettext as _

from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import REFERENCES, facts_of
from procedures_pages.facts.phrases import day_words, month_words
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.models import ProcedurePage, RegisterRecord

from ..engines import Hit
from ..query.frames import OTHER
from ..query.reading import Query
from ..ranking.pipeline import RankedAnswer
from . import of_guides, of_records
from .answer import KINDS, Answer, Reason, Told
from .keeping import lately
from .sure import is_sure


def answers(query: Query, found: RankedAnswer) -> tuple[Answer, ...]:
    """A question and its hits in; an answer for each kind it asks for out, at least one: with a fact, or with the reason for none."""
    reason = _refused(query, found)
    if reason is not None:
        return (Answer(query.asks[0] if query.asks else "", reason),)
    first = found.hits[0]
    return tuple(_from_record(kind, first) if first.document.kind == "record" else _from_guide(kind, first) for kind in query.asks)


def _refused(query: Query, found: RankedAnswer) -> Reason | None:
    if not query.asks:
        return Reason.NOTHING_ASKED
    if not found.hits:
        return Reason.NOTHING_FOUND
    first = found.hits[0].document
    if first.kind not in ("procedure", "record"):
        return Reason.NO_PROCEDURE
    if first.is_gone:
        return Reason.REPLACED
    return None if is_sure(found) else Reason.UNSURE


def _from_guide(kind: str, hit: Hit) -> Answer:
    known = lately((hit.document.key,), partial(_page, hit.document.key))
    if known is None:
        return Answer(kind, Reason.NOTHING_FOUND)
    facts, version = known
    case = tailor(facts, {})
    anchor = KINDS[kind][2] if kind in KINDS else ""
    told = of_guides.told(kind, facts, case, anchor) if kind != OTHER else Told(reason=Reason.NO_FACT)
    return Answer(
        kind,
        told.reason or (None if told.lines else Reason.UNKNOWN),
        told.lines,
        told.case,
        told.asked,
        facts.code or hit.document.result,
        facts.title,
        facts.url,
        facts.url + (f"#{anchor}" if anchor else ""),
        _source(facts),
        version,
    )


def _page(key: str) -> tuple[ProcedureFacts, str] | None:
    """The facts of the published page with that key of a document, and its version; None where it is not there any more."""
    pages = ProcedurePage.objects.published().filter(pk=int(key.partition(":")[2]))
    page = pages.select_related(*REFERENCES, "translated_words").order_by().first()
    return (facts_of(page), str(page.live_revision_id or "")) if page else None


def _source(facts: ProcedureFacts) -> str:
    """As the page says it."""
    if not facts.source.snapshot:
        return ""
    given = {"record": facts.source.record, "month": month_words(facts.source.snapshot)}
    if facts.source.record:
        return _("Đối chiếu với bản ghi %(record)s của Cơ sở dữ liệu quốc gia, bản tháng %(month)s.") % given
    return _("Theo dữ liệu tháng %(month)s.") % given


def _from_record(kind: str, hit: Hit) -> Answer:
    """A record is Vietnamese, and so is all that is said of it."""
    with translation.override("vi"):
        told = lately((hit.document.key, kind), partial(_record, hit.document.key, kind)) or Answer(kind, Reason.NOTHING_FOUND)
    if not told.code:
        return told
    anchor = KINDS[kind][3] if kind in KINDS else ""
    url = hit.document.url
    return replace(told, title=hit.document.shown_title, page_url=url, url=url + (f"#{anchor}" if anchor else ""))


def _record(key: str, kind: str) -> Answer | None:
    """What the record with that key of a document says of a kind; None where it is not there any more."""
    record = RegisterRecord.objects.filter(pk=int(key.partition(":")[2])).select_related("current", "last_seen").first()
    procedure = record.procedure if record else None
    if record is None or procedure is None:
        return None
    told = of_records.told(kind, procedure) if kind != OTHER else Told(reason=Reason.NO_FACT)
    source = _("Chép nguyên từ Cơ sở dữ liệu quốc gia về thủ tục hành chính ngày %(day)s.") % {"day": day_words(record.last_seen.date)}
    reason = told.reason or (None if told.lines else Reason.UNKNOWN)
    return Answer(kind, reason, told.lines, code=record.code, source=source, version=str(record.current_id), is_record=True)
