"""The other editions: A5, the slip of the counter's printer, the whole procedure; and what a long page does to them."""

from __future__ import annotations

import io
import re

import pdfua
import pypdf
import pytest
from django.conf import settings

from procedures_pages.factories import ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.case import tailor
from procedures_pages.facts.procedure import Code
from procedures_pages.models import ProcedurePage
from procedures_pages.paper.editions import BY_CO, EDITIONS
from procedures_pages.paper.renderer import folder, set_pdf
from procedures_pages.paper.sheets import html_for_pdf
from tests import paper

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
MM = 72 / 25.4
SLUG = "mo-cua-hang-dang-ky-ho-kinh-doanh"


def set_in(co, facts, answers=None):
    return set_pdf(html_for_pdf(facts, tailor(facts, answers or {}), BY_CO[co]))


def size(pdf):
    box = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / MM), round(float(box.height) / MM)


def overlong():
    """As much as an editor can put in: 30 documents, a title of 250 characters, 12 alternatives, long answers."""
    name = "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất của người được thừa kế "
    question = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))
    papers = [
        RequiredDocumentFactory.build(id=f"giay-{n}", name=f"{name}{n}"[:140], note=name * 2, alternatives=(name,) * 12 if n == 1 else ())
        for n in range(30)
    ]
    return ProcedureFactsFactory.build(
        title=(name * 3)[:250],
        official_name=(name * 3)[:250],
        codes=(Code("9.888801", True),),
        questions=(question,),
        documents=tuple(papers),
    )


@pytest.mark.parametrize(("co", "wanted"), [("", (210, 297)), ("lon", (210, 297)), ("a5", (148, 210)), ("phieu", (80, 150))])
def test_each_edition_has_its_size(client, co, wanted):
    assert size(client.get(f"/thu-tuc/{SLUG}/ho-so.pdf?co={co}").content) == wanted


def test_every_slip_is_one_page_and_its_code_leads_to_the_case(client):
    faults = []
    for page in ProcedurePage.objects.published().filter(locale__language_code="vi").prefetch_related("codes"):
        pdf = client.get(f"/thu-tuc/{page.slug}/ho-so.pdf?co=phieu").content
        read = paper.codes(paper.picture(pdf))
        if paper.pages(pdf) != 1 or len(read) != 1 or not read[0].startswith(f"{settings.SITE_URL}/t/"):
            faults.append((page.slug, paper.pages(pdf), read))
    assert not faults


def test_a_slip_for_the_longest_title_and_case_is_still_one_page():
    assert paper.pages(set_in("phieu", overlong(), {"ai": ["nguoi-khac"]})) == 1


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda e: e.co or "a4")
def test_the_longest_page_is_set_whole(edition):
    facts = overlong()
    pdf = set_in(edition.co, facts)
    if edition.co != "phieu":
        said = paper.text(pdf).replace(" ", "")
        assert not [d.name for d in facts.documents if d.name.replace(" ", "") not in said]
    assert len(pdf) <= 150_000


@pytest.mark.parametrize("path", ["ho-so.pdf?co=a5", "ho-so.pdf?co=phieu", "in.pdf"])
def test_pdfua_finds_no_error(client, tmp_path, path):
    file = tmp_path / "a.pdf"
    file.write_bytes(client.get(f"/thu-tuc/{SLUG}/{path}").content)
    assert not [f for f in pdfua.validate(str(file)).findings if f.severity is pdfua.Severity.ERROR]


def test_the_sheet_and_the_slip_tell_the_citizens_deadline_beside_time_and_cost(client):
    facts = client.get("/thu-tuc/lam-khai-sinh-cho-con/in/").content.decode().partition('<dl class="facts')[2].partition("</dl>")[0]
    assert re.findall(r"<dt>(.*?)</dt>", facts) == ["Nơi nộp", "Hạn", "Thời hạn", "Phí, lệ phí", "Kết quả"]
    assert re.search(r"<dd>60 ngày từ ngày sinh\.\s+Quá hạn vẫn đăng ký được", facts)
    short = client.get("/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/").content.decode()
    assert "60 ngày từ ngày sinh" in short
    assert "Quá hạn vẫn" not in short
    slip = client.get("/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/?co=phieu").content.decode()
    assert '<p class="sum">Hạn: 60 ngày từ ngày sinh · ' in slip
    assert "<dt>Hạn</dt>" not in client.get(f"/thu-tuc/{SLUG}/in/").content.decode()


def test_in_english_the_sheet_tells_the_deadline_in_english(client):
    sheet = client.get("/en/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/").content.decode()
    assert "<dt>Deadline</dt>" in sheet
    assert "60 days from the day of birth" in sheet


def test_the_slip_points_to_the_list_and_is_not_the_list(client):
    said = paper.text(client.get(f"/thu-tuc/{SLUG}/ho-so.pdf?co=phieu&dung-ten=mot-minh").content)
    assert "Quét để xem giấy tờ cần chuẩn bị" in said
    assert "Một mình tôi" in said
    assert "Giấy đề nghị" not in said


def test_the_whole_procedure_has_steps_and_law(client):
    said = paper.text(client.get(f"/thu-tuc/{SLUG}/in.pdf").content)
    assert "Các bước" in said
    assert "Căn cứ pháp lý" in said


def test_nothing_on_a5_is_too_small(client):
    found = paper.sizes(client.get(f"/thu-tuc/{SLUG}/ho-so.pdf?co=a5").content)
    assert min(found.values()) >= 11


@pytest.mark.parametrize("sheet", sorted(p.name for p in folder().glob("*.css")))
def test_paper_is_black_on_white(sheet):
    on_paper = re.sub(r"@media screen[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", (folder() / sheet).read_text())
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)|\bgr[ae]y\b", on_paper)) <= {"#000", "#fff"}
