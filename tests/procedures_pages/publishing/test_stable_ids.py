"""Stable ids: made once from the label, then kept."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.facts.case import OWN
from procedures_pages.publishing.stable_ids import fill_ids
from vietnamese.slugs import slugify


def stream(*values: dict) -> list[SimpleNamespace]:
    """What ``fill_ids`` looks at: a stream whose children have values."""
    return [SimpleNamespace(value=value) for value in values]


def slugs(children) -> list[str]:
    return [child.value["slug"] for child in children]


def documents(*names_and_slugs: tuple[str, str]):
    return stream(*({"name": name, "slug": slug} for name, slug in names_and_slugs))


def question(label: str, *answers: str, slug: str = "") -> dict:
    return {"label": label, "slug": slug, "answers": [{"label": a, "slug": ""} for a in answers]}


def test_an_id_is_made_from_the_name_without_marks():
    papers = documents(("Giấy đăng ký kết hôn", ""))
    fill_ids(papers)
    assert slugs(papers) == ["giay-dang-ky-ket-hon"]


def test_an_id_survives_an_edit_of_the_name():
    papers = documents(("Giấy chứng sinh", ""))
    fill_ids(papers)
    papers[0].value["name"] = "Giấy chứng sinh hoặc văn bản của người làm chứng"
    fill_ids(papers)
    assert slugs(papers) == ["giay-chung-sinh"]


def test_ids_survive_a_change_of_order():
    papers = documents(("Tờ khai", ""), ("Tờ khai", ""))
    fill_ids(papers)
    papers.reverse()
    fill_ids(papers)
    assert slugs(papers) == ["to-khai-2", "to-khai"]


def test_a_new_double_does_not_take_the_id_of_an_old_one_below_it():
    papers = documents(("Tờ khai", ""), ("Tờ khai", "to-khai"))
    fill_ids(papers)
    assert slugs(papers) == ["to-khai-2", "to-khai"]


def test_doubles_are_made_unique():
    papers = documents(("Tờ khai", ""), ("Tờ khai", ""), ("Tờ khai", "to-khai"), ("Khác", "to-khai"))
    fill_ids(papers)
    assert len(set(slugs(papers))) == 4


def test_a_typed_id_that_is_no_slug_becomes_one():
    papers = documents(("Tờ khai", "Tờ Khai/1?"))
    fill_ids(papers)
    assert slugs(papers) == [slugify("Tờ Khai/1?")]


def test_a_label_without_letters_still_gets_an_id():
    papers = documents(("???", ""), ("🙂", ""))
    fill_ids(papers)
    assert slugs(papers) == ["muc", "muc-2"]


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_question_keeps_clear_of_the_sites_own_parameters(name):
    asked = stream(question(name, "Có", "Không"))
    fill_ids(asked)
    assert slugs(asked)[0] not in OWN


def test_an_answer_may_have_the_name_of_a_parameter():
    asked = stream(question("Có con chưa", "Có", "Chưa"))
    fill_ids(asked)
    assert [a["slug"] for a in asked[0].value["answers"]] == ["co", "chua"]


def test_equal_answers_of_one_question_get_different_ids():
    asked = stream(question("Ai nộp", "Tôi", "Tôi"))
    fill_ids(asked)
    assert [a["slug"] for a in asked[0].value["answers"]] == ["toi", "toi-2"]


def test_answers_of_different_questions_may_have_the_same_id():
    asked = stream(question("Một", "Có", "Không"), question("Hai", "Có", "Không"))
    fill_ids(asked)
    assert [[a["slug"] for a in child.value["answers"]] for child in asked] == [["co", "khong"]] * 2


def test_an_empty_stream_stays_empty():
    fill_ids([])


labels = st.one_of(st.text(max_size=80), st.sampled_from(["Giấy tờ", "giấy  tờ", "Co", "in", "trang", "-", ""]))


@given(st.lists(st.tuples(labels, labels), max_size=8))
def test_any_labels_and_ids_give_unique_slugs(pairs):
    papers = documents(*pairs)
    fill_ids(papers)
    found = slugs(papers)
    assert len(set(found)) == len(found)
    assert all(s and s == slugify(s) and len(s) <= 60 for s in found)


@given(st.lists(st.tuples(labels, labels), max_size=8))
def test_filling_twice_changes_nothing(pairs):
    papers = documents(*pairs)
    fill_ids(papers)
    once = slugs(papers)
    fill_ids(papers)
    assert slugs(papers) == once


@given(st.lists(labels, min_size=1, max_size=5))
def test_no_question_ever_takes_a_reserved_name(names):
    asked = stream(*(question(name, "Có", "Không", slug=name) for name in names))
    fill_ids(asked)
    assert not OWN & set(slugs(asked))
