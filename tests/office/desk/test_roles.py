"""Who may do what with a procedure, through the addresses of the desk: biên tập writes, duyệt publishes, quầy only reads."""

import pytest
from django.urls import reverse

from procedures_pages.models import ProcedurePage
from tests.office.two_people.urgent import published

from .forms import page_data


@pytest.fixture
def page(db):
    return ProcedurePage.objects.filter(locale__language_code="vi", live=True, has_unpublished_changes=False).first()


@pytest.fixture
def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def changed(client, edit, page, **more):
    data = dict(page_data(client.get(edit), page).lists())
    return {**data, "audiences": page.audiences, "summary": "Tóm tắt đã sửa.", **more}


def live_summary(page):
    return ProcedurePage.objects.get(pk=page.pk).summary


def test_editor_saves_a_draft(enter, edit, page):
    client, before = enter("bien-tap"), page.summary
    screen = client.get(edit)
    assert screen.status_code == 200
    assert 'name="action-publish"' not in screen.content.decode()
    assert client.post(edit, changed(client, edit, page)).status_code == 302
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().summary == "Tóm tắt đã sửa."
    assert live_summary(page) == before


def test_editor_cannot_publish(enter, edit, page):
    client, before = enter("bien-tap"), page.summary
    client.post(edit, changed(client, edit, page, **{"action-publish": "1"}))
    assert live_summary(page) == before
    assert ProcedurePage.objects.get(pk=page.pk).live_revision_id == page.live_revision_id


def test_editor_sends_to_the_reviewer(enter, edit, page):
    client = enter("bien-tap")
    client.post(edit, changed(client, edit, page, **{"action-submit": "1"}))
    page = ProcedurePage.objects.get(pk=page.pk)
    assert page.workflow_in_progress
    before = page.summary
    client = enter("duyet")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", page.current_workflow_task_state.pk])
    client.post(address, {"comment": "Đúng."}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert live_summary(page) == "Tóm tắt đã sửa." != before


@pytest.mark.parametrize("view", ["unpublish", "delete"])
def test_editor_cannot_take_down(enter, page, view):
    client, address = enter("bien-tap"), reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
    for response in (client.get(address), client.post(address)):
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")
    assert ProcedurePage.objects.get(pk=page.pk).live


def test_reviewer_publishes(enter, edit, page):
    client = enter("duyet")
    assert 'name="action-publish"' in client.get(edit).content.decode()
    response = published(client, client.post(edit, changed(client, edit, page, **{"action-publish": "1"})))
    assert response.status_code == 302, response.context["form"].errors
    fresh = ProcedurePage.objects.get(pk=page.pk)
    assert (fresh.summary, fresh.live, fresh.has_unpublished_changes) == ("Tóm tắt đã sửa.", True, False)
    assert fresh.live_revision.user.username == "duyet"


def test_reviewer_cannot_publish_what_is_incomplete(enter, edit, page):
    client, before = enter("duyet"), page.summary
    response = client.post(edit, changed(client, edit, page, **{"action-publish": "1", "official_name": ""}))
    assert response.status_code == 200
    assert "Thiếu tên chính thức" in response.content.decode()
    assert live_summary(page) == before


def test_counter_cannot_edit(enter, edit, page):
    sent = changed(enter("bien-tap"), edit, page)
    client, before = enter("quay"), page.summary
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    for response in (client.get(edit), client.post(edit, sent), client.post(edit, {**sent, "action-publish": "1"})):
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")
    fresh = ProcedurePage.objects.get(pk=page.pk)
    assert (fresh.summary, fresh.has_unpublished_changes) == (before, False)


@pytest.mark.parametrize("username", ["bien-tap", "quay"])
def test_only_administrators_see_users_and_sites(enter, db, username):
    client = enter(username)
    for view in ("wagtailusers_users:index", "wagtailsites:index", "wagtailadmin_workflows:index"):
        assert client.get(reverse(view)).status_code == 302


@pytest.mark.parametrize(("username", "status"), [("bien-tap", 200), ("duyet", 200), ("quay", 302)])
def test_who_uploads_forms(enter, db, username, status):
    assert enter(username).get(reverse("wagtaildocs:add_multiple")).status_code == status


@pytest.mark.parametrize("method", ["get", "post"])
def test_anonymous_gets_the_log_in(client, edit, page, method):
    response = getattr(client, method)(edit)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('wagtailadmin_login')}?next={edit}"
    assert "Mật khẩu" in client.get(response["Location"]).content.decode()
