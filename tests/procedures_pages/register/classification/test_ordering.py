"""Shuffled rows back in their order. Made-up rows."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.classification.ordering import in_order
from procedures_pages.register.parsing.records import RegisterRow


def ordered(*texts: str) -> list[str]:
    return [row.text for row in in_order(tuple(RegisterRow(text, 1, 0, position=n) for n, text in enumerate(texts)))]


LISTS = [
    ["a) Đơn", "b) Ảnh", "c) Sổ", "d) Thẻ", "đ) Giấy", "e) Phiếu", "g) Bản kê", "h) Sơ đồ", "i) Báo cáo", "k) Lệnh"],
    ["1. Đơn", "2. Ảnh", "3. Sổ", "9. Thẻ", "10. Giấy", "11. Phiếu"],
    ["1) Đơn", "2) Ảnh", "3) Sổ"],
    ["1/ Đơn", "2/ Ảnh", "3/ Sổ"],
    ["(1) Đơn", "(2) Ảnh", "(3) Sổ"],
    ["1. Hồ sơ", "1.1. Đơn", "1.2. Ảnh", "1.10. Sổ", "2. Khác"],
    ["(i) Đơn", "(ii) Ảnh", "(iii) Sổ", "(iv) Thẻ", "(v) Giấy", "(ix) Phiếu", "(x) Lệnh"],
    ["I. Chung", "II. Riêng", "IV. Khác"],
    ["A. Chung", "B. Riêng", "C. Khác"],
    ["m1) Đơn", "m2) Ảnh", "m10) Sổ"],
    ["- a) Đơn", "- b) Ảnh", "- c) Sổ"],
]


@pytest.mark.parametrize("right", LISTS, ids=lambda right: right[0])
def test_a_shuffled_list_is_put_right(right):
    for seed in range(5):
        shuffled = random.Random(seed).sample(right, len(right))
        assert ordered(*shuffled) == right


def test_where_no_marker_tells_the_published_order_stays():
    rows = ["- Ảnh", "Đơn", "+ Sổ", "02 thẻ", "2021 là năm con trâu", "01. Không phải số thứ tự"]
    assert ordered(*rows) == rows


def test_the_same_marker_twice_tells_nothing():
    rows = ["b) Ảnh chó", "a) Đơn chó", "b) Ảnh mèo", "a) Đơn mèo"]
    assert ordered(*rows) == rows


def test_rows_without_a_marker_keep_their_places():
    assert ordered("2. Ảnh", "Số lượng: 01 bộ", "1. Đơn") == ["1. Đơn", "Số lượng: 01 bộ", "2. Ảnh"]


def test_dashes_move_with_the_numbered_heading_above_them():
    rows = ["2. Giấy tờ của chó:", "- Sổ tiêm", "- Ảnh", "1. Giấy tờ của mèo:", "- Thẻ"]
    assert ordered(*rows) == ["1. Giấy tờ của mèo:", "- Thẻ", "2. Giấy tờ của chó:", "- Sổ tiêm", "- Ảnh"]


def test_plus_rows_go_under_the_only_heading():
    assert ordered("+ Sổ tiêm", "- Giấy tờ của mèo, gồm:", "+ Thẻ") == ["- Giấy tờ của mèo, gồm:", "+ Sổ tiêm", "+ Thẻ"]


def test_with_two_headings_plus_rows_stay_where_they_are():
    rows = ["- Của chó:", "+ Sổ", "- Của mèo:", "+ Thẻ"]
    assert ordered(*rows) == rows


def test_a_lone_i_is_a_letter_unless_romans_stand_beside_it():
    assert ordered("i) Chín", "h) Tám", "k) Mười") == ["h) Tám", "i) Chín", "k) Mười"]
    assert ordered("ii) Hai", "a) Chữ", "i) Một") == ["i) Một", "a) Chữ", "ii) Hai"]


pieces = st.sampled_from(["- ", "+ ", "a) ", "b) ", "i) ", "ii) ", "1. ", "1.1 ", "2) ", "(3) ", "gồm:", "Đơn", "II. ", ""])
texts = st.one_of(st.text(max_size=30), st.lists(pieces, max_size=4).map("".join))
cases = st.lists(st.builds(RegisterRow, texts, st.none(), st.none(), position=st.integers(0, 9)), max_size=9).map(tuple)


@given(cases)
def test_no_row_is_lost_or_doubled(rows):
    assert Counter(in_order(rows)) == Counter(rows)


@given(cases)
def test_what_is_in_order_stays(rows):
    once = in_order(rows)
    assert in_order(once) == once
