"""When two papers are one: by name and by the form's numbers, however both are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.facts.same_paper import form_key, name_key

CIRCULAR = "Thông tư 04/2020/TT-BTP"


@pytest.mark.parametrize("other", ["GIẤY CHỨNG SINH", "Giấy chứng sinh.", " giấy  chứng sinh"])
def test_a_name_is_the_same_however_it_is_written(other):
    assert name_key(other) == name_key("Giấy chứng sinh")


def test_a_likeness_of_names_is_not_enough():
    assert name_key("Căn cước của hai bên") != name_key("Căn cước")


@pytest.mark.parametrize(
    "other",
    [
        f"Tờ khai đăng ký khai sinh, kèm {CIRCULAR}",
        f"Mẫu kèm {CIRCULAR}, sửa đổi bởi Thông tư 04/2024/TT-BTP",
        f"Mẫu kèm {CIRCULAR} được sửa đổi, bổ sung tại Thông tư 04/2024/TT-BTP",
        f"MẪU KÈM {CIRCULAR}.",
    ],
)
def test_a_form_is_one_whatever_is_said_around_its_numbers(other):
    assert form_key(other) == form_key(f"Mẫu kèm {CIRCULAR}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mẫu số 04 kèm Nghị định 20/2021/NĐ-CP", "Mẫu số 02 kèm Nghị định 176/2025/NĐ-CP"),
        ("Mẫu số 01 kèm Nghị định 20/2021/NĐ-CP", "Mẫu số 02 kèm Nghị định 20/2021/NĐ-CP"),
        ("Mẫu số 01 Phụ lục I Nghị định 142/2025/NĐ-CP", "Mẫu số 01 Phụ lục II Nghị định 142/2025/NĐ-CP"),
        ("Mẫu số 1a", "Mẫu số 1b"),
        ("Mẫu của ngân hàng", "Mẫu của trường"),
        ("Mẫu số 1", ""),
    ],
)
def test_another_number_is_another_form(one, other):
    assert form_key(one) != form_key(other)


@given(st.text())
def test_no_text_is_too_much(text):
    assert form_key(text) == form_key(text.upper().lower()) or not text.isascii()
    assert name_key(name_key(text)) == name_key(text)
