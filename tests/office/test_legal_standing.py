"""A legal text stands in force, in part or not at all by the day; no text acts on itself, not even by way of others."""

from datetime import date, timedelta

import pytest

from office.legal_effects import standing_words
from office.legal_standing import Edge, standing, way_back

DAY = date(2026, 11, 15)
BEFORE, AFTER = DAY - timedelta(1), DAY + timedelta(1)
ACT = "309/2026/NĐ-CP"


def at(day, *edges, stored="in_force", ends_on=None):
    told = standing(stored, ends_on, edges, day)
    return told.state, told.since, told.ahead, told.ahead_state


@pytest.mark.parametrize("kind", ["repeals", "replaces"])
def test_the_whole_text_ends_on_its_day(kind):
    whole = Edge(kind, ACT, DAY)
    assert at(BEFORE, whole) == ("in_force", None, DAY, "expired")
    assert at(DAY, whole) == at(AFTER, whole) == ("expired", DAY, None, None)
    part = Edge(kind, ACT, DAY, "Điều 17")
    assert at(BEFORE, part) == ("in_force", None, DAY, "partly")
    assert at(DAY, part) == ("partly", DAY, None, None)


def test_what_is_amended_ends_in_part_and_what_is_guided_does_not():
    assert at(BEFORE, Edge("amends", ACT, DAY)) == ("in_force", None, DAY, "partly")
    assert at(DAY, Edge("amends", ACT, DAY)) == ("partly", DAY, None, None)
    assert at(AFTER, Edge("guides", ACT, DAY)) == ("in_force", None, None, None)
    # Somebody has entered what acts on it: it is known to be in force.
    assert at(DAY, Edge("guides", ACT, DAY), stored="unknown")[0] == "in_force"
    assert at(DAY, stored="unknown")[0] == "unknown"


def test_the_first_of_many_counts_in_whatever_order_and_the_end_counts_more():
    part, later, end = Edge("amends", "1/2026/NĐ-CP", DAY), Edge("amends", ACT, AFTER), Edge("replaces", ACT, AFTER + timedelta(30))
    for edges in ([part, later, end], [end, later, part]):
        assert at(BEFORE, *edges) == ("in_force", None, DAY, "partly")
        assert at(AFTER, *edges) == ("partly", DAY, end.since, "expired")
        assert at(end.since, *edges) == ("expired", end.since, None, None)


def test_its_own_last_day_and_what_an_editor_said():
    assert at(BEFORE, ends_on=DAY) == ("in_force", None, DAY, "expired")
    assert at(DAY, ends_on=DAY) == ("expired", DAY, None, None)
    # Nothing betters what an editor said.
    assert at(DAY, Edge("amends", ACT, AFTER), stored="expired")[0] == "expired"
    assert at(DAY, stored="partly") == ("partly", None, None, None)


def test_in_words():
    def words(day, *edges, **more):
        return standing_words(standing(more.pop("stored", "in_force"), more.pop("ends_on", None), edges, day))

    end = Edge("replaces", ACT, DAY)
    assert words(BEFORE, end) == "Còn hiệu lực; sẽ hết hiệu lực từ 15/11/2026 (309/2026/NĐ-CP)"
    assert words(DAY, end) == "Hết hiệu lực từ 15/11/2026 (309/2026/NĐ-CP)"
    assert words(DAY, Edge("amends", ACT, DAY)) == "Hết hiệu lực một phần từ 15/11/2026 (309/2026/NĐ-CP)"
    assert words(BEFORE, Edge("amends", ACT, DAY)) == "Còn hiệu lực; sẽ hết hiệu lực một phần từ 15/11/2026 (309/2026/NĐ-CP)"
    assert words(DAY, ends_on=AFTER) == "Còn hiệu lực; sẽ hết hiệu lực từ 16/11/2026"
    assert (words(DAY, stored="unknown"), words(DAY, stored="expired")) == ("Chưa kiểm tra hiệu lực", "Hết hiệu lực")


def test_ways_that_would_close_a_circle():
    acts_on = {2: [3, 4], 3: [1], 4: [4]}
    assert way_back(acts_on, 1, 1) == [1]
    assert way_back(acts_on, 1, 2) == [2, 3, 1]
    assert way_back(acts_on, 2, 1) is None
    assert way_back(acts_on, 1, 4) is None  # which goes round for itself
