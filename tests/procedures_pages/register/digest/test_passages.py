"""Long texts are parted into what is read at once and the rest; together they are the whole."""

import re

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.digest.passages import MIN_REST, flowing, passage

texts = st.lists(st.sampled_from(["mèo", "con mèo.", "chó;", "Hồ sơ:", "\n", "giấytờrấtdài" * 12]), max_size=80).map(" ".join)


@given(texts | st.text(), st.integers(1, 200))
def test_nothing_is_lost(text, room):
    told = passage(text, room)
    assert re.sub(r"\s", "", told.lead + told.rest) == re.sub(r"\s", "", text)


@given(texts, st.integers(20, 200))
def test_a_text_with_words_begins_with_some(text, room):
    assert bool(passage(text, room).lead) == bool(text.strip())


def test_a_short_text_stays_whole():
    text = "Mèo khỏe. " * 15
    assert passage(text, 160).rest == ""


def test_a_long_one_is_parted_after_a_sentence():
    text = "Mèo phải khỏe. " * 30
    told = passage(text, 100)
    assert told.lead.endswith("khỏe.")
    assert len(told.lead) <= 100
    assert not told.broken


def test_a_long_sentence_is_parted_between_words():
    told = passage("mèo " * 100, 100)
    assert told.broken
    assert told.lead.endswith("mèo")
    assert len(told.rest) > MIN_REST


def test_lines_that_the_source_broke_flow_again():
    assert (
        flowing("Người nuôi mèo\nnộp hồ sơ.\na) Phường xem;\nb) Phường trả.") == "Người nuôi mèo nộp hồ sơ.\na) Phường xem;\nb) Phường trả."
    )
