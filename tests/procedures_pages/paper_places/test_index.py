"""From the papers of all pages to one place for each: pure."""

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.paper_places.index import NamedPaper, index_of


def named(page, name="Giấy chứng sinh", **more):
    return NamedPaper(page, more.pop("document", "giay"), name, **more)


def slugs(*papers, outputs=()):
    return [place.slug for place in index_of(papers, dict(outputs)).places]


def test_a_paper_that_several_pages_ask_for_has_one_place():
    index = index_of([named("a"), named("b", "GIẤY CHỨNG SINH")], {})
    (place,) = index.places
    assert (place.slug, place.pages, place.says_more) == ("giay-chung-sinh", ("a", "b"), True)


def test_two_forms_under_one_name_are_two_papers():
    papers = [
        named("a", "Tờ khai", form="Mẫu số 04 kèm Nghị định 20/2021/NĐ-CP"),
        named("b", "Tờ khai", form="Mẫu số 02 NĐ 176/2025/NĐ-CP"),
    ]
    assert slugs(*papers) == ["to-khai-mau-02-176-2025-nd-cp", "to-khai-mau-04-20-2021-nd-cp"]


def test_a_page_that_does_not_name_the_only_form_means_it():
    assert slugs(named("a", form="Mẫu số 1"), named("b")) == ["giay-chung-sinh"]


def test_the_bare_name_means_all_of_its_forms():
    index = index_of([named("a", form="Mẫu số 1"), named("b", form="Mẫu số 2")], {})
    assert index.place("giay-chung-sinh") is None
    assert index.meant("giay-chung-sinh") == index.places


def test_an_address_with_the_number_of_a_form_stays_good_when_one_form_is_left():
    index = index_of([named("a", form="Mẫu số 1")], {})
    assert index.meant("giay-chung-sinh-mau-2") == index.places


def test_another_paper_is_never_meant():
    assert index_of([named("a", "Giấy khai sinh")], {}).meant("giay-khai-sinh-cua-tre-em") == ()


def test_a_slug_of_nothing_is_near_to_papers_of_like_names():
    index = index_of([named("a", "Giấy khai sinh của trẻ em"), named("b", "Hợp đồng thuê nhà")], {})
    assert [place.slug for place in index.near("giay-khai-sinh-tre-em")] == ["giay-khai-sinh-cua-tre-em"]
    assert index.near("con-meo") == ()


def test_the_page_whose_result_it_is_issues_it():
    (place,) = index_of([named("a", "Giấy xác nhận khuyết tật")], {"Giấy xác nhận khuyết tật": ["b"]}).places
    assert (place.issuing, place.says_more) == (("b",), True)


def test_who_asks_for_a_paper_issues_it_to_nobody():
    (place,) = index_of([named("a", "Thông báo")], {"Thông báo": ["a"]}).places
    assert (place.issuing, place.says_more) == ((), False)


def test_what_a_page_says_of_the_issuer_counts_before_names_of_results():
    (place,) = index_of([named("a", issued_by="1.001193")], {"Giấy chứng sinh": ["b"]}).places
    assert (place.codes, place.issuing) == (("1.001193",), ())


def test_a_form_without_a_file_is_told_apart_from_one_with():
    (place,) = index_of([named("a", form="Mẫu số 1"), named("b", form="Mẫu số 1", has_file=True), named("c")], {}).places
    assert [paper.page for paper in place.without_file] == ["a"]


papers = st.builds(
    NamedPaper,
    st.sampled_from("abc"),
    st.sampled_from("xyz"),
    st.sampled_from(["Giấy", "GIẤY", "Tờ khai", "Tờ khai 1", "…", ""]),
    form=st.sampled_from(["", "Mẫu số 1", "Mẫu số 2", "Mẫu"]),
)


@given(st.lists(papers, max_size=12))
def test_every_paper_with_a_name_has_one_place_with_an_address_of_its_own(found):
    index = index_of(found, {})
    assert len({place.slug for place in index.places}) == len(index.places)
    placed = [paper for place in index.places for paper in place.named]
    assert sorted(map(repr, placed)) == sorted(repr(paper) for paper in found if any(c.isalnum() for c in paper.name))
    assert all(paper.document in index.of(paper.page) for paper in placed)
