"""What one cell holds: a value of a page written as people read it, and read back exactly.

A cell is compared as text (``plain``) with what the page's own would be; only one that says something else is ever read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks

from office.form_templates.kept import choices as form_choices
from office.set_costs.models import Rate
from vietnamese.dates import short
from vietnamese.folding import fold
from vietnamese.money import grouped, read_dong

from ..blocks import AppliesBlock, ChannelsBlock, DongBlock, FormTemplateBlock, RateBlock
from ..fields import ChoiceListField

Cell = str | int | date | None
MAX_WHOLE_DIGITS = 9


class WrongCell(ValueError):
    """What stands in a cell cannot be taken; the message, in Vietnamese, says why."""


@dataclass(frozen=True, slots=True)
class Around:
    """What cells refer to. ``rows``: of each model, its rows by the name that cells have; ``answers``: a page's, as cells tell them."""

    rows: Mapping[type[models.Model], Mapping[str, Any]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def of_page(self, page: Any) -> Around:
        return Around(self.rows, answers_of(page))


def plain(value: Any) -> str:
    """What a cell holds, as text: "5" for 5 and 5.0, the day of a date in ISO, lines parted by one sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value)).replace("_x000D_\n", "\n").replace("\r\n", "\n").strip()


def answers_of(page: Any) -> dict[str, str]:
    """{"question=answer": "Ai nộp? → Người khác"} of a page in memory."""
    told = {}
    for child in page.questions:
        question = child.value
        for answer in question.get("answers") or ():
            key = f"{question.get('slug') or ''}={answer.get('slug') or ''}"
            told[key] = " ".join(f"{question.get('label')} → {answer.get('label')}".split())
    return told


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def one_of(text: str, names: Iterable[str]) -> str | None:
    """The name that is meant: written so, or so but for capitals and marks where only one is."""
    names = list(names)
    if text in names:
        return text
    folded = " ".join(fold(text).split())
    close = [name for name in names if " ".join(fold(name).split()) == folded]
    return close[0] if len(close) == 1 else None


def _not_there(text: str, names: Iterable[str]) -> WrongCell:
    names = [name for name in names if name]
    known = "; ".join(names) if len(names) <= 12 else _("xem danh sách ở mũi tên của ô")
    return WrongCell(_("“%(text)s” không có trong danh sách. Chọn: %(known)s.") % {"text": text[:60], "known": known})


class Words:
    """Text as it is."""

    width = 32
    is_text = True
    number_format = "@"

    def written(self, value: Any, around: Around) -> Cell:
        return value or ""

    def read(self, text: str, around: Around) -> Any:
        return text

    def shown(self, text: str) -> str:
        """The text of a cell as people read it."""
        return text

    def choices(self, around: Around) -> list[str]:
        """What the cell's arrow offers; empty: no arrow."""
        return []


class Whole(Words):
    width = 10
    is_text = False
    number_format = "0"

    def written(self, value: Any, around: Around) -> Cell:
        return value

    def read(self, text: str, around: Around) -> Any:
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= MAX_WHOLE_DIGITS):
            raise WrongCell(_("“%(text)s” không phải là một số nguyên. Ví dụ: 3.") % {"text": text[:40]})
        return int(text)


class Dong(Whole):
    width = 16
    number_format = "#,##0"

    def read(self, text: str, around: Around) -> Any:
        if not text:
            return None
        amount = read_dong(text)
        if amount is None:
            raise WrongCell(_("“%(text)s” không đọc được thành số tiền. Viết như: 4.000.000 hoặc 4 triệu.") % {"text": text[:40]})
        return amount

    def shown(self, text: str) -> str:
        return grouped(int(text)) if text.isascii() and text.isdigit() else text


class Day(Words):
    width = 13
    is_text = False
    number_format = "dd/mm/yyyy"

    def written(self, value: Any, around: Around) -> Cell:
        return value

    def read(self, text: str, around: Around) -> Any:
        if not text:
            return None
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(text, form).date()
            except ValueError:
                continue
        raise WrongCell(_("“%(text)s” không phải là một ngày. Ví dụ: %(day)s.") % {"text": text[:40], "day": short(date(2026, 7, 1))})

    def shown(self, text: str) -> str:
        try:
            return short(date.fromisoformat(text))
        except ValueError:
            return text


class YesNo(Words):
    width = 10

    def written(self, value: Any, around: Around) -> Cell:
        return YES if value else ""

    def read(self, text: str, around: Around) -> Any:
        answer = fold(text)
        if answer in ("co", "x", "1", "true"):
            return True
        if answer in ("", "khong", "0", "false"):
            return False
        raise _not_there(text, self.choices(around))

    def choices(self, around: Around) -> list[str]:
        return [YES, NO]


YES, NO = "Có", "Không"


class Choice(Words):
    """One of a fixed list, by its label. A value that is not in the list is written as it is stored."""

    width = 24

    def __init__(self, choices: Iterable[tuple[str, Any]]) -> None:
        # The empty choice of a box ("-----") is an empty cell.
        self.known = [(key, label) for key, label in choices if key]

    @property
    def labels(self) -> dict[str, str]:
        return {str(label): key for key, label in self.known}

    def written(self, value: Any, around: Around) -> Cell:
        return next((str(label) for key, label in self.known if key == value), value or "")

    def read(self, text: str, around: Around) -> Any:
        if not text:
            return ""
        name = one_of(text, self.labels)
        if name is None:
            raise _not_there(text, self.labels)
        return self.labels[name]

    def choices(self, around: Around) -> list[str]:
        return list(self.labels)


class Choices(Choice):
    """Several of a fixed list, a line each."""

    def written(self, value: Any, around: Around) -> Cell:
        one = super().written
        return "\n".join(str(one(key, around)) for key in value or ())

    def read(self, text: str, around: Around) -> Any:
        one = super().read
        return list(dict.fromkeys(one(line, around) for line in _lines(text)))

    def choices(self, around: Around) -> list[str]:
        return []


class Lines(Words):
    """Several texts, a line each."""

    def written(self, value: Any, around: Around) -> Cell:
        return "\n".join(" ".join(str(one).split()) for one in value or ())

    def read(self, text: str, around: Around) -> Any:
        return _lines(text)


class Conditions(Words):
    """ "Ai nộp? → Người khác [ai-nop=nguoi-khac]", a line for each: people read the words, the brackets say which one exactly."""

    width = 44

    def written(self, value: Any, around: Around) -> Cell:
        return "\n".join(self._told(key, around) for key in value or ())

    def _told(self, key: str, around: Around) -> str:
        return f"{around.answers[key]} [{key}]" if key in around.answers else f"[{key}]"

    def read(self, text: str, around: Around) -> Any:
        return [self._key(line, around) for line in _lines(text)]

    def _key(self, line: str, around: Around) -> str:
        words, opened, rest = line.partition(" [") if not line.startswith("[") else ("", "[", line[1:])
        key = rest.rstrip("] ") if opened else ""
        if key in around.answers:
            if words and one_of(words, [around.answers[key]]) is None:
                told = {"line": line[:120], "words": around.answers[key]}
                raise WrongCell(_("“%(line)s”: lời và phần trong ngoặc nói hai điều khác nhau. Ngoặc ấy là “%(words)s”.") % told)
            return key
        for shown in (str, _without_arrow):
            words_of = {key: shown(told) for key, told in around.answers.items()}
            name = one_of(shown(line), set(words_of.values()))
            meant = [key for key, told in words_of.items() if told == name]
            if len(meant) == 1:
                return meant[0]
        known = "; ".join(f"{told} [{key}]" for key, told in around.answers.items()) or _("trang này không hỏi gì")
        told = {"line": line[:120], "known": known[:600]}
        raise WrongCell(_("“%(line)s” không phải là câu trả lời nào của trang, hoặc chưa rõ câu nào. Viết như: %(known)s.") % told)


def _without_arrow(text: str) -> str:
    """People have no key for an arrow."""
    return " ".join(text.replace("→", " ").replace("->", " ").replace("=", " ").replace(":", " ").split())


class Named(Words):
    """A row of another table, by its name; where two have the same, by its name in addresses as well."""

    def __init__(self, model: type[models.Model], *, several: bool = False) -> None:
        self.model, self.several = model, several

    def written(self, value: Any, around: Around) -> Cell:
        """In the order of the table: of several, none is the first."""
        chosen = {one.pk for one in (value if self.several else (value,)) if one is not None}
        return "\n".join(name for name, row in around.rows[self.model].items() if row.pk in chosen)

    def read(self, text: str, around: Around) -> Any:
        rows = around.rows[self.model]
        found = []
        for line in _lines(text):
            name = one_of(line, rows)
            if name is None:
                raise _not_there(line, rows)
            found.append(rows[name])
        if not self.several and len(found) > 1:
            raise WrongCell(_("Chỉ ghi một."))
        return found if self.several else next(iter(found), None)

    def choices(self, around: Around) -> list[str]:
        return [] if self.several else list(around.rows[self.model])


class Keyed(Words):
    """A record of a directory that a block names by its key, by its name; one that is there no more is written as it is stored.

    ``keys``: {name: key} of those that are there.
    """

    def __init__(self, keys: Callable[[Around], dict[str, str]]) -> None:
        self.keys = keys

    def written(self, value: Any, around: Around) -> Cell:
        return next((name for name, key in self.keys(around).items() if key == value), value or "")

    def read(self, text: str, around: Around) -> Any:
        if not text:
            return ""
        keys = self.keys(around)
        name = one_of(text, keys)
        if name is None:
            raise _not_there(text, keys)
        return keys[name]

    def choices(self, around: Around) -> list[str]:
        return list(self.keys(around))


def _forms(around: Around) -> dict[str, str]:
    return {label: key for key, label in form_choices()}


def _rates(around: Around) -> dict[str, str]:
    return {name: str(row.pk) for name, row in around.rows[Rate].items()}


class ToRead(Words):
    """Tells which page it is and is changed elsewhere."""

    def read(self, text: str, around: Around) -> Any:
        raise WrongCell(_("Cột này chỉ để đọc; sửa điều ấy ở trang."))


def of_block(block: Any) -> Words:
    """What a part of a block is in a cell."""
    if isinstance(block, AppliesBlock):
        return Conditions()
    if isinstance(block, ChannelsBlock):
        return Choices(block.field.choices)
    if isinstance(block, blocks.ListBlock):
        return Lines()
    if isinstance(block, DongBlock):
        return Dong()
    if isinstance(block, blocks.IntegerBlock):
        return Whole()
    if isinstance(block, blocks.BooleanBlock):
        return YesNo()
    if isinstance(block, RateBlock):
        return Keyed(_rates)
    if isinstance(block, FormTemplateBlock):
        return Keyed(_forms)
    if isinstance(block, blocks.ChoiceBlock):
        return Choice(block.field.choices)
    return Words()


def of_field(model_field: Any) -> Words:
    """What a field of the page is in a cell."""
    if isinstance(model_field, ChoiceListField):
        return Choices(model_field.list_choices)
    if model_field.many_to_many:
        return Named(model_field.related_model, several=True)
    if model_field.is_relation:
        return Named(model_field.related_model)
    if model_field.choices:
        return Choice(model_field.choices)
    return Day() if isinstance(model_field, models.DateField) else Words()
