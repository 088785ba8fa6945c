"""An officer at the counter reads drafts and says what is wrong with one fact; who writes answers; the officer sees what became of it."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from office.models import ThematicArea
from procedures_pages.models import ProcedurePage, Remark

pytestmark = pytest.mark.django_db
WORDS = "Ở quầy không thu tờ khai này nữa."
WHY = "Không sửa vì Thông tư 04/2024/TT-BTP vẫn hỏi giấy này."


@pytest.fixture
def page():
    return ProcedurePage.objects.get(slug="xin-ban-sao-khai-sinh-ket-hon-khai-tu", locale__language_code="vi")


def user(name):
    return get_user_model().objects.get(username=name)


def soup(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def remark_on(client, page, *fact, words=WORDS):
    address = reverse("fact_remark", args=[page.pk, *fact]) if fact else reverse("page_remark", args=[page.pk])
    return client.post(address, {"words": words})


def paper(page):
    return "giay-to", page.documents[0].id


def test_a_draft_is_read_and_every_fact_leads_to_a_remark_about_it(enter, page):
    draft = page.get_latest_revision_as_object()
    draft.summary = "Tóm tắt của bản nháp."
    draft.save_revision(user=user("bien-tap"))
    html = soup(enter("quay").get(reverse("facts_screen", args=[page.pk])))
    assert "Tóm tắt của bản nháp." in html.select_one("#tom-tat").get_text()
    facts = html.select(".cn-f")
    assert len(facts) > 30
    assert {f"/quan-tri/trang/{page.pk}/gop-y/" in fact["href"] for fact in facts} == {True}
    # Nothing else is offered.
    assert html.select("main form, main .cn-add") == []
    new = page.get_parent().add_child(instance=ProcedurePage(title="Bản nháp mới", slug="ban-nhap-moi", live=False))
    listed = soup(enter("quay").get(reverse("pages_to_read") + "?q=ban nhap moi"))
    assert listed.select_one("td.title a")["href"] == reverse("facts_screen", args=[new.pk])


def test_what_it_is_about_and_who_is_told(enter, page, mailoutbox):
    chief = get_user_model().objects.create_user("truong-phong", "tp@example.vn")
    chief.groups.add(Group.objects.get(name="Duyệt"))
    ThematicArea.objects.filter(pk=page.area_id).update(responsible=chief)
    answer = remark_on(enter("quay"), page, *paper(page))
    assert answer["Location"].endswith(f"#giay-to-{page.documents[0].id}")
    remark = Remark.objects.get()
    assert (remark.part, remark.words, remark.written_by.username, remark.is_open) == ("Giấy tờ", WORDS, "quay", True)
    assert page.documents[0].value["name"] in remark.about
    assert sorted(address for mail in mailoutbox for address in mail.to) == ["bien-tap@localhost", "tp@example.vn"]
    assert WORDS in mailoutbox[0].body
    assert reverse("remark", args=[remark.pk]) in mailoutbox[0].body


@pytest.mark.parametrize("fact", [(), ("le-phi-khong-co",), ("tom-tat",), ("giay-to",), ("giay-to", "khong-con")])
def test_of_a_page_of_a_part_of_a_block_that_is_gone(enter, page, fact):
    answer = remark_on(enter("quay"), page, *fact)
    assert answer.status_code == (404 if fact[:1] == ("le-phi-khong-co",) else 302)


def test_nothing_is_sent_without_words(enter, page):
    assert "Hãy viết vài chữ" in remark_on(enter("quay"), page, *paper(page), words="  ").content.decode()
    assert not Remark.objects.exists()


def test_it_stands_at_its_part_until_it_is_answered(enter, page, mailoutbox):
    remark_on(enter("quay"), page, *paper(page))
    remark = Remark.objects.get()
    mailoutbox.clear()
    client, screen = enter("bien-tap"), reverse("facts_screen", args=[page.pk])
    assert WORDS in soup(client.get(reverse("wagtailadmin_home"))).select_one("#viec-cua-toi").get_text()
    assert WORDS in soup(client.get(screen)).select_one("#phan-giay-to .cn-flag").get_text()
    address = reverse("remark", args=[remark.pk])
    assert f"{screen}#giay-to-{remark.block}" in client.get(address).content.decode()
    assert "Hãy ghi vì sao không sửa" in client.post(address, {"outcome": "kept", "answer": ""}).content.decode()
    assert client.post(address, {"outcome": "kept", "answer": WHY}).status_code == 302
    remark.refresh_from_db()
    assert (remark.outcome, remark.answer, remark.settled_by.username) == ("kept", WHY, "bien-tap")
    assert WORDS not in client.get(screen).content.decode()
    assert [mail.to for mail in mailoutbox] == [["quay@localhost"]]
    assert WHY in mailoutbox[0].body
    # And who wrote it reads it.
    client = enter("quay")
    for view in (reverse("remarks"), address, reverse("wagtailadmin_home")):
        assert WHY in soup(client.get(view)).get_text(), view
    assert client.post(address, {"outcome": "mended", "answer": ""})["Location"] == reverse("wagtailadmin_home")


def test_another_officers_remarks_are_not_theirs_to_read(enter, page):
    remark_on(enter("quay"), page)
    other = get_user_model().objects.create_user("quay-2", "quay-2@localhost")
    other.groups.add(Group.objects.get(name="Quầy"))
    client, remark = enter("quay-2"), Remark.objects.get()
    assert WORDS not in client.get(reverse("remarks")).content.decode()
    assert client.get(reverse("remark", args=[remark.pk]))["Location"] == reverse("wagtailadmin_home")


def test_a_list_of_many_takes_no_more_queries_than_one(enter, page, django_assert_max_num_queries):
    for _number in range(12):
        Remark.objects.create(page=page, words=WORDS, written_by=user("quay"))
    client = enter("bien-tap")
    for view in ("remarks", "pages_to_read"):
        client.get(reverse(view))
        with django_assert_max_num_queries(20):
            client.get(reverse(view))
