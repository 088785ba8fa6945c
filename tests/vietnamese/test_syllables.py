import pytest
from hypothesis import given

from vietnamese.syllables import syllables

from .strategies import anything


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Đăng ký kết hôn.", ["Đăng", "ký", "kết", "hôn"]),
        ("mã 1.001612, giá 100.000 đồng", ["mã", "1.001612", "giá", "100.000", "đồng"]),
        ("Nghị định 224/2026/NĐ-CP;", ["Nghị", "định", "224/2026/NĐ-CP"]),
        ("66.17/2026/NQ-CP và 1676/NQ-UBTVQH15", ["66.17/2026/NQ-CP", "và", "1676/NQ-UBTVQH15"]),
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
