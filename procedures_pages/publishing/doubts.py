"""What may be right, but seldom is: publishing asks about it once, and remembers the answer for that very value.

A doubt is no gap: who says "đúng như vậy" has looked. What readers already see was asked about before it went live.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from office import site_data
from vietnamese import money
from vietnamese.folding import has_marks

from ..queries import row_of_readers
from ..translation.composing import is_source
from ..translation.words import words_of
from .models import SettledDoubt
from .requirements import IN_A_YEAR, Gap, values

if TYPE_CHECKING:
    from ..models import ProcedurePage


@dataclass(frozen=True, slots=True)
class Doubt:
    """``field``: the form field to go to; ``value``: what is doubted, by which it is known again; ``message``: for the editor."""

    rule: str
    field: str
    value: str
    message: str

    @property
    def key(self) -> str:
        """16 hexadecimal digits of the rule and of the value it doubts, without the place: a paper may move."""
        return hashlib.blake2s(f"{self.rule}|{self.field}|{self.value}".encode("utf-8", "replace"), digest_size=8).hexdigest()


class Asked:
    """A page that is asked about, and the version of it that readers see."""

    def __init__(self, page: ProcedurePage, published: ProcedurePage | None = None) -> None:
        self.page = page
        if published is not None:
            self.published = published

    @cached_property
    def words(self) -> dict[str, str]:
        return words_of(self.page)

    @cached_property
    def published(self) -> ProcedurePage | None:
        """As readers see it; None where they see none."""
        return row_of_readers(self.page)


Rule = Callable[[Asked], Iterator[Doubt]]
RULES: list[Rule] = []


def doubt(function: Rule) -> Rule:
    """Registers a rule."""
    RULES.append(function)
    return function


def doubts(page: ProcedurePage) -> list[Doubt]:
    """All that is doubted of a Vietnamese page, in the order of the rules, each once. A translation's facts are its source's: nothing."""
    return _cast(Asked(page))


def _cast(of: Asked) -> list[Doubt]:
    if of.page.locale_id and not is_source(of.page):
        return []
    return list({found.key: found for check in RULES for found in check(of)}.values())


def open_doubts(page: ProcedurePage, settled: Iterable[str] = (), published: ProcedurePage | None = None) -> list[Doubt]:
    """Those that nobody has answered: not with ``settled`` (keys), not before, and that readers do not see already.

    ``published``: the version that readers see, where it is at hand.
    """
    of = Asked(page, published)
    found = _cast(of)
    if not found:
        return []
    known = set(settled) | set(SettledDoubt.objects.filter(page_key=page.translation_key).values_list("key", flat=True))
    found = [one for one in found if one.key not in known]
    if found and of.published:
        seen = {one.key for one in doubts(of.published)}
        found = [one for one in found if one.key not in seen]
    return found


def asked(found: Iterable[Doubt]) -> list[Gap]:
    """Doubts as what holds up a publishing; after the last of a field the way out."""
    hint = _("Nếu đúng thế, chọn “Đúng như vậy” ở “Xin xem lại”, đầu trang, rồi xuất bản lần nữa.")
    found = list(found)
    last = {one.field: one for one in found}
    return [Gap(one.rule, one.field, f"{one.message} {hint}" if last[one.field] is one else one.message) for one in found]


def settle(page: ProcedurePage, keys: Iterable[str], user: Any) -> None:
    """Remembers that ``user`` has looked at these doubts of the page; keys of no doubt of it are passed over."""
    by_key = {one.key: one for one in doubts(page)}
    rows = [
        SettledDoubt(page_key=page.translation_key, rule=one.rule, key=key, message=one.message[:500], settled_by=user)
        for key in dict.fromkeys(keys)
        if (one := by_key.get(key))
    ]
    SettledDoubt.objects.bulk_create(rows, ignore_conflicts=True)


# --- Money and time ---

LEAST_FEE = 1000  # đồng: the smallest note in use but for two
MUCH = 3


def _costs(page: ProcedurePage) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((child.id or "", child.value) for child in page.costs if child.value.get("basis") == "amount" and child.value.get("amount"))


@doubt
def fee_is_small(of: Asked) -> Iterator[Doubt]:
    for _id, cost in _costs(of.page):
        if cost["amount"] < LEAST_FEE:
            words = _("Mức thu %(fee)s: ít hơn 1.000 đồng. Có thiếu số 0 nào không?")
            yield Doubt("fee_is_small", "costs", str(cost["amount"]), words % {"fee": money.dong(cost["amount"])})


@doubt
def fee_changed_much(of: Asked) -> Iterator[Doubt]:
    """Against the same fee (block) as readers see it."""
    before = {block: cost["amount"] for block, cost in _costs(of.published)} if of.published else {}
    for block, cost in _costs(of.page):
        was, now = before.get(block), cost["amount"]
        if was and not was <= now * MUCH <= was * MUCH * MUCH:
            words = _("Mức thu đổi từ %(was)s thành %(now)s: gấp hơn ba lần.") if now > was else _("Mức thu đổi từ %(was)s còn %(now)s.")
            yield Doubt("fee_changed_much", "costs", f"{was}>{now}", words % {"was": money.dong(was), "now": money.dong(now)})


@doubt
def time_is_long(of: Asked) -> Iterator[Doubt]:
    for time in values(of.page.times):
        if (time.get("amount") or 0) > IN_A_YEAR.get(time.get("unit"), 1):
            words = _("Thời hạn giải quyết dài hơn một năm: xem lại con số và đơn vị.")
            yield Doubt("time_is_long", "times", f"{time['amount']} {time['unit']}", words)


@doubt
def offices_can_be_asked(of: Asked) -> Iterator[Doubt]:
    """The page sends readers to ask at a counter: its own offices of the directory, or all of that.

    A sample says of itself on every page that it is none to ask.
    """
    if site_data.sample_notice():
        return
    own = {office.pk for office in of.page.offices.all()}
    bare = {office: ", ".join(office.unknown) for office in site_data.offices() if (not own or office.pk in own) and office.unknown}
    if bare:
        what = "; ".join(f"{office.name} ({lacking})" for office, lacking in bare.items())
        words = _("Trang dặn người đọc hỏi tại quầy, mà mục Nơi nộp hồ sơ chưa ghi đủ của: %(what)s.") % {"what": what}
        yield Doubt("offices_can_be_asked", "offices", " ".join(f"{office.pk} {lacking}" for office, lacking in bare.items()), words)


MANY_COPIES = 10


@doubt
def many_papers(of: Asked) -> Iterator[Doubt]:
    for paper in values(of.page.documents):
        for count in (paper.get("originals") or 0, paper.get("copies") or 0):
            if count > MANY_COPIES:
                words = _("Giấy tờ “%(name)s”: %(n)s bản. Có đúng là nhiều thế không?") % {"name": paper.get("name"), "n": count}
                yield Doubt("many_papers", "documents", f"{paper.get('name')} {count}", words)


# --- Words ---

# What the record or somebody else says, in their words.
QUOTED = ("official_name", "keywords", "entries", "people", "source_note")


def _own_words(of: Asked) -> Iterator[tuple[str, str]]:
    """(field, text) of what the office says in its own words."""
    return ((field, text) for path, text in of.words.items() if (field := path.partition(".")[0]) not in QUOTED)


@doubt
def title_lacks_marks(of: Asked) -> Iterator[Doubt]:
    if len(of.page.title.split()) > 1 and not has_marks(of.page.title):
        yield Doubt("title_lacks_marks", "title", of.page.title, _("Tên trang không có dấu tiếng Việt nào."))


LINK = re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:gov\.)?vn/", re.IGNORECASE)


@doubt
def link_stands_bare(of: Asked) -> Iterator[Doubt]:
    """Nobody can press it, on paper it is long, and nothing looks after it."""
    for field, text in _own_words(of):
        if LINK.search(text):
            words = _("Có địa chỉ web giữa lời văn: “%(text)s”. Địa chỉ có ô riêng, ở đó người dân bấm được.")
            yield Doubt("link_stands_bare", field, text, words % {"text": _short(text)})


LEGAL_PROSE = re.compile(
    r"quy định (tại|của)|căn cứ (vào )?(luật|nghị|thông|điều|khoản)|\b(khoản|điểm|điều) \d|(nghị định|thông tư) số",
    re.IGNORECASE,
)


@doubt
def summary_speaks_law(of: Asked) -> Iterator[Doubt]:
    if LEGAL_PROSE.search(of.page.summary):
        words = _("Tóm tắt nói như văn bản luật. Viết như nói với người đang đứng ở quầy; căn cứ đã có mục riêng.")
        yield Doubt("summary_speaks_law", "summary", of.page.summary, words)


MOST_WORDS = 25
SENTENCE = re.compile(r"[.!?;…:]+(?:\s|$)|\n")
ASIDE = re.compile(r"\s*\([^()]*\)")  # a code, the number of a law


@doubt
def sentence_is_long(of: Asked) -> Iterator[Doubt]:
    for field, text in _own_words(of):
        for sentence in SENTENCE.split(text):
            if (n := len(ASIDE.sub("", sentence).split())) > MOST_WORDS:
                words = _("Câu dài %(n)s tiếng, người đọc trên điện thoại khó theo: “%(text)s”. Tách thành hai câu?")
                yield Doubt("sentence_is_long", field, sentence.strip(), words % {"n": n, "text": _short(sentence.strip())})


ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐÂÊÔƠƯĂ]{2,6}(?![\w/-])")
# Names that are said as they are written.
NAMES = {"ADN", "ATM", "HIV", "SMS", "QR", "PDF", "USB", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"}


@doubt
def abbreviation_stands_alone(of: Asked) -> Iterator[Doubt]:
    """Without its words anywhere on the page, as "Ủy ban nhân dân (UBND)" or "LPG là khí hóa lỏng"."""
    everything = "\n".join(text for _field, text in _own_words(of))
    seen: set[str] = set()
    for field, text in _own_words(of):
        if text.isupper():
            continue
        for short in ABBREVIATION.findall(text):
            if short not in NAMES and short not in seen and not re.search(rf"\({short}\)|\b{short} là ", everything):
                seen.add(short)
                words = _("“%(short)s” viết tắt mà trang không nói là gì: viết đủ chữ ít nhất một lần, như “Ủy ban nhân dân (UBND)”.")
                yield Doubt("abbreviation_stands_alone", field, short, words % {"short": short})


SHOWN = 60


def _short(text: str) -> str:
    return str(Truncator(text).chars(SHOWN))
