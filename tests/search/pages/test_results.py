from dataclasses import replace

import pytest
from django.utils import translation

from search.index.documents import SearchDocument
from search.pages.counter import beginning
from search.pages.results import results, suggestions

from ..sample import DOCUMENTS, document, engine

ENGINE = engine()
pytestmark = pytest.mark.django_db  # what editors have to say stands there


def test_filters_are_counted_and_keep_the_query():
    found = results(ENGINE, "giấy phép", "vi")
    areas = next(one for one in found.filters if one.parameter == "linh-vuc")
    area = next(option for option in areas.options if option.name == "Công thương")
    assert area.url == "?q=gi%E1%BA%A5y+ph%C3%A9p&linh-vuc=cong-thuong"
    narrowed = results(ENGINE, "giấy phép", "vi", {"linh-vuc": "cong-thuong"})
    assert narrowed.total == area.count
    assert narrowed.everything == found.everything == found.total
    assert [(option.name, option.url) for option in narrowed.chosen] == [("Công thương", narrowed.clear_url)]


def test_unknown_filters_and_pages_are_ignored():
    found = results(ENGINE, "khai sinh", "vi", {"loai": "x", "linh-vuc": "'", "cap": "\0"}, page="99999999999999999999")
    assert found.total == results(ENGINE, "khai sinh", "vi").total
    assert found.page == 1
    assert results(ENGINE, "khai sinh", "vi", page="-1").page == 1
    assert results(ENGINE, "khai sinh", "vi", page="99").page == found.pages


def test_a_better_spelled_query_is_one_tap_away():
    found = replace(results(ENGINE, "kha sinh", "vi"), correction="khai sinh & hộ tịch")
    assert found.correction_url == "?q=khai+sinh+%26+h%E1%BB%99+t%E1%BB%8Bch"


def test_pages():
    many = engine([document(f"1.{n:06}", f"Cấp giấy phép số {n}") for n in range(45)])
    first, last = results(many, "cấp giấy phép", "vi"), results(many, "cấp giấy phép", "vi", page="3")
    assert (first.pages, first.previous_url, first.next_url[-6:]) == (3, "", "page=2")
    some = results(many, "cấp giấy phép", "vi", {"loai": "procedure"})
    assert some.next_url.endswith("&loai=procedure&page=2")
    assert (last.page, last.next_url, last.first, len(last.hits)) == (3, "", 41, 5)


def test_a_hit_is_the_present_code_or_the_address():
    with translation.override("vi"):
        hits = results(ENGINE, "sinh con", "vi").hits
    assert {hit.result for hit in hits} >= {"/huong-dan/sinh-con/"}
    assert all(hit.result for hit in hits)


def test_nothing_found():
    found = results(ENGINE, "<script>alert(1)</script>", "vi")
    assert not found.found
    assert found.hits == ()
    assert results(ENGINE, "", "vi").query.is_empty


def test_suggestions_are_few_and_plain():
    found = suggestions(ENGINE, "giấy", "vi")
    assert 0 < len(found) <= 8
    assert all(set(one) == {"title", "url", "kind"} for one in found)


def test_documents_are_hashable_values():
    assert len({*DOCUMENTS, *DOCUMENTS}) == len(DOCUMENTS)
    assert isinstance(DOCUMENTS[0], SearchDocument)


LONG = "THỦ TỤC CẤP GIẤY PHÉP NUÔI MÈO, CHÓ VÀ CÁC LOÀI VẬT NUÔI KHÁC TRONG NHÀ " + "ĐỐI VỚI HỘ GIA ĐÌNH CHƯA KHAI BÁO VỚI PHƯỜNG " * 8


def test_a_record_is_shown_by_its_short_name_and_told_from_its_neighbours():
    records = engine([document("9.000001", LONG, kind="record"), document("9.000002", "Thủ tục đăng ký nuôi mèo", kind="record")])
    long, short = sorted(results(records, "nuôi mèo", "vi").hits, key=lambda hit: hit.result)
    plain = [hit.title.replace("<mark>", "").replace("</mark>", "") for hit in (long, short)]
    assert plain[0].startswith("Cấp giấy phép nuôi mèo")
    assert len(plain[0]) <= 100
    assert plain[1] == "Đăng ký nuôi mèo"
    assert 200 < len(long.official_name.replace("<mark>", "").replace("</mark>", "")) <= 240
    assert short.official_name == ""
    assert "Đăng ký nuôi mèo" in [entry["title"] for entry in suggestions(records, "nuôi mèo", "vi")]


def test_the_counter_lists_a_record_by_its_short_name():
    records = engine([document("9.000001", LONG, kind="record"), document("9.000002", "Thủ tục đăng ký nuôi mèo", kind="record")])
    assert "Đăng ký nuôi mèo" in [choice.name for choice in beginning(records, {"q": "nuôi mèo"}, "vi").choices]
