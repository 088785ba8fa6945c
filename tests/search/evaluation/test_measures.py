import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.measures import JudgedQuery, MeasuredHit, QueryOutcome, failures, measures, percentile, read_judged, report, run

from ..sample import DOCUMENTS, engine

JUDGED = [
    JudgedQuery("a", "đăng ký kết hôn", "exact", {"1.000894": 3, "1.004873": 1}),
    JudgedQuery("b", "2.000843", "code", {"2.000843": 3}),
    JudgedQuery("c", "khai sinh", "exact", {"2.000528": 3}),
    JudgedQuery("d", "hộ chiếu", "exact", {"9.000001": 3}),
    JudgedQuery("e", "giá vàng hôm nay", "no_answer", {}),
]
GRADES = {"a": 3, "b": 2, "c": 1, "d": 1, "e": 0, "f": 0}
THEIRS = {"success@1": "Success(rel=2)@1", "success@3": "Success(rel=2)@3", "mrr@10": "RR@10", "ndcg@10": "nDCG@10"}
ANY_QUERY = st.tuples(st.sets(st.sampled_from("abcdef")), st.permutations("abcdefghijklm"), st.integers(0, 13))


@pytest.fixture
def outcomes():
    return run(engine(), JUDGED, [d.codes for d in DOCUMENTS])


def outcome(grades=(), ideal=(3,), category="exact", milliseconds=1.0):
    judged = JudgedQuery("x", "x", category, {} if category == "no_answer" else {"1.000894": 3})
    return QueryOutcome(judged, tuple(MeasuredHit("", "", grade) for grade in grades), ideal, milliseconds)


def test_answers_that_are_not_indexed_are_left_out(outcomes):
    assert [o.judged.id for o in outcomes] == ["a", "b", "c", "e"]


def test_a_document_counts_by_any_of_its_codes(outcomes):
    former = next(o for o in outcomes if o.judged.id == "b")
    assert [(found.result, found.grade) for found in former.found] == [("2.000815", 3)]


def test_documents_that_share_a_code_are_each_an_answer():
    twice = run(engine(), JUDGED[:1], [["1.000894"], ["1.000894", "1.004873"], ["1.004873"]])
    assert twice[0].ideal == (3, 3, 1)


@given(st.lists(ANY_QUERY, min_size=1, max_size=6))
def test_measures_are_those_of_ir_measures(queries):
    ir_measures = pytest.importorskip("ir_measures", reason="ir-measures has no wheel for this machine (requirements-dev.in)")
    qrels, ranked, ours = {}, {}, []
    for number, (relevant, order, found) in enumerate(queries):
        if not any(GRADES[name] >= 2 for name in relevant):
            continue  # theirs counts as failed what has no right answer to find
        qrels[str(number)] = {name: GRADES[name] for name in relevant}
        ranked[str(number)] = {name: float(-rank) for rank, name in enumerate(order[:found])}
        grades = [GRADES[name] if name in relevant else 0 for name in order[:found]]
        ours.append(outcome(grades[:10], tuple(sorted((GRADES[n] for n in relevant if GRADES[n]), reverse=True))))
    if ours:
        wanted = {name: ir_measures.parse_measure(measure) for name, measure in THEIRS.items()}
        theirs = ir_measures.calc_aggregate(list(wanted.values()), qrels, ranked)
        found = measures(ours)
        assert {name: found[name] for name in wanted} == {n: pytest.approx(theirs[m], abs=1e-4) for n, m in wanted.items()}


def test_something_near_is_no_success():
    found = measures([outcome([1, 2]), outcome([1, 1, 1, 3])])
    assert (found["success@1"], found["success@3"], found["mrr@10"]) == (0.0, 0.5, 1.0)


def test_a_query_with_only_something_near_is_not_asked_to_succeed():
    found = measures([outcome([], ideal=(1,)), outcome([3])])
    assert (found["success@1"], found["zero"]) == (1.0, 0.0)
    assert (found["best@1"], found["ndcg@10"]) == (0.5, 0.5)


def test_the_best_first_is_the_best_of_what_is_indexed():
    assert measures([outcome([2], ideal=(2, 1)), outcome([2], ideal=(3, 2))])["best@1"] == 0.5


def test_nothing_found_is_counted():
    assert measures([outcome(), outcome([0])])["zero"] == 0.5


def test_answers_to_what_nothing_answers_are_false():
    unanswerable = [outcome([0], (), "no_answer"), outcome((), (), "no_answer")]
    found = measures(unanswerable)
    assert (found["false"], found["success@1"], found["n"]) == (0.5, None, 2)


@pytest.mark.parametrize(("part", "value"), [(0.5, 10.0), (0.95, 19.0), (1.0, 20.0), (0.0, 1.0)])
def test_percentiles(part, value):
    assert percentile([float(n) for n in range(1, 21)], part) == value
    assert percentile([], part) is None


def test_report(outcomes):
    found = report(outcomes)
    assert set(found) == {"all", "by_category"}
    assert set(found["by_category"]) == {"exact", "code", "no_answer"}
    assert found["by_category"]["exact"]["n"] == 2


def test_failures_say_what_was_found(outcomes):
    (failed,) = failures(outcomes)
    assert failed["id"] == "c"
    assert failed["found"][0] == {"result": "1.001193", "title": "Thủ tục đăng ký khai sinh", "grade": 0}


def test_an_answer_where_none_fits_is_a_failure():
    assert failures([outcome([0], (), "no_answer")])
    assert not failures([outcome((), (), "no_answer")])


def test_reading_leaves_out_what_is_not_relevant():
    row = {"id": 7, "query": "y", "category": "z", "relevant": {"1.1": 3, "1.2": 0}}
    assert read_judged([row]) == [JudgedQuery("7", "y", "z", {"1.1": 3})]


@pytest.mark.parametrize("relevant", [{"1.1": 4}, {"1.1": "x"}, {"1.1": None}, ["1.1"], 3])
def test_reading_refuses_other_grades(relevant):
    with pytest.raises((ValueError, TypeError)):
        read_judged([{"id": "x", "query": "y", "category": "z", "relevant": relevant}])
