"""How little is enough to be asked about: less for a long question in marked Vietnamese."""

import pytest

from search.engines import Hit
from search.query.reading import read_query
from search.ranking.selection import SURE, SURE_OF_MANY, least_sure, only_offered
from tests.search.sample import document


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ("tôi làm tổ hòa giải mấy năm giờ muốn nghỉ", SURE_OF_MANY),
        ("tooi lamf toor hoaf giair maays nawm giowf muoons nghir", SURE_OF_MANY),
        ("toi lam to hoa giai may nam gio muon nghi", SURE),
        ("muốn nghỉ hòa giải", SURE),
    ],
)
def test_long_and_marked_is_enough_with_less(said, least):
    assert least_sure(read_query(said)) == least


def test_what_was_long_and_not_sure_is_asked_about():
    hits = [Hit(document("1", "Thôi làm hòa giải viên"), 0.6)]
    assert only_offered(hits, [], 0.3, 9)
    assert not only_offered(hits, [], 0.5, 9)
