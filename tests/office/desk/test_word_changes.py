"""Of two wordings the words that differ are marked, and nothing of either is lost."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.desk.word_changes import come, gone

WORDS = st.lists(st.sampled_from(["giấy", "tờ", "<b>", "&", "bản", "sao\n", "01", "  "]), max_size=30).map(" ".join)


@pytest.mark.parametrize(
    ("old", "new", "was", "is_now"),
    [
        ("Lệ phí 50.000 đồng", "Lệ phí 75.000 đồng", "Lệ phí <mark>50.000</mark> đồng", "Lệ phí <mark>75.000</mark> đồng"),
        ("Nộp tờ khai", "Nộp tờ khai và ảnh", "Nộp tờ khai", "Nộp tờ khai <mark>và ảnh</mark>"),
        (
            "Trong 3 ngày kể từ khi nhận hồ sơ",
            "Trong 5 giờ kể từ khi nhận hồ sơ",
            "Trong <mark>3 ngày</mark> kể từ khi nhận hồ sơ",
            "Trong <mark>5 giờ</mark> kể từ khi nhận hồ sơ",
        ),
        ("Một\nHai", "Một\nBa", "Một\n<mark>Hai</mark>", "Một\n<mark>Ba</mark>"),
        ("<i>a</i> b", "<i>a</i> c", "&lt;i&gt;a&lt;/i&gt; <mark>b</mark>", "&lt;i&gt;a&lt;/i&gt; <mark>c</mark>"),
        ("Hộ chiếu", "Căn cước công dân", "Hộ chiếu", "Căn cước công dân"),
        ("", "Giấy mới", "", "Giấy mới"),
    ],
)
def test_what_differs_is_marked(old, new, was, is_now):
    assert (gone(old, new), come(old, new)) == (was, is_now)


@given(WORDS, WORDS)
def test_nothing_is_lost_and_what_is_unmarked_is_the_same(old, new):
    before, after = gone(old, new), come(old, new)
    texts = [unescape(re.sub(r"</?mark>", "", html)) for html in (before, after)]
    assert texts == [old, new]
    if "<mark>" in before + after:
        kept = [unescape(re.sub(r"<mark>.*?</mark>", "", html, flags=re.DOTALL)).split() for html in (before, after)]
        assert kept[0] == kept[1]


def test_a_text_of_many_words_takes_no_time_and_is_whole():
    long = "giấy " * 50_000
    assert gone(long, long + "tờ") == long
