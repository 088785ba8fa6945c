"""One transfer of powers in many pages: what it changes, what it must not touch, who may let it go live, and the way back."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from office.desk.effects import pages_showing
from office.factories import AuthorityTransferFactory
from office.models import UrgentPublication
from office.two_people.changing import changed_by, said
from office.two_people.desk import publish_alone
from office.two_people.rule import HeldUp, SecondPersonNeeded
from procedures_pages.change_notes import tell
from procedures_pages.factories import ProcedureFactory
from procedures_pages.history.publications import publications
from procedures_pages.models import ProcedurePage, TransferBatch
from procedures_pages.transfers.batches import drop, may_be_undone, send_batch, send_undoing, still_set
from procedures_pages.transfers.setting import SET, set_transfer

pytestmark = pytest.mark.django_db
MORE = "Tóm tắt mà chưa ai duyệt."


def user(name):
    return get_user_model().objects.get(username=name)


@pytest.fixture
def writer():
    return user("bien-tap")


@pytest.fixture
def reviewer():
    return user("duyet")


@pytest.fixture
def transfer():
    return AuthorityTransferFactory(date=timezone.localdate() + timedelta(30), to_name="Ủy ban nhân dân phường Vĩnh Yên")


def sample_pages(n, **wanted):
    found = ProcedurePage.objects.filter(locale__language_code="vi", live=True, transfer=None, has_unpublished_changes=False, **wanted)
    return list(found.order_by("pk")[:n])


def fresh(page):
    return ProcedurePage.objects.get(pk=page.pk)


def approve(batch, by):
    state = batch.current_workflow_task_state
    state.task.specific.on_action(state, by, "approve")
    batch.refresh_from_db()
    return batch


def drafted(page, by, **values):
    """Somebody's unfinished work."""
    draft = fresh(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=by, log_action=True)


def test_sending_changes_no_page(writer, transfer):
    pages = sample_pages(3)
    batch = send_batch(transfer, pages, writer)
    assert batch.workflow_in_progress
    assert not batch.live
    assert [fresh(page).transfer for page in pages] == [None] * 3


def test_approval_puts_it_into_all_pages_at_once(writer, reviewer, transfer):
    pages = sample_pages(3)
    batch = approve(send_batch(transfer, pages, writer), reviewer)
    assert batch.live
    assert batch.approved_by == reviewer
    for page in map(fresh, pages):
        assert page.transfer == transfer
        assert page.live_revision == page.latest_revision
        assert page.live_revision.content["transfer"] == transfer.pk
        assert page.live_revision.user == writer
        assert not page.has_unpublished_changes


def test_nothing_but_the_transfer_changes(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    before = said(page.live_revision.content)
    approve(send_batch(transfer, [page], writer), reviewer)
    after = said(fresh(page).live_revision.content)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {"transfer"}


def test_who_sent_it_does_not_approve_it(reviewer, transfer):
    pages = sample_pages(2)
    batch = send_batch(transfer, pages, reviewer)
    with pytest.raises(SecondPersonNeeded):
        approve(batch, reviewer)
    assert [fresh(page).transfer for page in pages] == [None, None]


def test_in_an_emergency_with_a_reason_that_another_looks_at(reviewer, transfer):
    (page,) = sample_pages(1)
    batch = send_batch(transfer, [page], reviewer)
    publish_alone(batch.latest_revision, reviewer, "Nghị định có hiệu lực từ sáng nay.")
    assert fresh(page).transfer == transfer
    assert UrgentPublication.objects.filter(reviewed_at=None, title__contains="Chuyển thẩm quyền").exists()


def test_somebodys_draft_is_not_published_along(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    told = page.summary
    draft = drafted(page, reviewer, summary=MORE)
    approve(send_batch(transfer, [fresh(page)], writer), reviewer)
    page = fresh(page)
    assert (page.transfer, page.summary, page.has_unpublished_changes) == (transfer, told, True)
    assert page.latest_revision == draft
    assert page.get_latest_revision_as_object().summary == MORE


def test_a_draft_gets_it_too_and_stays_its_writers(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    draft = drafted(page, reviewer, summary=MORE)
    approve(send_batch(transfer, [fresh(page)], writer), reviewer)
    draft.refresh_from_db()
    assert draft.content["transfer"] == transfer.pk
    assert changed_by(draft) == reviewer.pk
    with pytest.raises(SecondPersonNeeded):
        draft.publish(user=reviewer)
    draft.publish(user=writer, skip_permission_checks=True)
    assert (fresh(page).transfer, fresh(page).summary) == (transfer, MORE)


def test_a_draft_that_was_sent_goes_on_waiting(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    drafted(page, writer, summary=MORE)
    fresh(page).get_workflow().start(fresh(page), writer)
    approve(send_batch(transfer, [fresh(page)], writer), reviewer)
    assert fresh(page).workflow_in_progress
    approve(fresh(page), reviewer)
    assert (fresh(page).transfer, fresh(page).summary) == (transfer, MORE)


def test_what_waits_for_its_hour_does_not_take_it_back(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    hour = timezone.now() + timedelta(days=2)
    draft = fresh(page)
    draft.summary, draft.go_live_at = MORE, hour
    draft.save_revision(user=writer).publish(user=reviewer, skip_permission_checks=True)
    approve(send_batch(transfer, [fresh(page)], writer), reviewer)
    waiting = Revision.objects.for_instance(page).get(approved_go_live_at__isnull=False)
    assert waiting.approved_go_live_at == hour
    assert waiting.content["transfer"] == transfer.pk
    assert fresh(page).transfer == transfer
    assert fresh(page).summary != MORE


def test_a_draft_with_another_transfer_keeps_its_page_out(writer, reviewer, transfer):
    page, other = sample_pages(2)
    batch = send_batch(transfer, [page, other], writer)
    drafted(page, writer, transfer=AuthorityTransferFactory(to_name="Sở Tư pháp"))
    approve(batch, reviewer)
    assert batch.pages.get(page=page).left == "draft"
    assert (fresh(page).transfer, fresh(other).transfer) == (None, transfer)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"live": False}, "gone"),
        ({"locked": True}, "locked"),
        ({"transfer": "another"}, "changed"),
    ],
)
def test_what_happened_since_it_was_sent_keeps_a_page_out(writer, reviewer, transfer, change, why):
    page, other = sample_pages(2)
    batch = send_batch(transfer, [page, other], writer)
    if "transfer" in change:
        change = {"transfer": AuthorityTransferFactory(to_name="Sở Tư pháp")}
    ProcedurePage.objects.filter(pk=page.pk).update(**change)
    approve(batch, reviewer)
    assert batch.pages.get(page=page).left == why
    assert fresh(page).transfer != transfer
    assert fresh(other).transfer == transfer


def test_a_fault_in_one_page_leaves_all_as_they_were(writer, reviewer, transfer, monkeypatch):
    pages = sample_pages(3)
    batch = send_batch(transfer, pages, writer)
    calls = []

    def fails(*args):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("the third")
        return set_transfer(*args)

    monkeypatch.setattr("procedures_pages.transfers.batches.set_transfer", fails)
    with pytest.raises(RuntimeError):
        approve(batch, reviewer)
    assert [fresh(page).transfer for page in pages] == [None] * 3
    assert not TransferBatch.objects.get(pk=batch.pk).live


def test_undoing_puts_every_page_back(writer, reviewer, transfer):
    earlier = AuthorityTransferFactory(to_name="Sở Tư pháp")
    pages = sample_pages(3)
    ProcedurePage.objects.filter(pk=pages[0].pk).update(transfer=earlier)
    batch = approve(send_batch(transfer, map(fresh, pages), writer), reviewer)
    assert may_be_undone(batch)
    approve(send_undoing(batch, writer), reviewer)
    assert [fresh(page).transfer for page in pages] == [earlier, None, None]
    assert not may_be_undone(batch)


def test_undoing_needs_another_person_too(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    batch = approve(send_batch(transfer, [page], writer), reviewer)
    undoing = send_undoing(batch, reviewer)
    with pytest.raises(SecondPersonNeeded):
        approve(undoing, reviewer)
    assert fresh(page).transfer == transfer


def test_undoing_leaves_what_was_changed_since(writer, reviewer, transfer):
    page, other = sample_pages(2)
    batch = approve(send_batch(transfer, [page, other], writer), reviewer)
    another = AuthorityTransferFactory(to_name="Sở Tư pháp")
    ProcedurePage.objects.filter(pk=page.pk).update(transfer=another)
    assert [row.page_id for row in still_set(batch)] == [other.pk]
    approve(send_undoing(batch, writer), reviewer)
    assert (fresh(page).transfer, fresh(other).transfer) == (another, None)


def test_what_is_dropped_can_be_sent_anew(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    batch = send_batch(transfer, [page], writer)
    drop(batch, writer)
    batch = TransferBatch.objects.get(pk=batch.pk)
    assert not batch.is_open
    assert not batch.workflow_in_progress
    approve(send_batch(transfer, [page], writer), reviewer)
    assert fresh(page).transfer == transfer


def test_what_is_dropped_is_not_published_by_the_emergency_road_either(reviewer, transfer):
    (page,) = sample_pages(1)
    batch = send_batch(transfer, [page], reviewer)
    drop(batch, reviewer)
    with pytest.raises(HeldUp):
        publish_alone(batch.latest_revision, reviewer, "Nghị định có hiệu lực từ sáng nay.")
    assert fresh(page).transfer is None


def test_the_log_says_who_did_what(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    batch = approve(send_batch(transfer, [page], writer), reviewer)
    entry = PageLogEntry.objects.get(page=page.pk, action=SET)
    assert (entry.user, entry.data["sent_by"], entry.data["before"]) == (reviewer, str(writer), "")
    assert entry.data["after"] == str(transfer)
    assert {row.action for row in ModelLogEntry.objects.for_instance(batch)} >= {"procedures_pages.transfer_sent", "wagtail.publish"}
    applied = ModelLogEntry.objects.for_instance(transfer).get(action="procedures_pages.transfer_applied")
    assert (applied.user, applied.data["pages"]) == (reviewer, 1)


def test_it_stands_in_the_pages_public_history(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    approve(send_batch(transfer, [page], writer), reviewer)
    newest = publications(ProcedurePage.objects.filter(pk=page.pk), 1)[0]
    assert newest.revision == fresh(page).live_revision_id
    assert newest.before == page.live_revision_id


def test_what_a_page_told_its_readers_stands(writer, reviewer, transfer):
    (page,) = sample_pages(1)
    today = timezone.localdate()
    ProcedurePage.objects.filter(pk=page.pk).update(news="Không thu lệ phí nữa.", news_on=today)
    approve(send_batch(transfer, [fresh(page)], writer), reviewer)
    assert (fresh(page).news, fresh(page).news_on) == ("Không thu lệ phí nữa.", today)
    tell(ProcedurePage, fresh(page), fresh(page).live_revision)  # any other publication puts its own in their place
    assert fresh(page).news == ""


def test_pages_that_say_a_transfer_are_known_to_its_form(writer, reviewer, transfer):
    pages = sample_pages(2)
    approve(send_batch(transfer, pages, writer), reviewer)
    assert {shown.pk for shown in pages_showing(transfer)} == {page.pk for page in pages}


def test_who_does_not_publish_transfers_approves_none(writer, transfer):
    """Whatever steps the office has."""
    (page,) = sample_pages(1)
    batch = send_batch(transfer, [page], user("duyet"))
    with pytest.raises(PublishPermissionError):
        batch.latest_revision.publish(user=writer)
    assert fresh(page).transfer is None


def test_forty_pages_go_live_in_one_request(writer, reviewer, transfer, django_assert_max_num_queries):
    """Measured: 1,867 statements in 2.4 s, nearly all of them each page's own: its version, its rows, its place in the search index."""
    pages = sample_pages(38)
    pages += [ProcedureFactory() for _n in range(40 - len(pages))]
    batch = send_batch(transfer, pages, writer)
    with django_assert_max_num_queries(2_000):
        approve(batch, reviewer)
    assert ProcedurePage.objects.filter(transfer=transfer).count() == 40
