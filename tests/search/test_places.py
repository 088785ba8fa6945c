"""Records of other provinces stand behind "ở tỉnh khác": no hits, nothing for the counter or suggestions, unless the query names theirs."""

import re
import tarfile
from pathlib import Path

import pytest

from office.models import Unit
from procedures_pages.models import RegisterRecord
from procedures_pages.register.parsing.text_record import parse_text
from search.index import indexing
from search.models import IndexedDocument
from search.query.reading import read_query
from search.searching import searcher
from tests.places import SHARED
from tests.procedures_pages.register.factories import record, store
from vietnamese.folding import fold

pytestmark = pytest.mark.django_db
REGISTER = SHARED / "data" / "register-2026-07.tar.xz"
GUIDE = "1.001731"  # the sample's guide for "mai táng"


def made_up(code, name, place, decision="77/QĐ-UBND"):
    return record(code=code, name=name, decision=decision, executing=(f"Sở Thú y {place}".strip(),))


@pytest.fixture
def records(settings, django_capture_on_commit_callbacks):
    settings.SEARCH_CHECK_SECONDS = 0
    with django_capture_on_commit_callbacks(execute=True):
        store(
            made_up("9.000001", "Hỗ trợ chi phí mai táng", "tỉnh Lai Châu"),
            made_up("9.000002", "Tách đàn mèo", "tỉnh Đắk Lắk"),
            made_up("9.000003", "Tách đàn mèo", "tỉnh Lạng Sơn"),
            made_up("9.000004", "Tách đàn, hợp đàn mèo", "", decision="77/QĐ-BYT"),
            made_up("9.000005", "Tách đàn mèo của tỉnh Phú Thọ", "tỉnh Vĩnh Phúc"),
            made_up("9.000006", "Tách đàn mèo ở một nơi không ai biết", "", decision="78/QĐ-UBND"),
            made_up("9.000007", "Cấp thẻ vẹt", "tỉnh Lạng Sơn"),
        )
    indexing.update()


def found(words):
    answer = searcher().answer(read_query(words), "vi")
    return [hit.document.result for hit in answer.hits], [one.document.result for hit in answer.elsewhere for one in hit.members]


def test_other_provinces_are_no_hits(records):
    here, elsewhere = found("tach dan meo")
    assert set(here) == {"9.000004", "9.000005"}
    assert set(elsewhere) == {"9.000002", "9.000003", "9.000006"}


def test_our_guide_is_above_another_provinces_record(records):
    here, elsewhere = found("mai tang")
    assert here[0] == GUIDE
    assert "9.000001" in elsewhere


@pytest.mark.parametrize("words", ["tach dan meo dak lak", "tách đàn mèo đắk lắk", "tach dan meo tinh dak lak"])
def test_a_query_that_names_a_province_asks_for_its_records(records, words):
    here, elsewhere = found(words)
    assert here[0] == "9.000002"
    assert "9.000003" not in here
    assert "9.000002" not in elsewhere


def test_a_code_asks_for_its_record(records):
    assert found("9.000002") == (["9.000002"], [])


def test_our_own_province_is_a_setting(records):
    unit = Unit.objects.get()
    unit.province = "lang-son"
    unit.save()
    here, elsewhere = found("tach dan meo")
    assert "9.000003" in here
    assert "9.000005" in elsewhere


def test_suggestions_have_none(records, client):
    def suggested(words):
        return [one["url"] for one in client.get("/tim-kiem/goi-y/", {"q": words}).json()["suggestions"]]

    assert set(suggested("tach dan me")) == {"/tra-cuu/9.000004/", "/tra-cuu/9.000005/"}
    assert "/tra-cuu/9.000002/" in suggested("tach dan meo dak lak")


def test_the_counter_has_none(records, client):
    def listed(words):
        return re.findall(r"/tra-cuu/([\d.]+)/", client.get("/quay/", {"q": words}).content.decode())

    assert set(listed("tach dan meo")) == {"9.000004", "9.000005"}
    assert listed("tach dan meo lang son")[0] == "9.000003"


def results(client, words, **asked):
    html = client.get("/tim-kiem/", {"q": words, **asked}).content.decode()
    return re.findall(r'data-result="([^"]*)"', html), html


def test_the_page_has_one_link_behind_the_hits(records, client):
    here, html = results(client, "tach dan meo")
    assert set(here) == {"9.000004", "9.000005"}
    assert html.count("noi=tinh-khac") == 1
    assert html.index("</ol>") < html.index("noi=tinh-khac")
    assert "Ở tỉnh khác: 3 bản ghi" in html


def test_behind_the_link_they_say_whose_they_are_and_lead_back(records, client):
    away, html = results(client, "tach dan meo", noi="tinh-khac")
    # The same act of two provinces is one hit, the other within it.
    assert set(away) == {"9.000002", "9.000006"}
    assert re.findall(r'data-variant="([^"]*)"', html) == ["9.000003"]
    assert "Đây là thủ tục do tỉnh khác quyết định." in html
    assert "Tỉnh Đắk Lắk · " in html
    assert 'href="?q=tach+dan+meo"' in html


def test_filters_and_pages_stay_behind_the_link(records, client):
    _away, html = results(client, "tach dan meo", noi="tinh-khac", loai="record")
    chosen = re.findall(r'href="(\?[^"]*)"', html)
    assert any("noi=tinh-khac" in href for href in chosen)


def test_where_only_other_provinces_have_something_nothing_is_found_and_the_link_is_there(records, client):
    here, html = results(client, "the vet")
    assert here == []
    assert "Không tìm thấy thủ tục nào" in html
    assert "Ở tỉnh khác: 1 bản ghi" in html


def test_the_link_is_not_there_for_nothing(records, client):
    assert "tinh-khac" not in results(client, "khai sinh")[1]
    assert results(client, "khai sinh", noi="tinh-khac")[0] == results(client, "khai sinh")[0]


def test_a_record_that_is_found_to_be_anothers_is_kept_apart_at_once(records):
    assert "9.000005" in found("tach dan meo")[0]
    RegisterRecord.objects.filter(code="9.000005").update(place="hue")
    indexing.update(names=["records"])
    assert "9.000005" in found("tach dan meo")[1]
    assert IndexedDocument.objects.get(payload__contains='"9.000005"').place == "hue"


def test_what_others_have_takes_nobodys_place(settings, django_capture_on_commit_callbacks):
    settings.SEARCH_CHECK_SECONDS = 0
    others = [made_up(f"9.{n:06}", f"Tách đàn mèo {n}", "tỉnh Lạng Sơn") for n in range(1, 130)]
    with django_capture_on_commit_callbacks(execute=True):
        store(*others, made_up("9.000900", "Tách đàn mèo hoặc hợp đàn mèo, chó", "", decision="77/QĐ-BYT"))
    indexing.update()
    assert found("tach dan meo")[0] == ["9.000900"]


@pytest.fixture
def register(settings, django_capture_on_commit_callbacks):
    """The records of the register that "tách thửa đất" and "mai táng" are about."""
    if not REGISTER.is_file():
        pytest.skip("the register (shared/data/register-2026-07.tar.xz) is not here")
    settings.SEARCH_CHECK_SECONDS = 0
    procedures = []
    with tarfile.open(REGISTER) as archive:
        for member in archive:
            if Path(member.name).suffix == ".txt":
                stream = archive.extractfile(member)
                assert stream is not None
                text = stream.read().decode("utf-8")
                if re.search(r"ten thu tuc:.*(?:tach thua|mai tang|hoa tang)", fold(text[:600])):
                    procedures.append(parse_text(text))
    with django_capture_on_commit_callbacks(execute=True):
        store(*procedures)
    indexing.update()


@pytest.mark.parametrize("words", ["tach thua dat", "tách thửa đất"])
def test_splitting_a_plot_does_not_lead_with_other_provinces(register, words):
    here, elsewhere = found(words)
    assert here[0] == "1.012784"
    assert {"1.115614", "1.115727", "1.115270"} <= set(elsewhere)


def test_a_funeral_leads_with_our_guide(register):
    here, elsewhere = found("mai tang")
    assert here[0] == GUIDE
    assert "2.002862" in elsewhere
    assert "2.002862" in found("mai tang lai chau")[0]
