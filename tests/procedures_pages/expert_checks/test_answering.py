"""What the specialist says: kept as far as they have come, asked about where it says two things, sent once, a remark where it is wrong."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from office.models import ThematicArea
from procedures_pages.expert_checks.models import ExpertAnswer
from procedures_pages.expert_checks.records import fields_of_part
from procedures_pages.models import ProcedurePage, Remark
from procedures_pages.on_page.parts import PARTS
from procedures_pages.register.parsing.text_record import parse_text
from procedures_pages.remarks.models import open_remarks
from tests.procedures_pages.register.factories import AUGUST, record, record_text, store

from .conftest import DIVISION, Asked

pytestmark = pytest.mark.django_db
WORDS = "Nay là 10.000 đồng mỗi bản, theo Nghị quyết mới."


def soup(answer):
    return BeautifulSoup(answer.content, "html.parser")


def test_every_fact_that_the_office_does_not_answer_for_itself_is_asked(client, asked, page):
    facts = {answer.fact for answer in asked.answers}
    assert {"tom-tat", "khoan-thu", "thoi-han", "quay", "giay-to", "can-cu", "cach-nop"} <= facts
    assert not facts & {"ten-trang", "nguoi-mau", "doi-chieu", "cach-goi"}
    assert len([answer for answer in asked.answers if answer.fact == "giay-to"]) == len(page.documents)
    html = soup(client.get(asked.address))
    assert len(html.select("fieldset.ask")) == len(asked.answers)
    assert all(answer.words in html.select_one(f"#dieu-{answer.pk} legend").get_text() for answer in asked.answers)
    assert DIVISION in html.select_one(".lead").get_text()


def test_the_record_stands_beside_each_part_that_follows_from_it():
    beside = {part.key: fields_of_part(part.key) for part in PARTS}
    assert beside["giay-to"] == ["cases"]
    assert beside["le-phi"] == beside["thoi-han"] == beside["cach-nop"] == ["channels"]
    assert beside["can-cu"] == ["laws"]
    assert beside["cau-hoi"] == []


def test_the_record_is_the_version_that_was_beside_the_page_when_the_link_was_made(client, page):
    code = page.codes.first().value
    ProcedurePage.objects.filter(pk=page.pk).update(source_record=code)
    store(record(code=code, conditions="Người nuôi mèo đủ 18 tuổi."))
    asked = Asked(page)
    store(record(code=code, conditions="Không ai nuôi mèo nữa."), day=AUGUST)
    html = soup(client.get(asked.address))
    conditions = html.select_one("[aria-labelledby=phan-dieu-kien] aside")
    assert f"Bản ghi {code}, bản chụp 01/07/2026" in conditions.get_text()
    assert "Người nuôi mèo đủ 18 tuổi." in conditions.get_text()
    assert "Không ai" not in html.get_text()
    assert "Tờ khai nuôi mèo" in html.select_one("[aria-labelledby=phan-giay-to] aside").get_text()
    assert "3 ngày làm việc" in html.select_one("[aria-labelledby=phan-thoi-han] aside").get_text()
    assert html.select_one("[aria-labelledby=phan-tinh-trang] aside") is None


def test_what_the_desk_found_to_differ_is_pointed_out(client, page):
    code = page.codes.first().value
    ProcedurePage.objects.filter(pk=page.pk).update(source_record=code)
    store(parse_text(record_text(code=code, fee="9000 VNĐ (Lệ phí)")))
    html = soup(client.get(Asked(page).address))
    differs = html.select_one("[aria-labelledby=phan-le-phi] .differs").get_text()
    assert "8.000 đồng" in differs
    assert "9.000 đồng" in differs


def test_what_is_kept_is_there_when_one_comes_back_and_the_desk_hears_nothing(client, asked):
    fee = asked.of("khoan-thu")
    answer = client.post(
        asked.address, {f"d{fee.pk}-verdict": "wrong", f"d{fee.pk}-correction": WORDS, "chung-remark": "Còn xem tiếp.", "luu": ""}
    )
    assert answer.status_code == 302
    html = soup(client.get(answer["Location"]))
    assert "Đã lưu" in html.select_one("[role=status]").get_text()
    assert html.select_one(f"#sua-{fee.pk}").get_text().strip() == WORDS
    assert html.select_one(f"#dieu-{fee.pk} [value=wrong]").has_attr("checked")
    assert html.select_one("#nhan-xet").get_text().strip() == "Còn xem tiếp."
    assert not Remark.objects.exists()
    assert asked.fresh().state == "Đã lưu một phần, chưa gửi"


def test_words_without_a_choice_are_a_correction(client, asked):
    fee = asked.of("khoan-thu")
    client.post(asked.address, {f"d{fee.pk}-correction": WORDS, "luu": ""})
    fee.refresh_from_db()
    assert fee.is_wrong


@pytest.mark.parametrize(
    ("verdict", "correction", "told"),
    [("wrong", "", "Hãy ghi điều này nên sửa thế nào"), ("right", WORDS, "chọn “Chưa đúng”, hoặc xóa lời sửa")],
)
def test_an_answer_that_says_nothing_or_two_things_is_not_sent_but_kept(client, asked, verdict, correction, told):
    fee = asked.of("khoan-thu")
    answer = client.post(asked.address, asked.data() | {f"d{fee.pk}-verdict": verdict, f"d{fee.pk}-correction": correction})
    assert answer.status_code == 422
    html = soup(answer)
    assert told in html.select_one(f"#dieu-{fee.pk} .error").get_text()
    assert html.select_one(f"[role=alert] a[href='#dieu-{fee.pk}']")
    fee.refresh_from_db()
    assert (fee.verdict, fee.correction, asked.fresh().sent_at) == (verdict, correction, None)


def test_what_has_no_answer_is_asked_about_once(client, asked):
    fee = asked.of("khoan-thu")
    told = {name: value for name, value in asked.data().items() if not name.startswith(f"d{fee.pk}-")}
    answer = client.post(asked.address, told)
    assert answer.status_code == 422
    assert "Còn 1 điều chưa trả lời." in answer.content.decode()
    assert soup(answer).select_one(f"[role=alert] a[href='#dieu-{fee.pk}']")
    assert client.post(asked.address, told | {"chung-leave": "on"}).status_code == 302
    assert asked.fresh().sent_at
    assert not asked.check.is_confirmed


def test_what_is_far_too_long_stays_in_the_form(client, asked):
    fee = asked.of("khoan-thu")
    answer = client.post(asked.address, asked.data((fee, "a" * 1501)))
    assert answer.status_code == 422
    assert soup(answer).select_one(f"#sua-{fee.pk}").get_text().strip() == "a" * 1501
    assert not asked.fresh().sent_at


def test_a_correction_becomes_a_remark_at_its_fact_in_the_name_of_the_specialist(client, asked, page):
    fee = asked.of("khoan-thu")
    client.post(asked.address, asked.data((fee, WORDS), **{"chung-remark": "Nhìn chung đúng."}))
    on_fact, on_page = open_remarks(page).order_by("pk")
    assert on_fact.words == f"Chuyên viên Trần Thị Bình, {DIVISION}: {WORDS}"
    assert (on_fact.part, on_fact.fact, on_fact.block, on_fact.written_by) == ("Phí, lệ phí", "khoan-thu", fee.block, None)
    assert fee.words in on_fact.about
    assert (on_page.fact, on_page.words) == ("", f"Chuyên viên Trần Thị Bình, {DIVISION}: Nhìn chung đúng.")
    fee.refresh_from_db()
    assert fee.remark == on_fact


def test_it_is_sent_once(client, asked):
    fee = asked.of("khoan-thu")
    for words in (WORDS, "Không, 12.000 đồng."):
        client.post(asked.address, asked.data((fee, words)))
    assert Remark.objects.count() == 1
    html = client.get(asked.address).content.decode()
    assert "Đã gửi, cảm ơn bạn" in html
    assert WORDS in html
    assert "12.000" not in html
    assert "<form" not in html


def test_answers_stay_with_the_edition_when_the_page_moves_on(client, asked, page):
    draft = page.get_latest_revision_as_object()
    draft.costs[0].value["amount"] = 9000
    draft.save_revision(clean=False)
    fee = asked.of("khoan-thu")
    client.post(asked.address, asked.data((fee, WORDS)))
    assert "8.000" in Remark.objects.get().about


def test_whoever_asked_and_the_area_are_written_to_once(client, asked, page):
    chief = get_user_model().objects.create_user("truong-phong", "tp@example.vn")
    ThematicArea.objects.filter(pk=page.area_id).update(responsible=chief)
    mail.outbox.clear()
    client.post(asked.address, asked.data(*((answer, WORDS) for answer in asked.answers[:3])))
    assert sorted(address for one in mail.outbox for address in one.to) == ["bien-tap@localhost", "tp@example.vn"]
    assert "3 điều chưa đúng" in mail.outbox[0].body
    assert reverse("expert_check_answers", args=[page.pk, asked.check.pk]) in mail.outbox[0].body
    assert asked.token not in mail.outbox[0].body


def test_a_second_link_is_a_second_check(client, page):
    first, second = Asked(page), Asked(page)
    client.post(first.address, first.data())
    assert not second.fresh().sent_at
    assert not ExpertAnswer.objects.filter(expert_check=second.check).exclude(verdict="").exists()
