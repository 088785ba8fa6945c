"""One list for several procedures: pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guides.merging import merge
from procedures_pages.factories import RequiredDocumentFactory


def paper(name="Giấy", **more):
    return RequiredDocumentFactory.build(**{"id": "x", "name": name, "originals": 1, "copies": 0, "handling": "submit", **more})


def test_a_paper_that_is_shown_serves_all():
    merged = merge([[paper(handling="show")], [paper(handling="show")], [paper("Khác")]])
    assert [(m.document.name, m.originals, m.uses) for m in merged] == [("Giấy", 1, (0, 1)), ("Khác", 1, (2,))]


def test_a_paper_that_is_handed_in_is_needed_each_time():
    (merged,) = merge([[paper(copies=1)], [paper(copies=2)]])
    assert (merged.originals, merged.copies) == (2, 3)


def test_other_alternatives_handling_or_form_make_another_paper():
    others = [paper(), paper(alternatives=("A", "B")), paper(handling="show"), paper(form="Mẫu 1")]
    assert len(merge([[p] for p in others])) == 4


def test_the_way_a_name_is_written_makes_no_other_paper():
    assert len(merge([[paper("GIẤY chứng sinh")], [paper("Giấy chứng sinh")]])) == 1


papers = st.builds(
    paper, st.sampled_from("ABC"), handling=st.sampled_from(["show", "submit"]), originals=st.integers(0, 3), copies=st.integers(0, 3)
)


@given(st.lists(st.lists(papers, max_size=4), max_size=5))
def test_nothing_is_lost_and_nothing_invented(lists):
    merged = merge(lists)
    assert {(m.document.name, m.document.handling) for m in merged} == {(d.name, d.handling) for documents in lists for d in documents}
    handed_in = sum(d.originals + d.copies for documents in lists for d in documents if d.handling == "submit")
    assert sum(m.originals + m.copies for m in merged if m.document.handling == "submit") == handed_in
