"""Times: two for one channel stand on the page as two facts; the register's bare OTHER is unknown everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ....facts.phrases import channel_name
from ...parsing.records import RegisterChannel, RegisterProcedure
from ..amounts import Amount, amounts, in_words, sentences
from ..findings import Compared, Difference, rule
from ..said import TIME, TIME_UNITS, ToldChannel, record_times, told_channels, typed_times

# A span of time in such a sentence is no time of another case: somebody else's, one to put papers right, an extension.
_NOT_OF_A_CASE = re.compile(
    r"\b(?:xác minh|hẹn|thêm|kéo dài|gia hạn|thông báo|báo|trả lời|hỏi|bổ sung|sửa|không tính|chưa tính|xác nhận|yêu cầu|kể từ ngày có"
    r"|trước ngày|sau 15|giờ chiều|quá thời hạn|hết thời hạn|niêm yết|hiệu lực|thanh toán|đến hết ngày|khai thác"
    r"|lưu trú|tạm trú|trao đổi|có văn bản)\b"
)
# A span that the record's running text gives for the whole: counted from the dossier's arrival, and nobody is asked for anything in it.
_FROM_ARRIVAL = re.compile(r"\bkể từ (?:ngày|khi|thời điểm) (?:tiếp )?nhận\b")
_SOMEBODY_ELSE = re.compile(r"\b(?:xác minh|trao đổi|có văn bản|yêu cầu|bổ sung|thông tin)\b")
_SAME_DAY = re.compile(r"\b(?:(?:ngay )?trong ngay|ngay (?:trong|sau khi|khi)|trong ngay lam viec|ngay lam viec tiep theo)\b")
_CASE = re.compile(r"[:(]|\b(?:doi voi|truong hop|neu|khi|hoac)\b")


def _case_times(text: str) -> set[Amount]:
    """The times that a text about one channel names, each for some case."""
    out: set[Amount] = set()
    for sentence in sentences(text):
        if not _NOT_OF_A_CASE.search(sentence.lower()):
            out.update(amount for amount in amounts(sentence) if amount.unit in TIME_UNITS)
    return out


def _values(found: Iterable[Amount]) -> set[float]:
    """Working days and days are told apart by another rule: one record writes the same time both ways."""
    return {
        amount.value * (24 if amount.unit in ("days", "working_days") else 24 * 30 if amount.unit == "months" else 1) for amount in found
    }


def _without_twins(found: set[Amount]) -> set[Amount]:
    """Where the same number stands as days and as working days, the working days."""
    return {a for a in found if a.unit != "days" or Amount(a.value, "working_days") not in found}


@rule(
    lambda: _("Một cách nộp có hai thời hạn cho hai trường hợp thì trang ghi đủ cả hai thành thời hạn, không để trong ghi chú."),
    without_record=True,
)
def times_by_case(compared: Compared) -> Iterator[Difference]:
    for kind, of_record in _by_method(compared.records).items():
        channel = told_channels(compared.facts).get(kind)
        if channel is None:
            continue
        named: set[Amount] = set()
        for row in of_record:
            named |= record_times(row) | _case_times(row.description) | _case_times(row.time_text)
        named |= _of_own_note(channel, compared.records)
        if len(_values(named)) > 1 and not _values(named) <= _values(typed_times(channel)):
            yield _missing_times(channel, named)
    if not compared.records:
        for channel in told_channels(compared.facts).values():
            named = typed_times(channel) | _of_own_note(channel, ())
            if len(_values(named)) > 1 and not _values(named) <= _values(typed_times(channel)):
                yield _missing_times(channel, named)


def _of_own_note(channel: ToldChannel, records: tuple[RegisterProcedure, ...]) -> set[Amount]:
    """What the page itself says of another case in its note; with a record, only what the record's steps name too."""
    noted = {amount for part in sentences(channel.time_notes) if _CASE.search(fold(part)) or ":" in part for amount in _case_times(part)}
    if not records:
        return noted
    known = {amount for record in records for amount in amounts(record.steps)}
    return {amount for amount in noted if amount in known} | (typed_times(channel) if noted & known else set())


def _missing_times(channel: ToldChannel, named: set[Amount]) -> Difference:
    said = channel.time_words
    if channel.time_notes:
        said = _("%(time)s; chỉ trong ghi chú: “%(note)s”") % {"time": said, "note": channel.time_notes}
    # The same for all channels: one finding, not three.
    return Difference(TIME, said, in_words(_without_twins(named)))


def _by_method(records: Iterable[RegisterProcedure]) -> dict[str, list[RegisterChannel]]:
    out: dict[str, list[RegisterChannel]] = {}
    for record in records:
        for channel in record.channels:
            out.setdefault(channel.method, []).append(channel)
    return out


@rule(lambda: _("Bản ghi ghi thời hạn không có đơn vị (OTHER) thì trang ghi “chưa có thông tin”, trừ khi lời của bản ghi nói rõ."))
def other_unit(compared: Compared) -> Iterator[Difference]:
    said = [part for record in compared.records for part in _about_time(record)]
    named = {amount for part in said for amount in (_case_times(part) | _from_arrival(part))}
    same_day = any(_SAME_DAY.search(fold(part)) for part in said)
    for kind, of_record in _by_method(compared.records).items():
        channel = told_channels(compared.facts).get(kind)
        if channel is None or any(row.time_unit != "other" or row.time_text for row in of_record):
            continue
        units = {time.unit for time in channel.times}
        if units <= {"unknown"} or ("same_day" in units and same_day) or typed_times(channel) & named:
            continue
        numbers = sorted({f"{row.time_amount:g}" for row in of_record if row.time_amount is not None})
        words = _("%(number)s, không có đơn vị") % {"number": ", ".join(numbers)} if numbers else _("không ghi thời hạn")
        yield Difference(TIME, channel.time_words, words)


def _from_arrival(sentence: str) -> set[Amount]:
    """ "Trong thời hạn 03 ngày làm việc kể từ ngày nhận hồ sơ, cơ quan … cấp …": each span with what follows it."""
    out: set[Amount] = set()
    for part in re.split(r"(?=[Tt]rong thời hạn)", sentence):
        start = _FROM_ARRIVAL.search(part.lower())
        if start and not _SOMEBODY_ELSE.search(part.lower()[: start.end() + 120]):
            out.update(amount for amount in amounts(part[: start.start()]) if amount.unit in TIME_UNITS)
    return out


def _about_time(record: RegisterProcedure) -> Iterator[str]:
    for text in (record.steps, record.description, *(channel.description for channel in record.channels)):
        yield from sentences(text)


@rule(lambda: _("Thời hạn của mỗi cách nộp như bản ghi: cùng con số, cùng đơn vị."))
def same_time(compared: Compared) -> Iterator[Difference]:
    for kind, of_record in _by_method(compared.records).items():
        channel = told_channels(compared.facts).get(kind)
        known = {amount for row in of_record for amount in record_times(row)}
        if channel is None or not known or any(row.time_unit == "other" for row in of_record):
            continue
        spelled = {amount for row in of_record for text in (row.description, row.time_text) for amount in _spelled(row, text)}
        about = [part for row in of_record for part in sentences(row.description)]
        typed = typed_times(channel)
        same_day = any(t.unit == "same_day" for t in channel.times) and any(_SAME_DAY.search(fold(part)) for part in about)
        noted = bool(known & set(amounts(channel.time_notes)))  # "7,5 ngày làm việc" fits no whole number
        if not same_day and (not (typed or noted) or not typed <= known | spelled):
            name = f"{channel_name(kind)}: " if len(compared.facts.channels) > 1 else ""
            yield Difference(TIME, f"{name}{channel.time_words}", in_words(known))


def _spelled(row: RegisterChannel, text: str) -> set[Amount]:
    """What a text of the row names. Where it writes the row's own working days as bare days, its other days are working days, too:
    "10 ngày (hoặc 7 ngày đối với nhà ở riêng lẻ)" beside 10 working days."""
    found = set(amounts(text))
    if any(own.unit == "working_days" and Amount(own.value, "days") in found for own in record_times(row)):
        found |= {Amount(amount.value, "working_days") for amount in found if amount.unit == "days"}
    return found
