"""How much of a list stands open on a telephone."""

from procedures_pages.register.digest.folding import lines_of, open_count


def test_what_has_room_stands_open():
    assert open_count("abc", lambda _item: 2, 10) == 3


def test_what_is_over_the_room_is_folded():
    assert open_count("abcdefghij", lambda _item: 2, 10) == 5


def test_two_stand_open_however_long_they_are():
    assert open_count("abcdef", lambda _item: 50, 10) == 2


def test_nothing_is_folded_for_the_sake_of_one():
    assert open_count("abcdef", lambda _item: 2, 10) == 6


def test_a_long_passage_takes_the_lines_of_its_beginning():
    assert lines_of("mèo " * 200, 96) < 8
