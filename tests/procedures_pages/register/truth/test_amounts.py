"""Numbers with a unit in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.truth.amounts import WORDS, Amount, amounts, in_words, legal_numbers, sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trong 03 ngày làm việc kể từ ngày nhận", [(3, "working_days")]),
        ("không quá 05 (năm) ngày", [(5, "days")]),
        ("không quá ba (03) ngày", [(3, "days")]),
        ("mười lăm ngày, hai mươi mốt ngày", [(15, "days"), (21, "days")]),
        ("10.000 đồng/trường hợp", [(10_000, "dong")]),
        ("1.250.000đ một lần", [(1_250_000, "dong")]),
        ("3,5 ngày làm việc", [(3.5, "working_days")]),
        ("sau 15 giờ", [(15, "hours")]),
        ("sau 03 (ba) giờ chiều", [(15, "hours")]),
        ("có giá trị 06 tháng", [(6, "months")]),
        ("tối thiểu 05 năm", [(5, "years")]),
    ],
)
def test_digits_and_words_before_a_unit_are_read(text, found):
    assert amounts(text) == [Amount(float(value), unit) for value, unit in found]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 30/12/2024",
        "từ ngày 01 tháng 7 năm 2025",
        "quy định năm 2022",
        "Nghị định 175/2024/NĐ-CP ngày 30/12/2024",
        "Điều 53, khoản 2",
        "đủ 18 tuổi",
    ],
)
def test_dates_years_and_numbers_of_laws_are_no_amounts(text):
    assert amounts(text) == []


def test_a_stop_between_thousands_ends_no_sentence():
    assert sentences("Phí 2.000 đồng một trang. Tối đa 200.000 đồng.") == ["Phí 2.000 đồng một trang.", "Tối đa 200.000 đồng."]


def test_legal_numbers_are_found_with_points_and_long_tails():
    assert legal_numbers("Nghị quyết 66.18/2026/NQ-CP, Luật 135/2025/QH15 và Thông tư 01/2022/TT-BTP.") == [
        "66.18/2026/NQ-CP",
        "135/2025/QH15",
        "01/2022/TT-BTP",
    ]


def test_the_prime_ministers_number_is_found_whole():
    assert legal_numbers("Mẫu số 01 kèm Quyết định 24/2021/QĐ-TTg.") == ["24/2021/QĐ-TTg"]


def test_many_amounts_are_told_once_each_small_before_large():
    assert in_words([Amount(10, "days"), Amount(7, "days"), Amount(10, "days")]) == "7 ngày; 10 ngày"


@given(st.integers(1, 999), st.sampled_from(sorted(WORDS)))
def test_what_is_written_is_read_again(value, unit):
    amount = Amount(float(value % 199 + 1 if unit == "years" else value), unit)
    assert amounts(f"Trong {amount}, kể từ khi nhận") == [amount]


@given(st.text())
def test_any_text_is_read(text):
    amounts(text)
    sentences(text)
    legal_numbers(text)
