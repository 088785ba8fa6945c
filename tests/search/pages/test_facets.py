"""Filters on results: counts that heed each other, choices that can be taken off, nonsense passed over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.pages.facets import PARAMETERS, narrowed

from ..sample import document

SHOP = {"area": "Hộ kinh doanh", "area_slug": "ho-kinh-doanh"}
CIVIL = {"area": "Hộ tịch", "area_slug": "ho-tich"}
DOCUMENTS = [
    document("1.000001", "a", **SHOP, level="ward", audiences=("citizen", "household_business")),
    document("1.000002", "b", **SHOP, level="province", audiences=("enterprise",)),
    document("1.000003", "c", **CIVIL, level="ward", audiences=("citizen",)),
    document("1.000004", "d", **CIVIL, level="ward", audiences=("citizen", "overseas_vietnamese"), kind="record"),
]


def address(given):
    return "&".join(f"{name}={given[name]}" for name in PARAMETERS if given.get(name))


def options(filters, parameter):
    """{value: (count, address)} of one filter."""
    return {o.value: (o.count, o.url) for one in filters if one.parameter == parameter for o in one.options}


def test_without_a_choice_every_document_counts():
    fitting, filters, chosen = narrowed(DOCUMENTS, {}, address)
    assert fitting == [0, 1, 2, 3]
    assert chosen == {}
    assert options(filters, "loai") == {"procedure": (3, "loai=procedure"), "record": (1, "loai=record")}
    assert options(filters, "cap") == {"ward": (3, "cap=ward"), "province": (1, "cap=province")}
    assert options(filters, "doi-tuong")["citizen"] == (3, "doi-tuong=citizen")


def test_choices_combine_and_counts_heed_the_other_filters():
    fitting, filters, chosen = narrowed(DOCUMENTS, {"cap": "ward", "linh-vuc": "ho-tich"}, address)
    assert fitting == [2, 3]
    assert chosen == {"linh-vuc": "ho-tich", "cap": "ward"}
    assert options(filters, "linh-vuc") == {"ho-tich": (2, "cap=ward"), "ho-kinh-doanh": (1, "linh-vuc=ho-kinh-doanh&cap=ward")}
    assert options(filters, "loai")["record"] == (1, "loai=record&linh-vuc=ho-tich&cap=ward")


def test_audiences_have_names_and_hyphens_in_addresses():
    _fitting, filters, _chosen = narrowed(DOCUMENTS, {}, address)
    names = {o.value: o.name for one in filters if one.parameter == "doi-tuong" for o in one.options}
    assert names["household-business"] == "Hộ kinh doanh"
    assert narrowed(DOCUMENTS, {"doi-tuong": "household-business"}, address)[0] == [0]


def test_a_filter_with_one_option_is_left_out_unless_it_is_chosen():
    _fitting, filters, _chosen = narrowed(DOCUMENTS[:1], {}, address)
    assert {one.parameter for one in filters} == {"doi-tuong"}
    _fitting, filters, _chosen = narrowed(DOCUMENTS[:1], {"cap": "ward"}, address)
    assert options(filters, "cap") == {"ward": (1, "")}


def test_choices_that_exclude_each_other_leave_nothing_and_can_be_taken_off():
    fitting, filters, chosen = narrowed(DOCUMENTS, {"cap": "province", "loai": "record"}, address)
    assert fitting == []
    assert chosen == {"cap": "province", "loai": "record"}
    assert options(filters, "cap")["province"] == (0, "loai=record")


@pytest.mark.parametrize("value", ["x", "", "'", "\0", "ministry", "household_business"])
def test_values_that_no_document_has_are_ignored(value):
    assert narrowed(DOCUMENTS, dict.fromkeys(PARAMETERS, value), address)[0] == [0, 1, 2, 3]


def test_many_areas_are_the_fullest_ten_and_the_chosen_one():
    many = [document(f"1.{n:06}", "a", area=f"Lĩnh vực {n}", area_slug=f"a{n}") for n in range(30)] + DOCUMENTS
    _fitting, filters, _chosen = narrowed(many, {"linh-vuc": "a29"}, address)
    found = options(filters, "linh-vuc")
    assert len(found) == 11
    assert list(found)[:2] == ["ho-kinh-doanh", "ho-tich"]
    assert "a29" in found


@given(
    st.lists(
        st.tuples(
            *(
                st.sampled_from(values)
                for values in (("procedure", "guide"), ("", "a", "b"), ("", "ward", "ministry"), ("citizen", "agency"))
            )
        )
    ),
    st.tuples(*(st.sampled_from(values) for values in (("", "guide"), ("", "a"), ("", "ward"), ("", "agency", "x")))),
)
def test_every_count_is_what_choosing_it_leaves(rows, choices):
    documents = [document("", "t", kind=k, area=a, area_slug=a, level=c, audiences=(d,)) for k, a, c, d in rows]
    asked = dict(zip(PARAMETERS, choices, strict=True))
    _fitting, filters, chosen = narrowed(documents, asked, address)
    for one in filters:
        for option in one.options:
            assert option.count == len(narrowed(documents, {**chosen, one.parameter: option.value}, address)[0])
