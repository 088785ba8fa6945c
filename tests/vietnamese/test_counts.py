from hypothesis import given
from hypothesis import strategies as st

from vietnamese.counts import Counts, added, by_key, learn

from .strategies import anything


def test_words_are_counted_under_their_key():
    words = learn(["Đăng ký, đăng kí. Đảng"]).words
    assert words["dang"] == {"đăng": 2, "đảng": 1}
    assert words["ki"] == {"ký": 1, "kí": 1}


def test_neighbours_are_counted():
    assert learn(["kết hôn, kết hôn"]).pairs[("kết", "hôn")] == 2


def test_punctuation_numbers_and_lines_part_neighbours():
    pairs = learn(["đơn (tờ) 3 bản\nlệ phí"]).pairs
    assert dict(pairs) == {("lệ", "phí"): 1}


def test_tone_marks_are_counted_in_one_style():
    assert learn(["hoà giải, hòa giải"]).pairs == {("hòa", "giải"): 2}


def test_lines_without_marks_teach_nothing():
    assert learn(["register a marriage", "dang ky"]) == Counts({}, {})


@given(st.lists(anything))
def test_any_text_can_be_learnt(texts):
    learned = learn(texts)
    assert all(times > 0 for spellings in learned.words.values() for times in spellings.values())
    assert all(one and other for one, other in learned.pairs)


def test_counts_add_up_by_weight():
    total = added([(learn(["kết hôn"]), 1), (learn(["kết hôn, kết quả"]), 10)])
    assert total.words["ket"] == {"kết": 21}
    assert total.pairs == {("kết", "hôn"): 11, ("kết", "quả"): 10}


def test_adding_changes_nothing_that_was_there():
    one = learn(["kết hôn"])
    added([(one, 1), (one, 5)])
    assert one == learn(["kết hôn"])


def test_no_spelling_without_letters():
    assert by_key({"": 3, "hôn": 1}) == {"hon": {"hôn": 1}}
