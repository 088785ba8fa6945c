from django.utils import translation

from search.documents import SearchDocument
from search.results import results, suggestions

from .sample import DOCUMENTS, document, engine

ENGINE = engine()


def test_filters_are_counted_and_combine_with_the_query():
    found = results(ENGINE, "hộ kinh doanh", "vi")
    assert found.found
    assert sum(choice.count for choice in found.kinds) == found.everything.count == found.total
    area = next(choice for choice in found.areas if choice.name == "Hộ kinh doanh")
    assert area.url == "?q=h%E1%BB%99+kinh+doanh&linh-vuc=ho-kinh-doanh"
    narrowed = results(ENGINE, "hộ kinh doanh", "vi", area="ho-kinh-doanh")
    assert narrowed.total == area.count
    assert narrowed.everything.count == found.everything.count


def test_unknown_filters_and_pages_are_ignored():
    found = results(ENGINE, "khai sinh", "vi", kind="x", area="'", page="99999999999999999999")
    assert found.total == results(ENGINE, "khai sinh", "vi").total
    assert found.page == 1
    assert results(ENGINE, "khai sinh", "vi", page="-1").page == 1
    assert results(ENGINE, "khai sinh", "vi", page="99").page == found.pages


def test_pages():
    many = engine([document(f"1.{n:06}", f"Cấp giấy phép số {n}") for n in range(45)])
    first, last = results(many, "cấp giấy phép", "vi"), results(many, "cấp giấy phép", "vi", page="3")
    assert (first.pages, first.previous_url, first.next_url[-6:]) == (3, "", "page=2")
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
