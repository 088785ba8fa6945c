"""What a new version of a record means, told in people: "Chị Hạnh: từ nay không phải nộp Giấy chứng sinh". Pure: no database.

It is told of the page as it stands: a paper that the record drops or spares and that somebody on the page still has to bring, other
numbers of it, another time or fee of a channel they may use; and, for everybody, papers that the page does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from rapidfuzz.fuzz import ratio

from vietnamese.folding import fold

from ...facts.case import tailor
from ...facts.phrases import HANDLINGS, channel_name, counts_words
from ...facts.procedure import ExamplePerson, ProcedureFacts, RequiredDocument
from ..classification.markers import without_marker
from ..parsing.records import RegisterChannel, RegisterProcedure
from .amounts import in_words
from .paper_matching import SAME, SURELY, AskedRow, asked_rows, likeness
from .said import record_fees, record_times

SHOWN = 120  # letters of a row of the record


@dataclass(frozen=True, slots=True)
class Effect:
    """``person`` is None for what may be everybody's."""

    person: ExamplePerson | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper of the page and what becomes of it."""

    document: RequiredDocument
    words: str


def effects(facts: ProcedureFacts, old: RegisterProcedure, new: RegisterProcedure) -> tuple[Effect, ...]:
    """Of each example person of the page, in their order, then of everybody; whom nothing touches is left out."""
    papers, unknown = _papers(facts, old, new)
    of_channels = dict(_channels(old, new))
    out = []
    for person in facts.people:
        case = tailor(facts, person.given)
        # Whoever is led elsewhere has no papers and no channels here.
        lines = [change.words for change in papers if change.document in case.needed]
        lines += [line for kind, line in of_channels.items() if case.may_use(kind)]
        out.append(Effect(person, tuple(lines)))
    return tuple(effect for effect in (*out, Effect(None, tuple(unknown))) if effect.lines)


def _papers(facts: ProcedureFacts, old: RegisterProcedure, new: RegisterProcedure) -> tuple[list[PaperChange], list[str]]:
    before, after = asked_rows((old,)), asked_rows((new,))
    gone = [row for row in before if row not in after]
    come = [row for row in after if row not in before]
    changes: list[PaperChange] = []
    about = {row: _document(row, facts) for row in (*gone, *come)}
    for row in gone:
        document = about[row]
        same = next((other for other in come if _is_worded_alike(row, other) or (document and about[other] == document)), None)
        if same is not None:
            come.remove(same)
            if document:
                changes += _changed(document, row, same)
        elif document and not any(likeness(other, document) >= SURELY for other in after):
            changes.append(PaperChange(document, _("từ nay không phải nộp “%(name)s”") % {"name": document.name}))
    names = (without_marker(row.text)[:SHOWN] for row in come if about[row] is None)
    return changes, [_("bản ghi thêm giấy mà trang chưa có: “%(name)s”") % {"name": name} for name in names]


def _document(row: AskedRow, facts: ProcedureFacts) -> RequiredDocument | None:
    best = max(facts.documents, key=lambda document: likeness(row, document), default=None)
    return best if best is not None and likeness(row, best) >= SURELY else None


def _is_worded_alike(one: AskedRow, other: AskedRow) -> bool:
    return ratio(fold(one.text), fold(other.text)) >= SAME


def _changed(document: RequiredDocument, old: AskedRow, new: AskedRow) -> Iterator[PaperChange]:
    spared = {waiver.how for waiver in new.judged.waivers} - {waiver.how for waiver in old.judged.waivers}
    if how := next((how for how in ("waived", "looked_up", "number") if how in spared), ""):
        told = _("“%(name)s”: từ nay %(handling)s")
        yield PaperChange(document, told % {"name": document.name, "handling": str(HANDLINGS[how]).lower()})
    if old.counts != new.counts:
        told = _("“%(name)s”: bản ghi đổi từ %(old)s thành %(new)s")
        was, now = (counts_words(replace(document, originals=row.counts[0], copies=row.counts[1])) for row in (old, new))
        yield PaperChange(document, told % {"name": document.name, "old": was, "new": now})


def _channels(old: RegisterProcedure, new: RegisterProcedure) -> Iterator[tuple[str, str]]:
    """(kind, what is other now) of each channel whose time or fees changed."""
    for kind in dict.fromkeys(channel.method for channel in new.channels):
        before, after = _of_kind(old, kind), _of_kind(new, kind)
        if not before:
            continue
        words = []
        for read, told in ((record_times, _("thời hạn từ %(old)s thành %(new)s")), (record_fees, _("mức thu từ %(old)s thành %(new)s"))):
            was, now = {a for c in before for a in read(c)}, {a for c in after for a in read(c)}
            if was != now and was and now:
                words.append(told % {"old": in_words(was), "new": in_words(now)})
        if words:
            yield kind, f"{channel_name(kind)}: {'; '.join(words)}"


def _of_kind(record: RegisterProcedure, kind: str) -> list[RegisterChannel]:
    return [channel for channel in record.channels if channel.method == kind]
