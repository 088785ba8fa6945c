import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from search.highlighting import highlighted
from search.query import read_query


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
        ("", "kết hôn", ""),
    ],
)
def test_highlighted(text, typed, shown):
    assert highlighted(text, read_query(typed)) == shown


@given(st.text(alphabet="kết hôn<>&\"'/= \u0301", max_size=60), st.text(max_size=30))
def test_text_stays_the_same_and_safe(text, typed):
    assert re.sub(r"</?mark>", "", highlighted(text, read_query(typed))) == escape(text)
