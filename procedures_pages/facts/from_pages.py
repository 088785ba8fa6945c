"""Makes the facts of a page: :func:`facts_of` for one, :func:`facts_of_all` for many. The only module that knows both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language

from office import site_data
from office.desk.once import lead
from office.desk.once import rows as rows_by_key
from office.form_templates.kept import KeptForm, form_of
from office.links.dead import dead_since
from office.models import AuthorityTransfer, CompetentAuthority, LegalResource, Office
from office.models import in_readers_language as local
from office.set_costs import known as rates

from ..addresses import procedure_path
from ..models import ProcedureCode, ProcedureLegalResource, ProcedurePage, RelatedProcedure
from ..publishing.stable_ids import former_ids
from ..queries import IN_SOURCE_LANGUAGE, in_readers_language, published, versions_at, with_words
from ..translation.composing import as_read
from . import phrases, procedure

# What ``facts_of`` reads of other tables through the page itself: to be selected with it.
REFERENCES = ("locale", "area", "authority", "transfer__to_authority", "successor__locale")


@dataclass(slots=True)
class Rows:
    """What other tables say about one page: codes, laws, offices, related pages."""

    codes: list[ProcedureCode] = field(default_factory=list)
    legal: list[Any] = field(default_factory=list)
    office_ids: set[int] = field(default_factory=set)
    related: list[ProcedurePage] = field(default_factory=list)
    siblings: list[ProcedureCode] = field(default_factory=list)
    successor_is_public: bool = False
    # {translation key: (title, language)} of linked pages that have a version in the page's own language.
    titles: dict[Any, tuple[str, str]] = field(default_factory=dict)


def rows_of(pages: Iterable[ProcedurePage]) -> dict[int, Rows]:
    """{pk: its rows} of many pages in four queries, five where one of them is replaced, one more where one is a translation.

    A translation has the rows of its source: as read (``translation.composing``).
    """
    pages = list(pages)
    sources = [page.source_version or page for page in pages]
    of_sources = _rows_of_sources(sources)
    out: dict[int, Rows] = defaultdict(Rows)
    for page, source in zip(pages, sources, strict=True):
        out[page.pk] = replace(of_sources[source.pk])
    for lang in {page.locale.language_code for page in pages if page.source_version}:
        spoken = [page for page in pages if page.source_version and page.locale.language_code == lang]
        linked = {link.pk: link for page in spoken for link in _linked(page, out[page.pk])}
        rows = with_words(
            [{"translation_key": link.translation_key, "title": link.title} for link in linked.values()], ProcedurePage, lang, "title"
        )
        titles = {row["translation_key"]: (row["title"], row["lang"]) for row in rows}
        for page in spoken:
            out[page.pk].titles = titles
    return out


def _linked(page: ProcedurePage, rows: Rows) -> list[ProcedurePage]:
    return [*rows.related, *(code.page for code in rows.siblings), *([page.successor] if page.successor else [])]


def _rows_of_sources(pages: list[ProcedurePage]) -> dict[int, Rows]:
    ids = [page.pk for page in pages]
    out: dict[int, Rows] = defaultdict(Rows)
    _add_codes(ids, out)
    for row in ProcedureLegalResource.objects.filter(page_id__in=ids).select_related("resource").order_by("sort_order", "pk"):
        out[row.page_id].legal.append(row.resource)
    for page_id, office_id in ProcedurePage.offices.through.objects.filter(procedurepage_id__in=ids).values_list(
        "procedurepage_id", "office_id"
    ):
        out[page_id].office_ids.add(office_id)
    links = RelatedProcedure.objects.filter(page_id__in=ids)
    public = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, pk__in=links.values("procedure_id")))
    for link in links.filter(procedure__in=public).select_related("procedure__locale").order_by("sort_order", "pk"):
        out[link.page_id].related.append(link.procedure)
    if any(page.successor_id for page in pages):
        successors = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, predecessors__in=ids))
        for page_id in successors.values_list("predecessors", flat=True):
            out[page_id].successor_is_public = True
    return out


# Of a page that shares a code no more than its link is shown.
SHARED = (
    *("value", "scheme", "is_present", "valid_from", "valid_to", "note"),
    *(f"page__{name}" for name in ("title", "slug", "translation_key", "locale__language_code")),
)


def _add_codes(ids: list[int], out: dict[int, Rows]) -> None:
    """The pages' own codes, and the published Vietnamese pages in force that carry one of them too. One query."""
    own = ProcedureCode.objects.filter(page_id__in=ids)
    carriers_of_them = ProcedureCode.objects.filter(value__in=own.values("value")).values("page_id")
    in_force = published(ProcedurePage.objects.filter(IN_SOURCE_LANGUAGE, pk__in=carriers_of_them).exclude(status__in=procedure.GONE))
    found = ProcedureCode.objects.filter(Q(page_id__in=ids) | Q(value__in=own.values("value"), page__in=in_force))
    carriers: dict[str, list[ProcedureCode]] = defaultdict(list)
    for code in found.select_related("page__locale").only(*SHARED).order_by("sort_order", "pk"):
        carriers[code.value].append(code)
        if code.page_id in ids:
            out[code.page_id].codes.append(code)
    for codes in carriers.values():
        for mine in codes:
            out[mine.page_id].siblings += [c for c in codes if c.page_id != mine.page_id and c.page.locale_id == mine.page.locale_id]


def rows_in_memory(page: ProcedurePage) -> Rows:
    """The rows of a page that is being edited, not saved: for previews. Of a translation only the words are edited."""
    if page.source_version:
        return rows_of([page])[page.pk]
    # Kept with the rows: the rules of publishing ask for the same page again and again.
    laws = _targets(page.legal.all(), "resource", LegalResource)
    related = [one for one in _targets(page.related.all(), "procedure", ProcedurePage) if one.live]
    for one in related:
        if one.locale_id == page.locale_id:
            one.locale = page.locale
        lead(one, "locale")
    return Rows(
        codes=list(page.codes.all()),
        legal=laws,
        office_ids={office.pk for office in page.offices.all()},
        related=related,
        successor_is_public=page.successor is not None and page.successor.live,
    )


def rows_acted_upon(page: ProcedurePage) -> Rows:
    """Of the rows in memory those that say something to do: without laws and related pages, which need not be looked up then."""
    return Rows(codes=list(page.codes.all()), office_ids={office.pk for office in page.offices.all()})


def _targets(links: Iterable[Any], name: str, model: Any) -> list[Any]:
    """What the rows of a page point to, in their order, looked up together and once; without what is gone."""
    links = [link for link in links if getattr(link, f"{name}_id")]
    if not links:
        return []
    field = links[0]._meta.get_field(name)
    unknown = [link for link in links if not field.is_cached(link)]
    there = rows_by_key(model, {getattr(link, f"{name}_id") for link in unknown})
    for link in unknown:
        field.set_cached_value(link, there.get(getattr(link, f"{name}_id")))
    found = (field.get_cached_value(link, None) for link in links)
    return [one for one in found if one is not None]


def _values(stream: Any) -> list[Any]:
    return [child.value for child in stream]


def applies_of(wanted: Iterable[str]) -> procedure.Applies:
    """What the "question=answer" pairs of a block name."""
    by_question: dict[str, set[str]] = {}
    for pair in wanted:
        question, _sep, answer = pair.partition("=")
        by_question.setdefault(question, set()).add(answer)
    return tuple((q, frozenset(a)) for q, a in by_question.items())


def _answer(v: Any) -> procedure.Answer:
    words = (v.get(name) or "" for name in ("phrase", "leads_to", "leads_to_name"))
    return procedure.Answer(v.get("slug") or "", v.get("label") or "", former_ids(v), *words)


def question_of(v: Any) -> procedure.Question:
    """The question of a block's value."""
    answers = tuple(_answer(a) for a in v.get("answers") or [])
    return procedure.Question(v.get("slug") or "", v.get("label") or "", v.get("help") or "", answers, former_ids(v))


def _form_of(v: Any, paper: str) -> dict[str, Any]:
    """The name of a form and its file, if readers may have that; of one of the directory those of today. ``paper``: whose form it is."""
    if chosen := form_of(v.get("form_template")):
        return _chosen_form(chosen, paper)
    file = _file(v.get("form_file"))
    return {
        "form": v.get("form") or "",
        "form_url": file.url if file else "",
        "form_kind": file.kind if file else "",
        "form_bytes": file.bytes if file else 0,
    }


def _chosen_form(form: KeptForm, paper: str) -> dict[str, Any]:
    version = form.in_force(timezone.localdate())
    file = version.file if version and version.file.is_public else None
    words = form.words(version, paper)
    return {
        "form": words if get_language() != "en" or form.is_told_in_english else procedure.Untranslated(words),
        "form_url": file.url if file else "",
        "form_kind": file.kind if file else "",
        "form_bytes": file.bytes if file else 0,
        "form_page": form.path,
    }


def _file(chosen: Any) -> procedure.File | None:
    """The uploaded file, if there is one that readers may have."""
    if not chosen or chosen.collection_id in site_data.private_collections():
        return None
    return procedure.File(chosen.url, chosen.file_extension.lower(), chosen.file_size or 0)


def _both(one: procedure.Applies, other: procedure.Applies) -> procedure.Applies | None:
    """The answers with which both apply; None where there are none."""
    wanted = dict(one)
    for question, answers in other:
        wanted[question] = wanted.get(question, answers) & answers
    return tuple(wanted.items()) if all(wanted.values()) else None


def _forms(v: Any) -> tuple[procedure.Form, ...]:
    """The forms of one paper that are for some of the answers."""
    of_paper = applies_of(v.get("applies") or [])
    told = [form for form in v.get("forms") or [] if form.get("form") or form_of(form.get("form_template"))]
    applying = [(form, _both(of_paper, applies_of(form.get("applies") or []))) for form in told]
    name = v.get("name") or ""
    return tuple(procedure.Form(v.get("slug") or "", **_form_of(form, name), applies=a) for form, a in applying if a is not None)


def _document(v: Any) -> procedure.RequiredDocument:
    names = [form.form for form in _forms(v)]
    own = _form_of(v, v.get("name") or "")
    return procedure.RequiredDocument(
        id=v.get("slug") or "",
        name=v.get("name") or "",
        note=v.get("note") or "",
        originals=v.get("originals") or 0,
        copies=v.get("copies") or 0,
        handling=v.get("handling") if v.get("handling") in phrases.HANDLINGS else "submit",
        handling_online=v.get("handling_online") or "",
        **own,
        form_names=tuple(dict.fromkeys(filter(None, (own["form"], *names)))) if names else (),
        example=_file(v.get("example_file")),
        issuer=v.get("issuer") or "",
        issued_by=v.get("issued_by") or "",
        alternatives=tuple(a for a in v.get("alternatives") or [] if a),
        applies=applies_of(v.get("applies") or []),
        fallback=v.get("fallback") or "",
        basis=v.get("basis") or "",
        per_person=bool(v.get("per_person")),
        source_row=v.get("source_row") or "",
    )


def _channel(v: Any) -> procedure.Channel:
    return procedure.Channel(v.get("kind") or "in_person", v.get("note") or "", applies_of(v.get("applies") or []))


def _time(v: Any) -> procedure.ProcessingTime:
    return procedure.ProcessingTime(
        unit=v.get("unit") or "unknown",
        amount=v.get("amount"),
        counted_from=v.get("counted_from") or "",
        note=v.get("note") or "",
        channels=tuple(v.get("channels") or ()),
        applies=applies_of(v.get("applies") or []),
    )


def _deadline(v: Any) -> procedure.Deadline:
    return procedure.Deadline(
        unit=v.get("unit") or "days",
        amount=v.get("amount"),
        counted_from=v.get("counted_from") or "",
        after=v.get("after") or "",
        basis=v.get("basis") or "",
        applies=applies_of(v.get("applies") or []),
    )


def _cost(v: Any) -> procedure.Cost:
    told = procedure.Cost(
        kind=v.get("kind") or "le_phi",
        basis=v.get("basis") or "unknown",
        amount=v.get("amount"),
        per=v.get("per") or "",
        label=v.get("label") or "",
        note=v.get("note") or "",
        channels=tuple(v.get("channels") or ()),
        applies=applies_of(v.get("applies") or []),
    )
    return _at_rate(told, v["rate"]) if v.get("rate") else told


def _at_rate(told: procedure.Cost, key: str) -> procedure.Cost:
    """The cost as the rate that it names has it today; nothing is known where that is not published."""
    rate = rates.published().get(key)
    if rate is None:
        return replace(told, basis="unknown", amount=None, per="")
    today = rate.on(timezone.localdate())
    then = None
    if today.then and today.then_from:
        then = procedure.NextCost(today.then_from, today.then.basis, today.then.amount, today.then.law)
    return replace(
        told,
        basis=today.basis,
        amount=today.now.amount if today.now else None,
        per=local(rate.per, rate.per_en),
        law=today.now.law if today.now else "",
        until=today.until,
        is_end_near=today.is_end_near,
        then=then,
    )


def _step(v: Any) -> procedure.Step:
    return procedure.Step(v.get("title") or "", v.get("text") or "", v.get("channel") or "", applies_of(v.get("applies") or []))


def _output(v: Any) -> procedure.Output:
    return procedure.Output(v.get("name") or "", v.get("handover") or "", applies_of(v.get("applies") or []))


def _statement(v: Any) -> procedure.Statement:
    return procedure.Statement(v.get("text") or "", applies_of(v.get("applies") or []))


def _person(v: Any) -> procedure.ExamplePerson:
    answers = tuple((q, a) for q, _sep, a in (pair.partition("=") for pair in v.get("answers") or []) if q and a)
    outcome = tuple(line.strip() for line in (v.get("outcome") or "").splitlines() if line.strip())
    return procedure.ExamplePerson(v.get("slug") or "", v.get("name") or "", v.get("situation") or "", answers, outcome)


def portal_address(portal_id: str) -> str:
    """The address of a procedure's page on the portal; "" without its id."""
    return site_data.unit().portal_procedure.replace("{id}", portal_id) if portal_id else ""


def _entry(v: Any, page: ProcedurePage) -> procedure.Entry:
    url = portal_address(v.get("portal_id") or "")
    decides = deciding(page)
    authority = v.get("authority") or (decides.local_name if decides else "")
    applies = applies_of(v.get("applies") or [])
    return procedure.Entry(v.get("code") or "", v.get("official_name") or "", url, authority, applies, dead_since(url))


def deciding(page: ProcedurePage) -> CompetentAuthority | None:
    """Who decides today: from the day of a transfer on, whoever it names; else whoever the page does."""
    moved: CompetentAuthority | None = page.transfer.authority_on(timezone.localdate()) if page.transfer else None
    return moved or page.authority


def transfer_facts(t: AuthorityTransfer) -> procedure.Transfer:
    """In the reader's language."""
    return procedure.Transfer(t.date, t.local_from_name, t.local_to_name, t.local_basis)


def _office(o: Office) -> procedure.OfficeFacts:
    place = ", ".join(p for p in (o.ward, o.province) if p)
    return procedure.OfficeFacts(
        o.slug, o.local_name, place, o.address_today, o.local_hours, o.phone, o.map_today, o.local_note, tuple(o.predecessor_names)
    )


def _place(v: Any, offices: Mapping[str, Office]) -> procedure.OfficeFacts | None:
    """An office that the page itself names, or for whom it is; None where the directory has it no more."""
    applies = applies_of(v.get("applies") or [])
    if office := offices.get(v.get("office") or ""):
        return replace(_office(office), applies=applies)
    name = v.get("name") or ""
    return procedure.OfficeFacts("", name, "", v.get("address") or "", "", "", "", "", applies=applies) if name else None


def _offices(page: ProcedurePage, rows: Rows) -> tuple[procedure.OfficeFacts, ...]:
    """What the page itself names, then its offices of the directory, or all of that; one that was named stands once."""
    directory = {str(office.pk): office for office in site_data.offices()}
    told = _values(page.places)
    named = {v.get("office") for v in told}
    others = [o for o in directory.values() if str(o.pk) not in named and (not rows.office_ids or o.pk in rows.office_ids)]
    return (*(place for v in told if (place := _place(v, directory))), *map(_office, others))


def _link(page: ProcedurePage, lang: str | None, rows: Rows) -> procedure.Link:
    title, spoken = rows.titles.get(page.translation_key, (page.title, page.locale.language_code))
    return procedure.Link(title, procedure_path(page.slug, lang=lang), spoken)


def page_of_slug(slug: str) -> tuple[ProcedurePage, list[str]]:
    """The published page of a slug in the reader's language, else the Vietnamese one, and the languages it has. Raises Http404."""
    return in_readers_language(versions_at(ProcedurePage.objects.all(), slug).select_related(*REFERENCES, "translated_words"))


def facts_of(page: ProcedurePage, rows: Rows | None = None, links: str | None = None) -> procedure.ProcedureFacts:
    """The facts of one page; of a translation its source's facts in its own words.

    ``rows`` from ``rows_of`` where many are built; without it this page's are looked up (4 queries). ``links`` is the language that
    addresses lead to; the reader's own unless given.
    """
    page = as_read(page)
    rows = rows if rows is not None else rows_of([page])[page.pk]
    url = portal_address(page.portal_id) or page.submission_url
    authority = deciding(page)
    return procedure.ProcedureFacts(
        id=str(page.translation_key),
        slug=page.slug,
        url=procedure_path(page.slug, lang=links),
        lang=page.locale.language_code,
        title=page.title,
        official_name=page.official_name,
        summary=page.summary,
        codes=tuple(procedure.Code(c.value, c.is_present, c.valid_from, c.valid_to, c.note) for c in rows.codes if c.scheme == "national"),
        area=procedure.Named(page.area.slug, page.area.local_name) if page.area else None,
        level=page.level,
        audiences=tuple(page.audiences or ()),
        authority=procedure.Named(authority.slug, authority.local_name) if authority else None,
        offices=_offices(page, rows),
        status=page.status,  # type: ignore[arg-type]
        status_note=page.status_note,
        successor=_link(page.successor, links, rows) if page.successor and rows.successor_is_public else None,
        transfer=transfer_facts(page.transfer) if page.transfer else None,
        effective_from=page.effective_from,
        effective_to=page.effective_to,
        updated_on=page.updated_on,
        verified_on=page.verified_on,
        verified_by=page.verified_by,
        source=procedure.Source(page.source_decision, page.source_record, page.source_snapshot, page.review_days),
        questions=tuple(map(question_of, _values(page.questions))),
        documents=tuple(map(_document, _values(page.documents))),
        forms=tuple(form for v in _values(page.documents) for form in _forms(v)),
        channels=tuple(map(_channel, _values(page.channels))),
        # A draft may still lack the number: then it says nothing.
        deadlines=tuple(_deadline(v) for v in _values(page.deadlines) if v.get("amount") or v.get("unit") == "before"),
        times=tuple(map(_time, _values(page.times))),
        costs=tuple(map(_cost, _values(page.costs))),
        steps=tuple(map(_step, _values(page.steps))),
        conditions=tuple(map(_statement, _values(page.conditions))),
        outputs=tuple(map(_output, _values(page.outputs))),
        legal=tuple(procedure.LegalResource(r.number, r.title, r.date, r.link, r.status, r.title_en) for r in rows.legal),
        advice=tuple(map(_statement, _values(page.advice))),
        keywords=tuple(line.strip() for line in page.keywords.splitlines() if line.strip()),
        submission=procedure.Submission(url, page.submission_none_reason, tuple(_values(page.submission_asks)), dead_since(url)),
        service_mode=page.service_mode,
        service_mode_reason=page.service_mode_reason,
        other_entries=tuple(_entry(v, page) for v in _values(page.entries)),
        people=tuple(map(_person, _values(page.people))),
        source_note=page.source_note,
        news=procedure.News(page.news, page.news_on) if page.news and page.news_on else None,
        related=tuple(_link(p, links, rows) for p in rows.related),
        siblings=tuple(
            procedure.Sibling(_link(c.page, links, rows), c.value, c.note) for c in {c.page_id: c for c in rows.siblings}.values()
        ),
        older_parts=page.older_parts,
        has_untranslated=page.has_untranslated,
    )


def facts_of_all(pages: Iterable[ProcedurePage]) -> list[procedure.ProcedureFacts]:
    """The facts of many pages, each as read, in their order, in a fixed number of queries."""
    pages = [as_read(page) for page in pages]
    rows = rows_of(pages)
    return [facts_of(page, rows[page.pk]) for page in pages]
