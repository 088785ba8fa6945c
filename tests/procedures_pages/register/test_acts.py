"""Records of the same act are told by their names; what only districts did is history."""

import pytest

from procedures_pages.register.digest.acts import act_of, is_of_an_abolished_level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cấp thẻ mèo (thực hiện tại cấp tỉnh)", "Cấp thẻ mèo (thực hiện tại cấp Trung ương)"),
        ("Thủ tục cấp thẻ mèo.", "Cấp thẻ mèo"),
        ("THỦ TỤC CẤP THẺ MÈO (CẤP TỈNH).", "Cấp thẻ mèo"),
        ("Cấp thẻ mèo - cấp Trung ương", "Cấp thẻ mèo (địa phương)"),
        ("Cấp thẻ mèo cấp tỉnh", "Thủ tục cấp thẻ mèo ( cấp xã )"),
        ("Cấp thẻ mèo thuộc thẩm quyền của cấp tỉnh", "Cấp thẻ mèo thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã"),
        ("Hỗ trợ nuôi mèo trên địa bàn tỉnh Lai Châu", "Hỗ trợ nuôi mèo"),
        ("Hoà giải mèo/chó", "Hòa giải mèo, chó"),
    ],
)
def test_levels_and_provinces_are_left_out(one, other):
    assert act_of(one) == act_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cấp thẻ mèo", "Cấp lại thẻ mèo"),
        ("Cấp thẻ mèo (trừ mèo rừng)", "Cấp thẻ mèo"),
        ("Đăng ký mèo", "Đăng ký mèo có yếu tố nước ngoài"),
        ("Thành lập quỹ cấp tỉnh của mèo", "Thành lập quỹ của mèo"),
    ],
)
def test_what_tells_two_acts_apart_stays(one, other):
    assert act_of(one) != act_of(other)


def test_an_empty_name_is_no_act():
    assert act_of("") == act_of("Thủ tục") == ""


def test_what_districts_did_is_history():
    assert is_of_an_abolished_level("Trình báo mất thẻ mèo (thực hiện tại cấp huyện)", ["ward"], "")
    assert is_of_an_abolished_level("Cấp thẻ mèo", ["district"], "")
    assert is_of_an_abolished_level("Cấp thẻ mèo", ["ward"], "Công an huyện; Đội mèo huyện")
    assert not is_of_an_abolished_level("Cấp thẻ mèo", ["ward", "district"], "Bảo hiểm xã hội cấp tỉnh; Bảo hiểm xã hội cấp huyện")
    assert not is_of_an_abolished_level("Hỗ trợ nhà ở trên địa bàn các huyện nghèo", ["ward"], "Ủy ban nhân dân cấp tỉnh")
    assert not is_of_an_abolished_level("Cấp thẻ mèo", [""], "")
