"""Người dân cần biết?: what a publication tells readers, once; and the days that follow from publishing."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from procedures_pages.models import ProcedurePage
from procedures_pages.reader_changes import note_the_day
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db
SLUG, NOTE = "lam-khai-sinh-cho-con", "Từ 01/12/2026 không thu lệ phí nữa."
PATH, ENGLISH = f"/thu-tuc/{SLUG}/", f"/en/thu-tuc/{SLUG}/"


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def again(page):
    return ProcedurePage.objects.get(pk=page.pk)


def published(page, note):
    draft = page.get_latest_revision_as_object()
    draft.change_note = note
    revision = draft.save_revision()
    revision.publish()
    return revision


def aged(revision, days):
    """As if it had been saved some days ago."""
    Revision.objects.filter(pk=revision.pk).update(created_at=timezone.now() - timedelta(days))
    return Revision.objects.get(pk=revision.pk)


def test_the_form_asks_and_readers_are_told(enter, client, page):
    editor = enter("duyet")
    address = f"/quan-tri/pages/{page.pk}/edit/"
    data = dict(page_data(editor.get(address), page).lists())
    assert data["change_note"] == [""]
    data["change_note"] = NOTE
    data["action-publish"] = "1"
    response = editor.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    html = client.get(PATH).content.decode()
    today = timezone.localdate()
    assert "Có gì mới" in html
    assert f"{today:%d/%m/%Y}</time> – {NOTE}" in html
    assert NOTE not in client.get(ENGLISH).content.decode()
    assert NOTE not in client.get(f"{PATH}ho-so/in/").content.decode()
    assert client.get("/api/v2/procedures/1.001193/").json()["news"] == {"text": NOTE, "day": today.isoformat()}
    # The next draft begins without it, and its publication tells nothing.
    data = dict(page_data(editor.get(address), again(page)).lists())
    assert data["change_note"] == [""]
    data["action-publish"] = "1"
    assert editor.post(address, data).status_code == 302
    assert "Có gì mới" not in client.get(PATH).content.decode()
    assert client.get("/api/v2/procedures/1.001193/").json()["news"] is None


def test_it_is_told_for_ninety_days(client, page):
    published(page, NOTE)
    for days, is_told in ((0, True), (89, True), (90, False)):
        ProcedurePage.objects.filter(pk=page.pk).update(news_on=timezone.localdate() - timedelta(days))
        assert (NOTE in client.get(PATH).content.decode()) is is_told, days


def test_it_is_plain_text_of_at_most_two_hundred_signs(client, page):
    published(page, "<b>Mới</b>")
    assert "&lt;b&gt;Mới&lt;/b&gt;" in client.get(PATH).content.decode()
    assert ProcedurePage._meta.get_field("change_note").max_length == 200


def test_what_is_scheduled_keeps_its_note_and_no_later_draft_repeats_it(client, page):
    draft = page.get_latest_revision_as_object()
    draft.change_note, draft.go_live_at = NOTE, timezone.now() + timedelta(days=2)
    scheduled = draft.save_revision()
    scheduled.publish()
    later = again(page).get_latest_revision_as_object()
    later.summary = "Tóm tắt của bản sau."
    later.save_revision()
    assert NOTE not in client.get(PATH).content.decode()
    past = timezone.now() - timedelta(minutes=1)
    content = {**Revision.objects.get(pk=scheduled.pk).content, "go_live_at": past.isoformat()}
    Revision.objects.filter(pk=scheduled.pk).update(approved_go_live_at=past, content=content)
    call_command("publish_scheduled")
    assert NOTE in client.get(PATH).content.decode()
    assert again(page).get_latest_revision_as_object().change_note == ""


def test_the_version_that_told_it_remembers_it(page):
    revision = published(page, NOTE)
    content = Revision.objects.get(pk=revision.pk).content
    assert (content["news"], content["news_on"], content["change_note"]) == (NOTE, timezone.localdate().isoformat(), "")


def test_a_copy_tells_nothing(page):
    published(page, NOTE)
    copy = again(page).copy(update_attrs={"slug": "ban-chep", "title": "Bản chép"}, keep_live=False)
    assert (copy.specific.news, copy.specific.news_on, copy.specific.change_note) == ("", None, "")


def test_a_page_that_nobody_has_seen_is_not_asked_about(enter, page):
    editor = enter("duyet")
    assert 'name="change_note"' in editor.get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()
    new = ProcedurePage(title="Bản nháp", slug="ban-nhap", live=False)
    page.get_parent().add_child(instance=new)
    assert 'name="change_note"' not in editor.get(f"/quan-tri/pages/{new.pk}/edit/").content.decode()


def test_who_approves_sees_what_readers_will_be_told(enter, page):
    page.change_note = NOTE
    page.save_revision()
    assert NOTE in enter("duyet").get(f"/quan-tri/nguoi-doc-se-thay/{page.pk}/").content.decode()


# --- Cập nhật ---


def test_the_day_is_that_of_the_publication_not_of_the_draft(page):
    draft = page.get_latest_revision_as_object()
    draft.change_note = NOTE
    draft.updated_on = timezone.localdate() - timedelta(3)
    aged(draft.save_revision(), 3).publish()
    assert again(page).updated_on == timezone.localdate()
    assert again(page).live_revision.as_object().updated_on == timezone.localdate()


def test_a_day_that_somebody_chose_stays(page):
    draft = page.get_latest_revision_as_object()
    draft.updated_on = date(2026, 11, 1)
    aged(draft.save_revision(), 3).publish()
    assert again(page).updated_on == date(2026, 11, 1)


def test_a_note_makes_it_an_update(page):
    page.change_note = NOTE
    note_the_day(page, ["change_note"])
    assert page.updated_on == timezone.localdate()


def test_a_day_chosen_in_an_earlier_draft_stays(page):
    page.updated_on = date(2026, 11, 1)
    page.save_revision()
    draft = again(page).get_latest_revision_as_object()
    draft.change_note = NOTE
    note_the_day(draft, ["change_note"])
    assert draft.updated_on == date(2026, 11, 1)


def test_a_new_page_has_its_day_by_itself(page):
    new = ProcedurePage(title="Bản nháp", locale=page.locale)
    note_the_day(new, ["title"])
    assert new.updated_on == timezone.localdate()
