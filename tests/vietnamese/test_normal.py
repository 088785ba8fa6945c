import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.folding import fold
from vietnamese.normal import clean, clean_lines, old_tone_style
from vietnamese.spelling import TONES, take_tone

from .strategies import anything, vietnamese, words


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("  Đăng\u00a0ký \t kết\nhôn ", "Đăng ký kết hôn"),
        ("khai\u200b sinh\ufeff", "khai sinh"),
        ("\u202eđảo\u202c", "đảo"),
        (unicodedata.normalize("NFD", "Giấy phép"), "Giấy phép"),
        ("e\u200b\u0302\u0301", "ế"),
        ("a\0b\x07c", "abc"),
        ("\ud800lone", "lone"),
        ("Ðăng ký", "Đăng ký"),
        ("D\u0335ăng d\u0336i", "Đăng đi"),
        ("mềm\u00ad mại", "mềm mại"),
        ("", ""),
        (" \u200b ", ""),
    ],
)
def test_clean(raw, wanted):
    assert clean(raw) == wanted


@given(anything)
def test_clean_is_idempotent_nfc_and_on_one_line(text):
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == " ".join(once.split())


@given(vietnamese)
def test_clean_does_not_care_about_the_normal_form(text):
    assert clean(text) == clean(unicodedata.normalize("NFD", text))


def test_clean_lines_keeps_lines():
    assert clean_lines("một \r\n\n  hai\u200b\u2028ba") == "một\nhai\nba"


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà giải", "hòa giải"),
        ("xoá", "xóa"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("thuý", "thúy"),
        ("THUỶ", "THỦY"),
        ("Hoà", "Hòa"),
        ("tuỳ", "tùy"),
        ("quý", "quý"),
        ("Quỳ", "Quỳ"),
        ("hoàn", "hoàn"),
        ("ngoài", "ngoài"),
        ("huỳnh", "huỳnh"),
        ("hòa", "hòa"),
        ("khuỷu", "khuỷu"),
        ("quả", "quả"),
        (unicodedata.normalize("NFD", "hoá đơn"), "hóa đơn"),
        ("qúy", "quý"),
        ("QÚI", "QUÍ"),
        ("Tòan", "Toàn"),
        ("gía", "giá"),
        ("chuỷên", "chuyển"),
        ("thủơ", "thuở"),
        ("đừơng", "đường"),
        ("của", "của"),
        ("giữa", "giữa"),
        ("vớỉ", "vớỉ"),
        ("Zoà", "Zoà"),
    ],
)
def test_old_tone_style(new, old):
    assert old_tone_style(new) == old


@given(vietnamese)
def test_old_tone_style_moves_marks_only(text):
    moved = old_tone_style(text)
    assert old_tone_style(moved) == moved
    assert fold(moved) == fold(text)
    assert [c.isupper() for c in moved] == [c.isupper() for c in unicodedata.normalize("NFC", text)]


@given(words(), st.data())
def test_a_tone_mark_on_any_vowel_finds_its_place(word, data):
    bare, tone = take_tone(word)
    vowels = [at for at, letter in enumerate(bare) if letter in "aeiouyăâêôơư" and not (bare.startswith("qu") and at == 1)]
    if bare.startswith("gi") and len(vowels) > 1:
        vowels = vowels[1:]
    at = data.draw(st.sampled_from(vowels))
    misplaced = unicodedata.normalize("NFC", bare[: at + 1] + TONES[tone] + bare[at + 1 :])
    assert old_tone_style(misplaced) == word


@given(anything)
def test_old_tone_style_takes_anything(text):
    moved = old_tone_style(text)
    assert old_tone_style(moved) == moved
    assert fold(moved) == fold(text)
