"""What an editor does whose page must be compared with its record before it goes live: told where, compares, publishes."""

import pytest
from django.urls import reverse

from procedures_pages.models import ProcedurePage, SourceCheck
from procedures_pages.register.review.queue import waiting
from procedures_pages.register.review.sources import note_baseline, sources_of
from tests.procedures_pages.publishing.test_publishing import _existing, add, edit, made, said, whole

from ..factories import AUGUST, CODE, record, store
from .conftest import at

PUBLISH = {"action-publish": "1"}
TOLD = f"Chưa ai đối chiếu trang với bản ghi {CODE} của bản chụp ngày 01/08/2026: lưu bản nháp, rồi bấm “Đối chiếu”."


@pytest.fixture
def publisher(client, admin_user):
    """May write and publish."""
    client.force_login(admin_user)
    return client


@pytest.fixture
def imported(db, apart_from_truth):
    store(record(), day=AUGUST)


def from_record(**more):
    return {**whole(), "source_record": CODE, "verified_on": "01/07/2026", **more}


def compared(client, page):
    """Presses the button on the screen that puts the page beside its record; the answer."""
    screen = client.get(at("review", page.pk)).content.decode()
    assert "Đã so: trang khớp với bản ghi ngày 01/08/2026" in screen
    source = next(s for s in sources_of(page) if s.record.code == CODE)
    return client.post(at("review", page.pk), {"record": source.record.pk, "version": source.record.current_id})


@pytest.mark.parametrize("day", ["01/07/2026", "01/08/2026", "31/08/2026"])
def test_a_typed_day_opens_no_door_and_a_comparison_does(publisher, imported, day):
    data = from_record(source_snapshot=day)
    assert TOLD in said(add(publisher, data, **PUBLISH))
    assert made() is None

    add(publisher, data)
    page = made().get_latest_revision_as_object()
    form = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert TOLD in form
    assert at("review", page.pk) in form
    assert TOLD in said(edit(publisher, page, _existing(page, data), **PUBLISH))

    assert compared(publisher, page)["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = edit(publisher, page, _existing(page, data), **PUBLISH)
    assert response.status_code == 302, said(response)[:2000]
    assert made().live


def test_an_import_after_the_page_was_typed_opens_no_door_either(publisher, imported):
    add(publisher, from_record())
    store(record(), record(code="9.000002"), day=AUGUST.replace(day=2))
    page = made().get_latest_revision_as_object()
    assert TOLD in said(edit(publisher, page, _existing(page, from_record()), **PUBLISH))
    assert not SourceCheck.objects.exists()


def test_a_live_page_whose_draft_names_another_record_can_be_compared_with_it(publisher, imported):
    add(publisher, whole(), **PUBLISH)
    page = made()
    edit(publisher, page, _existing(page, from_record()))
    draft = made().get_latest_revision_as_object()
    assert (made().live, made().source_record, draft.source_record) == (True, "", CODE)
    compared(publisher, draft)
    assert edit(publisher, page, _existing(page, from_record()), **PUBLISH).status_code == 302
    assert made().source_record == CODE
    assert waiting() == []


def test_a_page_without_changes_leads_back_to_the_list(publisher, imported, guide):
    store(record(), record(code=guide.source_record), day=AUGUST)
    (source,) = sources_of(guide)
    answer = publisher.post(at("review", guide.pk), {"record": source.record.pk, "version": source.record.current_id})
    assert answer["Location"] == at("waiting")


@pytest.mark.parametrize("action", [{}, PUBLISH], ids=["draft", "publish"])
@pytest.mark.parametrize("day", ["01/01/2030", "01/01/2126"])
def test_a_day_to_come_is_refused_at_its_field(publisher, day, action):
    response = add(publisher, {**whole(), "source_snapshot": day}, **action)
    assert response.context["form"].errors["source_snapshot"] == [f"Ngày bản chụp {day} ở tương lai."]
    assert f"Ngày bản chụp {day} ở tương lai." in said(response)
    assert made() is None


def test_the_way_over_the_reviewers_is_the_same(enter, imported):
    """Not sent before it was compared; and not approved where the record has changed since."""
    writer = enter("bien-tap")
    assert TOLD in said(add(writer, from_record(), **{"action-submit": "1"}))
    add(writer, from_record())
    page = made()
    compared(writer, page.get_latest_revision_as_object())
    edit(writer, page, _existing(page, from_record()), **{"action-submit": "1"})
    task = made().current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])

    store(record(outputs=("Thẻ khác",)), day=AUGUST.replace(day=20))
    reviewer = enter("duyet")
    answer = reviewer.post(approve, {"comment": ""}, follow=True)
    assert f"Bản ghi {CODE} đã đổi ở bản chụp ngày 20/08/2026" in answer.content.decode()
    assert not made().live

    (source,) = sources_of(page.get_latest_revision_as_object(), [CODE])
    verdict = {f"r{source.record.pk}-outputs": "still_true"}
    reviewer.post(at("review", page.pk), {"record": source.record.pk, "version": source.record.current_id, **verdict})
    reviewer.post(approve, {"comment": ""}, follow=True)
    assert made().live


def test_the_editors_check_holds_for_the_translation(guide, imported):
    """It says in its words what the page says: there is nothing of its own to compare."""
    store(record(), record(code=guide.source_record, outputs=("Giấy mới",)), day=AUGUST)
    english = ProcedurePage.objects.get(translation_key=guide.translation_key, locale__language_code="en")
    english.save_revision().publish()
    assert note_baseline(guide, [guide.source_record]) == 0
