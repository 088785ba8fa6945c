"""Vietnamese words in English sentences are found, and nothing else changes."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.marking import mark_vietnamese, parts

from .strategies import anything, vietnamese


def found(text):
    return [part for part, is_ours in parts(text) if is_ours]


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("Birth registration form (Tờ khai đăng ký khai sinh)", ["Tờ khai đăng ký khai sinh"]),
        ("Vietnamese identity card (thẻ căn cước, old or new)", ["thẻ căn cước"]),
        ("Copy of the birth certificate: 8.000 đồng/copy", ["đồng/copy"]),
        ("Vĩnh Yên Ward Public Administrative Service Centre", ["Vĩnh Yên"]),
        ("18/2026/NĐ-CP (14/01/2026); 66.7/2025/NQ-CP", ["18/2026/NĐ-CP"]),
        ("Many people call this “công chứng” (notarisation). Its right name is chứng thực (certification).", ["công chứng", "chứng thực"]),
        ("Papers to bring: Xin giấy phép môi trường cho xưởng, dự án · One-Stop Guide", ["Xin giấy phép môi trường cho xưởng, dự án"]),
        ("see the thẻ in màu or the Café Résumé", ["thẻ", "màu"]),
        ("A café in Đắk Lắk can go to Huế by bus", ["Đắk Lắk", "Huế"]),
        ("Ông Nguyễn Văn A may sign", ["Ông Nguyễn Văn"]),
        ("Nothing of ours: a cliché, naïve, São Paulo", []),
        ("", []),
    ],
)
def test_words(text, ours):
    assert found(text) == ours


@given(st.one_of(anything, vietnamese))
def test_nothing_is_lost(text):
    assert "".join(part for part, _ours in parts(text)) == text


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>In Đà Nẵng</p>", '<p>In <span lang="vi">Đà Nẵng</span></p>'),
        ('<p lang="vi">Đà Nẵng</p><p>Huế</p>', '<p lang="vi">Đà Nẵng</p><p><span lang="vi">Huế</span></p>'),
        ('<div lang="vi"><p lang="en">In Huế</p> Huế</div>', '<div lang="vi"><p lang="en">In <span lang="vi">Huế</span></p> Huế</div>'),
        ('<a hreflang="vi">Huế</a>', '<a hreflang="vi"><span lang="vi">Huế</span></a>'),
        ("<title>Mở quán ăn · Guide</title>", '<title lang="vi">Mở quán ăn · Guide</title>'),
        ("<title>The One-Stop Guide of Huế</title>", "<title>The One-Stop Guide of Huế</title>"),
        ("<textarea>Mở quán ăn</textarea>", '<textarea lang="vi">Mở quán ăn</textarea>'),
        ('<input aria-label="Mở quán ăn" value="x">', '<input aria-label="Mở quán ăn" value="x" lang="vi">'),
        ('<input value="Mở quán ăn">', '<input value="Mở quán ăn">'),
        ('<input placeholder="Tell us: Huế" name="đ">', '<input placeholder="Tell us: Huế" name="đ">'),
        ('<script>x = "Đà Nẵng"</script><style>/* Huế */</style>', '<script>x = "Đà Nẵng"</script><style>/* Huế */</style>'),
        ("<svg><text>Huế</text></svg>", "<svg><text>Huế</text></svg>"),
        ("<!-- Huế --><br>Huế<br/>", '<!-- Huế --><br><span lang="vi">Huế</span><br/>'),
        ("<p>Huế &amp; Đà Nẵng</p>", '<p><span lang="vi">Huế</span> &amp; <span lang="vi">Đà Nẵng</span></p>'),
        ("<ul><li>Huế<li>Vinh</ul><p>Huế</p>", '<ul><li><span lang="vi">Huế</span><li>Vinh</ul><p><span lang="vi">Huế</span></p>'),
        ('<p title="a > b">Huế', '<p title="a > b"><span lang="vi">Huế</span>'),
    ],
)
def test_html(page, marked):
    assert mark_vietnamese(page) == marked
    assert mark_vietnamese(marked) == marked


def test_a_vietnamese_page_is_left_alone():
    page = '<!doctype html><html lang="vi"><p>Đà Nẵng <span lang="en">In Huế</span></p></html>'
    assert mark_vietnamese(page) is page


@given(st.one_of(anything, vietnamese))
def test_any_text_in_a_page_reads_as_before(text):
    marked = mark_vietnamese(f"<p>{html.escape(text)}</p>")
    assert html.unescape(re.sub(r'<span lang="vi">|</span>', "", marked)) == html.unescape(f"<p>{html.escape(text)}</p>")


@given(anything)
def test_any_text_at_all_is_no_error(text):
    mark_vietnamese(text)
