import pytest

from search.query.expansion import expand
from search.query.reading import read_query
from search.ranking.correction import spelled_out

from ..sample import engine

ENGINE = engine()


def said(typed):
    query = read_query(typed)
    return spelled_out(query, expand(query, ENGINE.snapshot.vocabulary))


def correction(typed):
    return ENGINE.answer(read_query(typed), "vi").correction


@pytest.mark.parametrize(
    ("typed", "better"),
    [("giay khai sihn", "giay khai sinh"), ("đăgn ký kết hôn", "dang ký kết hôn"), ("dangkykethon", "dang ki ket hon")],
)
def test_misspelled_words_are_those_of_the_best_hit(typed, better):
    assert correction(typed) == better


@pytest.mark.parametrize(
    "typed", ["khai sinh", "KHAI SINH", "ddawng kys keets hoon", "mo tiem tap hoa", "1.000894", "birth certificate", ""]
)
def test_what_is_well_spelled_is_not_corrected(typed):
    assert correction(typed) == ""


@pytest.mark.parametrize("typed", ["dang ky ket hom", "khai sin xe", "đăng ký kết hôm"])
def test_a_real_word_is_never_offered_as_another(typed):
    assert correction(typed) == ""


def test_abbreviations_are_written_out():
    assert said("hkd") == "hộ kinh doanh"


@pytest.mark.parametrize("typed", ["giá vàng hôm nay", "gia vang hom nay"])
def test_real_words_that_nobody_has_stay(typed):
    assert said(typed) == typed
