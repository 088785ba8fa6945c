import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.keystrokes import residue_apart, residue_variants
from vietnamese.spelling import is_syllable, parts

from .strategies import anything, typed_words

PAIRS = """
giaays giấy  giaasy giấy  gia6y1 giấy  GIAAYS giấy  ddawng đăng  d9a8ng đăng  ky1 ký  ke61t kết  hanj hạn  trus trú  dungwj dựng
xaay xây  nhaf nhà  chuwngs chứng  thuwcj thực  thuwar thửa  ddaats đất  hooj hộ  chieeus chiếu  cu7o71c cước  cuo71c cước  the3 thẻ
nguwowif người  nguowif người  dduwowngf đường  hoaf hòa  quys quý  uyr ủy
"""
MEANT = PAIRS.split()


@pytest.mark.parametrize(("typed", "meant"), list(zip(MEANT[::2], MEANT[1::2], strict=True)))
def test_residue(typed, meant):
    assert residue_variants(typed)[0] == meant


@pytest.mark.parametrize("word", ["giấy", "giay", "phép", "birth", "certificate", "permit", "1.001612", "2022", "", "x" * 300])
def test_no_residue(word):
    assert residue_variants(word) == ()


def _is_a_class(keys):
    return len(keys) == 2 and keys[1].isdigit()


@given(typed_words())
def test_what_was_typed_comes_back(typed):
    word, keys = typed
    assert is_syllable(keys) or _is_a_class(keys) or word in residue_variants(keys)


@pytest.mark.parametrize("word", ["A1", "b2", "a4", "F0"])
def test_classes_and_sizes_are_no_residue(word):
    assert residue_variants(word) == ()


def test_residue_is_read_in_any_normal_form():
    assert residue_variants(unicodedata.normalize("NFD", "giâys")) == ("giấy",)


@pytest.mark.parametrize(
    ("run", "syllables"),
    [
        ("ddawngky", "đăng ky"),
        ("dangkys", "dang ký"),
        ("ddawngkyskeets", "đăng ký kết"),
        ("d9a8ngky1", "đăng ký"),
        ("GiaaysPheps", "giấy phép"),
        ("giaykhaisinhs", "giay khai sính"),
    ],
)
def test_a_run_with_residue_comes_apart(run, syllables):
    assert residue_apart(run) == tuple(syllables.split())


@pytest.mark.parametrize("run", ["dangkykinhdoanh", "giaays", "certificate", "passport", "1.001612", "", "a" * 300])
def test_a_run_without_residue_stays(run):
    assert residue_apart(run) == ()


@given(st.lists(typed_words(), min_size=2, max_size=4))
def test_a_run_comes_apart_into_possible_syllables(typed):
    apart = residue_apart("".join(keys for _word, keys in typed))
    assert all(is_syllable(part) for part in apart)


@given(anything)
def test_variants_are_marked_syllables(text):
    for variant in residue_variants(text):
        assert is_syllable(variant)
        assert parts(variant) is not None
        assert unicodedata.is_normalized("NFC", variant)


@given(anything)
def test_runs_take_anything(text):
    assert all(is_syllable(part) for part in residue_apart(text))
