import unicodedata

import pytest
from hypothesis import given

from vietnamese.keystrokes import residue_variants
from vietnamese.spelling import is_syllable, take_tone

from .strategies import anything, words

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


_KEYS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_VNI_KEYS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}
_VNI_TONES = {"": "", "s": "1", "f": "2", "r": "3", "x": "4", "j": "5"}


@given(words())
def test_what_was_typed_comes_back(word):
    bare, tone = take_tone(word)
    telex = "".join(_KEYS.get(c, c) for c in bare) + tone
    vni = "".join(_VNI_KEYS.get(c, c) for c in bare) + _VNI_TONES[tone]
    assert is_syllable(telex) or word in residue_variants(telex)
    assert is_syllable(vni) or word in residue_variants(vni)


@given(anything)
def test_variants_are_marked_syllables(text):
    for variant in residue_variants(text):
        assert is_syllable(variant)
        assert unicodedata.is_normalized("NFC", variant)
