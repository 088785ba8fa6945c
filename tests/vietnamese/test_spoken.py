"""What a voice should say: the table spoken.tsv (written, a tab, spoken; "# " begins a group), and what holds for any text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.spoken import spoken
from vietnamese.spoken.names import ABBREVIATIONS, BODIES, KINDS, UNITS
from vietnamese.spoken.numerals import cardinal, in_groups, roman

from .strategies import anything, vietnamese

LINES = (Path(__file__).parent / "spoken.tsv").read_text("utf-8").splitlines()
TABLE = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]
# What texts of procedures are made of, put together at random.
PIECES = [
    *("118/2025/NĐ-CP", "Nghị định số ", "QH13", "24/11/2026", "7h30", "1.004859", "0988 123 456", "2.000 đồng/trang", "50%", "m²", "½"),
    *("năm (05)", "03 (ba)", "CT01", "01/ĐK", "thứ 2", "T2-T6", "quý IV", "ngày ", "tháng ", "số ", "TP.", "P.", "H.", "UBND", "LĐ-TB&XH"),
    *(
        "và/hoặc",
        "v.v",
        "v/v",
        "Đ/c:",
        "a@b.vn",
        "dichvucong.gov.vn",
        "(",
        ")",
        "[",
        "“",
        "…",
        "/",
        "-",
        " – ",
        ".",
        ",",
        ":",
        " ",
        "\n",
        "x",
    ),
    *("1", "12", "0", "٣", "①", "Ⅳ", "₫", "$", "°C", "k", "đ", "CN", "T", "\u0301", "'"),
]
of_pieces = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
any_text = st.one_of(anything, vietnamese, of_pieces)


def test_the_table_has_every_kind_of_row():
    assert len(TABLE) >= 500
    assert all(len(line) == 2 for line in TABLE)
    assert len({written for written, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("written", "said"), TABLE, ids=[written for written, _ in TABLE])
def test_said_as_in_the_table(written, said):
    assert spoken(written) == said


def test_lines_are_sentences():
    assert spoken("Tờ khai (2 bản)\n\n- Hộ chiếu?\n3 ảnh") == "Tờ khai, hai bản. Hộ chiếu? ba ảnh"


def test_nothing_is_said_of_nothing():
    assert [spoken(text) for text in ("", "  \n", "...", "( )", "•")] == [""] * 5


def test_what_is_not_known_is_left_to_the_voice():
    assert spoken("Chợ ABC, ông Nguyễn Văn A") == "Chợ ABC, ông Nguyễn Văn A"


@given(any_text)
def test_no_digit_bracket_or_stroke_is_left(text):
    said = spoken(text)
    assert not any(sign.isdigit() for sign in said), said
    assert not set('/()[]{}%&+=<>|\\_@#*"\n\t') & set(said), said


@given(any_text)
def test_what_is_said_is_said_as_it_is(text):
    assert spoken(spoken(text)) == spoken(text)


@given(any_text)
def test_pauses_are_single_and_none_begins(text):
    said = spoken(text)
    assert said == " ".join(said.split())
    assert not said.startswith((",", ".", ";", ":", "?", "!"))
    assert not any(f"{one} {other}" in said or one + other in said for one in ",.;:?!" for other in ",.;:?!")


@given(any_text)
def test_length_is_bounded(text):
    """The longest of all is a body by its sign: "UB" is three words in a document's number."""
    assert len(spoken(text)) <= 24 * len(text) + 40


@given(st.integers(0, 10**15 - 1))
def test_numbers_differ_when_said(number):
    assert cardinal(number) != cardinal(number + 1)
    assert spoken(f"{number:,}".replace(",", ".") + " đồng") == f"{cardinal(number)} đồng"


@given(st.text("0123456789", min_size=1, max_size=40))
def test_every_digit_of_a_row_is_said(digits):
    assert len(in_groups(digits).replace(",", "").split()) == len(digits)


@given(st.text("IVX", min_size=1, max_size=8))
def test_only_usual_roman_numerals_are_numbers(numeral):
    value = roman(numeral)
    usual = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert value is None or "X" * (value // 10) + usual[value % 10] == numeral


@pytest.mark.parametrize("names", [ABBREVIATIONS, BODIES, KINDS, UNITS], ids=["abbreviations", "bodies", "kinds", "units"])
def test_names_are_said_as_they_are(names):
    assert {name: spoken(name) for name in names.values()} == {name: name for name in names.values()}


# Long runs on which a pattern that tries again from every sign would take hours.
