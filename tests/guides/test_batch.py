"""The papers of a life event as one document."""

from __future__ import annotations

import pdfua
import pytest
from django.conf import settings

from procedures_pages.models import ProcedurePage
from tests import paper

PATH = "/huong-dan/sinh-con/ho-so/"
THREE = "chon=1.001193&chon=1.001022&chon=2.000635"
pytestmark = pytest.mark.django_db


def test_at_first_the_steps_that_everybody_takes_are_chosen(client):
    batch = client.get(PATH).context["batch"]
    assert [part.facts.code for part in batch.chosen] == ["1.001193"]
    assert len(batch.parts) > 3


def test_what_is_chosen_and_answered_stands_in_the_address(client):
    batch = client.get(f"{PATH}?{THREE}&1.001193.nguoi-nop=cha-me").context["batch"]
    assert batch.query.startswith(THREE)
    again = client.get(batch.path()).context["batch"]
    assert again.query == batch.query


def test_nothing_chosen_is_nothing(client):
    response = client.get(PATH + "?chon=")
    assert response.context["batch"].chosen == ()
    assert response.status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *["chon=khong-co", "chon=1.001193&9.999999.truong-hop=co", "1.001193.nguoi-nop=khong-co", "chon=1.001193&1.001193.truonghop=co"],
        "&".join(f"9.{n:06}.b=c" for n in range(800)),
    ],
)
def test_what_nobody_knows_is_said(client, query):
    response = client.get(f"{PATH}?{query}")
    assert response.status_code == 200
    assert "Phần đó được bỏ qua" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["x.y=z", "ad.source=1", "gad_source=1&mibextid=a&chon=1.001193", "&".join(f"a{n}.b=c" for n in range(800))]
)
def test_what_never_was_a_procedure_or_question_is_passed_over(client, query):
    assert "bỏ qua" not in client.get(f"{PATH}?{query}").content.decode()


def test_a_choice_and_its_answers_are_read_as_they_were_copied(client):
    query = client.get(f"{PATH}?chon=1.001193,&amp;1.001193.nguoi-nop=Cha-Me).").context["batch"].query
    assert query == "chon=1.001193&1.001193.nguoi-nop=cha-me"


def test_a_guide_that_is_not_there_is_404(client):
    assert client.get("/huong-dan/khong-co/ho-so/").status_code == 404


def test_the_paper_has_a_list_for_all_and_a_sheet_for_each(client, tmp_path):
    pdf = client.get(f"/huong-dan/sinh-con/ho-so.pdf?{THREE}").content
    said = paper.text(pdf)
    assert paper.pages(pdf) >= 4
    assert "Giấy tờ cho 3 thủ tục" in said
    assert "Dùng cho thủ tục 1" in said
    assert [code for code in ("1.001193", "1.001022", "2.000635") if code not in said] == []
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    assert not [f for f in pdfua.validate(str(file)).findings if f.severity is pdfua.Severity.ERROR]


def test_the_code_on_the_cover_leads_back_to_the_same_choice(client):
    pdf = client.get(f"/huong-dan/sinh-con/ho-so.pdf?{THREE}").content
    assert paper.codes(paper.picture(pdf)) == [f"{settings.SITE_URL}{PATH}?{THREE}"]


def test_papers_that_two_procedures_ask_for_are_told_once(client):
    batch = client.get("/huong-dan/mo-cua-hang-tap-hoa/ho-so/?chon=2.000620&chon=2.000181").context["batch"]
    (shared,) = [m for m in batch.merged if len(m.uses) == 2]
    assert (shared.document.name, shared.copies) == ("Giấy chứng nhận đăng ký kinh doanh", 2)
    assert "Dùng cho cả 2 thủ tục" in client.get(batch.path()).content.decode()


def test_every_guide_with_procedures_has_its_papers(client):
    from guides.listing import entries

    statuses = {e.url: client.get(e.url + "ho-so/").status_code for e in entries("vi")}
    lists = {e.url: f'{e.url}ho-so/"'.encode() in client.get(e.url).content for e in entries("vi")}
    assert {url for url, status in statuses.items() if status == 200} == {url for url, there in lists.items() if there}


def test_what_nobody_demands_stands_apart_and_once(client):
    """Of the birth and of the copy: the same proof of residence."""
    html = client.get(f"{PATH}?chon=1.001193&chon=2.000635").content.decode()
    _list, _heading, reserve = html.partition("Mang theo để phòng")
    assert reserve.count("<h4>Giấy tờ chứng minh nơi cư trú</h4>") == 1
    assert "Giấy tờ tùy thân của người đi đăng ký" in reserve
    assert "Giấy tờ tùy thân" not in _list.partition('data-live="danh-muc"')[2]


def test_a_case_that_belongs_elsewhere_says_so_among_the_others(client):
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    page.questions[0].value["answers"][0].update(leads_to="2.000528", leads_to_name="Khai sinh có yếu tố nước ngoài")
    page.people = []  # none of whom would get what they must
    page.save_revision().publish()
    html = client.get(f"{PATH}?chon=1.001193&chon=2.000635&1.001193.truong-hop=sinh-thuong").content.decode()
    assert "Việc này làm theo thủ tục khác: Khai sinh có yếu tố nước ngoài (mã 2.000528)" in html
    assert 'href="/t/2.000528"' in html
