"""Word's private bullets: list marks at the start of a line and between words, signs of measure beside numbers, nothing elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.normal import clean, clean_lines
from vietnamese.private_signs import PRIVATE


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("\uf0a7\tĐối với cá nhân", "- Đối với cá nhân"),
        ("\uf0fcĐủ 18 tuổi", "- Đủ 18 tuổi"),
        ("- \uf02d\tVăn bản", "- Văn bản"),
        ("  * \uf02b\tLuật Di sản", "* Luật Di sản"),
        ("[ \uf0fc\t3. Trường hợp ]", "[ 3. Trường hợp ]"),
        ("5.\uf0fc\tTrường hợp", "5. Trường hợp"),
        ("Điều kiện: \uf076\tĐủ tuổi", "Điều kiện: - Đủ tuổi"),
        ("kèm theo:\uf0a7 Bản sao \uf0a7 Bản chính", "kèm theo: - Bản sao - Bản chính"),
        ("một\uf0b7hai", "một hai"),
        ("kết thúc \uf0a7", "kết thúc"),
        ("\uf0b3 18 tuổi, điểm \uf0a3 5,0", "≥ 18 tuổi, điểm ≤ 5,0"),
        ("20\uf0b0C, 5 \uf06dm, 3 \uf0b4 4", "20°C, 5 µm, 3 × 4"),
        ("Nộp hồ sơ \uf0e0 nhận kết quả", "Nộp hồ sơ → nhận kết quả"),
        ("\uf0e0 Nhận kết quả", "- Nhận kết quả"),
        ("Nam \uf0a8 Nữ \uf0a8", "Nam Nữ"),
        ("hệ số \uf061 = 1", "hệ số α = 1"),
        ("a\ue123b \uf8ff \U000f0001 \U0010fffdc", "ab c"),
    ],
)
def test_signs_of_symbol_fonts(raw, wanted):
    assert clean(raw) == wanted


def test_each_line_has_its_mark():
    assert clean_lines("\uf0a7\tmột\n\uf0a7\thai") == "- một\n- hai"


@given(
    st.text(alphabet=st.one_of(st.sampled_from("\uf0a7\uf0b3\uf06d\uf0a8\uf0e0\ue000\U000f0000 -:5aẾ\n\t"), st.characters()), max_size=40)
)
def test_nothing_private_is_left_and_cleaning_again_changes_nothing(text):
    once = clean(text)
    assert not PRIVATE.search(once)
    assert clean(once) == once
    lines = clean_lines(text)
    assert not PRIVATE.search(lines)
    assert clean_lines(lines) == lines
