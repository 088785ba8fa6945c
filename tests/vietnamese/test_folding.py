import unicodedata

import pytest
from hypothesis import given

from vietnamese.folding import fold, fold_iy, has_marks

from .strategies import LETTERS, anything, vietnamese, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký KẾT HÔN", "dang ky ket hon"),
        ("NƯỚC", "nuoc"),
        ("224/2026/NĐ-CP", "224/2026/nd-cp"),
        ("khai\u200bsinh", "khaisinh"),
        ("Ｈộ", "ho"),
        ("ÐƉðɖ d\u0335 D\u0336", "dddd d d"),
        ("\ud800ký", "ky"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(vietnamese)
def test_vietnamese_letters_fold_to_ascii_whatever_their_form(text):
    assert fold(text).isascii()
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(text.upper()) == fold(fold(text))


@given(anything)
def test_fold_takes_anything(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("one", "other"), [("kỹ thuật", "kĩ thuật"), ("LÝ", "lí"), ("đăng ký", "đăng kí"), ("quý", "quí"), ("Mỹ", "mĩ"), ("tỷ lệ", "tỉ lệ")]
)
def test_y_and_i_are_one_at_the_end(one, other):
    assert fold_iy(one) == fold_iy(other)


@pytest.mark.parametrize(("one", "other"), [("tay", "tai"), ("thúy", "thúi"), ("y", "i"), ("chạy", "chại")])
def test_y_and_i_are_two_elsewhere(one, other):
    assert fold_iy(one) != fold_iy(other)


def test_has_marks():
    assert all(has_marks(c) == (c not in "abcdeghiklmnopqrstuvxy") for c in LETTERS)
    assert has_marks(unicodedata.normalize("NFD", "bán"))
    assert not has_marks("ban 2.000 😀")


@given(words())
def test_a_word_has_one_key_whatever_its_form_and_case(word):
    assert fold(word) == fold(word.upper()) == fold(unicodedata.normalize("NFD", word))
    assert fold_iy(word) == fold_iy(fold(word)) == fold_iy(fold_iy(word))


@given(anything)
def test_marks_are_seen_in_any_normal_form(text):
    assert has_marks(text) == has_marks(unicodedata.normalize("NFD", text))
