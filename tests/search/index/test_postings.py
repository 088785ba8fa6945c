"""Where words stand, as a process keeps it: read once, and what has changed since is proposed whatever it holds."""

import numpy as np
import pytest

from search.index.postings import MAX_FRESH, Postings, length_of

NAMES = {30: "dang ki ket hon", 10: "khai sinh\ngiay khai sinh", 20: "ket hon"}
WORD = ("strong", "hon")


class Table:
    """The full-text table: which rows have a word, and what was asked of it."""

    def __init__(self):
        self.rows, self.asked = {WORD: [30, 20]}, []

    def read(self, wanted):
        self.asked += wanted
        return {word: np.array(self.rows.get(word, []), dtype=np.int64) for word in wanted}


@pytest.fixture
def table():
    return Table()


def rows(postings, table, word=WORD):
    return postings.numbers[postings.of([word], table.read)[word]].tolist()


def test_places_lead_to_rows_in_order(table):
    assert rows(Postings(NAMES), table) == [20, 30]


def test_a_word_nobody_has(table):
    assert rows(Postings(NAMES), table, ("weak", "xyz")) == []


def test_without_documents(table):
    assert rows(Postings({}), table) == []


def test_a_row_of_another_language_is_left_out(table):
    table.rows[WORD] += [5, 99]
    assert rows(Postings(NAMES), table) == [20, 30]


def test_what_is_known_is_not_read_again(table):
    postings = Postings(NAMES)
    rows(postings, table)
    rows(postings, table)
    assert table.asked == [WORD]


def test_after_a_change_what_is_known_stays_and_the_changed_rows_are_fresh(table):
    postings = Postings(NAMES)
    rows(postings, table)
    after = postings.renewed({**NAMES, 40: "ket hon lai"}, [40])
    assert rows(after, table) == [20, 30]
    assert (after.fresh, table.asked) == ({40}, [WORD])


def test_after_many_changes_all_is_read_anew(table):
    postings = Postings(NAMES)
    rows(postings, table)
    many = dict.fromkeys(range(40, 41 + MAX_FRESH), "ket hon")
    after = postings.renewed({**NAMES, **many}, many)
    assert (after.fresh, len(after.numbers)) == (frozenset(), len(NAMES) + len(many))
    rows(after, table)
    assert table.asked == [WORD, WORD]


def test_what_has_grown_too_large_is_forgotten(table, monkeypatch):
    monkeypatch.setattr("search.index.postings.MAX_KEPT", 1)
    postings = Postings(NAMES)
    rows(postings, table)
    rows(postings, table, ("strong", "ket"))
    rows(postings, table)
    assert table.asked == [WORD, ("strong", "ket"), WORD]


def test_the_length_is_that_of_the_first_name():
    assert length_of("dang ki ket hon\nlay vo") == 4
    assert Postings(NAMES).lengths.tolist() == [2, 2, 4]
