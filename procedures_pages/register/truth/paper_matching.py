"""Which row of a record is which paper of a page: by the row it was drafted from, else by likeness of names. Pure: no Django."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import partial_ratio, token_set_ratio

from vietnamese.folding import fold

from ...facts.procedure import RequiredDocument
from ..classification.markers import without_marker
from ..classification.rows import JudgedRow, judge
from ..drafting.paper_names import asks_for_a_copy, suggest
from ..parsing.records import RegisterProcedure
from .amounts import legal_numbers

# Likeness, of a hundred: the same paper; so like that its numbers are compared, too.
SAME, SURELY = 78, 90
COMPARED = 240  # letters of a row that are compared
LONGEST_ROW = 2000  # of the row that a page keeps
DRAFTED = 101
# Of the words that say what paper it is, so many stand together in a text of the page: it speaks of that paper.
SPOKEN_OF = 0.66
# As many words at least name a paper by themselves.
LEAST_WORDS = 3
_SMALL_WORDS = frozenset(
    [
        "ban",
        "sao",
        "chinh",
        "goc",
        "giay",
        "to",
        "van",
        "cac",
        "cua",
        "theo",
        "va",
        "hoac",
        "co",
        "duoc",
        "cho",
        "ve",
        "tai",
        "trong",
        "nguoi",
        "mot",
        "mau",
        "so",
        "quy",
        "dinh",
        "phap",
        "luat",
        "neu",
        "thi",
        "la",
        "do",
        "den",
        "voi",
        "truong",
        "hop",
        "doi",
        "nhung",
        "khi",
        "khong",
        "phai",
        "da",
        "nay",
        "kem",
        "thuc",
        "hien",
        "de",
        "chung",
    ]
)
_COUNTED_WORDS = re.compile(
    r"^(?:\d{1,2} )?(?:\(\w+\) )?(?:ban sao|ban chup|ban chinh|ban goc|mot trong (?:cac|nhung)(?: loai)? giay to(?: sau)?)\b"
    r"[ :,]*(?:co chung thuc|chung thuc|hop le)?"
)


_SEVERAL = re.compile(r";\s*(?:[+-]|\w[).]|ban sao|don|giay|bao cao|ket qua|chuong trinh|van ban)\s?\b|\bthanh phan ho so ?:")
_SETS = re.compile(r"^0?([2-9]) (?:bo|ban|to|anh)\b")
_CHOICE = re.compile(
    r"\bban (?:chinh|goc)\b[^.;]{0,20}\bhoac (?:0?1 )?(?:\(mot\) )?ban sao\b"
    r"|\bban sao\b[^.;]{0,60}\bhoac (?:nop |xuat trinh )?(?:0?1 )?ban (?:chinh|goc)\b"
)
_COMPARED_COPY = re.compile(r"\bban sao kem (?:theo )?ban (?:chinh|goc)\b")
# The declaration as it is filled in online.
_FORM_ONLINE = re.compile(r"^(?:mau ho tich dien tu tuong tac|bieu mau (?:dien tu )?tuong tac|mau dien tu)")
_FORM_MARK = re.compile(r"\bmau (?:so )?(\d{1,2}[a-z]?|[a-z]\d{1,2})\b")
_HEAD = re.compile(r" (?:cho|cua|ve|theo|do|de|tu|trong|doi|voi|voi cong ty|nguoi)\b.*$")


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that is a paper with a quantity. ``name``: what the paper is called; ``plain_names``: that and the text, as compared."""

    judged: JudgedRow
    name: str
    plain_names: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.judged.row.text

    @property
    def counts(self) -> tuple[int, int]:
        return max(self.judged.row.originals or 0, 0), max(self.judged.row.copies or 0, 0)

    @property
    def of_several(self) -> bool:
        """Whether one quantity stands for several papers: "a) Đơn …; b) Bản sao …"."""
        return bool(_SEVERAL.search(fold(self.text)))

    @property
    def is_copy(self) -> bool:
        """Whether the row's own words ask for a copy, and for no original beside it."""
        return asks_for_a_copy(fold(without_marker(self.text)))

    @property
    def accepted(self) -> set[tuple[int, int]]:
        """The quantities that a page may say: the register's own; what the words of the row say where they say another thing.

        A row "Bản sao …" is no original, "02 bộ" are two, and "01 bản chính hoặc 01 bản sao có chứng thực" leaves the choice.
        """
        originals, copies = self.counts
        words = fold(self.text)
        out = {(0, originals + copies)} if self.is_copy and originals else {(originals, copies)}
        if sets := _SETS.match(plain(self.text)):
            out |= {(int(sets[1]), 0), (int(sets[1]), copies)}
        if _CHOICE.search(words) or _COMPARED_COPY.search(words):
            out |= {(1, 0), (0, 1)}
        return out


def asked_rows(records: Iterable[RegisterProcedure]) -> list[AskedRow]:
    """The records' papers with a quantity, each text with each quantity once."""
    rows = (row for record in records for row in _asked(record))
    return list({(row.text, row.counts): row for row in rows}.values())


@lru_cache(maxsize=64)
def _asked(record: RegisterProcedure) -> tuple[AskedRow, ...]:
    """Several rules ask for the same record one after another."""
    out = []
    for case in record.cases:
        for judged in judge(case):
            if judged.kind == "paper" and (judged.row.originals or judged.row.copies):
                name = suggest(judged).name
                out.append(AskedRow(judged, name, tuple(filter(None, (plain(name), plain(judged.row.text)[:COMPARED])))))
    return tuple(out)


def likeness(row: AskedRow, document: RequiredDocument) -> float:
    """How surely the paper of the page is that of the row: 0 to 100, more where it was drafted from it."""
    if document.source_row:  # drafted from a row: that one, whatever others are called
        return DRAFTED if document.source_row == row.text[:LONGEST_ROW] else 0
    if set().union(*map(_form_marks, document.every_form)) & _form_marks(row.text):
        return SURELY
    own = [plain(name) for name in _names(document)]
    return max((_like(a, b) for a in row.plain_names for b in own if b), default=0.0)


def _like(of_row: str, own: str) -> float:
    few = len(own.split()) < 3
    return token_set_ratio(of_row, own) if not few else partial_ratio(own, of_row) * 0.95


def _form_marks(text: str) -> set[tuple[str, str]]:
    """ "Mẫu số 2a kèm Nghị định 20/2021/NĐ-CP": which form of which law."""
    numbers = legal_numbers(text)
    return {(mark.lstrip("0"), number) for mark in _FORM_MARK.findall(fold(text)) for number in numbers}


def is_form_online(row: AskedRow) -> bool:
    """Whether the row is the form that stands for the declaration when one hands in online."""
    return bool(_FORM_ONLINE.match(plain(row.text)))


def named_in(row: AskedRow, document: RequiredDocument) -> bool:
    """Whether the row's text names the page's paper by its first words: "Văn bản ủy quyền", "Tờ khai của đối tượng"."""
    text = f" {plain_words(row.text)} "
    heads = (_HEAD.sub("", plain_words(name)) for name in _names(document))
    return any(f" {head} " in text for head in heads if len(head.split()) >= LEAST_WORDS)


def _names(document: RequiredDocument) -> list[str]:
    """What the paper and its alternatives are called; "Bản sao có chứng thực" names none."""
    return [name for name in (document.name, *document.alternatives) if _telling(plain(name)) or name == document.name]


def plain_words(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())


def plain(text: str) -> str:
    return _COUNTED_WORDS.sub("", re.sub(r"[^\w\s]", " ", fold(text)).strip()).strip()


def spoken_of(row: AskedRow, texts: Iterable[str]) -> bool:
    """Whether one of the page's texts has most of the words by which the row names its paper."""
    wanted = _telling(plain(row.name))
    return bool(wanted) and any(len(wanted & set(plain(text).split())) >= SPOKEN_OF * len(wanted) for text in texts)


def _telling(words: str) -> set[str]:
    return {word for word in words.split() if word not in _SMALL_WORDS and not word.isdigit()}
