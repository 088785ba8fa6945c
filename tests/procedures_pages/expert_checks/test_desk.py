"""The desk's side: who makes a link, who sees what became of it, and in whose rows it stands."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from office.models import ThematicArea
from procedures_pages.expert_checks.models import ExpertCheck
from procedures_pages.expert_checks.tokens import check_of

from .conftest import DIVISION, user

pytestmark = pytest.mark.django_db
WHO = {"name": "Trần Thị Bình", "division": DIVISION}


def soup(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def rows(client):
    return soup(client.get(reverse("wagtailadmin_home"))).select_one("#viec-cua-toi").get_text(" ", strip=True)


def test_an_editor_makes_a_link_that_is_shown_this_once(enter, page, settings):
    client, screen = enter("bien-tap"), reverse("expert_checks", args=[page.pk])
    assert screen in client.get(reverse("facts_screen", args=[page.pk])).content.decode()
    html = soup(client.post(screen, WHO))
    address = html.select_one("#dia-chi")["value"]
    token = re.fullmatch(rf"{re.escape(settings.SITE_URL)}/chuyen-vien/([0-9a-f]{{32}})", address)[1]
    check = check_of(token)
    assert (check.page_id, check.name, check.division, check.made_by) == (page.pk, *WHO.values(), user("bien-tap"))
    again = client.get(screen)
    assert token not in again.content.decode()
    assert "no-store" in again["Cache-Control"]
    assert "Trần Thị Bình, Phòng Tư pháp" in soup(again).select_one(".cn-scroll table").get_text()


@pytest.mark.parametrize(
    ("lacking", "told"), [("name", "Hãy ghi tên người bạn nhờ kiểm."), ("division", "Hãy ghi chuyên viên thuộc phòng nào.")]
)
def test_who_is_asked_is_named_with_their_division(enter, page, lacking, told):
    answer = enter("bien-tap").post(reverse("expert_checks", args=[page.pk]), WHO | {lacking: " "})
    assert told in answer.content.decode()
    assert not ExpertCheck.objects.exists()


def test_who_may_not_edit_the_page_is_not_let_in(enter, asked):
    client = enter("quay")
    for view in (["expert_checks", asked.check.page_id], ["expert_check_answers", asked.check.page_id, asked.check.pk]):
        assert client.get(reverse(view[0], args=view[1:]))["Location"] == reverse("wagtailadmin_home")
    client.post(reverse("expert_check_answers", args=[asked.check.page_id, asked.check.pk]), {"act": "revoke"})
    assert asked.fresh().revoked_at is None


def test_a_check_stands_under_its_own_page_alone(enter, asked):
    other = asked.check.page.get_siblings(inclusive=False).filter(locale__language_code="vi").first()
    assert enter("bien-tap").get(reverse("expert_check_answers", args=[other.pk, asked.check.pk])).status_code == 404


def test_a_link_is_revoked_and_the_answers_of_one_that_was_sent_are_not(enter, client, asked):
    address = reverse("expert_check_answers", args=[asked.check.page_id, asked.check.pk])
    client.post(asked.address, asked.data())
    enter("bien-tap").post(address, {"act": "revoke"})
    assert asked.fresh().revoked_at is None
    ExpertCheck.objects.update(sent_at=None)
    enter("bien-tap").post(address, {"act": "revoke"})
    assert (asked.fresh().revoked_by, asked.check.state) == (user("bien-tap"), "Đã thu hồi")
    assert client.get(asked.address).status_code == 404


def test_what_is_not_sent_is_nobodys_to_read(enter, client, asked):
    client.post(asked.address, asked.data((asked.of("khoan-thu"), "Chưa chắc."), act="luu"))
    html = enter("bien-tap").get(reverse("expert_check_answers", args=[asked.check.page_id, asked.check.pk])).content.decode()
    assert "Đã lưu một phần, chưa gửi" in html
    assert "Chưa chắc." not in html


def test_answers_wait_in_the_rows_of_who_asked_and_of_the_areas_owner_until_one_of_them_has_seen_them(enter, client, asked, page):
    chief = get_user_model().objects.create_user("truong-phong", "tp@example.vn")
    chief.groups.add(Group.objects.get(name="Duyệt"))
    elsewhere = ThematicArea.objects.exclude(pk=page.area_id).first()
    # Who asked answers for another area.
    ThematicArea.objects.filter(pk=elsewhere.pk).update(responsible=user("bien-tap"), deputy=user("duyet"))
    ThematicArea.objects.filter(pk=page.area_id).update(responsible=chief)
    client.post(asked.address, asked.data((asked.of("khoan-thu"), "Nay là 10.000 đồng.")))
    told = f"Trần Thị Bình, {DIVISION}: {len(asked.answers) - 1} điều đúng, 1 điều chưa đúng."
    for name in ("bien-tap", "truong-phong"):
        assert told in rows(enter(name))
    assert told not in rows(enter("duyet"))
    address = reverse("expert_check_answers", args=[page.pk, asked.check.pk])
    html = soup(enter("bien-tap").get(address))
    assert "Nay là 10.000 đồng." in html.select_one("#phan-le-phi").parent.get_text()
    client.post(address, {"act": "seen"})
    assert asked.fresh().seen_by == user("bien-tap")
    for name in ("bien-tap", "truong-phong"):
        assert told not in rows(enter(name))


def test_many_answers_take_no_more_queries_than_few(enter, client, asked, django_assert_max_num_queries):
    client.post(asked.address, asked.data(*((answer, "Nay khác.") for answer in asked.answers)))
    client = enter("bien-tap")
    for address in (
        reverse("expert_check_answers", args=[asked.check.page_id, asked.check.pk]),
        reverse("expert_checks", args=[asked.check.page_id]),
    ):
        client.get(address)
        with django_assert_max_num_queries(40):
            client.get(address)
