"""Which provinces a text or a query names, former ones as what they are now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.provinces import BY_SLUG, PROVINCES, asked_for, full_name, named_in


def test_there_are_34_and_each_former_province_lies_in_one():
    assert len(PROVINCES) == len(BY_SLUG) == 34
    former = [name for province in PROVINCES for name in province.former]
    assert len({*former, *(p.name for p in PROVINCES)}) == len(former) + 34
    # "Thừa Thiên Huế" is Huế's former name; all others were provinces of their own: 63 before.
    assert len(former) - 1 + 34 == 63


def test_a_province_has_a_full_name():
    assert (full_name("phu-tho"), full_name("hue"), full_name("national")) == ("tỉnh Phú Thọ", "thành phố Huế", "")


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Sở Xây dựng - tỉnh Quảng Ngãi", {"quang-ngai"}),
        ("trên địa bàn thành phố hải phòng", {"hai-phong"}),
        ("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", {"lao-cai"}),
        ("Văn phòng đăng ký đất đai Bắc Ninh", {"bac-ninh"}),
        ("Sở Xây dựng TP.HCM", {"ho-chi-minh"}),
        ("Sở Tài chính TP.Đà Nẵng", {"da-nang"}),
        ("tỉnh Vĩnh Phúc (cũ)", {"phu-tho"}),
        ("tỉnh Bà Rịa – Vũng Tàu", {"ho-chi-minh"}),
        ("tỉnh Đăk Lăk", {"dak-lak"}),
        ("HĐND tỉnh Hà Giang, nay là tỉnh Tuyên Quang", {"tuyen-quang"}),
        ("tỉnh Thanh Hóa và tỉnh Nghệ An", {"thanh-hoa", "nghe-an"}),
    ],
)
def test_prose_names_provinces(text, slugs):
    assert named_in(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "người Việt Nam định cư ở nước ngoài",
        "NGƯỜI VIỆT NAM ĐỊNH CƯ Ở NƯỚC NGOÀI",
        "cơ quan thuế",
        "đường Điện Biên, phường Bắc Giang",
        "phố Điện Biên Phủ",
        "xuyên Thái Bình Dương",
        "gìn giữ hòa bình",
        "Giải thưởng Hồ Chí Minh",
        "đoàn thanh niên cộng sản Hồ Chí Minh",
        "đánh giá lai tạo",
        "",
    ],
)
def test_prose_that_names_none(text):
    assert named_in(text) == frozenset()


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("tach thua dat dak lak", {"dak-lak"}),
        ("tách thửa đất đắk lắk", {"dak-lak"}),
        ("mai tang o vinh phuc", {"phu-tho"}),
        ("tach thua gia lai", {"gia-lai"}),
        ("cấp đất Gia Lai", {"gia-lai"}),
        ("xe vao tp hcm", {"ho-chi-minh"}),
        ("vung tau", set()),
        ("ba ria vung tau", {"ho-chi-minh"}),
        ("danh gia lai", set()),
        ("đánh giá lại", set()),
        ("giá lại", set()),
        ("nguoi viet nam dinh cu o nuoc ngoai", set()),
        ("hiep dinh thai binh duong", set()),
        ("tach thua dat", set()),
        ("", set()),
    ],
)
def test_a_query_names_provinces(typed, slugs):
    assert asked_for(typed.split()) == slugs


@given(st.text())
def test_any_text_is_read(text):
    assert named_in(text) <= BY_SLUG.keys()
    assert asked_for(text.split()) <= BY_SLUG.keys()


@given(st.sampled_from(PROVINCES), st.sampled_from(["Sở Xây dựng tỉnh {}", "trên địa bàn thành phố {}.", "UBND TP {}, số 1"]))
def test_every_name_of_every_province_is_known(province, where):
    for name in province.names:
        assert named_in(where.format(name)) == {province.slug}
        assert named_in(where.format(name).upper()) == {province.slug}
        assert asked_for(name.replace(" - ", " ").split()) == {province.slug}
