"""A translation tells its readers of a change in its own language: a box of its own, shown with the next publication, once."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
SLUG, NOTE = "dang-ky-ket-hon", "From 1 December 2026 no fee is taken."
OFFERED = "Người đọc bản tiếng Anh cần biết điều gì vừa đổi?"


@pytest.fixture
def english():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="en")


def writes(client, english, words):
    translation = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client.put(address, f"value={words}", content_type="application/x-www-form-urlencoded")


def test_it_is_asked_written_and_told_once(enter, client, english, django_capture_on_commit_callbacks):
    edit, box = reverse("wagtailadmin_pages:edit", args=[english.pk]), reverse("english_note", args=[english.pk])

    def publishes():
        with django_capture_on_commit_callbacks(execute=True):
            assert "/nguoi-thu-hai/" not in enter("duyet").post(edit, {"action": "publish"})["Location"]

    writer = enter("bien-tap")
    assert OFFERED not in writer.get(edit).content.decode()  # nothing waits to be published
    writes(writer, english, "Get wed")
    asked = writer.get(edit).content.decode()
    assert OFFERED in asked
    assert box in asked
    assert 'lang="en"' in writer.get(box).content.decode()
    assert writer.post(box, {"note": NOTE})["Location"] == edit
    assert f"sẽ được báo: “{NOTE}”" in writer.get(edit).content.decode()
    assert NOTE not in client.get(f"/en/thu-tuc/{SLUG}/").content.decode()

    publishes()
    assert NOTE in client.get(f"/en/thu-tuc/{SLUG}/").content.decode()
    assert NOTE not in client.get(f"/thu-tuc/{SLUG}/").content.decode()
    # The next publication begins without it.
    assert ProcedurePage.objects.get(pk=english.pk).change_note == ""
    writes(enter("bien-tap"), english, "Marry")
    publishes()
    assert NOTE not in client.get(f"/en/thu-tuc/{SLUG}/").content.decode()


def test_the_box_is_of_translations_and_of_those_who_edit_them(enter, english):
    source = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    assert enter("bien-tap").get(reverse("english_note", args=[source.pk])).status_code == 404
    box = reverse("english_note", args=[english.pk])
    assert enter("quay").post(box, {"note": NOTE})["Location"] == reverse("wagtailadmin_home")
    assert ProcedurePage.objects.get(pk=english.pk).change_note == ""
