import unicodedata
from itertools import pairwise

from hypothesis import given

from vietnamese.sorting import sort_key

from .strategies import anything, vietnamese


def test_letters_have_the_order_of_the_alphabet():
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    backwards = alphabet[::-1]
    assert sorted(backwards, key=sort_key) == alphabet


def test_words_and_tones():
    wanted = ["an", "an toàn", "ăn", "ba", "bà", "bả", "bã", "bá", "bạ", "ban", "bàn", "dân", "Đà", "đất", "thẻ", "thế", "ủy", "ưu"]
    backwards = wanted[::-1]
    assert sorted(backwards, key=sort_key) == wanted


def test_a_tone_only_breaks_ties():
    assert sorted(["bạn a", "bán b", "ban c"], key=sort_key) == ["bạn a", "bán b", "ban c"]


@given(vietnamese)
def test_normal_form_does_not_matter(text):
    assert sort_key(text)[:2] == sort_key(unicodedata.normalize("NFD", text))[:2]


@given(anything, anything, anything)
def test_any_text_has_a_place(one, two, three):
    ordered = sorted([one, two, three], key=sort_key)
    assert all(sort_key(a) <= sort_key(b) for a, b in pairwise(ordered))
