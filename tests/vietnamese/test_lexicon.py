import unicodedata

import pytest

from vietnamese.lexicon import PAIRS, SYLLABLES, general_counts, is_real_syllable
from vietnamese.normal import old_tone_style
from vietnamese.spelling import parts


@pytest.mark.parametrize("word", ["lưu", "lâu", "giấy", "KHOẺ", "uỷ", "kinh", "cưới", "kĩ", "kỹ", unicodedata.normalize("NFD", "nghiêng")])
def test_real_syllables(word):
    assert is_real_syllable(word)


@pytest.mark.parametrize("word", ["rựu", "cướt", "ngưn", "sihn", "birth", "", "1.001612", "\ud800"])
def test_misspellings_and_other_things_are_not_real(word):
    assert not is_real_syllable(word)


def test_the_table_holds_possible_syllables_as_the_house_writes_them():
    for spellings in general_counts().words.values():
        for syllable, times in spellings.items():
            assert parts(syllable), syllable
            assert old_tone_style(syllable) == syllable
            assert times > 0


def test_neighbours_are_real_syllables_and_no_pair_is_seen_more_often_than_its_words():
    words, pairs = general_counts()
    counts = {syllable: times for spellings in words.values() for syllable, times in spellings.items()}
    assert all(0 < times <= min(counts[one], counts[other]) for (one, other), times in pairs.items())


@pytest.mark.parametrize(("table", "licence"), [(SYLLABLES, "Attribution-ShareAlike 4.0"), (PAIRS, "Apache License 2.0")])
def test_a_table_says_where_it_comes_from_and_its_licence(table, licence):
    head = [line for line in table.read_text(encoding="utf-8").splitlines()[:10] if line.startswith("#")]
    assert any(licence in line for line in head)
    assert any("scripts/vietnamese_counts.py" in line for line in head)
