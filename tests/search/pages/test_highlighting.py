import re
import unicodedata

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from search.pages.highlighting import highlighted
from search.query.reading import read_query


def nfd(text):
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Đăng ký kết hôn", "ket hon", "Đăng ký <mark>kết hôn</mark>"),
        ("Bán hay bàn", "bán", "<mark>Bán</mark> hay bàn"),
        ("Bán hay bàn", "ban", "<mark>Bán</mark> hay <mark>bàn</mark>"),
        ("Kết <b>hôn</b>", "kết hôn", "<mark>Kết</mark> &lt;b&gt;<mark>hôn</mark>&lt;/b&gt;"),
        ("a & b", "", "a &amp; b"),
        ("Hòa giải", "hoà giải", "<mark>Hòa giải</mark>"),
        ("Mã 1.001612", "1001612", "Mã <mark>1.001612</mark>"),
        ("Mã 1.001612.000.00.00.H62", "001612", "Mã <mark>1.001612.000.00.00.H62</mark>"),
        ("Mã 1.001613", "1.001612", "Mã 1.001613"),
        ("Nghị định 224/2026/NĐ-CP", "224/2026/nd-cp", "Nghị định <mark>224/2026/NĐ-CP</mark>"),
        ("Nghị định 63 / 2010 / NĐ-CP", "63/2010/nđ-cp", "Nghị định <mark>63 / 2010 / NĐ-CP</mark>"),
        ("Làm giấy khai sinh", "giaays khai sinh", "Làm <mark>giấy khai sinh</mark>"),
        ("Làm giấy khai sinh", "gia6y1", "Làm <mark>giấy</mark> khai sinh"),
        ("Kỹ năng", "kĩ năng", "<mark>Kỹ năng</mark>"),
        ("Đăng ký – kết hôn", "đăng kí kết hôn", "<mark>Đăng ký</mark> – <mark>kết hôn</mark>"),
        ("Kết-hôn", "ket hon", "<mark>Kết</mark>-<mark>hôn</mark>"),
        (nfd("Kết hôn"), "kết", f"<mark>{nfd('Kết')}</mark> {nfd('hôn')}"),
        ("Kết hôn", nfd("kết"), "<mark>Kết</mark> hôn"),
        ("Đăng ký hộ kinh doanh", "ĐKKD", "<mark>Đăng ký hộ kinh doanh</mark>"),
        ("Hộ gia đình", "ĐKKD", "Hộ gia đình"),
        ("", "kết hôn", ""),
    ],
)
def test_highlighted(text, typed, shown):
    assert highlighted(text, read_query(typed)) == shown


def test_a_corrected_phrase_is_marked_where_it_stands_whole():
    assert highlighted("Khai báo, khai sinh", read_query("khia snih"), also=["khai sinh"]) == "Khai báo, <mark>khai sinh</mark>"


@given(st.text(alphabet="kết hôn<>&\"'/= \u0301", max_size=60), st.text(max_size=30))
def test_text_stays_the_same_and_safe(text, typed):
    assert re.sub(r"</?mark>", "", highlighted(text, read_query(typed))) == escape(text)
