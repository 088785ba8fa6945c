"""A draft page from a record: every typed fact filled in, papers as documents, conditions as suggested questions.

The plain title and the summary are left to the editor, remarks stand beside as suggestions, and each document shows the row it came from.
Nothing here is published: the rules of publishing ask for what is still missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from office.models import CompetentAuthority, LegalResource, ThematicArea
from vietnamese.dates import short
from vietnamese.folding import fold
from vietnamese.numbers import decimal
from vietnamese.slugs import slugify

from ...models import CatalogueIndexPage, ProcedureCode, ProcedureLegalResource, ProcedurePage
from ..models import RegisterRecord
from ..parsing.law_numbers import LEGAL_NUMBER
from ..parsing.records import RegisterChannel, RegisterFee, RegisterLaw, RegisterProcedure
from ..phrases import span_words
from ..review.sources import confirm
from .paper_names import cut
from .suggestions import suggested

AUDIENCES = {
    "cong dan viet nam": "citizen",
    "nguoi viet nam dinh cu o nuoc ngoai": "overseas_vietnamese",
    "nguoi nuoc ngoai": "foreigner",
    "doanh nghiep": "enterprise",
    "to chuc": "organisation",
    "hop tac xa": "organisation",
    "can bo, cong chuc, vien chuc": "agency",
}
# Who is meant where the record names nobody.
BY_LEVEL = {"ward": "Ủy ban nhân dân cấp xã", "province": "Ủy ban nhân dân tỉnh"}
KINDS = {"in_person", "online", "post"}


def draft_from(record: RegisterRecord, user: Any, ends: Mapping[str, date] | None = None) -> ProcedurePage:
    """Adds a draft under ``/thu-tuc/``, made from the record's current version. Raises ValueError where the record has only a name.

    ``ends``: {number of a law: the last day of what it sets}, as far as the register says so; the draft says the days still to come.
    """
    procedure = record.procedure
    if procedure is None:
        raise ValueError(record.code)
    shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")
    # The page is Vietnamese, whatever language its editor has the desk in.
    with transaction.atomic(), translation.override("vi"):
        page = ProcedurePage(**_fields(procedure, record.last_seen.date, ends or {}), live=False, locale=shelf.locale, owner=user)
        page.slug = _free_slug(shelf, procedure)
        page.codes = [ProcedureCode(value=procedure.code, is_present=True)]
        page.legal = [ProcedureLegalResource(resource=_law(law), sort_order=n) for n, law in enumerate(procedure.laws) if law.number]
        shelf.add_child(instance=page)
        page.save_revision(user=user)
        # The draft says what the record's current version says: it counts as checked against that version.
        confirm(page, record, user, {})
    return page


def _free_slug(shelf: CatalogueIndexPage, procedure: RegisterProcedure) -> str:
    wanted = slugify(procedure.name, max_length=60) or slugify(procedure.code)
    taken = set(shelf.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(s for s in (wanted, *(f"{wanted}-{n}" for n in range(2, 1000))) if s not in taken)


def _law(law: RegisterLaw) -> LegalResource:
    found, _made = LegalResource.objects.get_or_create(number=law.number[:60], defaults={"title": law.title[:255], "date": law.date})
    return found


def _fields(p: RegisterProcedure, day: date, ends: Mapping[str, date]) -> dict[str, Any]:
    papers = suggested(p.cases, p.laws)
    return {
        "title": p.name[:255],
        "official_name": p.name[:500],
        "area": _found_or_made(ThematicArea, p.area),
        "authority": _found_or_made(CompetentAuthority, *_named_authorities(p)),
        "level": next((level for level in ("ward", "province", "ministry") if level in p.levels), "other"),
        "audiences": sorted({key for name in p.audiences for start, key in AUDIENCES.items() if fold(name).startswith(start)}),
        "keywords": "\n".join(p.keywords),
        "questions": papers.questions,
        "documents": papers.documents,
        "steps": [("step", _step(n, line)) for n, line in enumerate(_steps(p.steps), 1)],
        "channels": _channels(p.channels),
        "times": _times(p.channels)[:20],
        "costs": _ending(_costs(p.channels)[:40], p.laws, {number: end for number, end in ends.items() if end >= day}),
        "portal_id": p.portal_id,
        "outputs": [("output", {"name": cut(name, 200), "handover": ""}) for name in p.outputs[:10]],
        "conditions": [("statement", {"text": line}) for line in _lines(p.conditions)[:20]],
        "submission_none_reason": "" if any(c.method == "online" for c in p.channels) else _("Bản ghi không có cách nộp trực tuyến."),
        "updated_on": timezone.localdate(),
        # "verified_on" stays empty: nobody has checked anything yet but that the record says so.
        "source_decision": p.decision[:80],
        "source_record": p.code,
        "source_snapshot": day,
        "draft_suggestions": "\n".join(papers.remarks),
    }


def _named_authorities(p: RegisterProcedure) -> tuple[str, ...]:
    return (*p.executing, *p.deciding) or ((BY_LEVEL.get(p.levels[0], ""),) if p.levels else ())


def _found_or_made(model: type[Any], *names: str) -> Any:
    """The row that has, or begins with, one of these names, whatever its marks and capitals; else a new one of the first name."""
    wanted = [name for name in names if name]
    rows = list(model.objects.all())
    for name in wanted:
        found = next((row for row in rows if _plain(row.name).startswith(_plain(name))), None)
        if found:
            return found
    if not wanted:
        return None
    slug = slugify(wanted[0], max_length=60) or "ban-ghi"
    return next((row for row in rows if row.slug == slug), None) or model.objects.create(name=wanted[0][:160], slug=slug)


def _plain(name: str) -> str:
    return re.sub(r"^(?:chu tich )?ubnd\b", "uy ban nhan dan", fold(name).strip()).replace("cap tinh", "tinh")


def _lines(text: str) -> list[str]:
    return [line.strip(" -–+*•\t") for line in text.splitlines() if line.strip(" -–+*•\t")]


def _step(n: int, line: str) -> dict[str, Any]:
    return {"title": _("Bước %(n)s") % {"n": n}, "text": cut(line, 420), "channel": ""}


STEP = re.compile(r"(?:Bước|B)\s*\d{1,2}\s*[.:)–-]*\s*", re.IGNORECASE)


def _steps(text: str) -> list[str]:
    """The record's steps, at most twenty. Where it numbers them ("Bước 1: …") what follows belongs to its step; else a "+" does."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    numbered = sum(bool(STEP.match(line.lstrip("-–*• "))) for line in lines) > 1
    out: list[str] = []
    for line in lines:
        words = line.strip("-–*• \t")
        begins = bool(STEP.match(words)) if numbered else not line.startswith("+")
        if out and not begins:
            out[-1] = f"{out[-1]} {words.lstrip('+ ')}"
        else:
            out.append(STEP.sub("", words, count=1) if STEP.match(words) else words)
    return [line for line in out if line][:20]


def _kind(channel: RegisterChannel) -> str:
    return channel.method if channel.method in KINDS else "in_person"


def _channels(channels: tuple[RegisterChannel, ...]) -> list[Any]:
    """One for each way of handing in. What several rows of one way say goes with their times: they are for different cases."""
    rows: dict[str, list[RegisterChannel]] = {}
    for channel in channels:
        rows.setdefault(_kind(channel), []).append(channel)
    return [("channel", {"kind": kind, "note": cut(same[0].description, 300) if len(same) == 1 else ""}) for kind, same in rows.items()]


def _once(channels: tuple[RegisterChannel, ...], facts: Callable[[RegisterChannel], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Every fact once, with the channels it is for; none named where it is for all."""
    found: list[tuple[dict[str, Any], list[str]]] = []
    for channel in channels:
        for fact in facts(channel):
            kinds = next((kinds for known, kinds in found if known == fact), None)
            if kinds is None:
                kinds = []
                found.append((fact, kinds))
            if _kind(channel) not in kinds:
                kinds.append(_kind(channel))
    every = {_kind(channel) for channel in channels}
    return [{**fact, "channels": [] if set(kinds) == every else kinds} for fact, kinds in found]


def _times(channels: tuple[RegisterChannel, ...]) -> list[Any]:
    several = {kind for kind in map(_kind, channels) if sum(_kind(c) == kind and bool(c.time_amount or c.time_text) for c in channels) > 1}

    def of(channel: RegisterChannel) -> list[dict[str, Any]]:
        whole = channel.time_amount is not None and channel.time_amount > 0 and channel.time_amount == int(channel.time_amount)
        known = whole and channel.time_unit in ("working_days", "days", "hours", "months")
        note = channel.description if known and _kind(channel) in several else "" if known else _time_note(channel)
        time = {"unit": channel.time_unit if known else "unknown", "amount": int(channel.time_amount or 0) if known else None}
        return [{**time, "counted_from": "", "note": cut(note, 300)}]

    return [("time", time) for time in _once(channels, of)]


def _costs(channels: tuple[RegisterChannel, ...]) -> list[Any]:
    return [("cost", cost) for cost in _once(channels, lambda c: [_cost(fee) for fee in c.fees] or [_cost(RegisterFee(None))])]


def _ending(costs: list[Any], laws: tuple[RegisterLaw, ...], ends: Mapping[str, date]) -> list[Any]:
    """The costs; the note of the first says which laws of the record, or of their notes, end: a fee cut for some years has a last day."""
    numbers = {law.number for law in laws} | {number for _kind, cost in costs for number in LEGAL_NUMBER.findall(cost["note"])}
    said = [
        _("%(number)s chỉ áp dụng đến hết ngày %(day)s.") % {"number": number, "day": short(end)}
        for number, end in ends.items()
        if number in numbers
    ]
    if not (costs and said):
        return costs
    words = " ".join(said)
    (kind, first), *others = costs
    note = cut(first["note"].rstrip(" .;"), 298 - len(words))
    before = f"{note} " if note.endswith("…") else f"{note}. " if note else ""
    return [(kind, {**first, "note": f"{before}{words}"}), *others]


def _time_note(channel: RegisterChannel) -> str:
    if channel.time_amount is None:
        return channel.time_text
    said = span_words(channel.time_amount, channel.time_unit)
    return said or _("Bản ghi ghi %(n)s, không có đơn vị.") % {"n": decimal(channel.time_amount)}


def _cost(fee: RegisterFee) -> dict[str, Any]:
    council = "hoi dong nhan dan" in fold(fee.note)
    amount = fee.amount if fee.currency == "VND" and not council else None
    basis = "amount" if amount else "by_council" if council else "unknown"
    note = cut(fee.note, 300) or ("" if amount else _("Bản ghi không ghi mức thu. Xin hỏi tại quầy."))
    return {
        "kind": "phi" if fold(fee.note).startswith("phi") else "le_phi",
        "basis": basis,
        "amount": amount,
        "per": "",
        "label": "",
        "note": note,
    }
