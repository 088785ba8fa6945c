"""The roles reach the English pages: biên tập translates, duyệt publishes a translation, quầy does neither."""

import json
import re
from html import unescape
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, WorkflowPage
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from guides.factories import GuideFactory
from guides.models import BaseGuidePage
from home.models import HomePage
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from tests.office.desk.screens import superuser

pytestmark = pytest.mark.django_db
SLUG = "dang-ky-ket-hon"


@pytest.fixture
def english(db):
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="en")


@pytest.fixture
def translation(english):
    return Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)


def title_segment(translation):
    return StringSegment.objects.get(source=translation.source, context__path="title")


def write_title(client, translation, words):
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, title_segment(translation).pk])
    return client.put(address, f"value={words}", content_type="application/x-www-form-urlencoded")


def live_title(page):
    return ProcedurePage.objects.get(pk=page.pk).title


def test_an_editor_translates_and_cannot_publish(enter, english, translation, django_capture_on_commit_callbacks):
    client, before = enter("bien-tap"), english.title
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
    screen = client.get(edit)
    assert screen.status_code == 200
    shown = json.loads(unescape(re.search(r'data-props="([^"]+)"', screen.content.decode())[1]))["segments"]
    assert len(shown) == StringSegment.objects.filter(source=translation.source).count() > 20  # every sentence has its box
    assert write_title(client, translation, "Get married").status_code in (200, 201)
    assert StringTranslation.objects.get(translation_of=title_segment(translation).string, context__path="title").data == "Get married"
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(edit, {"action": "publish"}).status_code == 302
    assert live_title(english) == before


def test_a_reviewer_publishes_the_translation(enter, english, translation, client, django_capture_on_commit_callbacks):
    write_title(enter("bien-tap"), translation, "Get married")
    with django_capture_on_commit_callbacks(execute=True):
        response = enter("duyet").post(reverse("wagtailadmin_pages:edit", args=[english.pk]), {"action": "publish"})
    assert response.status_code == 302
    assert live_title(english) == "Get married"
    client.logout()
    assert "Get married" in client.get(f"/en/thu-tuc/{SLUG}/").content.decode()


def test_the_counter_does_neither(enter, english, translation):
    client = enter("quay")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).status_code == 302
    assert write_title(client, translation, "Get married").status_code in (302, 403)
    assert client.get(reverse("wagtail_localize:submit_page_translation", args=[english.pk])).status_code == 302


@pytest.mark.parametrize(
    ("make", "model", "tail"), [(ProcedureFactory, ProcedurePage, "thu-tuc"), (GuideFactory, BaseGuidePage, "huong-dan")]
)
def test_a_new_translation_is_a_draft(enter, client, make, model, tail):
    page = make(title="Đổi xyzzyb", slug="doi-xyzzyb")
    english = Locale.objects.get(language_code="en")
    response = enter("bien-tap").post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [english.pk], "include_subtree": ""}
    )
    assert response.status_code == 302
    made = model.objects.get(translation_key=page.translation_key, locale=english)
    assert not made.live
    client.logout()
    assert 'lang="vi"' in client.get(f"/en/{tail}/doi-xyzzyb/").content.decode()


@pytest.mark.parametrize(("username", "published"), [("bien-tap", False), ("duyet", True)])
def test_bringing_a_translation_up_to_its_source_publishes_only_for_who_may(
    enter, english, username, published, django_capture_on_commit_callbacks
):
    source = TranslationSource.objects.get(object_id=english.translation_key)
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    page.source_note = "Ghi chú khác hẳn."  # no part that has to be translated before it is published
    page.save_revision().publish()
    client = enter(username)
    address = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.get(address).status_code == 200
    revision = english.live_revision_id
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"publish_translations": "on"}).status_code == 302
    english.refresh_from_db()
    assert (english.live_revision_id != revision) is published


def test_a_front_page_made_later_is_open_to_the_same_roles(client):
    """Whoever throws the English tree away and translates the front page again finds the roles on it."""
    vietnamese = HomePage.objects.get(locale__language_code="vi")
    HomePage.objects.get(locale__language_code="en").delete()
    client.force_login(superuser())
    english = Locale.objects.get(language_code="en")
    client.post(reverse("wagtail_localize:submit_page_translation", args=[vietnamese.pk]), {"locales": [english.pk], "include_subtree": ""})
    made = HomePage.objects.get(locale=english)

    def rights(page):
        return set(GroupPagePermission.objects.filter(page=page).values_list("group__name", "permission__codename"))

    assert rights(made) == rights(vietnamese) != set()
    assert WorkflowPage.objects.get(page=made).workflow == WorkflowPage.objects.get(page=vietnamese).workflow


def test_a_site_from_before_is_brought_up_by_its_migration():
    vietnamese, english = (HomePage.objects.get(locale__language_code=code) for code in ("vi", "en"))
    GroupPagePermission.objects.filter(page=english).delete()
    WorkflowPage.objects.filter(page=english).delete()
    permission = Permission.objects.get(codename="submit_translation", content_type__app_label="wagtail_localize")
    groups = Group.objects.filter(name__in=("Biên tập", "Duyệt"))
    for group in groups:
        group.permissions.remove(permission)
    migration = import_module("home.migrations.0002_roles_reach_every_language")
    for _time in range(2):
        migration.reach(apps, None)
    assert GroupPagePermission.objects.filter(page=english).count() == GroupPagePermission.objects.filter(page=vietnamese).count() > 0
    assert WorkflowPage.objects.filter(page=english).exists()
    assert all(group.permissions.filter(pk=permission.pk).exists() for group in groups)
