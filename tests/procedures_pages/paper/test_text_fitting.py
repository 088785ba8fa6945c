"""How large a text may be on a poster."""

from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.paper.posters.text_fitting import cut, fit, fit_list, height, lines

SIZES = tuple(range(104, 21, -2))


def test_a_short_text_is_set_largest():
    assert fit("Khai tử", SIZES, 186, 78) == 104


def test_a_longer_text_is_never_larger():
    assert fit("Đăng ký kết hôn " * 8, SIZES, 186, 60) < fit("Đăng ký kết hôn", SIZES, 186, 60)


@given(st.text(alphabet="aăâeêiouưyđnghtcmWĐẤỆ ", min_size=1, max_size=250))
def test_what_is_said_to_fit_fits(text):
    size = fit(text, SIZES, 186, 70)
    assert height(text, size, 186, 1.3) <= 70 or size == SIZES[-1]


def test_a_word_longer_than_the_line_takes_several():
    assert lines("W" * 100, 20) >= 6


def test_a_list_that_fits_is_whole_and_as_large_as_can_be():
    assert fit_list(["Khai sinh"] * 3, (20, 16, 12), 150, 90, 1.3, 1.6) == (20, 3)


def test_of_a_list_that_does_not_fit_there_is_what_fits_in_the_smallest_size():
    size, count = fit_list(["Khai sinh"] * 300, (20, 16, 12), 150, 90, 1.3, 1.6)
    assert size == 12
    assert 10 <= count <= 14


def test_a_cut_ends_after_a_word():
    assert cut("Đăng ký kết hôn", 12) == "Đăng ký kết…"


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_cut_is_never_longer_than_asked_for(text, most):
    assert len(cut(text, most)) <= most


def test_what_is_short_enough_is_not_cut():
    assert cut("Đăng ký", 7) == "Đăng ký"
