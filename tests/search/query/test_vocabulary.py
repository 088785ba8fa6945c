import pytest

from search.index.analysis import analyse, pack, unpack

from ..sample import DOCUMENTS, vocabulary_of


@pytest.fixture(scope="module")
def vocabulary():
    return vocabulary_of([analyse(document) for document in DOCUMENTS])


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


def test_beginnings_that_follow_a_word_in_names_come_first(vocabulary):
    assert vocabulary.beginning_with("h", after="ket")[0] == "hon"


def test_words_beside_each_other_in_names(vocabulary):
    assert vocabulary.has_beside("ket", "hon")
    assert not vocabulary.has_beside("hon", "ket")


def test_initials(vocabulary):
    assert ("ho", "kinh", "doanh") in vocabulary.spelled_by_initials("hkd")


def test_what_was_worked_out_about_spelling_stays_while_no_word_comes_or_goes(vocabulary):
    vocabulary.one_letter_apart("sihn")
    same = vocabulary.renewed(99, {**vocabulary.frequency, "dang": 50}, vocabulary.texts)
    assert same.__dict__["_by_deletion"] is vocabulary.__dict__["_by_deletion"]
    other = vocabulary.renewed(99, {**vocabulary.frequency, "saihn": 1}, vocabulary.texts)
    assert "saihn" in other.one_letter_apart("sihn")


def test_analysed_documents_can_be_stored():
    for document in DOCUMENTS:
        analysed = analyse(document)
        assert unpack(pack(analysed)) == analysed
