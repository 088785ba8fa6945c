"""All procedures to the workbook and back without a difference: every cell read again, not only those that look changed."""

import io
from pathlib import Path
from tempfile import NamedTemporaryFile
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from office.set_costs.factories import RateFactory
from office.set_costs.models import Rate
from procedures_pages.factories import ProcedureFactory, cost, document, person, question, time
from procedures_pages.models import ProcedurePage
from procedures_pages.workbook import comparing, drafting, exporting
from procedures_pages.workbook.cells import ToRead
from procedures_pages.workbook.opening import open_book
from procedures_pages.workbook.sheets import PAGE, sheets
from vietnamese import typed
from vietnamese.folding import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def every_cell(monkeypatch):
    """As if somebody had touched each cell of each page."""

    def differing(self, row, now):
        for column in self.parts():
            if not isinstance(column.kind, ToRead):
                yield column, "", row.cells.get(column.name, "")

    monkeypatch.setattr(comparing._Comparison, "differing", differing)
    monkeypatch.setattr(exporting, "mark", lambda sheet, rows: "-")


def came_back(path):
    path.write_bytes(exporting.workbook())
    return drafting.look(path, get_user_model().objects.get(username="duyet"))


def test_the_sample_comes_back_without_a_difference(every_cell, tmp_path):
    ProcedureFactory(full=True)
    out = came_back(tmp_path / "a.xlsx")
    assert (out.ready, out.left, out.stray, out.notes, out.moved) == ([], [], [], [], [])
    assert out.untouched == exporting.procedures().count() > 44


texts = st.one_of(
    st.sampled_from(["=1+1", "+84 211", "-5", "@x", "'=1", "a\nb", "1.001193", "007", "1e5", "TRUE", "Có", "→ [a=b]", "2026-07-01"]),
    # As it is stored: cleaned.
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30).map(typed.line).filter(bool),
)
RATES = ("Lệ phí hộ tịch", "=1+1")
conditions = st.lists(st.sampled_from(["ai=toi", "ai=ho", "noi=nha", "noi=quay"]), unique=True, max_size=3)
channels = st.lists(st.sampled_from(["in_person", "online", "post"]), unique=True, max_size=3)
papers = st.builds(
    lambda n, name, note, applies, copies, more, same: document(
        f"giay-{n}", *applies, name=name, note=note, copies=copies, alternatives=more, per_person=same
    ),
    st.integers(0, 99),
    texts,
    texts,
    conditions,
    st.integers(0, 20),
    st.lists(texts, max_size=2),
    st.booleans(),
)
costs = st.builds(
    lambda basis, amount, note, applies, by, rate: cost(basis, *applies, amount=amount, note=note, channels=by, rate=rate),
    st.sampled_from(["amount", "free", "by_council"]),
    st.one_of(st.none(), st.integers(1, 10_000_000_000)),
    texts,
    conditions,
    channels,
    st.sampled_from(["", *RATES]),
)
times = st.builds(
    lambda unit, amount, applies, by: time(unit, amount, *applies, channels=by),
    st.sampled_from(["working_days", "hours", "unknown"]),
    st.one_of(st.none(), st.integers(1, 3650)),
    conditions,
    channels,
)


@settings(max_examples=12, deadline=None)
@given(st.lists(papers, max_size=4), st.lists(costs, max_size=3), st.lists(times, max_size=2), texts)
def test_any_page_comes_back_as_it_was(papers, costs, times, words):
    rates = {name: str((Rate.objects.filter(name=name).first() or RateFactory(name=name)).pk) for name in RATES}
    for one in costs:
        one["value"]["rate"] = rates.get(one["value"]["rate"], "")
    page = ProcedureFactory.build(
        title=words,
        area=None,
        authority=None,
        legal=[],
        questions=[question("ai", "toi", "ho"), question("noi", "nha", "quay", label="Ai?")],
        documents=papers,
        costs=costs,
        times=times,
        people=[person(words[:60], "ai=toi", outcome="- một\n- hai")],
    )
    page.pk = 1
    about = exporting.Told(page, [], [], [])
    around = exporting.around_all().of_page(page)
    with patch.object(exporting, "_pages", lambda: [about]), patch.object(exporting, "_labels", lambda: {1: "Trang"}):
        data = exporting.workbook()
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        book = open_book(Path(file.name))
    for sheet in sheets():
        parts = [column for column in sheet.columns if column.name != PAGE and not isinstance(column.kind, ToRead)]
        stream = [child.value for child in getattr(page, sheet.field)] if sheet.field not in ("", "legal") else []
        rows = book.sheets[sheet.key].rows
        assert len(rows) == (len(stream) if sheet.field else 1)
        for at, row in enumerate(rows):
            assert not row.formulas
            for column in parts:
                stored = stream[at].get(column.name) if sheet.field else getattr(page, column.name)
                read = column.kind.read(row.cells[column.name], around)
                assert as_said(read) == as_said(stored), (column.name, row.cells[column.name])


def as_said(value):
    """Lists of lines as lists, nothing as nothing; the blanks about a text are cleaned when it is stored."""
    if hasattr(value, "all"):
        return list(value.all())
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int) or value is None or hasattr(value, "isoformat"):
        return value or None
    return [" ".join(one.split()) if isinstance(one, str) else one for one in value if not isinstance(one, str) or one.strip()]


def test_what_a_spreadsheet_would_calculate_is_text():
    ProcedureFactory(title="=1+1", documents=[document("a", name='=HYPERLINK("http://a.vn")', note="-5")])
    book = load_workbook(io.BytesIO(exporting.workbook()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@"]
    assert {cell.value for cell in risky} >= {"=1+1", '=HYPERLINK("http://a.vn")', "-5"}
    # Edited in a spreadsheet, it stays text.
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in risky)


def test_sheets_headings_and_arrows_are_the_forms():
    book = load_workbook(io.BytesIO(exporting.workbook()))
    assert book.sheetnames[:6] == ["Thủ tục", "Giấy tờ", "Chi phí", "Thời hạn", "Căn cứ pháp lý", "Người mẫu"]
    headings = [cell.value for cell in book["Chi phí"][1]]
    wanted = ["Thủ tục", "Loại", "Mức thu là", "Số tiền (đồng)", "Cho mỗi", "Mức thu dùng chung"]
    wanted += ["Khoản thu", "Ghi chú", "Chỉ với cách nộp", "Chỉ khi"]
    assert headings == [*wanted, "Mục (không sửa)"]
    arrows = {str(one.sqref)[0]: one.formula1 for one in book["Chi phí"].data_validations.dataValidation}
    assert set(arrows) == {"A", "B", "C"}
    sheet, _mark, place = arrows["B"].partition("!")
    offered = [row[0].value for row in book[sheet.strip("'")][place.replace("$", "")]]
    assert offered == ["Phí", "Lệ phí"]
    assert book["Chi phí"].column_dimensions["K"].hidden
    # Each column is found again by its heading, whatever its case and marks.
    found = [[fold(cell.value) for cell in sheet[1]] for sheet in list(book)[:6]]
    assert [len(set(one)) for one in found] == [len(sheet.all_columns) for sheet in sheets()]
    assert ProcedurePage.objects.filter(locale__language_code="vi").count() == book["Thủ tục"].max_row - 1
