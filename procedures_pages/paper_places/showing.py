"""A paper's place as its page shows it: what all procedures say alike stands once, on top; where they differ it stands with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from ..addresses import localized, procedure_path
from ..codes import resolve_code
from ..facts import phrases
from ..facts.procedure import DEMANDS, GONE, RequiredDocument, Untranslated
from ..translation.composing import SOURCE_LANGUAGE
from .index import PaperPlace
from .telling import ToldProcedure, told_by

MAX_CODES = 3


@dataclass(frozen=True, slots=True)
class Form:
    """``url`` is empty where nobody has uploaded the file; ``file``: "DOCX, 48 KB"; ``page``: of a form of the directory, its own."""

    text: str
    url: str = ""
    file: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Issuing:
    """A procedure that gives the paper; ``time``: how long it takes, empty where nobody knows."""

    title: str
    url: str
    lang: str
    time: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Procedures, (title, address) each, that ask for the paper and say the same of it.

    ``when``: in which case, empty where always; ``lines``: what they say otherwise than others; in ``lang``, as the titles.
    """

    procedures: tuple[tuple[str, str], ...]
    lang: str
    when: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """What all say the same, else empty: ``note``, ``counts``, ``handling`` with its ``reason``, ``online``, ``alternatives``.

    Texts of Vietnamese pages are ``Untranslated`` for a reader of another language.
    """

    url: str
    name: str
    note: str
    counts: str
    handling: str
    reason: str
    online: str
    alternatives: tuple[str, ...]
    forms: tuple[Form, ...]
    issuers: tuple[str, ...]
    issuing: tuple[Issuing, ...]
    asking: tuple[Asking, ...]
    procedures: int


@dataclass(frozen=True, slots=True)
class _Ask:
    """What one procedure says: in Vietnamese, by which procedures are compared, and in the reader's language as far as it is translated."""

    source: RequiredDocument
    spoken: RequiredDocument
    when: str
    by: ToldProcedure

    def say(self, text: str, lang: str) -> str:
        return Untranslated(text) if text and self.by.lang != lang else text


def paper_path(slug: str, lang: str | None = None) -> str:
    return localized(f"/giay-to/{slug}/", lang)


def shown_paper(place: PaperPlace, lang: str) -> ShownPaper | None:
    """The place for a reader of ``lang``; None where none of its procedures is public any more.

    One query, two in English; one more for a code that a page names as the paper's source.
    """
    issuing = _issuing_pages(place)
    told, spoken = told_by([*place.pages, *issuing], SOURCE_LANGUAGE, lang)
    asks = list(_asks(place, told, spoken))
    if not asks:
        return None
    best = next((ask for ask in asks if ask.by.lang == lang), asks[0])
    is_one_note = _is_one(asks, lambda document: document.note)
    is_one_way = _is_one(asks, _way)
    is_one_choice = _is_one(asks, lambda document: document.alternatives)
    is_one_online = _is_one(asks, lambda document: document.handling_online)
    return ShownPaper(
        url=paper_path(place.slug, lang),
        name=best.say(best.spoken.name, lang),
        note=best.say(best.spoken.note, lang) if is_one_note else "",
        counts=phrases.counts_words(best.source) if is_one_way else "",
        handling=phrases.handling_words(best.source) if is_one_way else "",
        reason=best.say(_reason(best.spoken), lang) if is_one_way else "",
        online=phrases.online_words(best.source) if is_one_online else "",
        alternatives=tuple(best.say(name, lang) for name in best.spoken.alternatives) if is_one_choice else (),
        forms=tuple(_forms(asks, lang)),
        issuers=_issuers(asks, lang),
        issuing=tuple(_issuing(spoken[page]) for page in issuing if page in spoken),
        asking=tuple(_asking(asks, own_note=not is_one_note, own_way=not is_one_way, own_choice=not is_one_choice)),
        procedures=len({ask.by.page for ask in asks}),
    )


def _issuing_pages(place: PaperPlace) -> tuple[str, ...]:
    targets = (target for code in place.codes[:MAX_CODES] for target in resolve_code(code)[:1])
    return (*dict.fromkeys(str(target.page.translation_key) for target in targets if target.page.status not in GONE), *place.issuing)


def _asks(place: PaperPlace, told: dict[str, ToldProcedure], spoken: dict[str, ToldProcedure]) -> Iterator[_Ask]:
    for paper in place.named:
        source = told[paper.page].ask(paper.document) if paper.page in told else None
        own = spoken[paper.page].ask(paper.document) if paper.page in spoken else None
        if source and own:
            yield _Ask(source.document, own.document, own.when, spoken[paper.page])


def _is_one(asks: Iterable[_Ask], of: Callable[[RequiredDocument], object]) -> bool:
    """Whether all procedures say the same of it."""
    return len({of(ask.source) for ask in asks}) == 1


def _way(document: RequiredDocument) -> tuple[object, ...]:
    return document.originals, document.copies, document.per_person, document.handling, document.fallback, document.basis


def _reason(document: RequiredDocument) -> str:
    """Why nobody demands the paper, and what to do nevertheless; empty for a paper that is demanded."""
    return "" if document.handling in DEMANDS else phrases.sentences(document.fallback, document.basis)


def _forms(asks: Sequence[_Ask], lang: str) -> Iterator[Form]:
    """Every file once; where there is none, the form in the words that say most."""
    files = {ask.spoken.form_url: ask for ask in reversed(asks) if ask.spoken.form_url}
    for url, ask in reversed(files.items()):
        yield Form(ask.say(ask.spoken.form or ask.spoken.name, lang), url, phrases.file_words(ask.spoken), _page_of(ask, lang))
    told = max(asks, key=lambda ask: (len(ask.source.form), ask.by.lang == lang))
    if told.source.form and not files:
        yield Form(told.say(told.spoken.form, lang), page=_page_of(told, lang))


def _page_of(ask: _Ask, lang: str) -> str:
    return localized(ask.spoken.form_page, lang) if ask.spoken.form_page else ""


def _issuers(asks: Iterable[_Ask], lang: str) -> tuple[str, ...]:
    """Each once, by what it is called in Vietnamese; in the reader's language where a page has it."""
    found: dict[str, str] = {}
    for ask in sorted(asks, key=lambda ask: ask.by.lang != lang):
        if ask.source.issuer:
            found.setdefault(ask.source.issuer, ask.say(ask.spoken.issuer, lang))
    return tuple(found.values())


def _issuing(procedure: ToldProcedure) -> Issuing:
    return Issuing(procedure.title, procedure_path(procedure.slug), procedure.lang, procedure.time)


def _asking(asks: Iterable[_Ask], *, own_note: bool, own_way: bool, own_choice: bool) -> Iterator[Asking]:
    """First those of which nothing is to be said. A procedure that asks in two cases differently stands with each."""
    groups: dict[tuple[str, str, tuple[str, ...]], dict[str, str]] = {}
    for ask in asks:
        with translation.override(ask.by.lang):
            lines = tuple(_lines(ask.spoken, own_note, own_way, own_choice))
        groups.setdefault((ask.by.lang, ask.when, lines), {})[procedure_path(ask.by.slug)] = ask.by.title
    for (lang, when, told), procedures in sorted(groups.items(), key=lambda group: any(group[0][1:])):
        yield Asking(tuple((title, url) for url, title in procedures.items()), lang, when, told)


def _lines(document: RequiredDocument, own_note: bool, own_way: bool, own_choice: bool) -> Iterator[str]:
    if own_way:
        yield ", ".join(filter(None, (phrases.counts_words(document), phrases.handling_words(document))))
        if reason := _reason(document):
            yield reason
    if own_choice and document.alternatives:
        yield _("Một trong các giấy sau") + ": " + "; ".join(document.alternatives)
    if own_note and document.note:
        yield document.note
