import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.syllables import syllables

from .strategies import anything, words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Đăng ký kết hôn.", ["Đăng", "ký", "kết", "hôn"]),
        ("mã 1.001612, giá 100.000 đồng", ["mã", "1.001612", "giá", "100.000", "đồng"]),
        ("Nghị định 224/2026/NĐ-CP;", ["Nghị", "định", "224/2026/NĐ-CP"]),
        ("66.17/2026/NQ-CP và 1676/NQ-UBTVQH15", ["66.17/2026/NQ-CP", "và", "1676/NQ-UBTVQH15"]),
        ("01/2021/TT-BKHĐT 2072/QĐ-BYT", ["01/2021/TT-BKHĐT", "2072/QĐ-BYT"]),
        ("224/2026/nd-cp", ["224/2026/nd-cp"]),
        ("63 / 2010 / NĐ - CP", ["63/2010/NĐ-CP"]),
        ("nghị định 63/2010/NĐ – CP.", ["nghị", "định", "63/2010/NĐ-CP"]),
        ("15 /QĐ- UBND ngày 3", ["15/QĐ-UBND", "ngày", "3"]),
        (unicodedata.normalize("NFD", "224/2026/NĐ-CP"), ["224/2026/NĐ-CP"]),
        ("3 / 4 phòng - cửa", ["3", "4", "phòng", "cửa"]),
        ("1.004442.000.00.00.H62", ["1.004442.000.00.00.H62"]),
        ("ngày 03/08/2022", ["ngày", "03/08/2022"]),
        ("d9a8ng ky1", ["d9a8ng", "ky1"]),
        ("KT3 (sổ tạm trú)", ["KT3", "sổ", "tạm", "trú"]),
        ("2.000 đồng/trang", ["2.000", "đồng", "trang"]),
        ("a_b", ["a", "b"]),
        ("…", []),
    ],
)
def test_syllables(text, tokens):
    assert syllables(text) == tokens


@given(anything)
def test_tokens_hold_no_space(text):
    assert all(token and not any(c.isspace() for c in token) for token in syllables(text))


@given(
    st.from_regex(r"[1-9][0-9]{0,4}/(19|20)[0-9]{2}/(NĐ|QĐ|TT|NQ)-[A-ZĐ]{2,8}", fullmatch=True), st.sampled_from(["{}", "số {}, ", "({})"])
)
def test_a_legal_number_is_one_token_however_it_is_spaced(number, around):
    spaced = number.replace("/", " / ").replace("-", " – ")
    assert number in syllables(around.format(number))
    assert number in syllables(around.format(spaced))


@given(st.from_regex(r"[12]\.[0-9]{6}(\.000\.00\.00\.[HG][0-9]{2})?", fullmatch=True), words(), words())
def test_a_code_is_one_token(code, before, after):
    assert syllables(f"{before} {code}, {after}") == [before, code, after]


@given(st.lists(words(), max_size=8))
def test_words_are_tokens(written):
    assert syllables(" ".join(written)) == written
