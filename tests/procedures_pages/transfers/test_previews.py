"""What readers of each page would see, told before anything is written; and what the pages then really say."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from office.factories import AuthorityTransferFactory
from procedures_pages.factories import ProcedureFactory, ProcedureFactsFactory
from procedures_pages.facts.changes import changes
from procedures_pages.facts.phrases import transfer_words
from procedures_pages.facts.procedure import Transfer
from procedures_pages.reader_changes import between
from procedures_pages.transfers.batches import send_batch
from procedures_pages.transfers.choosing import candidates
from procedures_pages.transfers.previews import previews

from .test_batches import drafted, fresh, sample_pages, user

DAY = date(2025, 7, 1)
MOVED = Transfer(DAY, "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân phường", "Nghị định số 120/2025/NĐ-CP")


def test_before_the_day_readers_are_told_until_when():
    words = transfer_words(MOVED, date(2025, 6, 30))
    assert words.startswith("Đến hết 30/06/2025 do Ủy ban nhân dân cấp huyện giải quyết, từ 01/07/2025 do Ủy ban nhân dân phường.")


def test_on_the_day_it_has_happened():
    words = transfer_words(MOVED, DAY)
    assert words.startswith("Từ 01/07/2025 do Ủy ban nhân dân phường giải quyết (trước đó: Ủy ban nhân dân cấp huyện).")


def test_the_decree_is_named_in_a_sentence_of_its_own():
    assert transfer_words(MOVED, DAY).endswith(" Căn cứ: Nghị định số 120/2025/NĐ-CP.")


def test_without_a_decree_nothing_is_said_of_it():
    assert "Căn cứ" not in transfer_words(Transfer(DAY, "A", "B", ""), DAY)


def test_a_transfer_is_one_of_the_changes_that_readers_act_upon():
    (change,) = changes(ProcedureFactsFactory(), ProcedureFactsFactory(id="x", slug="x", title="t", codes=(), transfer=MOVED), DAY)[-1:]
    assert (change.part, change.before, change.acts) == ("Chuyển thẩm quyền", "", True)


@pytest.mark.django_db
def test_alike_pages_stand_together():
    transfer, other = AuthorityTransferFactory(), AuthorityTransferFactory(to_name="Sở Tư pháp")
    plain = [ProcedureFactory(), ProcedureFactory()]
    moved = ProcedureFactory(transfer=other)
    alike = previews([(page.pk, transfer) for page in [*plain, moved]])
    assert [{page.pk for page in one.pages} for one in alike] == [{page.pk for page in plain}, {moved.pk}]
    (change,) = alike[1].found.spoken[0].changes
    assert "Sở Tư pháp" in change.before
    assert "Ủy ban nhân dân phường" in change.after


@pytest.mark.django_db
def test_it_says_what_the_desks_own_comparison_says_in_both_languages():
    page = next(p for p in sample_pages(60) if p.get_translations().filter(live=True).exists())
    transfer = AuthorityTransferFactory(date=timezone.localdate() - timedelta(1), to_name_en="Ward People's Committee")
    (one,) = previews([(page.pk, transfer)])
    draft = fresh(page)
    draft.transfer = transfer
    assert one.found.spoken == between(fresh(page), draft).spoken
    assert [spoken.lang for spoken in one.found.spoken] == ["vi", "en"]
    assert "Ward People's Committee" in one.found.spoken[1].changes[0].after


@pytest.mark.django_db
def test_forty_pages_are_previewed_in_no_more_questions_than_four(django_assert_max_num_queries):
    """Measured: 11 for pages in Vietnamese alone, 13 with English among them."""
    transfer = AuthorityTransferFactory()
    pages = [(page.pk, transfer) for page in [*sample_pages(26), *(ProcedureFactory() for _n in range(14))]]
    assert len(pages) == 40
    for some in (pages[:4], pages):
        with django_assert_max_num_queries(14):
            previews(some)


# --- Which pages ---


@pytest.mark.django_db
def test_what_has_it_is_marked_and_not_offered():
    transfer = AuthorityTransferFactory()
    page = ProcedureFactory(transfer=transfer)
    (found,) = candidates(transfer, chosen=[page.pk])
    assert (found.has_it, found.is_free) == (True, False)


@pytest.mark.django_db
def test_what_waits_in_another_batch_is_not_offered():
    transfer, (page,) = AuthorityTransferFactory(), sample_pages(1)
    send_batch(transfer, [page], user("bien-tap"))
    (found,) = candidates(AuthorityTransferFactory(to_name="Sở Tư pháp"), chosen=[page.pk])
    assert "đợt khác" in found.why


@pytest.mark.django_db
def test_a_draft_with_another_transfer_is_not_offered():
    (page,) = sample_pages(1)
    drafted(page, user("bien-tap"), transfer=AuthorityTransferFactory(to_name="Sở Tư pháp"))
    (found,) = candidates(AuthorityTransferFactory(), chosen=[page.pk])
    assert "Bản nháp" in found.why


@pytest.mark.django_db
def test_pages_are_chosen_by_who_decides_today_and_by_area():
    page = sample_pages(1)[0]
    transfer = AuthorityTransferFactory()
    by_authority = candidates(transfer, authority=str(page.authority_id))
    assert {one.page.authority_id for one in by_authority} == {page.authority_id}
    both = candidates(transfer, authority=str(page.authority_id), area=str(page.area_id))
    assert 0 < len(both) <= len(by_authority)
    assert {one.page.area_id for one in both} == {page.area_id}


@pytest.mark.django_db
def test_drafts_and_pages_taken_down_are_not_offered():
    draft = ProcedureFactory(draft=True)
    assert candidates(AuthorityTransferFactory(), chosen=[draft.pk]) == []


# --- What readers' pages say ---


@pytest.fixture
def ahead():
    day = timezone.localdate() + timedelta(3)
    return ProcedureFactory(transfer=AuthorityTransferFactory(date=day, from_name="Phòng Cũ", to_name="Phòng Mới"))


def plain(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/thu-tuc/{}/", "/thu-tuc/{}/ho-so/", "/thu-tuc/{}/in/", "/thu-tuc/{}/ho-so/in/", "/quay/{}/"])
def test_every_form_of_a_page_tells_it_before_the_day(client, ahead, address):
    last = f"{ahead.transfer.date - timedelta(1):%d/%m/%Y}"
    assert f"Đến hết {last} do Phòng Cũ giải quyết" in plain(client.get(address.format(ahead.slug)))


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/thu-tuc/{}/", "/thu-tuc/{}/in/", "/quay/{}/"])
def test_from_the_day_on_it_is_told_as_done(client, address):
    page = ProcedureFactory(transfer=AuthorityTransferFactory(date=timezone.localdate(), from_name="Phòng Cũ", to_name="Phòng Mới"))
    told = plain(client.get(address.format(page.slug)))
    assert f"Từ {timezone.localdate():%d/%m/%Y} do Phòng Mới giải quyết (trước đó: Phòng Cũ)." in told
    assert "Đến hết" not in told
