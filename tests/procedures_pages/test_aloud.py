"""Lines with the words to say for them, on the list that can be heard."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.aloud import with_spoken

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"


def region(html):
    return with_spoken(f"<div data-aloud>{html}</div>").removeprefix("<div data-aloud>").removesuffix("</div>")


def test_a_line_that_sounds_otherwise_has_its_words():
    assert region("<h3>Hộ chiếu (2 bản)</h3>") == '<h3 data-spoken="Hộ chiếu, hai bản">Hộ chiếu (2 bản)</h3>'


def test_a_line_that_sounds_as_it_is_written_costs_nothing():
    assert region('<p class="how">Nơi cấp: <b>Công an xã</b>.</p>') == '<p class="how">Nơi cấp: <b>Công an xã</b>.</p>'


def test_a_colon_at_the_end_costs_nothing():
    assert region("<p>Một trong các giấy sau:</p>") == "<p>Một trong các giấy sau:</p>"


def test_attributes_and_what_stands_inside_stay():
    line = '<p class="how"><b>1 bản chính</b> <span>nộp</span></p>'
    assert region(line) == line.replace('class="how"', 'class="how" data-spoken="một bản chính, nộp"')


def test_items_of_a_list_are_lines_where_they_hold_none():
    assert region("<ul><li>2 ảnh</li><li><p>1 bản</p></li></ul>") == (
        '<ul><li data-spoken="hai ảnh">2 ảnh</li><li><p data-spoken="một bản">1 bản</p></li></ul>'
    )


def test_what_is_pressed_is_not_said():
    assert region("<p>Đã có 1/2 <button>Xóa</button></p>") == "<p>Đã có 1/2 <button>Xóa</button></p>"


def test_nothing_before_the_region_is_touched():
    assert with_spoken("<p>2 bản</p><div data-aloud></div>") == "<p>2 bản</p><div data-aloud></div>"
    assert with_spoken("<p>2 bản</p>") == "<p>2 bản</p>"


def test_entities_are_read_as_their_signs():
    assert region("<p>Điện thoại &amp; thư</p>") == '<p data-spoken="Điện thoại và thư">Điện thoại &amp; thư</p>'


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<li>", "</li>", "<h3 id=x>", "</h3>", "<b>", "<br>", "2 bản", "&amp;", "\n", "<", ">", '"']),
        max_size=12,
    )
)
def test_only_words_are_added(pieces):
    html = "data-aloud>" + "".join(pieces)
    assert re.sub(r' data-spoken="[^"]*"', "", with_spoken(html)) == html


@pytest.mark.django_db
def test_the_list_of_papers_says_numbers_in_words(client):
    page = client.get(BIRTH).content.decode()
    words = [unescape(said) for said in re.findall(r'data-spoken="([^"]*)"', page)]
    assert any("một bản chính" in said for said in words)
    assert not any(sign.isdigit() for said in words for sign in said)


@pytest.mark.django_db
def test_the_procedures_own_page_carries_no_words(client):
    assert "data-spoken" not in client.get("/thu-tuc/lam-khai-sinh-cho-con/").content.decode()


@pytest.mark.django_db
def test_an_english_list_cannot_be_heard(client):
    page = client.get("/en" + BIRTH, follow=True).content.decode()
    assert 'data-part="giay-to"' in page
    assert "data-spoken" not in page
    assert "data-listen" not in page
