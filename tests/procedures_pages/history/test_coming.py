"""Từ 01/03/2027 trang này đổi: an approved version that waits for its hour is told before it, only where its writer said so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from procedures_pages.models import ComingVersion, ProcedurePage

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"
PATH, ENGLISH = f"/thu-tuc/{SLUG}/", f"/en/thu-tuc/{SLUG}/"

BRING = ("statement", {"text": "Mang thêm bút.", "applies": []})


def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


@pytest.fixture
def schedule(django_capture_on_commit_callbacks):
    """Schedules a version with these values, and is committed."""

    def scheduled(days=10, tells_ahead=True, **values):
        draft = page().get_latest_revision_as_object()
        for name, value in values.items():
            setattr(draft, name, value)
        draft.tells_ahead, draft.go_live_at = tells_ahead, timezone.now() + timedelta(days=days)
        revision = draft.save_revision()
        with django_capture_on_commit_callbacks(execute=True):
            revision.publish()
        return Revision.objects.get(pk=revision.pk)

    return scheduled


def note(client, path=PATH):
    """The sentence over the page; "" where there is none."""
    found = BeautifulSoup(client.get(path).content, "html.parser").select(".note")
    told = [" ".join(one.get_text(" ").split()) for one in found if one.select_one('a[href$="lich-su/#sap-toi"]')]
    return told[0] if told else ""


def day(days=10):
    return f"{timezone.localdate(timezone.now() + timedelta(days=days)):%d/%m/%Y}"


def test_readers_of_today_are_told_what_will_be_from_when(client, schedule):
    assert note(client) == ""
    schedule(summary="Lời sẽ nói.")
    told = note(client)
    assert told.startswith(f"Từ {day()} trang này đổi: Tóm tắt: nay là “{page().summary.rstrip('.')}”, sẽ là “Lời sẽ nói”.")
    assert told.endswith("Xem điều sẽ đổi")
    assert "Lời sẽ nói" not in BeautifulSoup(client.get(PATH).content, "html.parser").select_one("header.top").get_text()


def test_what_is_scheduled_without_the_tick_is_told_nobody(client, schedule):
    schedule(tells_ahead=False, summary="BÍ MẬT hẹn giờ.")
    for path in (PATH, ENGLISH, f"{PATH}lich-su/", f"{PATH}ho-so/", f"{PATH}in/"):
        assert "BÍ MẬT" not in client.get(path).content.decode()


def test_nor_is_a_draft_that_waits_for_approval(client):
    draft = page().get_latest_revision_as_object()
    draft.tells_ahead, draft.summary, draft.go_live_at = True, "BÍ MẬT chưa duyệt.", timezone.now() + timedelta(days=10)
    draft.save_revision()
    assert "BÍ MẬT" not in client.get(PATH).content.decode()


def test_two_things_stand_on_the_page_and_all_in_its_history(client, schedule):
    schedule(summary="Lời sẽ nói.", status_note="Sắp đổi.", advice=[BRING], change_note="CHƯA NÓI điều này.")
    told = note(client)
    assert 0 < told.index("Sắp đổi") < told.index("Lời sẽ nói"), "first what readers act upon"
    assert "Mang thêm bút" not in told
    assert "điều nữa" in told
    section = BeautifulSoup(client.get(f"{PATH}lich-su/").content, "html.parser").select_one("#sap-toi")
    text = section.get_text(" ")
    assert day() in text
    assert "trước ngày ấy vẫn làm theo trang hiện nay" in text
    assert "Mang thêm bút" in text
    assert "CHƯA NÓI" not in text, "what is told when it has come"


def test_english_readers_are_told_in_their_words(client, schedule):
    schedule(advice=[BRING])
    html = BeautifulSoup(client.get(ENGLISH).content, "html.parser")
    assert html.select_one('a[href="/en/thu-tuc/lam-khai-sinh-cho-con/lich-su/#sap-toi"]')
    assert "Mang thêm bút" in note(client, ENGLISH)


def test_a_version_that_changes_nothing_for_readers_is_not_told(client, schedule):
    schedule(verified_by="Người khác")
    assert note(client) == ""


def test_who_takes_the_hour_back_takes_the_words_back(client, schedule, django_capture_on_commit_callbacks):
    revision = schedule(summary="Lời sẽ nói.")
    assert note(client)
    revision.approved_go_live_at = None
    with django_capture_on_commit_callbacks(execute=True):
        revision.save(user=None, update_fields=["approved_go_live_at"])
    assert note(client) == ""


def test_what_is_scheduled_instead_without_the_tick_is_told_nobody(client, schedule):
    schedule(summary="Lời sẽ nói.")
    schedule(tells_ahead=False, summary="BÍ MẬT hẹn giờ.")
    assert note(client) == ""


def test_who_publishes_something_else_first_ends_it(client, schedule, django_capture_on_commit_callbacks):
    schedule(summary="Lời sẽ nói.")
    draft = page().get_latest_revision_as_object()
    draft.summary, draft.go_live_at = "Lời của hôm nay.", None
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    assert note(client) == ""


def test_when_it_has_come_it_is_the_page_and_no_later_draft_is_told_ahead(client, schedule, django_capture_on_commit_callbacks):
    revision = schedule(summary="Lời sẽ nói.")
    later = page().get_latest_revision_as_object()
    later.save_revision()
    past = timezone.now() - timedelta(minutes=1)
    content = {**revision.content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=past, content=content)
    ComingVersion.objects.update(at=past)
    cache.clear()
    assert note(client) == "", "its hour is over, and nobody has published it yet"
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert "Lời sẽ nói" in client.get(PATH).content.decode()
    assert note(client) == ""
    assert page().tells_ahead is False
    assert page().get_latest_revision_as_object().tells_ahead is False


def test_a_copy_is_not_told_ahead():
    ProcedurePage.objects.filter(pk=page().pk).update(tells_ahead=True)
    copy = page().copy(update_attrs={"slug": "ban-chep", "title": "Bản chép"}, keep_live=False)
    assert copy.specific.tells_ahead is False
