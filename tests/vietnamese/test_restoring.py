import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.counts import added, learn
from vietnamese.folding import fold, has_marks
from vietnamese.keystrokes import residue_variants
from vietnamese.lexicon import general_counts
from vietnamese.restoring import MAX_WORDS, Restorer
from vietnamese.syllables import syllables

from .strategies import anything, words

SMALL = learn(
    ["đăng ký kết hôn", "đăng ký khai sinh", "kết quả", "giấy tờ", "bán hàng", "bạn bè", "một, hai, mốt", "hôn, hồn, hồn, hồn", "kế"]
)


@pytest.fixture(scope="module")
def general():
    return Restorer(*general_counts())


@pytest.fixture(scope="module")
def small():
    return Restorer(*added([(SMALL, 100)]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dang ky ket hon", "đăng ký kết hôn"),
        ("ban hang", "bán hàng"),
        ("ban be", "bạn bè"),
        ("hon", "hồn"),  # the commoner one, where no neighbour helps
        ("ket; hon", "kết; hồn"),  # punctuation parts neighbours
        ("giaays to", "giấy tờ"),
        ("", ""),
        ("…", "…"),
    ],
)
def test_the_likeliest_marks(small, typed, meant):
    assert small.restore(typed) == meant


@pytest.mark.parametrize("text", ["bàn hang", "BÀN", "đảng kỷ"])
def test_marks_that_were_typed_stay(small, text):
    restored = small.restore(text)
    assert [word for word in restored.split() if has_marks(word)][: len(text.split())]
    assert all(new == old for new, old in zip(restored.split(), text.split(), strict=True) if has_marks(old))


@pytest.mark.parametrize(
    "text", ["1.001612", "224/2026/nd-cp", "xyz 12 karaoke", "photocopy A4", "how to register a marriage", "a passport"]
)
def test_codes_unknown_words_and_english_stay(general, text):
    assert general.restore(text) == text


def test_a_word_without_marks_among_marked_ones_is_left_alone(general):
    assert general.restore("Đăng ký kinh doanh cho con ở Vĩnh Yên") == "Đăng ký kinh doanh cho con ở Vĩnh Yên"


def test_capitals_are_kept(general):
    assert general.restore("VO CHONG Muon chia tay") == "VỢ CHỒNG Muốn chia tay"


@pytest.mark.parametrize(
    "meant",
    [
        "mua xe máy cũ",
        "vợ chồng muốn chia tay",
        "xây nhà cấp bốn",
        "người nước ngoài thuê nhà",
        "nộp thuế nhà đất",
        "mở cửa hàng bán thuốc",
        "bị tai nạn giao thông",
        "xin học cho con",
        "bảo hiểm y tế",
        "giấy phép xây dựng nhà ở",
    ],
)
def test_everyday_words_come_back_by_vietnamese_at_large(general, meant):
    assert general.restore(fold(meant)) == meant


def test_only_the_first_words_are_read(small):
    assert small.restore("ky " * 100) == "ký " * MAX_WORDS + "ky " * (100 - MAX_WORDS)


def test_nothing_learnt_nothing_changed():
    assert Restorer({}, {}).restore("dang ky") == "dang ky"


def test_the_counts_given_are_not_changed():
    Restorer(*SMALL).restore("dang ky ket hon")
    assert learn(["kết quả"]).words["ket"] == {"kết": 1}
    assert SMALL.words["ket"] == {"kết": 2}


@given(st.lists(words(), min_size=1, max_size=8))
def test_restored_text_is_the_typed_one_but_for_marks(general, typed):
    text = fold(" ".join(typed))
    assert fold(general.restore(text)).replace("y", "i") == text.replace("y", "i")


@given(st.lists(words(), min_size=1, max_size=8))
def test_what_has_all_its_marks_stays(general, typed):
    marked = [word for word in typed if has_marks(word)]
    assert general.restore(" ".join(marked)) == " ".join(marked)


@given(anything)
def test_any_text_can_be_restored(general, text):
    restored = general.restore(text)
    assert unicodedata.is_normalized("NFC", restored)
    if not any(map(residue_variants, syllables(text))):
        assert len(syllables(restored)) == len(syllables(text))
