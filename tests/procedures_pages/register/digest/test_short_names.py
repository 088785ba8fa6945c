"""Official names made short: at most 100 signs, never empty, and nothing that changes the meaning goes without a mark."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.digest.short_names import MAX_LENGTH, is_whole, short_name
from vietnamese.normal import clean

# Parts that official names are made of, put together at random.
VERBS = ["cấp", "cấp lại", "thu hồi", "gia hạn", "đăng ký", "hủy bỏ", "sửa đổi, bổ sung", "không chấp thuận", "tạm dừng"]
THINGS = ["giấy phép nuôi mèo", "Thẻ mèo", "giấy chứng nhận mèo khỏe (CFS)", "sổ tiêm phòng của mèo, chó", "mèo ở nước ngoài"]
LIMITS = [
    "đối với mèo chưa tiêm phòng",
    "trừ mèo hoang",
    "không vì mục đích thương mại",
    "trong trường hợp thẻ bị mất, bị hỏng",
    "cho cá nhân, hộ gia đình đang nuôi từ hai con mèo trở lên",
    "do thay đổi nơi nuôi mèo (không phải là mèo con, mèo chưa khai báo với phường)",
    "quy định tại điểm b khoản 6 Điều 25 Nghị định số 12/2024/NĐ-CP ngày 05/02/2024",
    "theo quy định của pháp luật",
]
TAILS = [
    "",
    "(cấp tỉnh)",
    "(Cấp Xã)",
    "thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã",
    "trên địa bàn tỉnh Bắc Ninh",
    "giai đoạn 2025 - 2030",
]
names = st.builds(
    lambda prefix, verb, thing, limits, tail, end, shouted: (
        (" ".join(filter(None, [prefix, verb, thing, *limits, tail])) + end).upper()
        if shouted
        else " ".join(filter(None, [prefix, verb, thing, *limits, tail])) + end
    ),
    st.sampled_from(["", "Thủ tục", "THỦ TỤC", "1. Thủ tục", "."]),
    st.sampled_from(VERBS),
    st.sampled_from(THINGS),
    st.lists(st.sampled_from(LIMITS), max_size=6),
    st.sampled_from(TAILS),
    st.sampled_from(["", ".", " ;"]),
    st.booleans(),
)
# None of these may go without "…" in their place.
MEANING = {"không", "chưa", "trừ", "lại", "bị", "mất", "hỏng", "ngoài", "hủy", "tạm", "thu", "hoang", "con", "phải"}


def words(text):
    return re.findall(r"\w+", text.lower())


@given(st.text())
def test_any_text_has_a_short_name_of_at_most_a_hundred_signs(text):
    short = short_name(text)
    assert len(short) <= MAX_LENGTH
    assert bool(short) == bool(clean(text))


@given(names)
def test_a_name_is_never_empty_and_never_longer_than_the_limit(name):
    assert 0 < len(short_name(name)) <= MAX_LENGTH


@given(names)
def test_the_short_name_of_a_short_name_is_itself(name):
    assert short_name(short_name(name)) == short_name(name)


@given(names)
def test_no_word_that_changes_the_meaning_goes_unmarked(name):
    short = short_name(name)
    lost = MEANING.intersection(words(name)) - set(words(short))
    assert not lost or "…" in short


MARKED_TWICE = (
    "cấp giấy phép nuôi mèo " + 2 * "do thay đổi nơi nuôi mèo (không phải là mèo con, mèo chưa khai báo với phường) " + "trừ mèo hoang"
)


def test_of_two_things_left_out_one_mark_stays():
    assert "…" in short_name(MARKED_TWICE)


@given(names)
def test_every_word_stays_but_for_those_that_say_nothing(name):
    short = short_name(name)
    said_elsewhere = set(
        words(
            "1 thủ tục theo quy định của pháp luật thuộc thẩm quyền giải quyết ủy ban nhân dân trên địa bàn "
            "giai đoạn 2025 2030 ngày 05 02 2024"
        )
    )
    assert "…" in short or set(words(name)) - set(words(short)) <= said_elsewhere


@given(names)
def test_it_adds_no_words(name):
    assert set(words(short_name(name))) <= set(words(name)) | {"ubnd"}


@given(names)
def test_brackets_and_quotation_marks_are_closed(name):
    short = short_name(name)
    assert short.count("(") == short.count(")")


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("Thủ tục đăng ký khai tử", "Đăng ký khai tử"),
        (
            "1. Thủ tục hỗ trợ chi phí nuôi mèo (bao gồm cả chó) trên địa bàn tỉnh Bắc Ninh",
            "Hỗ trợ chi phí nuôi mèo (bao gồm cả chó) (tỉnh Bắc Ninh)",
        ),
        ("THỦ TỤC ĐĂNG KÝ NUÔI MÈO (CẤP XÃ)", "Đăng ký nuôi mèo (cấp xã)"),
        ("Thủ Tục Hỗ trợ nuôi mèo.", "Hỗ trợ nuôi mèo"),
        ("CẤP THẺ BHYT CHO NGƯỜI NUÔI MÈO TẠI VIỆT NAM", "Cấp thẻ BHYT cho người nuôi mèo tại Việt Nam"),
        ("Đăng ký, điều chỉnh đóng BHXH, BHYT, BHTN", "Đăng ký, điều chỉnh đóng BHXH, BHYT, BHTN"),
        ("Thủ tục hải quan đối với mèo", "Thủ tục hải quan đối với mèo"),
        ("Thủ tục biên phòng cho mèo", "Thủ tục biên phòng cho mèo"),
        ("Cấp thẻ mèo (thực hiện tại cấp tỉnh)", "Cấp thẻ mèo (cấp tỉnh)"),
        ("Cấp thẻ mèo (cấp TW)", "Cấp thẻ mèo (cấp trung ương)"),
        ("Cấp thẻ mèo thuộc thẩm quyền giải quyết của Chủ tịch Ủy ban nhân dân cấp tỉnh", "Cấp thẻ mèo (UBND cấp tỉnh)"),
        ("Cấp thẻ mèo thuộc thẩm quyền cấp của Bộ Công Thương", "Cấp thẻ mèo (Bộ Công Thương)"),
        ("Hỗ trợ nuôi mèo trên địa bàn tỉnh Lai Châu giai đoạn 2025-2030", "Hỗ trợ nuôi mèo, giai đoạn 2025-2030 (tỉnh Lai Châu)"),
        ("Cho mèo ra khỏi địa bàn cấp tỉnh", "Cho mèo ra khỏi địa bàn cấp tỉnh"),
        ("Nuôi mèo trên địa bàn từ 02 xã trở lên", "Nuôi mèo trên địa bàn từ 02 xã trở lên"),
        ("Dự án mèo thuộc thẩm quyền phê duyệt của Bộ Y tế", "Dự án mèo thuộc thẩm quyền phê duyệt của Bộ Y tế"),
        ("Nuôi mèo ở việt nam", "Nuôi mèo ở Việt Nam"),
        ("Thủ tục", "Thủ tục"),
    ],
)
def test_rules(official, short):
    assert short_name(official) == short


def test_a_long_name_ends_where_a_part_ends_and_keeps_its_level():
    official = (
        "Cấp, cấp lại giấy phép nuôi mèo, chó và các loài vật nuôi khác trong nhà đối với hộ gia đình, cá nhân, tổ chức đang sử dụng đất "
        "của Nhà nước để nuôi mèo nhưng chưa khai báo với phường (cấp xã)"
    )
    assert short_name(official) == "Cấp, cấp lại giấy phép nuôi mèo, chó và các loài vật nuôi khác trong nhà… (cấp xã)"
    assert not is_whole(official)


def test_a_bracket_that_explains_leaves_a_mark():
    official = f"Cấp giấy phép nuôi mèo ({'mèo ta, mèo tây, ' * 8}mèo lai) và nhà cho mèo"
    assert short_name(official) == "Cấp giấy phép nuôi mèo (…) và nhà cho mèo"


def test_a_name_without_spaces_is_cut_all_the_same():
    assert len(short_name("mèo" * 200)) == MAX_LENGTH
