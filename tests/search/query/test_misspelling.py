import pytest

from search.query.misspelling import IN_PLACE, OF_KNOWN_WORD, OF_REAL_WORD, TYPO, TYPO_OF_LONG_WORD, is_real, misspelled_for
from search.query.reading import read_query

from ..sample import engine

VOCABULARY = engine().snapshot.vocabulary


def word(typed):
    return read_query(typed).words[0]


def weights(typed, before="", after="", known=False):
    return dict(misspelled_for(word(typed), before, after, VOCABULARY, known=known))


@pytest.mark.parametrize(("typed", "real"), [("tiết", True), ("tiet", True), ("cướt", False), ("sihn", False), ("sin", False)])
def test_real_words(typed, real):
    assert is_real(word(typed)) is real


def test_what_is_no_word_is_likelier_a_misspelled_one():
    assert weights("doah")["doanh"] == TYPO[4]
    assert weights("kinhk")["kinh"] == TYPO_OF_LONG_WORD


def test_a_real_word_is_less_likely_a_misspelled_one():
    assert weights("sanh")["sinh"] == TYPO[4] * OF_REAL_WORD


def test_a_word_that_documents_have_is_least_likely_a_misspelled_one():
    assert weights("sihn", known=True)["sinh"] == TYPO[4] * OF_KNOWN_WORD


@pytest.mark.parametrize(("before", "after"), [("khai", ""), ("khai", "x")])
def test_beside_the_word_that_names_have_beside_it_it_is_surely_meant(before, after):
    assert weights("sihn", before, after)["sinh"] == IN_PLACE


def test_beside_another_word_it_is_a_guess():
    assert weights("sihn", "ket", "ruou")["sinh"] == TYPO[4]


def test_two_letters_may_be_anything():
    assert IN_PLACE not in weights("lu", "phep").values()
