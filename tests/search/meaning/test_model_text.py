"""What reaches the model: letters, marks and digits in their normal form, bounded whatever comes."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.meaning.model_text import MAX_WORD_BYTES, MAX_WORDS, model_text

MAX_BYTES = MAX_WORDS * (MAX_WORD_BYTES + 1) - 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cấp Giấy phép (lần đầu), số 12/2025", "Cấp Giấy phép lần đầu số 12 2025"),
        ("đăng ký khai sinh", "đăng ký khai sinh"),
        (unicodedata.normalize("NFD", "Đăng ký kết hôn"), "Đăng ký kết hôn"),
        ("khai\u200b sinh\u00ad\ufeff", "khai sinh"),
        ("ﷺ", "صلى الله عليه وسلم"),
        ("ＡＢＣ① ½", "ABC1 1 2"),
        ("a\x00b\nc\td", "a b c d"),
        ("\ud800 \U000f0000 \ue000 ☃ 😀", ""),
        ("", ""),
        ("…?!", ""),
    ],
)
def test_what_is_left_of_a_text(text, wanted):
    assert model_text(text) == wanted


def problems(text):
    found = model_text(text)
    size = len(found.encode())
    wrong = [name for name, bad in (
        ("long", size > MAX_BYTES),
        ("words", len(found.split(" ")) > MAX_WORDS),
        ("word", any(len(word.encode()) > MAX_WORD_BYTES for word in found.split(" "))),
        ("blanks", found != " ".join(found.split())),
        ("form", found != unicodedata.normalize("NFKC", found)),
        ("signs", any(c != " " and unicodedata.category(c)[0] not in "LMN" for c in found)),
        ("again", model_text(found) != found),
    ) if bad]  # fmt: skip
    return wrong


CODES = range(sys.maxunicode + 1)
ASSIGNED = [chr(code) for code in CODES if unicodedata.category(chr(code)) not in {"Cn", "Co"}]


def test_every_code_point_twenty_times():
    for at in range(0, len(ASSIGNED), MAX_WORDS):
        part = ASSIGNED[at : at + MAX_WORDS]
        assert not problems(" ".join(c * 20 for c in part)), f"from U+{ord(part[0]):04X}"


def test_every_code_point_that_grows_three_hundred_times():
    for c in ASSIGNED:
        if len(unicodedata.normalize("NFKC", c)) > 1 or unicodedata.combining(c):
            assert not problems(c * 300), f"U+{ord(c):04X}"


def test_code_points_that_nobody_has_assigned_are_no_letters():
    others = "".join(chr(code) for code in CODES if unicodedata.category(chr(code)) in {"Cn", "Co"})
    assert {model_text(others[at : at + 3000]) for at in range(0, len(others), 3000)} == {""}


@given(st.text(max_size=3000))
def test_any_text(text):
    assert not problems(text)


def test_no_more_is_read_than_can_matter():
    assert not problems("ﷺ" * 100_000)
    assert not problems("a\u0301\u0323" * 100_000)
    assert not problems("\u200d" * 1_000_000)
    assert model_text("từ " * 100) == " ".join(["từ"] * MAX_WORDS)
