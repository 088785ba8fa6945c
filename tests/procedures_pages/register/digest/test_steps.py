"""One block of text becomes a numbered list, and no word of it is lost."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.digest.steps import step_groups

SENTENCES = [
    "Người nuôi mèo nộp hồ sơ.",
    "Phường xem hồ sơ;",
    "Trường hợp thiếu thì bổ sung:",
    "phường trả thẻ mèo",
    "Hồ sơ gồm: tờ khai, ảnh mèo.",
]
MARKS = [
    "",
    "- ",
    "+ ",
    "* ",
    "* a) ",
    "a) ",
    "b) ",
    "1. ",
    "2. ",
    "2.1.1. ",
    "Bước 1: ",
    "Bước 2. ",
    "- Bước 3: ",
    "* c) Bước 4: ",
    "+ + ",
]
blocks = st.lists(st.builds(str.__add__, st.sampled_from(MARKS), st.sampled_from(SENTENCES)), max_size=12).map("\n".join)


def shape(text):
    return [(group.heading, [(step.number, step.text, step.lines) for step in group.steps]) for group in step_groups(text)]


def words(text):
    # The marks themselves are no words of the text.
    return Counter(word.lower() for word in re.findall(r"\w+", text) if len(word) > 1 and word.lower() != "bước" and not word.isdigit())


@given(blocks)
def test_no_word_is_lost_and_none_is_added(text):
    told = "\n".join(line for group in step_groups(text) for line in [group.heading, *(step.whole for step in group.steps)])
    assert words(told) == words(text)


@given(st.text())
def test_any_text_can_be_read(text):
    step_groups(text)


@given(blocks)
def test_every_step_says_something(text):
    assert all(step.text for group in step_groups(text) for step in group.steps) or "Bước" in text


def test_numbered_steps_keep_their_numbers_and_the_lines_under_them():
    text = "- Bước 1: Nộp hồ sơ.\n- Bước 2: Phường xem:\n+ Đủ thì nhận.\n+ Thiếu thì trả.\nBước 4. Nhận thẻ."
    assert shape(text) == [("", [(1, "Nộp hồ sơ.", ()), (2, "Phường xem:", ("+ Đủ thì nhận.", "+ Thiếu thì trả.")), (4, "Nhận thẻ.", ())])]


def test_steps_in_one_line_are_parted():
    assert shape("Bước 1: Nộp. Bước 2: Nhận.") == [("", [(1, "Nộp.", ()), (2, "Nhận.", ())])]


def test_numbers_that_begin_anew_are_another_group_with_its_heading():
    text = "Trường hợp mèo con\nBước 1: Nộp.\nBước 2: Nhận.\nTrường hợp mèo lớn:\nBước 1: Khám.\nBước 2: Nhận."
    assert shape(text) == [
        ("Trường hợp mèo con", [(1, "Nộp.", ()), (2, "Nhận.", ())]),
        ("Trường hợp mèo lớn:", [(1, "Khám.", ()), (2, "Nhận.", ())]),
    ]


def test_a_step_that_another_one_speaks_of_is_no_step():
    assert shape("Bước 1: Nộp.\nBước 2: Xem.\nbước 1 và bước 2 làm trong ngày.")[0][1][-1][2] == ("bước 1 và bước 2 làm trong ngày.",)


def test_without_numbers_the_marks_of_the_first_line_part_the_steps():
    assert shape("a) Nộp hồ sơ:\n- Tại quầy.\nb) Trả kết quả:\n- Tại quầy.") == [
        ("", [(None, "Nộp hồ sơ:", ("- Tại quầy.",)), (None, "Trả kết quả:", ("- Tại quầy.",))])
    ]


def test_a_first_line_without_a_mark_is_a_heading():
    assert shape("Việc nuôi mèo:\n- Nộp hồ sơ.\n- Nhận thẻ.") == [("Việc nuôi mèo:", [(None, "Nộp hồ sơ.", ()), (None, "Nhận thẻ.", ())])]


def test_lines_without_marks_are_steps():
    assert shape("Tiếp nhận hồ sơ\nTrả thẻ mèo") == [("", [(None, "Tiếp nhận hồ sơ", ()), (None, "Trả thẻ mèo", ())])]


def test_a_step_begins_with_a_capital():
    assert shape("Bước 1: cá nhân nộp.\nBước 2: nhận.")[0][1][0][1] == "Cá nhân nộp."


def test_no_text_has_no_steps():
    assert step_groups(" \n ") == ()
