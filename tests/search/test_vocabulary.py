import pytest

from search.analysis import analyse, pack, unpack
from search.vocabulary import Vocabulary

from .sample import DOCUMENTS


@pytest.fixture(scope="module")
def vocabulary():
    return Vocabulary.of(analyse(document) for document in DOCUMENTS)


def test_rarity(vocabulary):
    assert vocabulary.rarity("unheard") == 1.0
    assert 0 < vocabulary.rarity("dang") < vocabulary.rarity("ruou") < 1


@pytest.mark.parametrize(("typed", "meant"), [("sihn", "sinh"), ("ruu", "ruou"), ("kinhh", "kinh"), ("lu", "luc")])
def test_one_letter_apart(vocabulary, typed, meant):
    assert meant in vocabulary.one_letter_apart(typed)


def test_run_together_words(vocabulary):
    assert vocabulary.taken_apart("dangkykinhdoanh") == ("dang", "ki", "kinh", "doanh")
    assert vocabulary.taken_apart("asdfghjkl") == ()


def test_beginnings(vocabulary):
    assert "khai" in vocabulary.beginning_with("kh")


def test_initials(vocabulary):
    assert ("ho", "kinh", "doanh") in vocabulary.spelled_by_initials("hkd")


def test_parts_add_up():
    half = len(DOCUMENTS) // 2
    parts = [Vocabulary.of(map(analyse, DOCUMENTS[:half])), Vocabulary.of(map(analyse, DOCUMENTS[half:]))]
    whole = Vocabulary.of(map(analyse, DOCUMENTS))
    assert Vocabulary.merged(parts).frequency == whole.frequency


def test_analysed_documents_can_be_stored():
    for document in DOCUMENTS:
        analysed = analyse(document)
        assert unpack(pack(analysed)) == analysed
