"""A kind of fact of a register record, in the words that its page has for it. Pure but for the language, which is Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from procedures_pages.register import phrases
from procedures_pages.register.classification.rows import judge
from procedures_pages.register.digest.channels import Terms, fold_channels
from procedures_pages.register.parsing.records import RegisterFee, RegisterProcedure

from .answer import Reason, Told

MAX_FEES = 4  # of one way
MAX_LAWS, MAX_PAPERS, MAX_OUTPUTS = 12, 12, 6
MAX_TEXT = 300  # signs of a text that a record has in place of a list


def told(kind: str, procedure: RegisterProcedure) -> Told:
    """A record in; what its page says of that kind out."""
    return _BY_KIND[kind](procedure)


def _lines(texts: Sequence[str], most: int) -> Told:
    lines = tuple(dict.fromkeys(text.strip() for text in texts if text.strip() not in phrases.NOT_SAID))
    return Told(lines) if len(lines) <= most else Told(reason=Reason.TOO_LONG)


def _row(words: str) -> Told:
    if isinstance(words, phrases.Referring):
        return Told(reason=Reason.TOO_LONG)
    return Told() if isinstance(words, phrases.Unsaid) else Told((words,))


def _time(procedure: RegisterProcedure) -> Told:
    return _row(phrases.time_in_a_row(procedure))


def _cost(procedure: RegisterProcedure) -> Told:
    """Every fee in full, with the ways it is for where they differ: half of a note would be another fee."""
    folded = fold_channels(procedure.channels)
    ways: list[tuple[Terms, tuple[RegisterFee, ...]]] = [(one, _said(one.fees)) for one in (folded.common, *folded.groups)]
    said = [(terms, fees) for terms, fees in ways if fees]
    if not said:
        return Told()
    if any(len(fees) > MAX_FEES for _terms, fees in said):
        return Told(reason=Reason.TOO_LONG)
    same = len(said) == 1 and said[0][0] is folded.common
    lines = [
        "; ".join(map(phrases.fee_words, fees))
        if same
        else f"{phrases.method_names(terms.methods)}: {'; '.join(map(phrases.fee_words, fees))}"
        for terms, fees in said
    ]
    return Told(tuple(lines)) if sum(map(len, lines)) <= MAX_TEXT else Told(reason=Reason.TOO_LONG)


def _said(fees: Sequence[RegisterFee]) -> tuple[RegisterFee, ...]:
    return tuple(fee for fee in fees if fee.amount is not None or fee.note.strip() not in phrases.NOT_SAID)


def _papers(procedure: RegisterProcedure) -> Told:
    cases = [case for case in procedure.cases if case.rows]
    if len(cases) > 1:
        return Told(reason=Reason.SEVERAL_CASES)
    papers = [judged for case in cases for judged in judge(case) if judged.kind == "paper"]
    if any(judged.conditional for judged in papers):
        return Told(reason=Reason.SEVERAL_CASES)
    names = [judged.row.text.strip(" -–+*•") for judged in papers]
    return _lines(names, MAX_PAPERS) if sum(map(len, names)) <= 3 * MAX_TEXT else Told(reason=Reason.TOO_LONG)


def _where(procedure: RegisterProcedure) -> Told:
    return _row(phrases.place_in_a_row(procedure))


def _decides(procedure: RegisterProcedure) -> Told:
    return _lines(procedure.deciding or procedure.executing, 3)


def _online(procedure: RegisterProcedure) -> Told:
    return _row(phrases.ways_in_a_row(fold_channels(procedure.channels).methods))


def _how(procedure: RegisterProcedure) -> Told:
    return _text(procedure.steps)


def _result(procedure: RegisterProcedure) -> Told:
    return _lines(procedure.outputs, MAX_OUTPUTS)


def _conditions(procedure: RegisterProcedure) -> Told:
    return _text(procedure.conditions)


def _law(procedure: RegisterProcedure) -> Told:
    return _lines([f"{law.number} {law.title}".strip() for law in procedure.laws], MAX_LAWS)


def _who(procedure: RegisterProcedure) -> Told:
    return _lines(procedure.audiences, MAX_OUTPUTS)


def _text(text: str) -> Told:
    return _lines([text], 1) if len(text) <= MAX_TEXT else Told(reason=Reason.TOO_LONG)


_BY_KIND: dict[str, Callable[[RegisterProcedure], Told]] = {
    "time": _time,
    "cost": _cost,
    "papers": _papers,
    "where": _where,
    "online": _online,
    "how": _how,
    "result": _result,
    "conditions": _conditions,
    "law": _law,
    "who": _who,
    "decides": _decides,
    "deadline": lambda procedure: Told(),
}
