"""What a page and a record say, text by text: the rules read these. No database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...facts.phrases import time_words
from ...facts.procedure import Cost, Deadline, ProcedureFacts, ProcessingTime, RequiredDocument
from ..parsing.records import RegisterChannel, RegisterProcedure
from .amounts import Amount, amounts

# Parts of a page as its templates mark them (``data-part``).
SUMMARY, ONLINE, QUESTIONS, PAPERS, STEPS = "tom-tat", "nop-truc-tuyen", "cau-hoi", "giay-to", "trinh-tu"
PLACE, TIME, FEES, OUTPUT, CONDITIONS, LAW, DATES = "noi-nop", "thoi-han", "le-phi", "ket-qua", "dieu-kien", "can-cu", "cap-nhat"

TIME_UNITS = ("working_days", "days", "hours", "months")


@dataclass(frozen=True, slots=True)
class Text:
    part: str
    words: str


def page_texts(facts: ProcedureFacts) -> list[Text]:
    """Every text of the page that an editor wrote, each once, in the order of the page."""
    return list(dict.fromkeys(text for text in _texts(facts) if text.words.strip()))


def _texts(facts: ProcedureFacts) -> Iterator[Text]:
    yield Text(SUMMARY, facts.summary)
    yield Text(SUMMARY, facts.status_note)
    for deadline in facts.deadlines:
        yield Text(SUMMARY, deadline_text(deadline))
    for time in facts.times:
        yield Text(TIME, time.counted_from)
        yield Text(TIME, time.note)
    for cost in facts.costs:
        yield Text(FEES, cost_text(cost))
    for channel in facts.channels:
        yield Text(STEPS, channel.note)
    yield Text(ONLINE, facts.submission.none_reason)
    for asked in facts.submission.asks:
        yield Text(ONLINE, asked)
    yield Text(ONLINE, facts.service_mode_reason)
    for question in facts.questions:
        yield Text(QUESTIONS, ". ".join((question.label, question.help, *(answer.label for answer in question.answers))))
    for document in facts.documents:
        yield Text(PAPERS, document_text(document))
    for office in facts.offices:
        if office.is_told_apart:
            yield Text(PLACE, ". ".join(filter(None, (office.name, office.address))))
    for step in facts.steps:
        yield Text(STEPS, f"{step.title}. {step.text}")
    for output in facts.outputs:
        yield Text(OUTPUT, f"{output.name}. {output.handover}")
    for condition in facts.conditions:
        yield Text(CONDITIONS, condition.text)
    for advice in facts.advice:
        yield Text(CONDITIONS, advice.text)


def deadline_text(deadline: Deadline) -> str:
    return ". ".join(filter(None, (deadline.counted_from, deadline.after, deadline.basis)))


def cost_text(cost: Cost) -> str:
    return ". ".join(filter(None, (cost.label, cost.note)))


def document_text(document: RequiredDocument) -> str:
    return ". ".join(filter(None, (document.name, document.note, *document.every_form, document.issuer, *document.alternatives)))


@dataclass(frozen=True, slots=True)
class ToldChannel:
    """All that a page says of one way of handing in, whatever the case."""

    kind: str
    note: str
    times: tuple[ProcessingTime, ...]
    costs: tuple[Cost, ...]

    @property
    def time_words(self) -> str:
        return "; ".join(dict.fromkeys(map(time_words, self.times)))

    @property
    def time_notes(self) -> str:
        return " ".join(dict.fromkeys(time.note for time in self.times if time.note))


def told_channels(facts: ProcedureFacts) -> dict[str, ToldChannel]:
    """{kind: what the page says of it}."""
    return {
        channel.kind: ToldChannel(
            channel.kind,
            channel.note,
            tuple(time for time in facts.times if time.is_for(channel.kind)),
            tuple(cost for cost in facts.costs if cost.is_for(channel.kind)),
        )
        for channel in facts.channels
    }


def typed_time(time: ProcessingTime) -> set[Amount]:
    return {Amount(float(time.amount), time.unit)} if time.amount is not None and time.unit in TIME_UNITS else set()  # type: ignore[arg-type]


def typed_times(channel: ToldChannel) -> set[Amount]:
    """The processing times that the page says as facts, not in a note."""
    return {amount for time in channel.times for amount in typed_time(time)}


def typed_fees(channel: ToldChannel) -> set[Amount]:
    return {Amount(float(cost.amount), "dong") for cost in channel.costs if cost.amount}


def record_times(channel: RegisterChannel) -> set[Amount]:
    amount, unit = channel.time_amount, channel.time_unit
    known = amount is not None and unit in (*TIME_UNITS, "years")
    return {Amount(amount, unit)} if known else set()  # type: ignore[arg-type]


def record_fees(channel: RegisterChannel) -> set[Amount]:
    return {Amount(float(fee.amount), "dong") for fee in channel.fees if fee.amount and fee.currency == "VND"}


def channel_texts(channel: RegisterChannel) -> list[str]:
    return [text for text in (channel.time_text, channel.description, *(fee.note for fee in channel.fees)) if text]


def record_texts(record: RegisterProcedure) -> list[str]:
    """Every text of the record in which facts may stand."""
    rows = [row for case in record.cases for row in case.rows]
    texts = [record.name, record.steps, *(text for channel in record.channels for text in channel_texts(channel))]
    texts += [case.name for case in record.cases] + [row.text for row in rows] + [row.form for row in rows]
    texts += [*record.outputs, record.conditions, record.description, record.reception_address, *(law.title for law in record.laws)]
    return [text for text in texts if text]


def record_amounts(records: Iterable[RegisterProcedure]) -> set[Amount]:
    """Every number with a unit in the records."""
    out: set[Amount] = set()
    for record in records:
        for channel in record.channels:
            out |= record_times(channel) | record_fees(channel)
        for text in record_texts(record):
            out.update(amounts(text))
    return out
