"""How much of an expanded query words cover: added up as the expanded query says, whichever way the words come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.expansion import OTHER_MARKS, expand
from search.query.reading import read_query
from search.ranking.coverage import Covering

from ..sample import engine

VOCABULARY = engine().snapshot.vocabulary
QUERY = "mở quán bán rượu, giay khai sihn"
FORMS = sorted(expand(read_query(QUERY), VOCABULARY).forms)


def covering(typed):
    return Covering(expand(read_query(typed), VOCABULARY))


def share(typed, **weights):
    return covering(typed).by(weights)[0]


def test_all_words_cover_all():
    assert share("khai sinh", khai=1.0, sinh=1.0) == 1.0


def test_no_word_covers_nothing():
    assert covering("khai sinh").by({"ruou": 1.0}) == (0.0, [])


def test_a_weaker_word_covers_less():
    assert 0 < share("khai sinh", khai=0.5, sinh=0.5) < share("khai sinh", khai=0.5, sinh=1.0) < 1


def test_other_marks_cover_less():
    assert share("rượu", ruou=1.0) == pytest.approx(OTHER_MARKS)
    assert share("rượu", ruou=1.0, rượu=1.0) == 1.0


def test_the_words_that_cover_come_in_the_order_of_the_query():
    _share, used = covering("khai sinh").by({"sinh": 1.0, "khai": 1.0})
    assert [token.key for token in used] == ["khai", "sinh"]


def test_the_official_phrase_covers_what_citizens_call_it():
    assert 0 < share("mở quán", ho=1.0, kinh=1.0) < share("mở quán", ho=1.0, kinh=1.0, doanh=1.0)


@given(st.sets(st.sampled_from(FORMS)))
def test_words_that_all_count_the_same_cover_the_same_either_way(forms):
    ready = covering(QUERY)
    assert ready.by_all(forms) == ready.by(dict.fromkeys(forms, 1.0)) == covering(QUERY).by_all(frozenset(forms))


@given(st.dictionaries(st.sampled_from(FORMS), st.floats(0.1, 1.0)))
def test_nothing_covers_more_than_all(weights):
    assert 0 <= covering(QUERY).by(weights)[0] <= 1.000001
