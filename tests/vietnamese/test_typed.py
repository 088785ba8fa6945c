"""Text as people paste it into fields: cleaned, in the house's spelling, without list marks, lines kept where there are lines."""

import unicodedata

import pytest
from hypothesis import given

from vietnamese import typed

from .strategies import anything


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("•\tHoà giải ở cơ sở", "Hòa giải ở cơ sở"),
        ("•Tờ khai", "Tờ khai"),
        ("- Tờ khai", "Tờ khai"),
        ("–\tTờ khai", "Tờ khai"),
        ("+ Tờ khai", "Tờ khai"),
        ("\uf0a7\tTờ khai", "Tờ khai"),
        ("\uf0b7 – Tờ khai", "Tờ khai"),
        ("o\tTờ khai", "Tờ khai"),
        ("1.\tTờ khai", "Tờ khai"),
        ("a)\tTờ khai", "Tờ khai"),
        ("✓ Tờ khai", "Tờ khai"),
        ("1. Tờ khai", "1. Tờ khai"),
        ("+84 211 3861 234", "+84 211 3861 234"),
        ("-5 độ", "-5 độ"),
        ("Nghị định 168/2025/NĐ-CP", "Nghị định 168/2025/NĐ-CP"),
        ("Bản sao – có chứng thực", "Bản sao – có chứng thực"),
        ("o nhi đồng", "o nhi đồng"),
        ("-", "-"),
        (" \u200b\ufeff\u00a0", ""),
        (unicodedata.normalize("NFD", "Đăng ký thường trú"), "Đăng ký thường trú"),
        ("Đăng\u00a0ký\u200b kết\u202e hôn\u00ad", "Đăng ký kết hôn"),
        ("một\nhai\r\nba", "một hai ba"),
        ("a\x00b\x85c\ud800d", "ab cd"),
    ],
)
def test_one_line(raw, wanted):
    assert typed.line(raw) == wanted


def test_lines_are_a_name_each():
    assert typed.lines("•\tmở quán\r\n\r\n- mở tiệm\u2028* bán hàng") == "mở quán\nmở tiệm\nbán hàng"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("•\tĐủ 18 tuổi.", "Đủ 18 tuổi."),
        ("Gồm:\n•\tmột\n\uf0a7\thai", "Gồm:\n- một\n- hai"),
        ("- một\n- hai", "- một\n- hai"),
        ("1.\tmột\n2.\thai", "1. một\n2. hai"),
        ("  một \n\n\n hai ", "một\nhai"),
    ],
)
def test_prose_keeps_its_lines_and_lists(raw, wanted):
    assert typed.prose(raw) == wanted


def test_a_persons_own_words_keep_their_spelling():
    assert typed.own_line(" Nguyễn\u00a0Thị  Thuý ") == "Nguyễn Thị Thuý"
    assert typed.own_lines("Thuý\u200b\n- hoà") == "Thuý\n- hoà"


def test_an_old_charset_is_read_as_it_was_meant():
    assert typed.meant("§¨ng ký kÕt h«n") == "Đăng ký kết hôn"
    assert typed.meant("Đăng ký") == "Đăng ký"


@pytest.mark.parametrize("kind", [typed.line, typed.lines, typed.prose, typed.own_line, typed.own_lines])
@given(text=anything)
def test_cleaning_again_changes_nothing(kind, text):
    once = kind(text)
    assert kind(once) == once
    assert unicodedata.is_normalized("NFC", once)
