"""A workbook beside the pages: what each page would say otherwise, which cells are wrong, which pages are left alone and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from office.models import LegalResource

from ..blocks import own_amount_beside_rate
from ..models import ProcedurePage
from ..on_page.saving import draft_of, row_of
from .cells import Around, one_of, plain
from .opening import Book, Opened, Row
from .putting import Put, copy_of, put_block, put_field, put_laws, put_stream, stream_values
from .sheets import BLOCK, LABEL, LAW, LAW_NAME, MARKS, NUMBER, PAGE, REVISION, Column, Sheet, mark, rows_of, sheets, told

MAX_KEY_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Change:
    """``place``: where in the workbook; ``what``: the column, or what becomes of a row; ``was`` and ``now``: as cells have it."""

    place: str
    what: str
    was: str = ""
    now: str = ""


@dataclass(slots=True)
class Wanted:
    """What the workbook wants of one page. ``page``: its draft in memory, changed; ``left``: why it is left alone, "" where it is not."""

    pk: int
    title: str
    page: ProcedurePage | None = None
    changes: list[Change] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    left: str = ""
    fields: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        return bool(self.changes) and not self.wrong and not self.left


@dataclass(slots=True)
class Lines:
    """The rows of a workbook by page. ``stray``: what is wrong with rows of no page; ``others``: how many are of pages that it has not."""

    pages: dict[int, Row]
    rows: dict[int, dict[str, list[Row]]]
    wrong: dict[int, list[str]]
    stray: list[str]
    others: int = 0


def by_page(book: Book) -> Lines:
    """Each row with its page, by the name in its first column."""
    lines = Lines({}, defaultdict(lambda: defaultdict(list)), defaultdict(list), [])
    pages = book.sheets["pages"]
    names: dict[str, int] = {}
    for row in pages.rows:
        number = row.cells[NUMBER]
        if not _is_key(number) or NUMBER in row.formulas:
            lines.stray.append(f"{pages.place(row, 'title')}: " + _("dòng mới. Thủ tục mới thì tạo trang trên bàn làm việc trước."))
        elif int(number) in lines.pages:
            first = lines.pages[int(number)].number
            lines.stray.append(f"{pages.place(row, 'title')}: " + _("chép từ dòng %(row)s; mỗi thủ tục một dòng.") % {"row": first})
        else:
            lines.pages[int(number)] = row
            names.setdefault(row.cells[LABEL], int(number))
    for pk, row in lines.pages.items():  # a page that is renamed here may be called by its new name, too
        names.setdefault(row.cells.get("title", ""), pk)
    for key, opened in book.sheets.items():
        for row in opened.rows if key != "pages" else ():
            if (page := names.get(row.cells[PAGE])) is not None:
                lines.rows[page][key].append(row)
                continue
            origin = _origin(row)[0]
            if origin and origin not in lines.pages:
                lines.others += 1
                continue
            words = _("“%(name)s” không có ở trang “Thủ tục”. Chọn một tên ở mũi tên của ô.") % {"name": row.cells[PAGE][:80]}
            wrong = f"{opened.place(row, PAGE)}: {words}"
            # Else the page that the row was of would lose it, and nobody has said so.
            (lines.wrong[origin] if origin in lines.pages else lines.stray).append(wrong)
    return lines


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_KEY_DIGITS


def _origin(row: Row) -> tuple[int, str]:
    """(key of the page, id of the block) that a row was written from; (0, "") of a new one."""
    page, _slash, block = row.cells.get(BLOCK, "").partition("/")
    return (int(page), block) if _is_key(page) else (0, "")


def is_touched(book: Book, lines: Lines, pk: int) -> bool:
    """Whether somebody has changed a cell of the page, or the order of its rows, since it was written."""
    marks = dict(one.split(":", 1) for one in lines.pages[pk].cells[MARKS].split() if ":" in one)
    for key, opened in book.sheets.items():
        rows = [lines.pages[pk]] if key == "pages" else lines.rows[pk][key]
        if any(row.formulas for row in rows) or marks.get(key) != mark(opened.sheet, [row.cells for row in rows]):
            return True
    return pk in lines.wrong


def wanted(book: Book, lines: Lines, pk: int, user: Any, around: Around) -> Wanted:
    """What the workbook wants of one page that somebody has touched."""
    row = lines.pages[pk]
    out = Wanted(pk, row.cells[LABEL], wrong=list(lines.wrong.get(pk, ())))
    try:
        stored = row_of(pk)
    except Http404:
        out.left = _("Trang không còn trên bàn làm việc.")
        return out
    page = out.page = draft_of(stored)
    out.title = page.get_admin_display_title()
    here = around.of_page(page)
    about = told(page)
    for key, opened in book.sheets.items():
        comparison = _Comparison(opened, out, page, here)
        if key == "pages":
            comparison.fields(row, rows_of(opened.sheet, about, here)[0])
        elif key == "laws":
            comparison.laws(lines.rows[pk][key], rows_of(opened.sheet, about, here))
        else:
            comparison.blocks(lines.rows[pk][key], rows_of(opened.sheet, about, here))
    if not out.changes and not out.wrong:
        return out
    out.left = _why_left(stored, row.cells[REVISION], user)
    if not out.left and not out.wrong:
        out.wrong = list(_as_a_page(page, book.sheets["pages"], row))
    return out


def _why_left(stored: ProcedurePage, revision: str, user: Any) -> str:
    if not stored.permissions_for_user(user).can_edit():
        return _("Bạn không sửa được trang này.")
    state = stored.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _("Trang đang chờ duyệt: duyệt hay trả lại xong rồi mới đưa lên.")
    lock = stored.get_lock()
    if lock is not None and lock.for_user(user):
        return _("Trang đang khóa.")
    if str(stored.latest_revision_id or "") != revision:
        return _("Trang đã đổi trên bàn làm việc từ khi tải về: tải về lại rồi sửa trên tệp mới.")
    return ""


def _as_a_page(page: ProcedurePage, opened: Opened, row: Row) -> Iterator[str]:
    """What a page may never say, at the sheet that it is about."""
    try:
        page.full_clean()
    except ValidationError as errors:
        titles = {sheet.field: sheet.title for sheet in sheets() if sheet.field}
        for name, messages in errors.message_dict.items():
            place = _("Trang “%(sheet)s”") % {"sheet": titles[name]} if name in titles else opened.place(row, name)
            yield from (f"{place}: {message}" for message in messages)


def _calculated() -> str:
    return _("ô này là công thức hay lỗi của công thức; hãy gõ thẳng giá trị.")


class _Comparison:
    """One sheet beside one page. What differs goes into the page in memory, and is told."""

    def __init__(self, opened: Opened, out: Wanted, page: ProcedurePage, around: Around) -> None:
        self.opened, self.out, self.page, self.around = opened, out, page, around

    @property
    def sheet(self) -> Sheet:
        return self.opened.sheet

    def parts(self) -> list[Column]:
        """The columns that the file has."""
        return [column for column in self.sheet.columns if column.name in self.opened.letters and column.name != PAGE]

    def differing(self, row: Row, now: dict[str, Any]) -> Iterator[tuple[Column, str, str]]:
        """(column, as the page has it, as the cell has it) where those differ."""
        for column in self.parts():
            was, wanted = plain(now.get(column.name)), row.cells.get(column.name, "")
            if was != wanted or column.name in row.formulas:
                yield column, was, wanted

    def put(self, row: Row, column: Column, text: str, place: Put) -> bool:
        """Whether the cell says something else; what is wrong with it is told."""
        try:
            if column.name in row.formulas:
                raise ValidationError(_calculated())
            return place(column.kind.read(text, self.around))
        except (ValueError, ValidationError) as error:
            said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self._wrong(row, column.name, said)
            return False

    def changed(self, name: str, change: Change) -> None:
        self.out.changes.append(change)
        if name not in self.out.fields:
            self.out.fields.append(name)

    def _of_cell(self, row: Row, column: Column, was: str, now: str) -> Change:
        return Change(self.opened.place(row, column.name), column.heading, column.kind.shown(was), column.kind.shown(now))

    # --- The sheets ---

    def fields(self, row: Row, now: dict[str, Any]) -> None:
        for column, was, text in self.differing(row, now):
            if self.put(row, column, text, put_field(self.page, column.name)):
                self.changed(column.name, self._of_cell(row, column, was, text))

    def blocks(self, rows: list[Row], now: list[dict[str, Any]]) -> None:
        """Rows are told apart by the id of their block: changed, new, gone, in another order."""
        before = {str(one[BLOCK]).partition("/")[2]: one for one in now}
        values = stream_values(self.page, self.sheet.field)
        order: list[tuple[str, Any]] = []
        for row in rows:
            block = self._block(row, before, order)
            value = values[block] if block else None
            order.append((block, self._changed_block(row, value, before[block]) if block else self._new_block(row)))
        kept = [block for block, _value in order if block]
        for block, one in before.items():
            if block not in kept:
                self.changed(self.sheet.field, Change(self._on_sheet(), _("Bỏ"), self._words(one)))
        if kept != [block for block in before if block in kept]:
            self.changed(
                self.sheet.field, Change(self._on_sheet(), _("Thứ tự khác"), now="; ".join(self._words(before[one]) for one in kept))
            )
        if self.sheet.field in self.out.fields and not self.out.wrong:
            self._put(rows, order)

    def _put(self, rows: list[Row], order: list[tuple[str, Any]]) -> None:
        most = getattr(self.page, self.sheet.field).stream_block.meta.max_num
        if most is not None and len(order) > most:
            words = _("nhiều nhất %(most)s dòng cho một thủ tục.") % {"most": most}
            self._wrong(rows[most], PAGE, words)
            return
        put_stream(self.page, self.sheet.field, order)

    def _block(self, row: Row, before: dict[str, Any], order: Iterable[tuple[str, Any]]) -> str:
        """The block of this page that the row is; "" of a new one, also of a copied row."""
        page, block = _origin(row)
        return block if page == self.page.pk and block in before and block not in {one for one, _value in order} else ""

    def _changed_block(self, row: Row, value: Any, now: dict[str, Any]) -> Any:
        for column, was, text in self.differing(row, now):
            if self.put(row, column, text, put_block(value, column.name)):
                self.changed(self.sheet.field, self._of_cell(row, column, was, text))
        self._fits(row, value)
        return value

    def _fits(self, row: Row, value: Any) -> None:
        """What two cells of a row may not say together."""
        if self.sheet.field == "costs" and (words := own_amount_beside_rate(value)):
            self._wrong(row, "rate", words)

    def _new_block(self, row: Row) -> Any:
        """A block of what the row says; what no column has comes of the row that it was copied from, as far as that fits here."""
        value, is_copy = copy_of(self.page, self.sheet.field, *_origin(row))
        for column in self.parts():
            text = row.cells.get(column.name, "")
            # An empty cell of a new row means what an empty form begins with: one original, handed in.
            if text or is_copy or value.get(column.name) in (None, ""):
                self.put(row, column, text, put_block(value, column.name, always=True))
        self._fits(row, value)
        self.changed(self.sheet.field, Change(self.opened.place(row, PAGE), _("Thêm"), now=self._words(row.cells)))
        return value

    def laws(self, rows: list[Row], now: list[dict[str, Any]]) -> None:
        known = self.around.rows[LegalResource]
        before = {str(one[LAW]): one for one in now}
        chosen: dict[str, Any] = {}
        for row in rows:
            number = one_of(row.cells[LAW], known) or row.cells[LAW]
            if LAW in row.formulas:
                self._wrong(row, LAW, _calculated())
            elif number not in known:
                self._wrong(row, LAW, _("“%(number)s” chưa có ở Danh mục dùng chung; thêm ở đó trước.") % {"number": number[:60]})
            elif number in chosen:
                self._wrong(row, LAW, _("“%(number)s” đã có ở một dòng trên.") % {"number": number})
            elif number in before and row.cells.get(LAW_NAME, "") not in ("", plain(before[number][LAW_NAME])):
                self._wrong(row, LAW_NAME, _("Cột này chỉ để đọc; sửa điều ấy ở trang."))
            else:
                chosen[number] = known[number]
                if number not in before:
                    self.changed("legal", Change(self.opened.place(row, LAW), _("Thêm"), now=number))
        for number in before:
            if number not in chosen:
                self.changed("legal", Change(self._on_sheet(), _("Bỏ"), number))
        kept = [number for number in chosen if number in before]
        if kept != [number for number in before if number in kept]:
            self.changed("legal", Change(self._on_sheet(), _("Thứ tự khác"), now="; ".join(kept)))
        if "legal" in self.out.fields:
            put_laws(self.page, list(chosen.values()))

    def _wrong(self, row: Row, name: str, words: str) -> None:
        self.out.wrong.append(f"{self.opened.place(row, name)}: {words}")

    def _on_sheet(self) -> str:
        return _("Trang “%(sheet)s”") % {"sheet": self.sheet.title}

    def _words(self, cells: dict[str, Any]) -> str:
        """A row in short: its first cells that say something."""
        texts = (" ".join(plain(cells.get(column.name)).split()) for column in self.sheet.columns if column.name != PAGE)
        return " · ".join([text[:80] for text in texts if text][:3])
