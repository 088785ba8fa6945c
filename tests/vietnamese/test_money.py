"""Amounts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.money import dong, grouped, read_dong


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("4.000.000", 4_000_000),
        ("4000000", 4_000_000),
        ("4 000 000", 4_000_000),
        ("4\u00a0000\u00a0000", 4_000_000),
        ("4,000,000", 4_000_000),
        ("4 triệu", 4_000_000),
        ("4tr", 4_000_000),
        ("4 TRIỆU ĐỒNG", 4_000_000),
        ("4 trie\u0323\u0302u", 4_000_000),
        ("1.200.000", 1_200_000),
        ("1,2 triệu", 1_200_000),
        ("1.2 triệu", 1_200_000),
        ("1 triệu 200 nghìn", 1_200_000),
        ("1.500 triệu", 1_500_000_000),
        ("2 tỷ 500 triệu đồng", 2_500_000_000),
        ("500k", 500_000),
        ("8 ngàn", 8_000),
        ("100.000đ", 100_000),
        (" 8.000 đồng ", 8_000),
        ("0", 0),
    ],
)
def test_an_amount_is_read(typed, amount):
    assert read_dong(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "miễn phí",
        "-5",
        "4,5",  # half a đồng
        "4.000.00",
        "12.34.567",
        "4..000",
        "1.000 2.000",
        "4.000 000",
        "1 triệu 200",  # 200 of what?
        "200 nghìn 1 triệu",
        "4 triệu triệu",
        "1,23456789 triệu",
        "100.000 đồng/trang",
        "٤",
        "4 triệuu",
    ],
)
def test_what_is_no_amount_is_refused(typed):
    assert read_dong(typed) is None


@given(st.integers(0, 10**12))
def test_what_is_written_is_read_again(amount):
    assert read_dong(grouped(amount)) == read_dong(dong(amount)) == read_dong(str(amount)) == amount


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_none(text):
    amount = read_dong(text)
    assert amount is None or amount >= 0
