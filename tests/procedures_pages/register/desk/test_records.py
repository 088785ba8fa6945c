"""One record on the desk, and the draft made from it."""

import pytest
from django.urls import reverse

from procedures_pages.models import ProcedurePage

from ..factories import AUGUST, CODE, record, store, stored
from .conftest import at

BUTTON = "Soạn hướng dẫn từ bản ghi này"


@pytest.fixture
def here(db):
    stored()
    return at("record", CODE)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def drafts():
    return ProcedurePage.objects.filter(codes__value=CODE)


def test_a_record_says_what_it_says(editor, here):
    page = text_of(editor, here)
    for words in ("Thủ tục đăng ký nuôi mèo", CODE, "Tờ khai nuôi mèo", "3 ngày làm việc", "12/2024/NĐ-CP", "Ghi chú của cơ quan công bố"):
        assert words in page
    assert f'href="/tra-cuu/{CODE}/"' in page


def test_a_version_shows_what_changed_in_words(editor, here):
    store(record(levels=("province",), conditions="Có mèo."), day=AUGUST)
    page = text_of(editor, here)
    for words in ("Bản chụp ngày 01/08/2026", "Bản chụp ngày 01/07/2026", "Cấp thực hiện", "Cấp tỉnh", "Yêu cầu, điều kiện", "Có mèo."):
        assert words in page
    assert "province" not in page


def test_a_gone_record_is_said_to_be_gone(editor, here):
    store(record(code="9.000002"), day=AUGUST)
    assert "Bản ghi không còn trong bản chụp ngày 01/08/2026." in text_of(editor, here)


def test_an_unknown_record_is_not_found(editor):
    assert editor.get(at("record", "9.999999")).status_code == 404


def test_an_editor_makes_a_draft(editor, here):
    assert BUTTON in text_of(editor, here)
    response = editor.post(at("draft", CODE))
    page = drafts().get()
    assert not page.live
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    screen = editor.get(response["Location"]).content.decode()
    assert "Đã soạn bản nháp từ bản ghi" in screen
    assert "khớp với phiên bản hiện hành" in screen


def test_a_second_press_opens_the_first_draft(editor, here):
    first = editor.post(at("draft", CODE))["Location"]
    assert editor.post(at("draft", CODE))["Location"] == first
    assert drafts().count() == 1


def test_a_record_with_a_page_has_a_link_instead_of_the_button(editor, here):
    address = editor.post(at("draft", CODE))["Location"]
    page = text_of(editor, here)
    assert BUTTON not in page
    assert f'href="{address}"' in page
    assert "Bản nháp" in page


def test_the_counter_makes_no_draft(enter, here):
    client = enter("quay")
    assert BUTTON not in text_of(client, here)
    assert client.post(at("draft", CODE))["Location"] == reverse("wagtailadmin_home")
    assert not drafts().exists()


def test_the_counter_does_not_read_a_drafts_title(enter, here):
    enter("bien-tap").post(at("draft", CODE))
    drafts().update(title="Tên còn kín", draft_title="Tên còn kín")
    assert "Tên còn kín" not in text_of(enter("quay"), here)


def test_a_link_makes_no_draft(editor, here):
    assert editor.get(at("draft", CODE)).status_code == 405
    assert not drafts().exists()


def test_a_record_whose_guide_is_live_links_to_the_guide_alone(editor, guide):
    code = guide.codes.first().value
    store(record(code=code))
    page = text_of(editor, at("record", code))
    assert f'href="/thu-tuc/{guide.slug}/"' in page
    assert f"/tra-cuu/{code}/" not in page
