import math

import pytest

from search.evaluation import JudgedQuery, failures, measures, read_judged, report, run

from .sample import DOCUMENTS, engine

JUDGED = [
    JudgedQuery("a", "đăng ký kết hôn", "exact", {"1.000894": 3, "1.004873": 1}),
    JudgedQuery("b", "2.000843", "code", {"2.000843": 3}),
    JudgedQuery("c", "khai sinh", "exact", {"2.000528": 3}),
    JudgedQuery("d", "hộ chiếu", "exact", {"9.000001": 3}),
    JudgedQuery("e", "giá vàng hôm nay", "no_answer", {}),
]


@pytest.fixture
def outcomes():
    return run(engine(), JUDGED, [d.codes for d in DOCUMENTS])


def test_answers_that_are_not_indexed_are_left_out(outcomes):
    assert [o.judged.id for o in outcomes] == ["a", "b", "c", "e"]


def test_measures(outcomes):
    found = measures(outcomes)
    assert found["success@3"] == 1.0
    assert found["success@1"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["best@1"] == found["success@1"]
    assert found["false"] == found["zero"] == 0
    assert 0 < found["ndcg@10"] < 1
    assert found["mrr@10"] < 1


def test_ndcg_by_hand(outcomes):
    only_second = measures([o for o in outcomes if o.judged.id == "c"])
    rank = round(1 / only_second["mrr@10"])
    assert only_second["ndcg@10"] == pytest.approx(1 / math.log2(rank + 1), abs=1e-4)


def test_report_and_failures(outcomes):
    found = report(outcomes)
    assert set(found) == {"all", "by_category"}
    assert set(found["by_category"]) == {"exact", "code", "no_answer"}
    assert [f["id"] for f in failures(outcomes)] == ["c"]


def test_reading():
    assert read_judged([{"id": "x", "query": "y", "category": "z", "relevant": {"1.1": 3}}]) == [JudgedQuery("x", "y", "z", {"1.1": 3})]
    with pytest.raises(KeyError):
        read_judged([{"id": "x"}])
