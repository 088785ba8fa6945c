"""Answers a question from the first hit, where that is sure: the fact of the kind asked for, as its page says it; else the reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from procedures_pages.addresses import reader_language, slug_of
from procedures_pages.facts.case import tailor
from procedures_pages.facts.phrases import day_words, month_words
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.facts.reading import read
from procedures_pages.models import RegisterRecord, RegisterVersion

from ..engines import Hit
from ..process_state import kept
from ..query.frames import OTHER
from ..query.reading import Query
from ..ranking.pipeline import RankedAnswer
from . import of_guides, of_records
from .answer import KINDS, Answer, Asked, Choice, Reason, Told
from .keeping import ToldOfRecords
from .sure import is_sure, means_its_predecessor, namesakes

MAX_NAMESAKES = 3


def answers(query: Query, found: RankedAnswer) -> tuple[Answer, ...]:
    """A question and its hits in; an answer for each kind it asks for out, at least one: with a fact, or with the reason for none."""
    reason = _refused(query, found)
    if reason is not None:
        return (Answer(query.asks[0] if query.asks else "", reason),)
    if shared := namesakes(query, found):
        return (_which_is_meant(query.asks[0], shared),)
    first = found.hits[0]
    tell = _of_record(first) if first.document.kind == "record" else _of_guide(first)
    return tuple(map(tell, query.asks)) if tell else (Answer(query.asks[0], Reason.NOTHING_FOUND),)


def _refused(query: Query, found: RankedAnswer) -> Reason | None:
    if found.lacks_subject:
        return Reason.NO_SUBJECT
    if not query.asks:
        return Reason.NOTHING_ASKED
    if query.outside:
        return Reason.OUTSIDE
    if not found.hits:
        return Reason.NOTHING_FOUND
    first = found.hits[0].document
    if first.kind not in ("procedure", "record"):
        return Reason.NO_PROCEDURE
    if first.is_gone or means_its_predecessor(found):
        return Reason.REPLACED
    return None if is_sure(found) else Reason.UNSURE


def _which_is_meant(kind: str, hits: tuple[Hit, ...]) -> Answer:
    """Two pages carry the name that was typed: the reader says which of them, and comes to the part that tells."""
    choices = tuple(Choice(hit.document.shown_title, _part(hit, kind)) for hit in hits[:MAX_NAMESAKES])
    return Answer(kind, Reason.SHARED_NAME, asked=Asked(_("Bạn hỏi việc nào?"), choices))


def _part(hit: Hit, kind: str) -> str:
    """Where the page of a hit says something of a kind."""
    anchor = KINDS[kind][3 if hit.document.kind == "record" else 2] if kind in KINDS else ""
    return hit.document.url + (f"#{anchor}" if anchor else "")


Telling = Callable[[str], Answer]


def _of_guide(hit: Hit) -> Telling | None:
    """A hit in; what answers for each kind out, None where the page is not there any more."""
    try:
        # As the page itself reads them, so that whichever is asked for first makes them for both.
        reading = read(slug_of(hit.document.url), reader_language())
    except Http404:
        return None
    facts, code, version = reading.facts, reading.facts.code or hit.document.result, reading.version
    case = tailor(facts, {})

    def tell(kind: str) -> Answer:
        anchor = KINDS[kind][2] if kind in KINDS else ""
        told = of_guides.told(kind, facts, case, anchor) if kind != OTHER else Told(reason=Reason.NO_FACT)
        reason = told.reason or (None if told.lines else Reason.UNKNOWN)
        url = _part(hit, kind)
        return Answer(kind, reason, told.lines, told.case, told.asked, code, facts.title, facts.url, url, _source(facts), version)

    return tell


def _source(facts: ProcedureFacts) -> str:
    """As the page says it."""
    if not facts.source.snapshot:
        return ""
    given = {"record": facts.source.record, "month": month_words(facts.source.snapshot)}
    if facts.source.record:
        return _("Đối chiếu với bản ghi %(record)s của Cơ sở dữ liệu quốc gia, bản tháng %(month)s.") % given
    return _("Theo dữ liệu tháng %(month)s.") % given


def _of_record(hit: Hit) -> Telling | None:
    """The same of a record, which is Vietnamese, and so is all that is said of it."""
    record = RegisterRecord.objects.filter(pk=int(hit.document.key.partition(":")[2]), current__isnull=False)
    row = record.values_list("code", "current_id", "current__fingerprint", "last_seen__date").first()
    if row is None:
        return None
    code, version, fingerprint, day = row
    title, url = hit.document.shown_title, hit.document.url
    with translation.override("vi"):
        source = _("Chép nguyên từ Cơ sở dữ liệu quốc gia về thủ tục hành chính ngày %(day)s.") % {"day": day_words(day)}

    def tell(kind: str) -> Answer:
        with translation.override("vi"):
            told = kept(ToldOfRecords).get((version, fingerprint, kind), partial(_told_of_record, version, kind))
        reason = told.reason or (None if told.lines else Reason.UNKNOWN)
        return Answer(kind, reason, told.lines, "", None, code, title, url, _part(hit, kind), source, str(version), is_record=True)

    return tell


def _told_of_record(version: int, kind: str) -> Told:
    if kind == OTHER:
        return Told(reason=Reason.NO_FACT)
    found = RegisterVersion.objects.filter(pk=version).first()
    return of_records.told(kind, found.procedure) if found else Told()
