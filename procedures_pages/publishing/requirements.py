"""What publishing a procedure requires: a list of small rules, one name each.

The same list refuses the publishing and is the to-do list beside the form.

Parts that must be there: Nghị định 63/2010/NĐ-CP, Điều 8 khoản 2.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from office.set_costs import known as rates

from ..blocks import own_amount_beside_rate, told_twice
from ..facts.case import TAILORED
from ..facts.phrases import channel_name
from ..facts.procedure import DEMANDS
from ..translation.composing import SOURCE_LANGUAGE, is_source

if TYPE_CHECKING:
    from wagtail.models import Page

    from ..models import ProcedurePage

# A paper has a name; these begin a remark.
REMARK = re.compile(
    r"^(lưu ý|ghi chú|chú ý|trường hợp|nếu |đối với|người yêu cầu|cơ quan |cá nhân có quyền|không (phải|cần|yêu cầu))", re.IGNORECASE
)


MAX_TITLE_LENGTH = 70


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing. ``field`` is the form field to go to; ``message`` is for the editor, in Vietnamese."""

    rule: str
    field: str
    message: str


class PublishingRefused(ValidationError):
    """The page lacks what publishing requires. Carries the gaps, so that whoever tried can be told each of them."""

    def __init__(self, page: Page, gaps: list[Gap]) -> None:
        super().__init__([ValidationError(gap.message, code=gap.rule) for gap in gaps])
        self.page = page


Rule = Callable[["ProcedurePage"], Iterator[Gap]]
RULES: list[Rule] = []
# What is asked of a translation: its facts and its state are its source's.
RULES_OF_WORDS: list[Rule] = []
# What not even a draft may say.
RULES_OF_DRAFTS: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Registers a rule that is asked of every Vietnamese page, after those registered so far."""
    RULES.append(function)
    return function


def rule_after(before: Rule) -> Callable[[Rule], Rule]:
    """As :func:`rule`, but in the place after the rule ``before``: for rules of higher rooms."""

    def registered(function: Rule) -> Rule:
        RULES.insert(RULES.index(before) + 1, function)
        return function

    return registered


def of_words(function: Rule) -> Rule:
    """Registers a rule that is asked of every translation."""
    RULES_OF_WORDS.append(function)
    return function


def of_drafts(function: Rule) -> Rule:
    """Asks this of every page whenever it is saved, too."""
    RULES_OF_DRAFTS.append(function)
    return function


def wrong(page: ProcedurePage) -> list[Gap]:
    """What not even a draft of the page may say. A translation says what its source says."""
    if page.locale_id and not is_source(page):
        return []
    return [gap for check in RULES_OF_DRAFTS for gap in check(page)]


def missing(page: ProcedurePage) -> list[Gap]:
    """Everything the page still lacks to be published, in the order of the form; empty where it may go live."""
    return [gap for check in (RULES if is_source(page) else RULES_OF_WORDS) for gap in check(page)]


def values(stream: Any) -> list[Any]:
    """What the blocks of a stream hold, in their order."""
    return [child.value for child in stream]


def _text(name: str, field: str, message: Callable[[], str]) -> Rule:
    def check(page: ProcedurePage) -> Iterator[Gap]:
        if not getattr(page, field):
            yield Gap(name, field, message())

    check.__name__ = name
    return rule(check)


@of_words
def is_a_translation(page: ProcedurePage) -> Iterator[Gap]:
    """A page in another language says in its words what a Vietnamese page says: alone it has nothing to say."""
    source = type(page)._default_manager.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE)
    if not source.exists():
        message = _("Trang này phải là bản dịch của một trang tiếng Việt: mở trang ấy rồi chọn “Dịch trang này”.")
        yield Gap("is_a_translation", "title", message)


_text("has_official_name", "official_name", lambda: _("Thiếu tên chính thức của thủ tục (Nghị định 63/2010/NĐ-CP, Điều 8)."))


@of_words
@rule
def has_a_plain_title(page: ProcedurePage) -> Iterator[Gap]:
    if len(page.title) > MAX_TITLE_LENGTH:
        yield Gap("has_a_plain_title", "title", _("Tên bằng lời người dân dài quá %(n)s ký tự.") % {"n": MAX_TITLE_LENGTH})


_text("has_summary", "summary", lambda: _("Thiếu tóm tắt một câu."))
_text("has_area", "area", lambda: _("Chưa chọn lĩnh vực."))
_text("has_level", "level", lambda: _("Chưa chọn cấp thực hiện."))
_text("has_audience", "audiences", lambda: _("Chưa chọn đối tượng thực hiện (Điều 8)."))
_text("has_authority", "authority", lambda: _("Chưa chọn cơ quan thực hiện (Điều 8)."))


@rule
def has_code(page: ProcedurePage) -> Iterator[Gap]:
    if not page.codes.all():
        yield Gap("has_code", "codes", _("Thiếu mã thủ tục; thủ tục không có mã quốc gia thì ghi mã của địa phương."))


@rule
def has_at_most_one_present_code(page: ProcedurePage) -> Iterator[Gap]:
    """But for the codes that are for some of the answers, each of which says for which."""
    by_case = {entry.get("code") for entry in values(page.entries)}
    present = {c.value for c in page.codes.all() if c.is_present}
    if len(present - by_case) > 1:
        words = _("Có hơn một mã hiện hành. Bỏ chọn “mã hiện hành” ở các mã cũ, hoặc ghi mã ấy ở “Mã theo trường hợp”.")
        yield Gap("has_at_most_one_present_code", "codes", words)
    for code in sorted(by_case - present):
        words = _("Mã %(code)s ở “Mã theo trường hợp” chưa có ở “Mã thủ tục” như một mã hiện hành.")
        yield Gap("has_at_most_one_present_code", "codes", words % {"code": code})
    if any(not entry.get("applies") for entry in values(page.entries)):
        yield Gap("has_at_most_one_present_code", "entries", _("Mã theo trường hợp cần ghi “Chỉ khi” trả lời thế nào."))


@rule
def present_code_is_its_own(page: ProcedurePage) -> Iterator[Gap]:
    elsewhere = page.codes.model.objects.filter(
        is_present=True, page__live=True, page__alias_of=None, page__locale__language_code=SOURCE_LANGUAGE
    )
    present = [code.value for code in page.codes.all() if code.is_present]
    others = elsewhere.filter(value__in=present).exclude(page__translation_key=page.translation_key).order_by("-pk")
    titles = dict(others.values_list("value", "page__title")) if present else {}
    for code in present:
        if code in titles:
            words = _("Mã %(code)s đang là mã hiện hành của trang “%(title)s”.") % {"code": code, "title": titles[code]}
            yield Gap("present_code_is_its_own", "codes", words)


@rule
def says_why_it_is_not_in_force(page: ProcedurePage) -> Iterator[Gap]:
    if page.status != "in_force" and not page.status_note:
        yield Gap("says_why_it_is_not_in_force", "status_note", _("Tình trạng khác “Đang áp dụng” cần lời giải thích."))


@rule
def replaced_leads_onward(page: ProcedurePage) -> Iterator[Gap]:
    if page.status == "replaced" and not page.successor_id:
        yield Gap("replaced_leads_onward", "successor", _("Trang đã thay thế phải dẫn tới trang mới."))


@rule
def has_a_document(page: ProcedurePage) -> Iterator[Gap]:
    if not page.documents:
        yield Gap("has_a_document", "documents", _("Thiếu thành phần hồ sơ (Điều 8)."))


@rule
def every_document_is_a_paper(page: ProcedurePage) -> Iterator[Gap]:
    for d in values(page.documents):
        if d.get("handling") in DEMANDS and not (d.get("originals") or 0) + (d.get("copies") or 0):
            yield Gap(
                "every_document_is_a_paper", "documents", _("Giấy tờ “%(name)s” có 0 bản chính và 0 bản sao.") % {"name": d.get("name")}
            )


@of_drafts
@rule
def forms_are_chosen_or_told(page: ProcedurePage) -> Iterator[Gap]:
    """A form of the directory brings its name and its file; beside it nobody writes another."""
    for d in values(page.documents):
        if why := next(filter(None, map(told_twice, (d, *(d.get("forms") or [])))), ""):
            words = _("Giấy tờ “%(name)s”: %(why)s")
            yield Gap("forms_are_chosen_or_told", "documents", words % {"name": d.get("name"), "why": why})


@rule
def forms_by_case_say_which_and_when(page: ProcedurePage) -> Iterator[Gap]:
    for d in values(page.documents):
        forms = d.get("forms") or []
        if any(not ((form.get("form") or form.get("form_template")) and form.get("applies")) for form in forms):
            words = _("Giấy tờ “%(name)s”: mỗi mẫu theo trường hợp cần tên mẫu và “Chỉ khi” trả lời thế nào.")
            yield Gap("forms_by_case_say_which_and_when", "documents", words % {"name": d.get("name")})


@rule
def what_is_not_demanded_says_why(page: ProcedurePage) -> Iterator[Gap]:
    """A paper that nobody has to bring rests on a rule, and the reader is told what to do where the office does not find it."""
    for d in values(page.documents):
        if d.get("handling") not in DEMANDS and not (d.get("basis") and (d.get("fallback") or d.get("handling") == "waived")):
            yield Gap(
                "what_is_not_demanded_says_why",
                "documents",
                _("Giấy tờ “%(name)s” không phải mang: ghi căn cứ và lời dặn phòng khi không tra được.") % {"name": d.get("name")},
            )


@rule
def no_remark_is_a_document(page: ProcedurePage) -> Iterator[Gap]:
    for d in values(page.documents):
        if REMARK.match((d.get("name") or "").strip(" -–+*•")):
            yield Gap(
                "no_remark_is_a_document",
                "documents",
                _("“%(name)s” là lời dặn, không phải giấy tờ. Ghi vào “Giải thích”, “Chỉ cần khi” hoặc “Lời khuyên”.")
                % {"name": d.get("name")},
            )


@rule
def every_document_has_a_name(page: ProcedurePage) -> Iterator[Gap]:
    for n, d in enumerate(values(page.documents), 1):
        if not (d.get("name") or "").strip():
            yield Gap("every_document_has_a_name", "documents", _("Giấy tờ thứ %(n)s chưa có tên.") % {"n": n})


# (field, "question=answer") of each thing on a page that depends on answers.
Wanted = Iterable[tuple[str, str]]
# Of what the facts tell by case, what no field of the page has under that name: offices are ``places``, forms stand in the papers.
NOT_FIELDS = ("offices", "forms")


def _conditions(page: ProcedurePage) -> Iterator[tuple[str, str]]:
    """(field, "question=answer") of everything on the page that depends on answers."""
    for field in (*(name for name in TAILORED if name not in NOT_FIELDS), "places", "entries"):
        for value in values(getattr(page, field)):
            yield from ((field, wanted) for part in (value, *(value.get("forms") or [])) for wanted in part.get("applies") or [])


@rule
def conditions_name_answers_that_exist(page: ProcedurePage) -> Iterator[Gap]:
    yield from unknown_conditions(page, _conditions(page))


def unknown_conditions(page: Any, conditions: Wanted) -> Iterator[Gap]:
    """What a page's conditions name that none of its questions has."""
    known = {f"{q['slug']}={a['slug']}" for q in values(page.questions) for a in q["answers"]}
    for field, wanted in dict.fromkeys(conditions):
        if wanted not in known:
            name = page._meta.get_field(field).verbose_name
            yield Gap(
                "conditions_name_answers_that_exist",
                field,
                _("Mục “%(name)s” chờ một câu trả lời không còn: “%(wanted)s”.") % {"name": name, "wanted": wanted},
            )


@rule
def every_question_decides_something(page: ProcedurePage) -> Iterator[Gap]:
    yield from idle_questions(page, _conditions(page))


def idle_questions(page: Any, conditions: Wanted) -> Iterator[Gap]:
    """Questions with fewer than two answers, or on which nothing depends."""
    used = {wanted.split("=")[0] for _field, wanted in conditions}
    for q in values(page.questions):
        if len(q["answers"]) < 2:
            yield Gap(
                "every_question_decides_something",
                "questions",
                _("Câu hỏi “%(label)s” cần ít nhất hai câu trả lời.") % {"label": q.get("label")},
            )
        elif q["slug"] not in used and not any(a.get("leads_to") for a in q["answers"]):
            yield Gap(
                "every_question_decides_something",
                "questions",
                _("Câu hỏi “%(label)s” không làm điều gì trên trang khác đi.") % {"label": q.get("label")},
            )


PHRASE = re.compile(r"(?:khi|nếu) \S")


@rule
def every_answer_has_its_phrase(page: ProcedurePage) -> Iterator[Gap]:
    """A condition is told in a sentence ("khi nhờ người khác nộp thay"), on the page, on paper and in messages."""
    yield from answers_without_a_phrase(page)


def answers_without_a_phrase(page: Any) -> Iterator[Gap]:
    for q in values(page.questions):
        for a in q["answers"]:
            if not PHRASE.match(a.get("phrase") or ""):
                yield Gap(
                    "every_answer_has_its_phrase",
                    "questions",
                    _("Câu trả lời “%(label)s” cần phần “Nói trong câu”, bắt đầu bằng “khi” hoặc “nếu”.") % {"label": a.get("label")},
                )


@rule
def an_answer_that_leads_elsewhere_says_where(page: ProcedurePage) -> Iterator[Gap]:
    yield from exits_half_said(page)


def exits_half_said(page: Any) -> Iterator[Gap]:
    """Answers that lead to another procedure without its code or without its name."""
    for q in values(page.questions):
        for a in q["answers"]:
            if bool(a.get("leads_to")) != bool(a.get("leads_to_name")):
                yield Gap(
                    "an_answer_that_leads_elsewhere_says_where",
                    "questions",
                    _("Câu trả lời “%(label)s”: thủ tục khác cần cả mã và tên.") % {"label": a.get("label")},
                )


@rule
def has_steps(page: ProcedurePage) -> Iterator[Gap]:
    if not page.steps:
        yield Gap("has_steps", "steps", _("Thiếu trình tự thực hiện (Điều 8)."))


@rule
def has_channels(page: ProcedurePage) -> Iterator[Gap]:
    kinds = [c.get("kind") for c in values(page.channels)]
    if not kinds:
        yield Gap("has_channels", "channels", _("Thiếu cách thức thực hiện (Điều 8)."))
    if len(set(kinds)) < len(kinds):
        yield Gap("has_channels", "channels", _("Một cách nộp được ghi hai lần."))


def _without(page: ProcedurePage, field: str) -> list[str]:
    """The names of the channels that a part of the page says nothing of."""
    told = values(getattr(page, field))
    kinds = [c.get("kind") for c in values(page.channels)]
    return [channel_name(kind) for kind in kinds if not any(not t.get("channels") or kind in t["channels"] for t in told)]


@rule
def every_channel_has_its_time(page: ProcedurePage) -> Iterator[Gap]:
    for name in _without(page, "times"):
        yield Gap("every_channel_has_its_time", "times", _("Thiếu thời hạn khi nộp “%(name)s” (Điều 8).") % {"name": name})


@rule
def times_are_whole(page: ProcedurePage) -> Iterator[Gap]:
    for t in values(page.times):
        bare = t.get("unit") in ("same_day", "unknown")
        if bare == bool(t.get("amount")):
            yield Gap(
                "times_are_whole",
                "times",
                _("Thời hạn: con số và đơn vị không khớp (“Trong ngày” và “Chưa có thông tin” không đi với số)."),
            )


# Where a deadline counts from reads on from its number.
COUNTED_FROM = re.compile(r"(từ|kể từ|sau|trước) \S")


@rule
def deadlines_are_whole(page: ProcedurePage) -> Iterator[Gap]:
    """A deadline is a number, its unit and the day it counts from; or the day alone before which it falls."""
    for d in values(page.deadlines):
        start = COUNTED_FROM.match(d.get("counted_from") or "")
        if not (d.get("unit") and start):
            message = _("Hạn của người dân cần đơn vị và tính từ đâu (bắt đầu bằng “từ”, “kể từ”, “sau” hoặc “trước”).")
            yield Gap("deadlines_are_whole", "deadlines", message)
        elif (d["unit"] == "before") == bool(d.get("amount")) or (d["unit"] == "before" and start[1] != "trước"):
            message = _("Hạn của người dân cần con số; “Trước một ngày” thì không có số, và bắt đầu bằng “trước”.")
            yield Gap("deadlines_are_whole", "deadlines", message)


# Of one unit in a year, to see what nobody means.
IN_A_YEAR = {"working_days": 250, "days": 366, "hours": 366 * 24, "months": 12, "years": 1}
MAX_DEADLINE_YEARS = 5


@rule
def deadlines_are_not_too_long(page: ProcedurePage) -> Iterator[Gap]:
    """Longer than any law grants, a number was mistyped."""
    for d in values(page.deadlines):
        if (d.get("amount") or 0) > MAX_DEADLINE_YEARS * IN_A_YEAR.get(d.get("unit"), 1):
            yield Gap(
                "deadlines_are_not_too_long",
                "deadlines",
                _("Hạn của người dân dài quá %(n)s năm: xem lại con số và đơn vị.") % {"n": MAX_DEADLINE_YEARS},
            )


@rule
def costs_say_which(page: ProcedurePage) -> Iterator[Gap]:
    for name in _without(page, "costs"):
        yield Gap(
            "costs_say_which",
            "costs",
            _("Cách nộp “%(name)s” phải nói mức thu: số tiền, miễn phí, không thu, theo nghị quyết HĐND tỉnh hoặc chưa có thông tin.")
            % {"name": name},
        )
    for cost in values(page.costs):
        if cost.get("rate"):
            if wrong := own_amount_beside_rate(cost):
                yield Gap("costs_say_which", "costs", wrong)
            continue
        if (cost.get("basis") == "amount") != bool(cost.get("amount")):
            yield Gap("costs_say_which", "costs", _("Mức thu “Một số tiền” cần con số, và chỉ khi đó mới có con số."))
        if cost.get("basis") in ("by_council", "unknown") and not cost.get("note"):
            yield Gap("costs_say_which", "costs", _("Khoản thu chưa có số tiền cần ghi chú vì sao, hỏi ở đâu."))


@rule
def same_facts_once(page: ProcedurePage) -> Iterator[Gap]:
    """One fact, one place: two times for the same people on the same channel contradict each other."""
    kinds = [c.get("kind") for c in values(page.channels)]
    seen: set[tuple[str, frozenset[str]]] = set()
    for t in values(page.times):
        whom = frozenset(t.get("applies") or [])
        for kind in t.get("channels") or kinds:
            if (kind, whom) in seen:
                yield Gap(
                    "same_facts_once", "times", _("Hai thời hạn cho cùng một trường hợp khi nộp “%(name)s”.") % {"name": channel_name(kind)}
                )
            seen.add((kind, whom))
    deadlines = [frozenset(d.get("applies") or []) for d in values(page.deadlines)]
    if len(set(deadlines)) < len(deadlines):
        yield Gap("same_facts_once", "deadlines", _("Hai hạn của người dân cho cùng một trường hợp."))


@rule
def has_a_way_to_submit_or_the_reason(page: ProcedurePage) -> Iterator[Gap]:
    if not (page.portal_id or page.submission_url or page.submission_none_reason):
        yield Gap("has_a_way_to_submit_or_the_reason", "portal_id", _("Cần mã trang trên Cổng, hoặc địa chỉ nộp, hoặc lý do không có."))


@rule
def partial_mode_has_its_reason(page: ProcedurePage) -> Iterator[Gap]:
    if page.service_mode == "partial" and not page.service_mode_reason:
        yield Gap("partial_mode_has_its_reason", "service_mode_reason", _("“Một phần” phải nêu lý do (Nghị định 224/2026/NĐ-CP, Điều 14)."))


@rule
def places_are_whole(page: ProcedurePage) -> Iterator[Gap]:
    """An office that the page names itself is one of the directory, or has a name of its own."""
    for place in values(page.places):
        if bool(place.get("office")) == bool(place.get("name")):
            yield Gap("places_are_whole", "places", _("Nơi nộp riêng của trang: chọn một nơi trong danh mục, hoặc ghi tên; không cả hai."))


@rule
def has_an_output(page: ProcedurePage) -> Iterator[Gap]:
    if not page.outputs:
        yield Gap("has_an_output", "outputs", _("Thiếu kết quả: người dân nhận được gì."))


@rule
def has_a_legal_basis(page: ProcedurePage) -> Iterator[Gap]:
    if not page.legal.all():
        yield Gap("has_a_legal_basis", "legal", _("Thiếu căn cứ pháp lý."))


@rule
def shared_records_are_published(page: ProcedurePage) -> Iterator[Gap]:
    """What readers see of an area or an office, two people have seen before; a draft of one that is live already stays a draft."""
    named: list[tuple[str, Any]] = [(field, getattr(page, field)) for field in ("area", "authority", "transfer")]
    named += [("offices", office) for office in page.offices.all()]
    rows = [row for row in page.legal.all() if row.resource_id]
    prefetch_related_objects(rows, "resource")  # looked up together, unless somebody has already
    laws = [row.resource for row in rows if not row.resource.live]
    for field, record in [*named, *(("legal", law) for law in laws)]:
        if record is not None and not record.live:
            words = _("“%(name)s” trong danh mục chưa được đăng: hãy để người khác duyệt mục ấy trước.")
            yield Gap("shared_records_are_published", field, words % {"name": record})
    if any(cost.get("rate") and cost["rate"] not in rates.published() for cost in values(page.costs)):
        words = _("Mức thu dùng chung đã chọn chưa được đăng, hoặc không còn: chọn mức khác, hoặc để người khác duyệt mức ấy trước.")
        yield Gap("shared_records_are_published", "costs", words)


@rule
def has_its_dates(page: ProcedurePage) -> Iterator[Gap]:
    """A page without a record has nothing that it could have been checked against."""
    if not page.updated_on:
        yield Gap("has_its_dates", "updated_on", _("Thiếu ngày cập nhật."))
    if page.source_record and not page.verified_on:
        yield Gap("has_its_dates", "verified_on", _("Thiếu ngày kiểm tra."))


@rule
def was_checked_against_a_source(page: ProcedurePage) -> Iterator[Gap]:
    if not page.source_snapshot:
        yield Gap("was_checked_against_a_source", "source_snapshot", _("Chưa ghi đã đối chiếu với bản ghi ngày nào."))
