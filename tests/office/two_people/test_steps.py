"""Soạn → Kiểm tra nội dung → Duyệt: three people where the office has three, two where it has not, and nothing in flight is lost."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupCollectionPermission, GroupPagePermission, TaskState, WorkflowTask

from office.models import ContentCheck, ThematicArea, Unit, UrgentPublication
from office.two_people.rule import NeverChecked
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

from .test_rule import asks_for_another, send
from .urgent import REASON

pytestmark = pytest.mark.django_db
OLD, NEW = "Tóm tắt cũ.", "Tóm tắt mới."
CHECK, APPROVE = "Kiểm tra nội dung", "Duyệt nội dung"


def user(name):
    return get_user_model().objects.get(username=name)


def person(name, *roles):
    made = get_user_model().objects.create_user(name, f"{name}@example.vn")
    made.groups.set(Group.objects.filter(name__in=roles))
    return made


@pytest.fixture
def page():
    return ProcedureFactory(summary=OLD)


def sent(page, writer="bien-tap"):
    page = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.summary = NEW
    page.save_revision(user=user(writer))
    page.get_workflow().start(page, user(writer))
    return step(page)


def step(page):
    """What it waits for; "" where it waits for nothing."""
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    return state.task.name if state else ""


def approve(client, page):
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {"comment": ""}, follow=True)


def live(page):
    return ProcedurePage.objects.get(pk=page.pk).summary


def test_one_writes_one_checks_a_third_approves(enter, page, mailoutbox):
    person("kiem-tra", "Kiểm tra", "Duyệt")
    assert sent(page) == CHECK
    assert [mail.to for mail in mailoutbox] == [["kiem-tra@example.vn"]]
    approve(enter("duyet"), page)
    assert step(page) == CHECK  # who approves has no part in this step
    client = enter("kiem-tra")
    assert page.title in client.get(reverse("wagtailadmin_home")).content.decode()
    approve(client, page)
    assert (step(page), live(page)) == (APPROVE, OLD)
    told = approve(client, page)
    assert "bạn đã duyệt một bước trước" in told.content.decode()
    assert (step(page), live(page)) == (APPROVE, OLD)
    approve(enter("duyet"), page)
    assert (step(page), live(page)) == ("", NEW)


def test_what_waits_for_the_check_is_not_published_past_it(enter, page):
    person("kiem-tra", "Kiểm tra", "Duyệt")  # for others the page is locked
    sent(page)
    client, edit = enter("kiem-tra"), reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = send(client, page, **{"action-publish": "1"})
    assert "đang chờ kiểm tra nội dung" in client.get(told["Location"]).content.decode()
    assert told["Location"] == edit
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    assert "đang chờ kiểm tra nội dung" in client.post(bulk, {"include_descendants": ""}, follow=True).content.decode()
    assert (step(page), live(page)) == (CHECK, OLD)
    approve(enter("kiem-tra"), page)
    send(enter("duyet"), page, **{"action-publish": "1"})
    assert live(page) == NEW


def test_who_changes_it_at_the_check_does_not_pass_it(enter, page):
    person("kiem-tra", "Kiểm tra")
    sent(page)
    draft = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.summary = "Kiểm tra thêm một chữ."
    draft.save_revision(user=user("kiem-tra"))
    approve(enter("kiem-tra"), page)
    assert step(page) == CHECK


def drafted(thing, field="summary", writer="bien-tap", **more):
    """What ``writer`` saved and nobody sent."""
    draft = thing.get_latest_revision_as_object()
    setattr(draft, field, NEW)
    for name, value in more.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user(writer))


def test_a_draft_that_was_never_sent_is_not_published_past_the_check(enter, page, mailoutbox):
    """By form and hour, in bulk, below a page, as a shared record; given back it goes on where it stood."""
    person("kiem-tra", "Kiểm tra")
    client, other = enter("duyet"), ProcedureFactory(summary=OLD)
    drafted(other, go_live_at=timezone.now() + timedelta(hours=1))
    drafted(page)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = client.post(f"{bulk}?id={page.pk}", {"include_descendants": ""}, follow=True).content.decode()
    assert "chưa ai kiểm tra nội dung" in told
    assert page.title in told
    client.post(f"{bulk}?id={page.get_parent().pk}", {"include_descendants": "on"})
    assert (live(page), live(other)) == (OLD, OLD)

    assert asks_for_another(send(client, other, **{"action-publish": "1"}))
    assert not other.revisions.exclude(approved_go_live_at=None).exists()
    asked = send(client, page, **{"action-publish": "1"})
    assert asks_for_another(asked)
    words = client.get(asked["Location"]).content.decode()
    assert "Bản nháp này chưa ai gửi duyệt" in words
    assert "Người sửa lần cuối không tự duyệt" not in words
    client.post(asked["Location"], {"action": "send"})
    assert (step(page), live(page)) == (CHECK, OLD)
    assert [mail.to for mail in mailoutbox] == [["kiem-tra@example.vn"]]

    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state
    enter("kiem-tra").post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk]), {"comment": "Chưa đúng."})
    assert step(page) == ""
    client = enter("duyet")
    asked = send(client, page, **{"action-publish": "1"})
    assert asks_for_another(asked)
    client.post(asked["Location"], {"action": "send"})
    assert ProcedurePage.objects.get(pk=page.pk).workflow_in_progress
    for name in ("kiem-tra", "duyet"):
        approve(enter(name), page)
    assert live(page) == NEW

    area = ThematicArea.objects.filter(live=True).first()
    version = drafted(area, "name")
    with pytest.raises(NeverChecked):
        version.publish(user=user("duyet"))


def test_past_the_check_in_an_emergency_with_a_reason(enter, page):
    person("kiem-tra", "Kiểm tra")
    drafted(page)
    client = enter("duyet")
    asked = send(client, page, **{"action-publish": "1"})["Location"]
    assert client.post(asked, {"action": "urgent", "reason": ""}).status_code == 200
    assert live(page) == OLD
    client.post(asked, {"action": "urgent", "reason": REASON})
    assert live(page) == NEW
    assert (UrgentPublication.objects.get().published_by, UrgentPublication.objects.get().reason) == (user("duyet"), REASON)


def test_what_was_approved_waits_for_its_hour_and_what_says_nothing_new_waits_for_nobody(enter, page):
    person("kiem-tra", "Kiểm tra")
    as_it_stands = send(enter("duyet"), page, **{"action-publish": "1"})
    assert as_it_stands["Location"] == reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    page = ProcedurePage.objects.get(pk=page.pk)
    drafted(page, go_live_at=timezone.now() + timedelta(hours=1))
    draft = ProcedurePage.objects.get(pk=page.pk)
    draft.get_workflow().start(draft, user("bien-tap"))
    for name in ("kiem-tra", "duyet"):
        approve(enter(name), page)
    waiting = page.revisions.get(approved_go_live_at__isnull=False)
    # The hour is taken back, and the approval with it: what is written then is to be sent again.
    client = enter("duyet")
    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, waiting.pk]))
    page = ProcedurePage.objects.get(pk=page.pk)
    drafted(page, writer="bien-tap", official_name="Tên khác", go_live_at=None)
    assert asks_for_another(send(client, page, **{"action-publish": "1"}))
    assert live(page) == OLD


@pytest.mark.parametrize("how", ["nobody has the role", "only who wrote has it", "who has it is gone", "the office does without it"])
def test_two_people_are_enough_where_there_is_no_third(enter, page, mailoutbox, how):
    if how == "only who wrote has it":
        user("bien-tap").groups.add(Group.objects.get(name="Kiểm tra"))
    elif how != "nobody has the role":
        checker = person("kiem-tra", "Kiểm tra")
        if how == "who has it is gone":
            checker.is_active = False
            checker.save()
        else:
            unit = Unit.load()
            unit.content_check = False
            unit.save()
    other = ProcedureFactory(summary=OLD)
    drafted(other)
    assert not asks_for_another(send(enter("duyet"), other, **{"action-publish": "1"}))  # and need not be sent
    assert live(other) == NEW
    assert sent(page) == APPROVE
    assert [mail.to for mail in mailoutbox] == [["duyet@localhost"]]
    assert TaskState.objects.get(task__name=CHECK).status == "skipped"
    approve(enter("duyet"), page)
    assert live(page) == NEW


def test_what_waited_when_the_step_came_is_not_sent_back(enter, page):
    between = WorkflowTask.objects.filter(task__in=ContentCheck.objects.all())
    rows = list(between)
    between.delete()
    sent(page)
    WorkflowTask.objects.bulk_create(rows)
    person("kiem-tra", "Kiểm tra")
    approve(enter("duyet"), page)
    assert (step(page), live(page)) == ("", NEW)


def test_the_step_stands_first_and_its_role_may_what_a_writer_may():
    (workflow,) = {row.workflow for row in WorkflowTask.objects.all()}
    assert [task.name for task in workflow.tasks] == [CHECK, APPROVE]
    checking, writing = (Group.objects.get(name=name) for name in ("Kiểm tra", "Biên tập"))
    assert set(checking.permissions.all()) == set(writing.permissions.all())
    for rows, of in ((GroupPagePermission.objects, "page"), (GroupCollectionPermission.objects, "collection")):
        may = [set(rows.filter(group=group).values_list("permission", of)) for group in (checking, writing)]
        assert may[0] == may[1] != set()
