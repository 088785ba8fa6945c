"""Whoever last changed what goes live does not let it go live: by form, approval, bulk, hour, translation, and whatever kind of page."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, WorkflowTask
from wagtail_localize.models import StringSegment, Translation

from guides.factories import GuideFactory
from guides.models import GuidePage, LifeEventPage
from home.models import HomePage, StandardPage
from office.models import ThematicArea, UrgentPublication
from office.two_people.changing import changed_by
from office.two_people.models import next_working_day
from procedures_pages.factories import ProcedureFactory, document
from procedures_pages.models import ProcedurePage
from tests.office.desk.forms import page_data
from tests.office.desk.screens import superuser

from .urgent import REASON

pytestmark = pytest.mark.django_db
OLD, NEW = "Tóm tắt cũ.", "Tóm tắt mới."


def user(name):
    return get_user_model().objects.get(username=name)


def latest(page):
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def edited(page, *names, summary=NEW, **more):
    """A draft of the page, changed by these users one after the other."""
    page = latest(page)
    for number, name in enumerate(names):
        page.summary = f"{summary}{'!' * number}"
        for field, value in more.items():
            setattr(page, field, value)
        page.save_revision(user=user(name))
    return page


@pytest.fixture
def page():
    return ProcedureFactory(summary=OLD)


def live(page):
    return type(page).objects.get(pk=page.pk).summary


def send(client, page, **more):
    """The edit screen's form, sent as it stands but for ``more``."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    now = latest(page)
    data = dict(page_data(client.get(address), now).lists())
    if isinstance(now, ProcedurePage):
        data["audiences"] = now.audiences
        data |= {f"codes-{number}-is_present": "on" for number, code in enumerate(now.codes.all()) if code.is_present}
    return client.post(address, {**data, **more})


def asks_for_another(response):
    return response.status_code == 302 and "/nguoi-thu-hai/" in response["Location"]


# --- Who changed it last ---


def test_who_saves_what_is_said_already_has_changed_nothing(page):
    draft = edited(page, "bien-tap", documents=[document("to-khai")])
    assert changed_by(draft.latest_revision) == user("bien-tap").pk
    # Somebody saves it as it stands, adds a remark's worth of nothing, chooses an hour; the desk writes the day of an update by itself.
    draft.go_live_at, draft.updated_on = timezone.now() + timedelta(days=1), timezone.localdate()
    draft.documents = draft.documents.get_prep_value()
    again = draft.save_revision(user=user("duyet"))
    assert changed_by(again) == user("bien-tap").pk
    draft.summary = OLD
    back = draft.save_revision(user=user("duyet"))
    assert changed_by(back) == user("duyet").pk  # what another had written is gone
    draft.documents, draft.go_live_at = page.documents, None
    draft.save_revision().publish()
    assert changed_by(draft.save_revision(user=user("duyet"))) is None  # as readers see it


def test_a_page_that_never_had_a_version_is_compared_with_its_row():
    shelf = HomePage.objects.filter(locale__language_code="vi").first()
    HomePage.objects.filter(pk=shelf.pk).update(live_revision=None, latest_revision=None)
    shelf.revisions.all().delete()
    shelf = HomePage.objects.get(pk=shelf.pk)
    assert changed_by(shelf.save_revision(user=user("duyet"))) is None
    shelf.lead = "Lời dẫn khác."
    shelf.save_revision(user=user("duyet"))
    shelf.revisions.order_by("pk").first().delete()
    assert changed_by(shelf.get_latest_revision()) == user("duyet").pk


# --- Each road ---


def test_by_the_form(enter, page):
    client = enter("duyet")
    response = send(client, page, summary=NEW, **{"action-publish": "1"})
    assert asks_for_another(response)
    assert live(page) == OLD
    assert latest(page).summary == NEW  # nothing typed is lost
    words = client.get(response["Location"]).content.decode()
    assert "Người sửa lần cuối không tự duyệt, không tự đăng." in words
    assert "Bạn là người sửa lần cuối" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    client.post(response["Location"], {"action": "send"})
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress


def test_what_another_wrote_is_published_as_it_stands(enter, page):
    edited(page, "duyet", "bien-tap")
    assert not asks_for_another(send(enter("duyet"), page, **{"action-publish": "1"}))
    assert live(page) == f"{NEW}!"


@pytest.mark.parametrize("model", [ProcedurePage, LifeEventPage, StandardPage, HomePage])
def test_a_form_sent_as_it_stands_changes_nothing(enter, model):
    """Streams, line ends and empty boxes come back from a form otherwise than they were stored."""
    page = model.objects.filter(locale__language_code="vi", live=True).last()
    response = send(enter("duyet"), page, **{"action-publish": "1"})
    assert response.status_code == 302
    assert not asks_for_another(response)


def test_by_a_new_page(enter):
    home = HomePage.objects.get(locale__language_code="vi", alias_of=None)
    data = {"title": "Trang thử", "slug": "trang-thu", "summary": NEW, "sections-count": "0", "updated_on": "", "action-publish": "1"}
    client = enter("duyet")
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    data |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    assert asks_for_another(client.post(address, data))
    assert not StandardPage.objects.get(slug="trang-thu").live


@pytest.mark.parametrize("editor", ["bien-tap", "duyet"])
def test_by_an_approval(enter, page, editor):
    draft = edited(page, editor)
    draft.get_workflow().start(draft, user("bien-tap"))
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = enter("duyet").post(address, {"comment": "Đúng."}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    own = editor == "duyet"
    assert ("/nguoi-thu-hai/" in response.json()["redirect"]) is own
    assert live(page) == (OLD if own else NEW)
    state.refresh_from_db()
    assert state.status == ("in_progress" if own else "approved")


def test_by_an_approval_with_edits(enter, page):
    draft = edited(page, "bien-tap")
    draft.get_workflow().start(draft, user("bien-tap"))
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    client = enter("duyet")
    assert asks_for_another(send(client, page, summary="Duyệt thêm một chữ.", **approve))
    assert live(page) == OLD
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress


def test_each_step_of_a_longer_workflow(enter, page):
    workflow = page.get_workflow()
    task = GroupApprovalTask.objects.create(name="Kiểm tra nội dung")
    task.groups.set(Group.objects.filter(name="Duyệt"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=-1)
    draft = edited(page, "duyet")
    state = draft.get_workflow().start(draft, user("bien-tap")).current_task_state
    assert state.task.name == task.name
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    enter("duyet").post(address, {"comment": ""})
    state.refresh_from_db()
    assert state.status == "in_progress"
    edited(page, "bien-tap", summary="Của biên tập.")
    enter("duyet").post(address, {"comment": ""})
    state.refresh_from_db()
    assert (state.status, live(page)) == ("approved", OLD)


def test_who_is_told_that_something_waits(page, mailoutbox):
    second = get_user_model().objects.create_user("truong-phong", "truong-phong@example.vn", first_name="Trưởng")
    second.groups.add(Group.objects.get(name="Duyệt"))

    def told():
        mailoutbox.clear()
        draft = edited(page, "bien-tap")
        draft.get_workflow().start(draft, user("bien-tap")).cancel(user("bien-tap"))
        return {address for mail in mailoutbox for address in mail.to}

    assert {"duyet@localhost", "truong-phong@example.vn"} <= told()
    ThematicArea.objects.filter(pk=page.area_id).update(responsible=second)
    assert told() == {"truong-phong@example.vn"}
    ThematicArea.objects.filter(pk=page.area_id).update(responsible=user("bien-tap"), deputy=None)  # who sends is not told
    assert "duyet@localhost" in told()


def test_who_may_not_publish_is_told_of_no_button_for_it(enter, page):
    """The form of whoever changed it last names "Xuất bản" to those alone who have it."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for writer, has_it in (("bien-tap", False), ("duyet", True)):
        edited(page, writer, summary=f"Của {writer}.")
        told = enter(writer).get(address).content.decode()
        assert "Bạn là người sửa lần cuối: gửi duyệt, người khác xem rồi đăng." in told
        assert ("Bấm “Xuất bản” thì trang được lưu nháp" in told) == has_it


def test_in_bulk(enter, page):
    other = ProcedureFactory(summary=OLD)
    edited(other, "bien-tap")
    edited(page, "duyet")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client = enter("duyet")
    response = client.post(f"{address}?id={page.pk}&id={other.pk}", {"include_descendants": ""}, follow=True)
    assert (live(page), live(other)) == (OLD, OLD)
    assert "Bạn là người sửa lần cuối" in response.content.decode()
    client.post(f"{address}?id={other.pk}", {"include_descendants": ""})
    assert live(other) == NEW
    # Below a page that is chosen, too.
    client.post(f"{address}?id={page.get_parent().pk}", {"include_descendants": "on"})
    assert live(page) == OLD


def test_at_an_hour(enter, page):
    """Who chooses the hour publishes; while a version waits for it nobody changes it, and taking it back takes back the approval."""
    hour = timezone.now() + timedelta(hours=1)
    edited(page, "duyet", go_live_at=hour)
    assert asks_for_another(send(enter("duyet"), page, **{"action-publish": "1"}))
    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    edited(page, "bien-tap", summary="Của biên tập.", go_live_at=hour)
    send(enter("duyet"), page, **{"action-publish": "1"})
    waiting = page.revisions.get(approved_go_live_at__isnull=False)
    send(enter("bien-tap"), page, summary="Sau khi duyệt.")
    assert ProcedurePage.objects.get(pk=page.pk).latest_revision == waiting  # it is locked
    client = enter("duyet")
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, waiting.pk]))
    send(enter("bien-tap"), page, summary="Sau khi duyệt.")
    with_hour = page.revisions.filter(approved_go_live_at__isnull=False)
    assert not with_hour.exists()
    page.revisions.filter(pk=waiting.pk).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled")
    assert live(page) == "Của biên tập."


def test_of_a_translation(enter, django_capture_on_commit_callbacks):
    english = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="en")
    translation = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    edit = reverse("wagtailadmin_pages:edit", args=[english.pk])

    def writes(name, words):
        client = enter(name)
        address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        client.put(address, f"value={words}", content_type="application/x-www-form-urlencoded")
        return client

    def publishes(client):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(edit, {"action": "publish"})

    before, client = english.title, writes("duyet", "Get married")
    response = publishes(client)
    assert asks_for_another(response)
    assert ProcedurePage.objects.get(pk=english.pk).title == before
    assert "Gửi duyệt" in client.get(response["Location"]).content.decode()
    sync = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(sync, {"publish_translations": "on"})
    assert ProcedurePage.objects.get(pk=english.pk).title == before
    publishes(writes("bien-tap", "Get wed"))
    assert not asks_for_another(publishes(enter("duyet")))
    assert ProcedurePage.objects.get(pk=english.pk).title == "Get wed"
    response = publishes(writes("duyet", "Marry"))
    enter("duyet").post(response["Location"], {"action": "urgent", "reason": REASON})
    assert ProcedurePage.objects.get(pk=english.pk).title == "Marry"


def test_of_a_guide_and_of_whoever_manages_the_site(client):
    manager = superuser()
    guide = GuideFactory(summary=OLD)
    guide.summary = NEW
    guide.save_revision(user=manager)
    client.force_login(manager)
    assert asks_for_another(send(client, guide, **{"action-publish": "1"}))
    assert GuidePage.objects.get(pk=guide.pk).summary == OLD


def test_a_copy_is_a_draft(enter, page):
    guide = GuideFactory(summary=OLD)
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": guide.get_parent().pk, "publish_copies": "on"}
    enter("duyet").post(reverse("wagtailadmin_pages:copy", args=[guide.pk]), data)
    assert not GuidePage.objects.get(slug="ban-sao").live


def test_the_site_itself_publishes(page):
    page.summary = NEW
    page.save_revision().publish()
    assert live(page) == NEW


# --- In an emergency ---


def test_the_emergency_road(enter, page):
    client = enter("duyet")
    asked = send(client, page, summary=NEW, **{"action-publish": "1"})["Location"]
    for reason in ("", "Gấp!"):
        assert client.post(asked, {"action": "urgent", "reason": reason}).status_code == 200
    assert live(page) == OLD
    # Only whoever may publish, and only what they have changed themselves.
    assert enter("bien-tap").post(asked, {"action": "urgent", "reason": REASON})["Location"] == reverse("wagtailadmin_home")
    assert live(page) == OLD
    client = enter("duyet")
    client.post(asked, {"action": "urgent", "reason": REASON})
    assert live(page) == NEW
    mark = UrgentPublication.objects.get()
    assert (mark.published_by, mark.reason, mark.due_on) == (user("duyet"), REASON, next_working_day(timezone.localdate()))
    entry = PageLogEntry.objects.get(action="office.urgent_publish")
    assert (entry.user, entry.data["reason"]) == (user("duyet"), REASON)
    # Another one looks at it: on their first screen until then.
    review, home = reverse("urgent_review", args=[mark.pk]), reverse("wagtailadmin_home")
    assert "Người đăng không tự xem lại" in client.get(review).content.decode()
    client.post(review)
    mark.refresh_from_db()
    assert mark.reviewed_at is None
    assert enter("bien-tap").get(review)["Location"] == home
    client.force_login(superuser())
    assert review in client.get(home).content.decode()
    words = client.get(review).content.decode()
    assert REASON in words
    assert "Đã xem lại" in words
    client.post(review)
    mark.refresh_from_db()
    assert mark.reviewed_by.username == "quan-ly"
    assert review not in client.get(home).content.decode()
    assert PageLogEntry.objects.filter(action="office.urgent_review").exists()
    # The reason was for that version.
    assert asks_for_another(send(enter("duyet"), page, summary="Lại sửa.", **{"action-publish": "1"}))


def test_the_next_working_day():
    assert next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)
    assert next_working_day(date(2026, 11, 30)) == date(2026, 12, 1)
