"""What no office is asked is told by meaning: the kept vectors are those of the list, and nothing near to it is answered."""

import pytest

from search.meaning.e5.encoder import QUERY, Encoder
from search.meaning.embedder import model_file
from search.meaning.model_text import model_text
from search.meaning.outside import _vectors, lines, outside_likeness
from search.query.reading import read_query
from search.ranking import selection
from search.searching import searcher

NOTHING = ["dịch câu này sang tiếng anh", "xem ngày tốt cưới hỏi", "phối đồ đi đám cưới", "mua ban do cu", "cho thue xe may"]
SOMETHING = ["mo quan ca phe", "đổi tên đệm cho con", "bán quần áo online có cần giấy phép không", "thế chấp nhà đất vay tiền", "cưới"]


def answered(queries):
    return [query for query in queries if searcher("").search(read_query(query), "vi")]


def test_vectors_are_those_of_the_list():
    """After a change of the list: scripts/outside_vectors.py."""
    said = lines()
    assert len(said) == len(set(said)) == len(_vectors())
    model = Encoder(model_file())
    for at in range(0, len(said), len(said) // 6):
        assert float(_vectors()[at] @ model.vector(model_text(said[at]), QUERY)) > 0.999, said[at]


def test_likeness_is_to_the_nearest():
    assert outside_likeness(_vectors()[3]) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.django_db
def test_what_is_nearer_to_no_offices_matter_is_not_answered(monkeypatch):
    assert answered(NOTHING) == []
    assert answered(SOMETHING) == SOMETHING
    monkeypatch.setattr(selection, "SLACK", 1.0)
    assert answered(NOTHING), "these are no examples any more"
