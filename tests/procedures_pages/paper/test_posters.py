"""What hangs on the office's wall: posters and the printed catalogue, read back as a reader and a telephone do."""

import io
import re
from dataclasses import replace

import pdfua
import pypdf
import pytest
from django.conf import settings
from django.test import Client

from office.models import Unit
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.facts.procedure import GONE
from procedures_pages.models import ProcedurePage
from procedures_pages.paper.posters import catalogue as wall_catalogue
from procedures_pages.paper.posters import pages as posters
from procedures_pages.paper.posters.listing import area_listings
from procedures_pages.paper.posters.pages import procedure_poster
from procedures_pages.paper.renderer import set_pdf
from procedures_pages.sharing import links as sharing
from tests import paper

# The PDFs are set once, by one process.
pytestmark = [pytest.mark.xdist_group("posters"), pytest.mark.django_db]

A4 = (595, 842)
NOTES = 11
POINTS = 72 / 25.4
LONG = "Đăng ký thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc cho người từ đủ mười bốn tuổi trở lên cư trú tại "
LONG += "phường nhưng đã đăng ký khai sinh ở nơi khác và người đang ở nước ngoài về nước thăm thân nhân ngắn hạn theo giấy mời của họ"


def bare(text):
    return re.sub(r"\s+", "", text).casefold()


def faults_of(pdf, path):
    """Everything that is wrong with any paper on a wall, whatever it says."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    found = [str(page.mediabox) for page in reader.pages if (round(page.mediabox.width), round(page.mediabox.height)) != A4]
    path.write_bytes(pdf)
    found += [f"{f.rule_id} {f.message}" for f in pdfua.validate(str(path)).findings if f.severity is pdfua.Severity.ERROR]
    return found + [f"{size} pt: {text[:60]}" for text, size in paper.sizes(pdf).items() if size < NOTES]


@pytest.fixture(scope="module")
def in_force(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        pages = ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=GONE)
        return facts_of_all(pages.order_by("pk"))


@pytest.fixture(scope="module")
def wall(in_force, django_db_blocker):
    """[(facts, poster)] of every procedure in force."""
    with django_db_blocker.unblock():
        answers = [(facts, Client().get(f"/thu-tuc/{facts.slug}/ap-phich.pdf")) for facts in in_force]
    assert {(a.status_code, a["Content-Type"]) for _f, a in answers} == {(200, "application/pdf")}
    return [(facts, answer.content) for facts, answer in answers]


@pytest.fixture(scope="module")
def areas(django_db_setup, django_db_blocker):
    """[(listing, poster)] of every area."""
    with django_db_blocker.unblock():
        return [(listing, Client().get(f"/thu-tuc/ap-phich.pdf?linh-vuc={listing.slug}").content) for listing in area_listings("vi")]


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Client().get("/thu-tuc/danh-muc.pdf").content


def test_every_poster_is_one_page(wall, areas):
    assert {paper.pages(pdf) for _what, pdf in wall + areas} == {1}


def test_every_poster_is_small(wall, areas):
    assert max(len(pdf) for _what, pdf in wall + areas) <= 60_000


def test_every_poster_is_sound(wall, areas, tmp_path):
    faults = [f"{what.slug}: {fault}" for what, pdf in wall + areas for fault in faults_of(pdf, tmp_path / "poster.pdf")]
    assert not faults, faults


def test_a_telephone_reads_the_short_address_from_every_poster(wall):
    faults = [facts.slug for facts, pdf in wall if paper.codes(paper.picture(pdf, dpi=60)) != [sharing.short_link(facts)]]
    assert not faults


def test_a_telephone_reads_the_area_from_its_poster(areas):
    for listing, pdf in areas:
        assert paper.codes(paper.picture(pdf, dpi=60)) == [f"{settings.SITE_URL}/thu-tuc/?linh-vuc={listing.slug}"]


def test_the_code_is_over_110_mm_with_its_quiet_zone_around_it(wall):
    picture = paper.picture(wall[0][1], dpi=150)
    middle = picture.crop((0, round(100 / 25.4 * 150), picture.width, round(241 / 25.4 * 150))).point(lambda grey: 255 - grey)
    left, top, right, bottom = middle.getbbox()
    assert min(right - left, bottom - top) / 150 * 25.4 >= 110
    # 4 modules of a code of 29, 33 or 37.
    assert min(left, top, picture.width - right, middle.height - bottom) / (right - left) >= 4 / 37


def test_a_poster_says_the_essentials(wall):
    unit, faults = Unit.objects.get().name, []
    for facts, pdf in wall:
        said = bare(paper.text(pdf))
        wanted = [
            unit,
            facts.title,
            facts.code,
            "Quét để xem giấy tờ cần chuẩn bị",
            sharing.short_link(facts).partition("://")[2],
            "Cập nhật",
        ]
        faults += [f"{facts.slug}: {words}" for words in wanted if bare(words) not in said]
    assert not faults, faults


def test_the_poster_of_an_area_names_its_procedures_and_counts_those_it_has_no_room_for(areas):
    for listing, pdf in areas:
        said = bare(paper.text(pdf))
        left = [row.title for row in listing.rows if bare(row.title) not in said]
        assert len(left) <= len(listing.rows) / 4
        assert not left or bare(f"và {len(left)} thủ tục khác") in said


@pytest.mark.parametrize("length", [5, 40, 70, 120, 180, 250])
@pytest.mark.parametrize("official", ["", LONG + " " + LONG], ids=["alone", "official"])
@pytest.mark.parametrize("text", [LONG, LONG.upper(), "W" * 250], ids=["words", "capitals", "unbroken"])
def test_a_title_of_any_length_ends_above_the_code(in_force, text, length, official):
    pdf = set_pdf(procedure_poster(replace(in_force[0], title=text[:length].strip(), official_name=official)))
    assert paper.pages(pdf) == 1
    assert bare(text[:length]) in bare(paper.text(pdf))
    ends = [word.bottom for word in paper.words(pdf) if word.top < 150 * POINTS]
    # 9 mm margin, 13 mm for the unit, 78 mm for the name; a line's box is a little higher than its letters.
    assert max(ends) <= (9 + 13 + 78 + 2) * POINTS


def test_an_area_with_more_than_fits_says_how_many_more(db):
    listing = area_listings("vi")[0]
    many = replace(listing, rows=listing.rows * 20)
    pdf = set_pdf(posters.area_poster(many, "vi"))
    said = paper.text(pdf)
    assert paper.pages(pdf) == 1
    assert int(re.search(r"và (\d+) thủ tục khác", said)[1]) + len(re.findall(r"\b\d\.\d{6}\b", said)) == len(many.rows)


def test_hours_stand_on_the_poster_only_where_they_are_known(in_force):
    facts = in_force[0]
    hours = "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ"
    known = replace(facts, offices=(replace(facts.offices[0], hours=hours),))
    assert bare(hours) in bare(procedure_poster(known))
    assert "office" not in procedure_poster(replace(facts, offices=()))


def test_a_gone_procedure_has_no_poster_but_a_word_about_it(client, db):
    gone = ProcedurePage.objects.published().filter(status__in=GONE).first()
    answer = client.get(f"/thu-tuc/{gone.slug}/ap-phich.pdf")
    assert answer.status_code == 404
    assert "nên không có áp phích để treo" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/thu-tuc/khong-co/ap-phich.pdf",
        "/thu-tuc/ap-phich.pdf",
        "/thu-tuc/ap-phich.pdf?linh-vuc=khong-co",
        "/thu-tuc/ap-phich.pdf?linh-vuc=%00%ff",
        "/thu-tuc/danh-muc.pdf?linh-vuc=khong-co",
        "/thu-tuc/danh-muc.pdf?linh-vuc=ho-tich&phan=2",
        "/thu-tuc/danh-muc.pdf?linh-vuc=ho-tich&phan=-1",
    ],
)
def test_what_is_not_there_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_the_catalogue_is_sound(catalogue, tmp_path):
    assert faults_of(catalogue, tmp_path / "catalogue.pdf") == []


def test_every_procedure_in_force_can_be_scanned_from_the_catalogue(catalogue, in_force):
    read = [code for n in range(1, paper.pages(catalogue) + 1) for code in paper.codes(paper.picture(catalogue, n))]
    assert sorted(read) == sorted(map(sharing.short_link, in_force))


def test_the_catalogue_names_every_procedure(catalogue, in_force):
    said = bare(paper.text(catalogue))
    assert [facts.title for facts in in_force if bare(facts.title) not in said] == []


def test_the_contents_lead_to_the_page_of_each_area(catalogue):
    pages = [bare(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(catalogue)).pages]
    for listing in area_listings("vi"):
        line = bare(f"{listing.name} ({len(listing.rows)})")
        number = int(re.search(re.escape(line) + r"(\d+?)(?=\D|$)", pages[0])[1])
        assert bare(listing.name + listing.rows[0].title) in pages[number - 1]


def test_a_catalogue_too_long_for_one_document_offers_its_volumes(client, db, monkeypatch):
    monkeypatch.setattr("procedures_pages.paper.posters.views.MAX_ROWS", 6)
    monkeypatch.setattr(wall_catalogue, "MAX_ROWS", 6)
    answer = client.get("/thu-tuc/danh-muc.pdf")
    links = re.findall(r'href="(/thu-tuc/danh-muc\.pdf[^"]*)"', answer.content.decode().replace("&amp;", "&"))
    assert "/thu-tuc/danh-muc.pdf?linh-vuc=ho-tich&phan=2" in links
    assert {client.get(link)["Content-Type"] for link in links[:3]} == {"application/pdf"}
