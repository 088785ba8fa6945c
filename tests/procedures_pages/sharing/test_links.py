"""What is handed on: the short link, the QR code, the message for Zalo."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from procedures_pages.factories import ChannelFactory, ProcedureFactory, ProcedureFactsFactory, QuestionFactory, RequiredDocumentFactory
from procedures_pages.facts.case import tailor
from procedures_pages.facts.procedure import Answer, Code, ProcessingTime, Question
from procedures_pages.sharing.links import MAX_IN_CODE, qr_in_page, qr_png, qr_svg, short_link
from procedures_pages.sharing.messages import message
from tests import paper

WHO = QuestionFactory.build(id="ai", answers=("toi", "nguoi-khac"))


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def facts(**more):
    papers = (
        RequiredDocumentFactory.build(name="Tờ khai"),
        RequiredDocumentFactory.build(name="Căn cước", handling="show"),
        RequiredDocumentFactory.build(name="Văn bản ủy quyền", applies={"ai": ("nguoi-khac",)}),
    )
    values = {"title": "Làm giấy thử", "codes": (Code("9.888801", True),), "questions": (WHO,), "documents": papers}
    return ProcedureFactsFactory.build(**{**values, **more})


def told(given: dict[str, list[str]] | None = None, **more) -> list[str]:
    about = facts(**more)
    return message(about, tailor(about, given or {})).splitlines()


def seen(svg: bytes) -> list[str]:
    """What a telephone reads from the SVG, drawn 6 cm wide."""
    style = "@page { size: 80mm 80mm; margin: 10mm } svg { width: 60mm; height: 60mm }"
    pdf = HTML(string=f"<style>{style}</style>{svg.decode()}").write_pdf()
    return paper.codes(paper.picture(pdf))


# --- Link ---


def test_the_short_link_holds_host_code_and_case():
    about = facts()
    checklist = tailor(about, {"ai": ["toi"], "utm_source": ["zalo"]})
    assert short_link(about, checklist) == "http://testserver/t/9.888801?ai=toi"


def test_without_answers_the_short_link_has_no_query():
    assert short_link(facts()) == "http://testserver/t/9.888801"


def test_a_procedure_without_a_code_is_shared_by_its_own_address():
    assert short_link(facts(codes=(), slug="giay-thu")) == "http://testserver/thu-tuc/giay-thu/"


# --- Message ---


def test_the_message_begins_with_the_title_in_plain_words():
    assert told()[0] == "Làm giấy thử"


def test_the_message_says_the_case():
    assert told({"ai": ["toi"]})[1] == "Trường hợp: Nhãn của toi"


def test_the_message_numbers_its_papers_with_counts_and_handling():
    lines = told({"ai": ["nguoi-khac"]})
    assert [line for line in lines if line[:1].isdigit()] == [
        "1. Tờ khai (1 bản chính; nộp)",
        "2. Căn cước (1 bản chính; xuất trình)",
        "3. Văn bản ủy quyền (1 bản chính; nộp)",
    ]


def test_the_message_tells_open_papers_with_their_condition():
    assert any("Khi là nguoi-khac" in line and "Văn bản ủy quyền" in line for line in told())


def test_the_message_leaves_out_papers_that_the_answers_ruled_out():
    assert not any("ủy quyền" in line for line in told({"ai": ["toi"]}))


def test_the_message_says_time_and_cost():
    lines = told()
    assert "Thời hạn: 3 ngày làm việc" in lines
    assert "Lệ phí: 100.000 đồng" in lines


def test_the_message_holds_the_short_link_of_the_case():
    assert "http://testserver/t/9.888801?ai=toi" in told({"ai": ["toi"]})


def test_the_message_ends_with_the_date_of_the_last_change():
    assert told()[-1] == "Cập nhật 03/08/2026"


def test_the_message_of_a_procedure_without_times_and_costs_says_nothing_of_them():
    assert not any(line.startswith(("Thời hạn", "Lệ phí")) for line in told(times=(), costs=()))


def test_the_message_tells_a_time_that_depends_on_the_case_with_its_condition_and_then_alone():
    times = (
        ProcessingTime("days", 7, applies=(("ai", frozenset({"toi"})),)),
        ProcessingTime("days", 10, applies=(("ai", frozenset({"nguoi-khac"})),)),
    )
    assert "Thời hạn: 7 ngày khi là toi; 10 ngày khi là nguoi-khac" in told(times=times)
    assert "Thời hạn: 10 ngày" in told({"ai": ["nguoi-khac"]}, times=times)


def test_the_message_tells_what_nobody_demands_apart():
    number = RequiredDocumentFactory.build(name="Căn cước", handling="number", fallback="Mang theo phòng khi cần.", basis="Nghị định 18")
    lines = told(documents=(number,))
    assert (
        lines[lines.index("Mang theo để phòng, không bắt buộc:") + 1] == "Căn cước: Chỉ cần đọc số. Mang theo phòng khi cần. Nghị định 18."
    )


def test_the_message_of_a_case_that_belongs_elsewhere_says_where_and_nothing_else():
    elsewhere = Answer("nuoc-ngoai", "Ở nước ngoài", (), "khi sinh ở nước ngoài", "1.001022", "Nhận cha, mẹ, con")
    where = Question("noi", "Sinh ở đâu?", "", (Answer("day", "Ở đây"), elsewhere))
    assert told({"noi": ["nuoc-ngoai"]}, questions=(where,)) == [
        "Làm giấy thử",
        "Trường hợp: Ở nước ngoài",
        "Việc này làm theo thủ tục khác: Nhận cha, mẹ, con (mã 1.001022)",
        "http://testserver/t/1.001022",
        "Cập nhật 03/08/2026",
    ]


def test_the_message_is_plain_text():
    assert not any(mark in "\n".join(told({"ai": ["toi"]})) for mark in "<>*_`")


def test_the_message_in_english_speaks_english():
    with translation.override("en"):
        lines = told({"ai": ["toi"]}, lang="en", channels=(ChannelFactory.build(),))
    assert any("3 working days" in line for line in lines)
    assert not any(word in "\n".join(lines) for word in ("Thời hạn", "Trường hợp", "Cập nhật", "bản chính"))


# --- QR ---


def test_the_qr_code_decodes_to_its_address():
    assert seen(qr_svg("http://testserver/t/9.888801?ai=toi")) == ["http://testserver/t/9.888801?ai=toi"]


def test_the_code_in_a_page_decodes_and_is_an_address_without_blanks():
    address = "http://testserver/t/1.001193"
    picture = qr_in_page(address)
    assert seen(f'<svg viewBox="0 0 1 1"><image href="{picture}" width="1" height="1" /></svg>'.encode()) == [address]
    assert re.fullmatch(r"data:image/svg\+xml,[\w%'=:/.,-]+", picture)
    assert len(picture) < 2_200


def test_the_qr_code_has_four_modules_of_quiet_zone():
    picture = paper.picture(
        HTML(
            string=f"<style>@page {{ size: 100mm; margin: 0 }} body {{ margin: 0 }} svg {{ width: 100mm }}</style>{qr_svg('http://a/t/1.001612').decode()}"
        ).write_pdf()
    )
    dark = picture.convert("L").point(lambda level: 255 if level < 128 else 0).getbbox()
    assert dark is not None
    # Version 2 is 25 modules wide, 33 with its quiet zone.
    assert dark[0] / picture.width == pytest.approx(4 / 33, abs=0.02)


@given(st.lists(st.sampled_from(["dung-ten=mot-minh", "nguoi-nop=nguoi-khac", "vneid=chua", "o-dau=thue"]), unique=True, max_size=4))
@settings(max_examples=5, deadline=None)
def test_the_qr_code_decodes_whatever_the_case(parts):
    address = "http://testserver/t/1.001612" + ("?" + "&".join(parts) if parts else "")
    assert seen(qr_svg(address)) == [address]


@pytest.mark.django_db
def test_the_address_of_the_qr_code_serves_the_code_of_that_case(client):
    page = ProcedureFactory(with_questions=True, code="9.888802")
    response = client.get(f"/thu-tuc/{page.slug}/qr.svg?ai-nop=toi&utm_source=zalo")
    assert response["Content-Type"] == "image/svg+xml"
    assert seen(response.content) == ["http://testserver/t/9.888802?ai-nop=toi"]


@pytest.mark.django_db
def test_the_qr_code_of_the_paper_decodes_to_the_short_address(client):
    page = ProcedureFactory(with_questions=True, code="9.888803")
    pdf = client.get(f"/thu-tuc/{page.slug}/ho-so.pdf?ai-nop=toi").content
    assert paper.codes(paper.picture(pdf)) == ["http://testserver/t/9.888803?ai-nop=toi"]


@pytest.mark.django_db
def test_the_paper_says_the_papers_of_the_case_and_no_others(client):
    page = ProcedureFactory(with_questions=True)
    words = paper.text(client.get(f"/thu-tuc/{page.slug}/ho-so.pdf?ai-nop=toi&o-dau=nha").content)
    assert "Giấy to-khai" in words
    assert "Giấy uy-quyen" not in words
    assert "Giấy hop-dong" not in words


@pytest.mark.django_db
def test_the_large_print_edition_says_the_same_papers(client):
    page = ProcedureFactory(with_questions=True)
    small, large = (
        paper.text(client.get(f"/thu-tuc/{page.slug}/ho-so.pdf?ai-nop=nguoi-khac&o-dau=thue{more}").content) for more in ("", "&co=lon")
    )
    for name in ("Giấy to-khai", "Giấy uy-quyen", "Giấy hop-dong", "Giấy giay-kep"):
        assert name in small
        assert name in large


@pytest.mark.django_db
def test_the_paper_is_a_pdf_that_search_engines_leave_alone(client):
    response = client.get(f"/thu-tuc/{ProcedureFactory().slug}/ho-so.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content.startswith(b"%PDF-")


def test_an_address_that_no_code_could_hold_loses_its_answers():
    address = "https://example.vn/t/9.888801"
    long = f"{address}?{'&'.join(f'cau-hoi-{number}=tra-loi-{number}' for number in range(200))}"
    assert len(long) > MAX_IN_CODE
    assert qr_svg(long) == qr_svg(address)
    assert qr_png(long) == qr_png(address)
    assert qr_in_page(long, "q") == qr_in_page(address, "q")
    assert qr_svg(long[:MAX_IN_CODE]) != qr_svg(address)
    assert qr_png(long[:MAX_IN_CODE]) != qr_png(address)
