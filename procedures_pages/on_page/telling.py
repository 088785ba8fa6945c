"""The facts of a page as lines of the screen, in the words of readers, each with the block it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from office import site_data

from ..facts import phrases
from ..facts.case import Case, Conditioned, tailor
from ..facts.from_pages import Rows, facts_of
from ..facts.phrases import channel_names, day_words, sentence, sentences
from ..facts.procedure import OfChannels, ProcedureFacts
from ..models import ProcedurePage


@dataclass(frozen=True, slots=True)
class Line:
    """One fact. ``block``: the id of its block, "" of a fact that is fields; ``words`` is empty where nothing is said yet."""

    block: str
    label: str
    words: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the lines are made from; ``case``: of nobody's answers."""

    page: ProcedurePage
    rows: Rows
    facts: ProcedureFacts
    case: Case


@dataclass(frozen=True, slots=True)
class Telling:
    """A page in memory with its facts; ``lines`` by the key of the kind they are of."""

    facts: ProcedureFacts
    lines: dict[str, list[Line]]


def telling(page: ProcedurePage, rows: Rows) -> Telling:
    """What a Vietnamese page says with these rows: a draft, or as readers see it."""
    facts = facts_of(page, rows, links="vi")
    told = Told(page, rows, facts, tailor(facts, {}))
    return Telling(facts, {key: list(tell(told)) for key, tell in LINES.items()})


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _when(told: Conditioned[Any]) -> str:
    return sentence(told.conditions) if told.conditions else ""


def _scope(told: Conditioned[Any]) -> str:
    """For whom it is and how it is handed in: "Mọi trường hợp, mọi cách nộp"."""
    fact: OfChannels = told.fact
    # Not within the braces below, where the catalogue's tool does not look.
    every_case, every_channel = _("Mọi trường hợp"), _("mọi cách nộp")
    return f"{_when(told) or every_case}, {channel_names(fact).lower() or every_channel}"


# --- Blocks: the facts of a page stand in the order of its blocks, and without answers none is ruled out. ---


def _costs(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.costs, of.case.costs, strict=True):
        cost = told.fact
        yield Line(child.id, cost.label or phrases.cost_kind(cost), phrases.cost_words(cost), _some(_scope(told), cost.note))


def _times(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.times, of.case.times, strict=True):
        time = told.fact
        yield Line(child.id, _("Thời hạn"), phrases.time_words(time), _some(time.counted_from, _scope(told), time.note))


def _deadlines(of: Told) -> Iterable[Line]:
    told_ones = iter(of.case.deadlines)
    for child in of.page.deadlines:
        # One that still lacks its number says nothing to readers.
        if child.value.get("amount") or child.value.get("unit") == "before":
            told = next(told_ones)
            yield Line(child.id, _("Hạn"), phrases.deadline_words(told.fact), _some(_when(told), told.fact.after, told.fact.basis))
        else:
            yield Line(child.id, _("Hạn"), "")


def _places(of: Told) -> Iterable[Line]:
    names = {str(office.pk): office.name for office in site_data.offices()}
    conditions = {told.fact.name: _when(told) for told in of.case.offices}
    for child in of.page.places:
        name = names.get(child.value.get("office") or "") or child.value.get("name") or ""
        yield Line(child.id, _("Nơi riêng của trang"), name, _some(conditions.get(name, ""), child.value.get("address") or ""))


def _channels(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.channels, of.case.channels, strict=True):
        yield Line(child.id, "", phrases.channel_name(told.fact.kind), _some(_when(told), told.fact.note))


def _asks(of: Told) -> Iterable[Line]:
    return (Line(child.id, _("Cần có"), child.value) for child in of.page.submission_asks)


def _questions(of: Told) -> Iterable[Line]:
    for child, question in zip(of.page.questions, of.facts.questions, strict=True):
        yield Line(child.id, "", question.label, _some(" / ".join(answer.label for answer in question.answers), question.help))


def _documents(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.documents, of.case.documents, strict=True):
        paper = told.fact
        counts = ", ".join(_some(phrases.counts_words(paper), phrases.handling_short(paper).lower()))
        form = phrases.form_line(of.case, paper)
        yield Line(child.id, "", paper.name, _some(sentences(counts, form), _when(told), "; ".join(paper.alternatives), paper.note))


def _steps(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.steps, of.case.steps, strict=True):
        step = told.fact
        channel = _("Khi nộp: %(channel)s") % {"channel": phrases.channel_name(step.channel).lower()} if step.channel else ""
        yield Line(child.id, "", step.title, _some(_when(told), channel, step.text))


def _outputs(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.outputs, of.case.outputs, strict=True):
        yield Line(child.id, "", told.fact.name, _some(_when(told), told.fact.handover))


def _conditions(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.conditions, of.case.conditions, strict=True):
        yield Line(child.id, "", told.fact.text, _some(_when(told)))


def _advice(of: Told) -> Iterable[Line]:
    for child, told in zip(of.page.advice, of.case.advice, strict=True):
        yield Line(child.id, "", told.fact.text, _some(_when(told)))


def _people(of: Told) -> Iterable[Line]:
    for child, person in zip(of.page.people, of.facts.people, strict=True):
        yield Line(child.id, "", person.name, _some(person.situation))


def _entries(of: Told) -> Iterable[Line]:
    for child, entry in zip(of.page.entries, of.facts.other_entries, strict=True):
        yield Line(child.id, _("Mã theo trường hợp"), entry.code, _some(entry.official_name))


# --- Fields ---


def _status(of: Told) -> Iterable[Line]:
    transfer = of.facts.transfer
    moved = f"{transfer.from_name} → {transfer.to_name}, {day_words(transfer.date)}" if transfer else ""
    onward = _("Thay bằng: %(title)s") % {"title": of.facts.successor.title} if of.facts.successor else ""
    yield Line("", _("Tình trạng"), phrases.status_name(of.facts.status), _some(of.facts.status_note, onward, moved))


def _authority(of: Told) -> Iterable[Line]:
    yield Line("", _("Cơ quan"), of.facts.authority.name if of.facts.authority else "", _some(phrases.level_name(of.facts.level)))


def _offices(of: Told) -> Iterable[Line]:
    names = [office.name for office in site_data.offices() if office.pk in of.rows.office_ids]
    yield Line("", _("Quầy"), "; ".join(names) or _("Mọi nơi nộp trong danh mục"))


def _submission(of: Told) -> Iterable[Line]:
    yield Line("", _("Liên kết"), of.facts.submission.url or of.facts.submission.none_reason)


def _mode(of: Told) -> Iterable[Line]:
    yield Line("", _("Mức dịch vụ"), phrases.service_mode_name(of.facts.service_mode), _some(of.facts.service_mode_reason))


def _audiences(of: Told) -> Iterable[Line]:
    yield Line("", _("Đối tượng"), ", ".join(map(phrases.audience_name, of.facts.audiences)))


def _legal(of: Told) -> Iterable[Line]:
    yield Line("", _("Văn bản"), "; ".join(law.number for law in of.facts.legal))


def _codes(of: Told) -> Iterable[Line]:
    codes = of.rows.codes
    former = ", ".join(code.value for code in codes if not code.is_present)
    old = _("Trước đây: %(codes)s") % {"codes": former} if former else ""
    yield Line("", _("Mã thủ tục"), ", ".join(code.value for code in codes if code.is_present), _some(old))


def _source(of: Told) -> Iterable[Line]:
    day = _("Bản ghi ngày %(day)s") % {"day": day_words(of.page.source_snapshot)} if of.page.source_snapshot else ""
    decision = _("Quyết định công bố %(number)s") % {"number": of.page.source_decision} if of.page.source_decision else ""
    yield Line("", _("Đối chiếu"), of.page.source_record or day, _some(day if of.page.source_record else "", decision))


def _dates(of: Told) -> Iterable[Line]:
    checked = _("Kiểm tra %(day)s") % {"day": day_words(of.page.verified_on)} if of.page.verified_on else ""
    yield Line(
        "",
        _("Cập nhật"),
        day_words(of.page.updated_on) if of.page.updated_on else "",
        _some(", ".join(_some(checked, of.page.verified_by))),
    )


def _ahead(of: Told) -> str:
    return _("Báo trước cho người dân khi hẹn giờ đăng") if of.page.tells_ahead else ""


def _validity(of: Told) -> Iterable[Line]:
    since = _("từ %(day)s") % {"day": day_words(of.page.effective_from)} if of.page.effective_from else ""
    until = _("đến %(day)s") % {"day": day_words(of.page.effective_to)} if of.page.effective_to else ""
    yield Line("", _("Hiệu lực"), " ".join(_some(since, until)) or _("Không ghi ngày"))


def _related(of: Told) -> Iterable[Line]:
    titles = [page.title for page in of.rows.related]
    yield Line("", _("Liên quan"), "; ".join(titles) or _("Không có"))


Teller = Callable[[Told], Iterable[Line]]
LINES: dict[str, Teller] = {
    "ten-trang": lambda of: [Line("", _("Tên trang"), of.facts.title)],
    "tom-tat": lambda of: [Line("", _("Tóm tắt"), of.facts.summary)],
    "ten-chinh-thuc": lambda of: [Line("", _("Tên chính thức"), of.facts.official_name)],
    "tinh-trang": _status,
    "han": _deadlines,
    "khoan-thu": _costs,
    "thoi-han": _times,
    "co-quan": _authority,
    "quay": _offices,
    "noi-rieng": _places,
    "cach-nop": _channels,
    "lien-ket": _submission,
    "muc-dich-vu": _mode,
    "cong-hoi": _asks,
    "cau-hoi": _questions,
    "giay-to": _documents,
    "buoc": _steps,
    "ket-qua": _outputs,
    "doi-tuong": _audiences,
    "dieu-kien": _conditions,
    "loi-khuyen": _advice,
    "can-cu": _legal,
    "nguoi-mau": _people,
    "ma-thu-tuc": _codes,
    "ma-theo-truong-hop": _entries,
    "doi-chieu": _source,
    "ghi-chu-nguon": lambda of: [Line("", _("Ghi chú về nguồn"), of.facts.source_note or _("Không có"))],
    "dieu-doi": lambda of: [Line("", _("Điều vừa đổi"), of.page.change_note or _("Không có"), _some(_ahead(of)))],
    "ngay": _dates,
    "hieu-luc": _validity,
    "linh-vuc": lambda of: [Line("", _("Lĩnh vực"), of.facts.area.name if of.facts.area else "")],
    "cach-goi": lambda of: [Line("", _("Cách gọi"), "; ".join(of.facts.keywords))],
    "lien-quan": _related,
}
