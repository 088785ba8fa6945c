"""The screens: from a transfer's form to the pages, the preview, the batch, its approval and the way back."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from office.factories import AuthorityTransferFactory
from office.models import UrgentPublication
from procedures_pages.models import TransferBatch

from .test_batches import fresh, sample_pages, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def transfer():
    return AuthorityTransferFactory(date=timezone.localdate() + timedelta(30), to_name="Ủy ban nhân dân phường Vĩnh Yên")


def screen(response):
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    return " ".join(screen(response).find("main").get_text(" ").split())


def pages_url(transfer):
    return reverse("transfer_pages", args=[transfer.pk])


def sent(client, transfer, pages):
    response = client.post(pages_url(transfer), {"trang": [page.pk for page in pages], "action": "send"}, follow=True)
    return TransferBatch.objects.latest("pk"), response


def batch_url(batch):
    return reverse("transfer_batch", args=[batch.pk])


def test_a_transfers_form_leads_to_its_pages(enter, transfer):
    html = screen(enter("bien-tap").get(reverse("wagtailsnippets_office_authoritytransfer:edit", args=[transfer.pk])))
    (link,) = html.find_all("a", string="Áp dụng cho nhiều trang")
    assert link["href"] == pages_url(transfer)


def test_the_form_of_another_record_leads_nowhere(enter):
    page = sample_pages(1)[0]
    html = screen(enter("bien-tap").get(reverse("wagtailsnippets_office_competentauthority:edit", args=[page.authority_id])))
    assert not html.find_all("a", string="Áp dụng cho nhiều trang")


def test_the_list_counts_and_ticks(enter, transfer):
    has = sample_pages(1)[0]
    type(has).objects.filter(pk=has.pk).update(transfer=transfer)
    html = screen(enter("bien-tap").get(pages_url(transfer)))
    counts = [int(dd.get_text()) for dd in html.select(".cn-counts dd")]
    boxes = html.select("input[name=trang]")
    assert counts[1:] == [len(boxes), 1]
    assert str(has.pk) not in {box["value"] for box in boxes}
    assert html.find("span", string="Đã có")


def test_the_preview_tells_both_languages_and_writes_nothing(enter, transfer):
    page = next(p for p in sample_pages(60) if p.get_translations().filter(live=True).exists())
    told = words(enter("bien-tap").post(pages_url(transfer), {"trang": [page.pk], "action": "preview"}))
    assert "Tiếng Việt" in told
    assert "English" in told
    assert "Đến hết" in told
    assert "Gửi duyệt 1 trang" in told
    assert not TransferBatch.objects.exists()


def test_nothing_chosen_is_said(enter, transfer):
    told = enter("bien-tap").post(pages_url(transfer), {"action": "preview"}, follow=True).content.decode()
    assert "Chưa chọn trang nào" in told


def test_a_transfer_that_is_a_draft_itself_goes_nowhere(enter, transfer):
    type(transfer).objects.filter(pk=transfer.pk).update(live=False)
    client, page = enter("bien-tap"), sample_pages(1)[0]
    assert "chưa được đăng" in words(client.get(pages_url(transfer)))
    client.post(pages_url(transfer), {"trang": [page.pk], "action": "send"})
    assert not TransferBatch.objects.exists()


def test_what_is_sent_waits_on_the_first_screen_of_who_approves(enter, transfer):
    batch, _response = sent(enter("bien-tap"), transfer, sample_pages(2))
    home = screen(enter("duyet").get(reverse("wagtailadmin_home")))
    assert home.select_one(f'#viec-cua-toi a[href="{batch_url(batch)}"]')


def test_who_approves_and_who_sent_it_get_their_mail(enter, transfer):
    for name in ("duyet", "bien-tap"):
        person = user(name)
        person.email = f"{name}@vinhyen.example"
        person.save()
    batch, _response = sent(enter("bien-tap"), transfer, sample_pages(2))
    (asked,) = mail.outbox
    assert asked.to == ["duyet@vinhyen.example"]
    assert batch_url(batch) in asked.body
    enter("duyet").post(batch_url(batch), {"action": "approve"})
    assert [message.to for message in mail.outbox[1:]] == [["bien-tap@vinhyen.example"]]


def test_approving_puts_it_into_the_pages(enter, transfer):
    pages = sample_pages(2)
    batch, _response = sent(enter("bien-tap"), transfer, pages)
    response = enter("duyet").post(batch_url(batch), {"action": "approve"}, follow=True)
    assert "Đã đổi và đăng 2 trang." in response.content.decode()
    assert [fresh(page).transfer for page in pages] == [transfer] * 2


def test_who_sent_it_sees_no_button_and_cannot_press_it(enter, transfer):
    pages = sample_pages(1)
    client = enter("duyet")
    batch, response = sent(client, transfer, pages)
    assert "Duyệt và đăng cả đợt" not in words(response)
    assert client.post(batch_url(batch), {"action": "approve"}).status_code in (302, 403)
    assert fresh(pages[0]).transfer is None


def test_a_writer_approves_nothing(enter, transfer):
    pages = sample_pages(1)
    batch, _response = sent(enter("duyet"), transfer, pages)
    enter("bien-tap").post(batch_url(batch), {"action": "approve"})
    assert fresh(pages[0]).transfer is None


def test_the_counter_opens_none_of_it(enter, transfer):
    batch, _response = sent(enter("bien-tap"), transfer, sample_pages(1))
    client = enter("quay")
    for url in (pages_url(transfer), batch_url(batch)):
        assert client.get(url).status_code in (302, 403)
        assert client.post(url, {"action": "approve"}).status_code in (302, 403)


def test_giving_back_asks_why_and_can_be_sent_again(enter, transfer):
    batch, _response = sent(enter("bien-tap"), transfer, sample_pages(1))
    reviewer = enter("duyet")
    assert "Hãy ghi lý do" in words(reviewer.post(batch_url(batch), {"action": "return", "comment": ""}))
    reviewer.post(batch_url(batch), {"action": "return", "comment": "Thiếu ba trang hộ tịch."})
    writer = enter("bien-tap")
    assert "Thiếu ba trang hộ tịch." in words(writer.get(batch_url(batch)))
    assert "Thiếu ba trang hộ tịch." in words(writer.get(reverse("wagtailadmin_home")))
    writer.post(batch_url(batch), {"action": "send"})
    assert TransferBatch.objects.get(pk=batch.pk).workflow_in_progress


def test_taking_it_back_drops_it(enter, transfer):
    (page,) = sample_pages(1)
    writer = enter("bien-tap")
    batch, _response = sent(writer, transfer, [page])
    writer.post(batch_url(batch), {"action": "drop"})
    response = enter("duyet").post(batch_url(batch), {"action": "approve"}, follow=True)
    assert "không còn gì để quyết định" in response.content.decode()
    assert fresh(page).transfer is None


def test_pages_left_are_listed_with_the_reason(enter, transfer):
    page, other = sample_pages(2)
    batch, _response = sent(enter("bien-tap"), transfer, [page, other])
    type(page).objects.filter(pk=page.pk).update(locked=True)
    told = words(enter("duyet").post(batch_url(batch), {"action": "approve"}, follow=True))
    assert f"{page.title} : Trang đang bị khóa." in told


def test_one_button_undoes_it_once(enter, transfer):
    pages = sample_pages(2)
    writer, reviewer = "bien-tap", "duyet"
    batch, _response = sent(enter(writer), transfer, pages)
    enter(reviewer).post(batch_url(batch), {"action": "approve"})
    client = enter(writer)
    assert "Hoàn tác cả đợt" in words(client.get(batch_url(batch)))
    told = words(client.post(batch_url(batch), {"action": "undo"}, follow=True))
    assert "Chuyển thẩm quyền" in told
    assert fresh(pages[0]).transfer == transfer  # until another approves it
    client.post(batch_url(batch), {"action": "undo"})
    (undoing,) = batch.undoings.all()
    enter(reviewer).post(batch_url(undoing), {"action": "approve"})
    assert [fresh(page).transfer for page in pages] == [None, None]


def test_the_emergency_road_leads_from_the_batch(enter, transfer):
    (page,) = sample_pages(1)
    client = enter("duyet")
    _batch, response = sent(client, transfer, [page])
    (link,) = screen(response).find_all("a", string="Không chờ được: đăng khẩn cấp")
    client.post(link["href"], {"action": "urgent", "reason": "Nghị định có hiệu lực từ sáng nay."})
    assert fresh(page).transfer == transfer
    assert UrgentPublication.objects.get(reviewed_at=None).reason == "Nghị định có hiệu lực từ sáng nay."


def test_without_a_workflow_another_approves_all_the_same(enter, transfer):
    Workflow.objects.update(active=False)
    (page,) = sample_pages(1)
    batch, response = sent(enter("bien-tap"), transfer, [page])
    assert "hãy nhờ một người khác" in response.content.decode()
    enter("duyet").post(batch_url(batch), {"action": "approve"})
    assert fresh(page).transfer == transfer
