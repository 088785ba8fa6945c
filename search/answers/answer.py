"""What a question gets: one fact with where it stands, or the reason why it gets none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

# By kind: in words, the part of the page that says it (``data-part``), and the anchors of that part in a guide and in a record.
KINDS = {
    "time": (_("Thời gian giải quyết"), "thoi-han", "thoi-han", "cach-nop"),
    "cost": (_("Phí, lệ phí"), "le-phi", "le-phi", "cach-nop"),
    "papers": (_("Giấy tờ cần mang"), "giay-to", "giay-to", "giay-to"),
    "where": (_("Nơi nộp"), "noi-nop", "noi-nop", "noi-nop"),
    "online": (_("Nộp trực tuyến"), "nop-truc-tuyen", "cach-nop", "cach-nop"),
    "how": (_("Các bước"), "trinh-tu", "cac-buoc", "trinh-tu"),
    "result": (_("Bạn nhận được gì"), "ket-qua", "ket-qua", "ket-qua"),
    "conditions": (_("Điều kiện"), "dieu-kien", "dieu-kien", "dieu-kien"),
    "law": (_("Căn cứ pháp lý"), "can-cu", "nguon", "can-cu"),
    "who": (_("Dành cho"), "dieu-kien", "dieu-kien", "nguon"),
    "decides": (_("Cơ quan thực hiện"), "noi-nop", "noi-nop", "noi-nop"),
    "deadline": (_("Hạn"), "han", "", ""),
}
LONG = 240  # signs
FEW, MANY = 3, 6  # lines of a box, long ones and others
# Two ways of asking, one kind for whoever reads the data.
TOLD_AS = {"decides": "who"}


class Reason(StrEnum):
    """Why a question gets no fact."""

    NOTHING_ASKED = "nothing_asked"  # no frame: a search, not a question
    NO_SUBJECT = "no_subject"  # a question about nothing ("mất bao lâu")
    OUTSIDE = "outside"  # no office is asked ("cách nấu phở")
    NOTHING_FOUND = "nothing_found"
    NO_PROCEDURE = "no_procedure"  # the first hit is a guide, an office
    REPLACED = "replaced"  # the first hit is no longer in force
    UNSURE = "unsure"  # another procedure may be meant
    SHARED_NAME = "shared_name"  # two pages carry what was typed as a name ("GPXD")
    NO_FACT = "no_fact"  # what is asked is no fact of any page ("có giá trị bao lâu")
    UNKNOWN = "unknown"  # the page, or the record, does not say it
    SEVERAL_CASES = "several_cases"  # it depends on answers, and nothing holds for all
    TOO_LONG = "too_long"  # it takes more room than a box has


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to the question that decides, and where the fact then stands; ``lang`` of the label where that is not the reader's."""

    label: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that decides."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of one kind: ``lines`` as it says them, none where it does not. ``case``: what they depend on, in words.

    ``asked`` is the question that decides where not all holds for everybody.
    """

    lines: tuple[str, ...] = ()
    case: str = ""
    asked: Asked | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact, or why there is none (``reason``), of the procedure that the question is about; without ``title`` it is about none.

    ``url`` leads to the part of the page that says it; ``source`` says what it was compared with; ``version`` is the page's or record's.
    """

    kind: str
    reason: Reason | None = None
    lines: tuple[str, ...] = ()
    case: str = ""
    asked: Asked | None = None
    code: str = ""
    title: str = ""
    page_url: str = ""
    url: str = ""
    source: str = ""
    version: str = ""
    is_record: bool = False

    @property
    def value(self) -> str:
        """The fact in one line; "" without one."""
        return "; ".join(self.lines)

    @property
    def label(self) -> str:
        return str(KINDS[self.kind][0]) if self.kind in KINDS else ""

    @property
    def part(self) -> str:
        return KINDS[self.kind][1] if self.kind in KINDS else ""

    @property
    def is_long(self) -> bool:
        """Whether it is text to be read rather than a word to be seen."""
        return len(self.value) > LONG

    @property
    def shown_lines(self) -> tuple[str, ...]:
        """The lines that the box has room for."""
        return self.lines[: FEW if self.is_long else MANY]

    @property
    def is_untold(self) -> bool:
        """Whether the page does not say it, so that only the counter can be asked."""
        return self.reason in (Reason.UNKNOWN, Reason.NO_FACT)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to say above the hits: of a procedure that is surely meant, or which of two is."""
        return bool(self.title or self.asked)
