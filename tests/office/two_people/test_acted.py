"""Who approves or sends back by the form is told what became of it."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from office.factories import OfficeFactory
from office.models import Office
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage
from tests.office.desk.forms import page_data

pytestmark = pytest.mark.django_db


def user(name):
    return get_user_model().objects.get(username=name)


def waiting(**changed):
    """A page whose draft by "bien-tap" waits for approval."""
    page = ProcedurePage.objects.get(pk=ProcedureFactory(title="Làm giấy mèo").pk)
    page.summary = "Câu mới."
    for name, value in changed.items():
        setattr(page, name, value)
    page.save_revision(user=user("bien-tap"))
    page.get_workflow().start(page, user("bien-tap"))
    return ProcedurePage.objects.get(pk=page.pk)


def told(client, page, action):
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = dict(page_data(client.get(path), page.get_latest_revision_as_object()).lists())
    asked = {"action-workflow-action": "true", "workflow-action-name": action, "workflow-action-extra-data": '{"comment": "Xem lại."}'}
    response = client.post(path, {**data, **asked}, follow=True)
    (message,) = response.context["messages"]
    return str(message)


def test_sent_back(enter):
    assert "Đã trả lại “Làm giấy mèo” kèm lời của bạn" in told(enter("duyet"), waiting(), "reject")


def test_approved(enter):
    page = waiting()
    assert "Đã duyệt “Làm giấy mèo”: người đọc thấy từ bây giờ." in told(enter("duyet"), page, "approve")
    page.refresh_from_db()
    assert page.summary == "Câu mới."


def test_approved_for_an_hour_to_come(enter):
    moment = (timezone.localtime() + timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
    words = told(enter("duyet"), waiting(go_live_at=moment), "approve")
    assert f"Đã duyệt “Làm giấy mèo”: tự lên trang lúc 08:00 {moment.day}/{moment.month}/{moment.year}." in words


def test_a_shared_record(enter):
    office = Office.objects.get(pk=OfficeFactory(name="Quầy mèo").pk)
    office.phone = "0211 3 456 789"
    office.save_revision(user=user("bien-tap"))
    office.get_workflow().start(office, user("bien-tap"))
    client, path = enter("duyet"), reverse("wagtailsnippets_office_office:edit", args=[office.pk])
    form = client.get(path).context["form"]
    data = {name: value for name, value in form.initial.items() if value is not None} | {
        name: "" for name in form.fields if name not in form.initial
    }
    asked = {"action-workflow-action": "true", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    response = client.post(path, {**data, **asked}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Đã duyệt “Quầy mèo”: người đọc thấy từ bây giờ."]
