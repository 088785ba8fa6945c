import pytest
from hypothesis import given

from vietnamese.folding import fold
from vietnamese.normal import old_tone_style
from vietnamese.spelling import is_syllable, parts

from .strategies import words


@pytest.mark.parametrize("word", ["giấy", "giay", "GIAY", "nghiêng", "quyển", "gì", "yêu", "đường", "xin", "thuở", "khuỷu", "ủy"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["giaays", "birth", "d9a8ng", "passport", "", "w", "xaay", "karaoke", "1.001612"])
def test_no_syllables(word):
    assert not is_syllable(word)


@given(words())
def test_a_syllable_comes_apart(word):
    found = parts(word)
    assert found is not None
    assert is_syllable(fold(word))
    assert old_tone_style(word) == word
