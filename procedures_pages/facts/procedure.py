"""What a procedure page says, as one typed object. Page, case, print, PDF, message, JSON and search are all rendered from it.

Pure: no Django, no database. ``procedures_pages.facts.from_pages.facts_of`` makes it from a page.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import urlencode

Status = Literal["in_force", "under_review", "about_to_change", "replaced", "abolished"]
# No longer in force: the page stays at its address and leads onward.
GONE: tuple[Status, ...] = ("replaced", "abolished")
ChannelKind = Literal["in_person", "online", "post"]
TimeUnit = Literal["working_days", "days", "hours", "months", "same_day", "unknown"]
DeadlineUnit = Literal["days", "working_days", "hours", "months", "years", "before"]
# "ended", "not_yet": of a rate that a text of the law sets, when it holds no longer, or not yet.
CostBasis = Literal["amount", "free", "not_charged", "by_council", "unknown", "ended", "not_yet"]
Handling = Literal["submit", "show", "number", "looked_up", "waived"]
# What the counter asks for; of the others the paper is brought to be safe, if at all.
DEMANDS: tuple[Handling, ...] = ("submit", "show")
# {question id: answer ids} as a tuple: the fact applies when each question was given one of its answers; empty: always.
Applies = tuple[tuple[str, frozenset[str]], ...]


class Untranslated(str):
    """The source's own words where a translation has none of today: to be marked as Vietnamese."""

    __slots__ = ()
    lang = "vi"


def _short_hash(value: object) -> str:
    return hashlib.blake2s(repr(value).encode("utf-8", "replace"), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Named:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Code:
    value: str
    present: bool
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another procedure in force that carries one of this one's codes: parts of a procedure that was split. ``note``: for whom or when."""

    link: Link
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``former``: ids under which it stands in addresses that people have kept.

    ``phrase`` says the answer within a sentence, "khi nhờ người khác nộp thay". ``leads_to``: the code of the procedure that is the right
    one for whoever answers so; ``leads_to_name`` says what it is.
    """

    id: str
    label: str
    former: tuple[str, ...] = ()
    phrase: str = ""
    leads_to: str = ""
    leads_to_name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    label: str
    help: str
    answers: tuple[Answer, ...]
    former: tuple[str, ...] = ()

    def answer(self, answer_id: str) -> Answer | None:
        """The answer of that id; where none has it now, the one that had it."""
        now = next((a for a in self.answers if a.id == answer_id), None)
        return now or next((a for a in self.answers if answer_id in a.former), None)


@dataclass(frozen=True, slots=True)
class File:
    """A file that readers may have. ``kind`` is its ending, "docx"."""

    url: str
    kind: str
    bytes: int


@dataclass(frozen=True, slots=True)
class RequiredDocument:
    """One paper.

    ``form_kind`` is the ending of the form's file, "docx"; ``form_page`` the address of a form of the directory, in Vietnamese;
    ``example`` the file of a form that is filled in, for screens; ``issued_by`` the code of the procedure whose output the paper is.
    ``fallback`` and ``basis`` go with the handlings that demand nothing: what to do where the office does not find it, and the rule.
    ``per_person``: the numbers of originals and copies are for each of the people concerned.
    ``source_row`` is the row of the record that the paper was drafted from, for comparing only: no reader sees it.
    ``form_names``: where the form differs by case, the names of all that it may be; ``form`` is then the one for everybody else, and in a
    case the one that was decided.
    """

    id: str
    name: str
    note: str
    originals: int
    copies: int
    handling: Handling
    handling_online: str = ""
    form: str = ""
    form_url: str = ""
    form_kind: str = ""
    form_bytes: int = 0
    issuer: str = ""
    issued_by: str = ""
    alternatives: tuple[str, ...] = ()
    applies: Applies = ()
    fallback: str = ""
    basis: str = ""
    per_person: bool = False
    source_row: str = field(default="", metadata={"desk": True})
    form_names: tuple[str, ...] = field(default=(), metadata={"desk": True})
    example: File | None = None
    form_page: str = ""

    @property
    def every_form(self) -> tuple[str, ...]:
        """The names of the forms that it has, in whatever case."""
        return self.form_names or tuple(filter(None, (self.form,)))

    @property
    def version(self) -> str:
        """A short hash of what must be brought. It changes with that, so that a reader who has ticked the paper off is told."""
        per_person = ("per person",) if self.per_person else ()
        # The same in every case of the page: an answer changes no paper that was ticked off.
        forms = self.form_names or (self.form,)
        return _short_hash((self.name, self.originals, self.copies, self.handling, *forms, *self.alternatives, *per_person))


@dataclass(frozen=True, slots=True)
class Form:
    """The form of the paper ``document`` for some of the answers, in place of the one that the paper has for everybody else.

    ``applies``: the answers with which paper and form both apply.
    """

    document: str
    form: str
    form_url: str = ""
    form_kind: str = ""
    form_bytes: int = 0
    applies: Applies = ()
    form_page: str = ""


# What a paper and a form for some answers both have of a form.
FORM_PARTS = ("form", "form_url", "form_kind", "form_bytes", "form_page")


class OfChannels:
    """A time or a cost: the same for all channels, where it names none, or for some."""

    __slots__ = ()
    channels: tuple[str, ...]

    def is_for(self, kind: str) -> bool:
        """Whether it holds for the channel of that kind."""
        return not self.channels or kind in self.channels


@dataclass(frozen=True, slots=True)
class ProcessingTime(OfChannels):
    """``amount`` is None for ``same_day`` and ``unknown``. Working days and days are different things.

    ``channels``: the kinds of the channels it holds for; empty: for all.
    """

    unit: TimeUnit
    amount: int | None = None
    counted_from: str = ""
    note: str = ""
    channels: tuple[str, ...] = ()
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when the citizen has to come, apart from what the office takes.

    ``counted_from`` goes on from the number: "từ ngày sinh", "trước ngày tạm ngừng". ``amount`` is None for ``before``, where the law names
    the day alone: "trước ngày giấy phép hết hạn". ``after``: what happens when it is late, one sentence. ``basis``: the rule, where the
    record does not name the deadline.
    """

    unit: DeadlineUnit
    amount: int | None = None
    counted_from: str = ""
    after: str = ""
    basis: str = ""
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class NextCost:
    """What is paid from a day on, per the same unit as before."""

    since: date
    basis: CostBasis
    amount: int | None = None
    law: str = ""


@dataclass(frozen=True, slots=True)
class Cost(OfChannels):
    """``amount`` in whole đồng, only with basis ``amount``. ``channels`` as of a time.

    Phí and lệ phí are different things (Luật Phí và lệ phí 97/2015/QH13, Điều 3). Of a rate that many pages share: ``law``, the number of
    the text that sets it; ``until``, its last day; ``is_end_near``, whether readers are told that day by now; ``then``, what follows.
    """

    kind: Literal["phi", "le_phi"]
    basis: CostBasis
    amount: int | None = None
    per: str = ""
    label: str = ""
    note: str = ""
    channels: tuple[str, ...] = ()
    applies: Applies = ()
    # Not in the representation: digests of pages that name no rate stay what they were (``expert_checks.edition``).
    law: str = field(default="", repr=False)
    until: date | None = field(default=None, repr=False)
    is_end_near: bool = field(default=False, repr=False)
    then: NextCost | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to hand in. What it takes and costs says the page, in ``times`` and ``costs``."""

    kind: ChannelKind
    note: str = ""
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str = ""
    channel: str = ""
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class Output:
    name: str
    handover: str = ""
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A condition or a piece of advice."""

    text: str
    applies: Applies = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """Under which code the procedure stands in the register: with its official name, where it is handed in online, and who decides.

    A page's own entry names no answers: it holds where none of the others does. ``dead_since``: the day from which its link has not opened;
    None where it does, as far as is known.
    """

    code: str
    official_name: str
    url: str
    authority: str = ""
    applies: Applies = ()
    dead_since: date | None = None


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody whom the page must serve: a situation, the answers it gives, and the lines of the outcome (``phrases.outcome_lines``)."""

    id: str
    name: str
    situation: str
    answers: tuple[tuple[str, str], ...]
    outcome: tuple[str, ...]

    @property
    def query(self) -> str:
        """The answers as a query string."""
        return urlencode(self.answers)

    @property
    def given(self) -> dict[str, list[str]]:
        """The answers as ``tailor`` takes them."""
        return {question: [answer] for question, answer in self.answers}


@dataclass(frozen=True, slots=True)
class LegalResource:
    number: str
    title: str
    date: date | None = None
    link: str = ""
    status: str = "unknown"
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Where papers are handed in. ``slug``: of the directory's own; empty where the page alone names it."""

    slug: str
    name: str
    place: str
    address: str
    hours: str
    phone: str
    map_url: str
    note: str
    predecessors: tuple[str, ...] = ()
    applies: Applies = ()

    @property
    def is_told_apart(self) -> bool:
        """Whether the page itself says that this is the office, or for whom; else it is one of the unit's counters, as on most pages."""
        return bool(self.applies) or not self.slug


@dataclass(frozen=True, slots=True)
class Submission:
    """``dead_since`` as of an entry."""

    url: str
    none_reason: str
    asks: tuple[str, ...] = ()
    dead_since: date | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    date: date
    from_name: str
    to_name: str
    basis: str


@dataclass(frozen=True, slots=True)
class News:
    """What its last publication told the readers of a page, and on which day."""

    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Source:
    """``review_days``: the page's own days between two looks at its record; None where it is looked at as often as all."""

    decision: str
    record: str
    snapshot: date | None
    review_days: int | None = field(default=None, metadata={"desk": True})


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    id: str
    slug: str
    url: str
    lang: str
    title: str
    official_name: str
    summary: str
    codes: tuple[Code, ...]
    area: Named | None
    level: str
    audiences: tuple[str, ...]
    authority: Named | None
    offices: tuple[OfficeFacts, ...]
    status: Status
    status_note: str
    successor: Link | None
    transfer: Transfer | None
    effective_from: date | None
    effective_to: date | None
    updated_on: date | None
    verified_on: date | None
    verified_by: str
    source: Source
    questions: tuple[Question, ...]
    documents: tuple[RequiredDocument, ...]
    channels: tuple[Channel, ...]
    times: tuple[ProcessingTime, ...]
    costs: tuple[Cost, ...]
    steps: tuple[Step, ...]
    conditions: tuple[Statement, ...]
    outputs: tuple[Output, ...]
    legal: tuple[LegalResource, ...]
    advice: tuple[Statement, ...]
    keywords: tuple[str, ...]
    submission: Submission
    service_mode: str
    service_mode_reason: str
    # Empty where the law sets the citizen none.
    deadlines: tuple[Deadline, ...] = ()
    # Other codes than the page's own, for the answers they name.
    other_entries: tuple[Entry, ...] = ()
    # Of papers whose form differs by case.
    forms: tuple[Form, ...] = ()
    people: tuple[ExamplePerson, ...] = field(default=(), metadata={"desk": True})
    source_note: str = ""
    # None where the last publication told nothing.
    news: News | None = None
    related: tuple[Link, ...] = field(default=())
    siblings: tuple[Sibling, ...] = field(default=())
    # Of a translation: parts with sentences older than the source's, and whether words of the source stand in it.
    older_parts: tuple[str, ...] = ()
    has_untranslated: bool = False

    @property
    def list_version(self) -> str:
        """A short hash of the whole list: it changes when a paper comes, goes or changes."""
        return _short_hash([(d.id, d.version) for d in self.documents])

    @property
    def code(self) -> str:
        """The present code; the newest former one where there is none; empty where the procedure has no code."""
        return next((c.value for c in self.codes if c.present), self.codes[0].value if self.codes else "")

    @property
    def former_codes(self) -> tuple[Code, ...]:
        present = {self.code, *(entry.code for entry in self.other_entries)}
        return tuple(c for c in self.codes if c.value not in present)

    @property
    def year_of_then(self) -> int | None:
        """The year whose rules the page tells, where it was compared with no record and nobody knows yet what holds today."""
        return self.source.snapshot.year if self.status == "under_review" and not self.source.record and self.source.snapshot else None

    @property
    def own_entry(self) -> Entry:
        authority = self.authority.name if self.authority else ""
        return Entry(self.code, self.official_name, self.submission.url, authority, dead_since=self.submission.dead_since)

    @property
    def is_gone(self) -> bool:
        return self.status in GONE

    def channel(self, kind: str) -> Channel | None:
        return next((c for c in self.channels if c.kind == kind), None)
