"""Records of one act are one hit: the one that serves a citizen first, a level that is no more last, what was asked for by itself."""

import pytest

from search.engines import Hit
from search.query.reading import read_query
from search.ranking.grouping import asked_levels, grouped
from tests.search.sample import document


def record(code, level, score=1.0, act="cấp thẻ mèo", **fields):
    given = {"kind": "record", "level": level, "act": act, "area": "Mèo"} | fields
    return Hit(document(code, "Cấp thẻ mèo", **given), score)


def shown(hits, words="cấp thẻ mèo", places=()):
    return [[one.document.result for one in hit.members] for hit in grouped(hits, read_query(words), places)]


def test_the_ward_first_at_the_place_of_the_best():
    hits = [record("1", "ministry", 1.2), record("9", "ward", 1.1, act="khác"), record("2", "ward", 1.0), record("3", "province", 0.9)]
    assert shown(hits) == [["2", "3", "1"], ["9"]]
    assert grouped(hits, read_query("cấp thẻ mèo"))[0].score == 1.2


def test_a_guide_of_ours_leads_and_another_area_is_another_act():
    guide = Hit(document("5", "Làm thẻ mèo", act="cấp thẻ mèo"), 0.8)
    assert shown([record("1", "ward"), record("2", "province", area="Chó"), guide]) == [["5", "1", "2"]]
    assert shown([record("1", "ward"), record("2", "province", area="Chó")]) == [["1"], ["2"]]
    gone = Hit(document("6", "Làm thẻ mèo", act="cấp thẻ mèo", status="replaced"), 0.8)
    assert shown([record("1", "ward"), gone]) == [["1"], ["6"]]


def test_two_guides_stay_two_hits():
    assert shown([Hit(document(n, "Làm thẻ mèo", act="cấp thẻ mèo"), 1.0) for n in "12"]) == [["1"], ["2"]]


def test_a_level_that_is_no_more_stands_behind_one_that_is():
    assert shown([record("1", "ward", 1.3, is_history=True), record("2", "ministry")]) == [["2", "1"]]


@pytest.mark.parametrize("words", ["cấp thẻ mèo cấp tỉnh", "cap the meo cap tinh"])
def test_a_level_that_was_named_stands_by_itself(words):
    assert asked_levels(read_query(words)) == {"province"}
    assert shown([record("2", "province"), record("1", "ward", 0.9), record("3", "ministry", 0.8)], words) == [["2"], ["1", "3"]]


def test_a_province_that_was_named_stands_by_itself():
    hits = [record("1", "ward"), record("2", "ward", place="lai-chau"), record("3", "ward", place="hue")]
    assert shown(hits, "cấp thẻ mèo lai châu", {"lai-chau"}) == [["1", "3"], ["2"]]


def test_a_code_asks_for_its_record_alone():
    assert shown([record("1.000001", "ministry"), record("1.000002", "ward")], "1.000001") == [["1.000001"], ["1.000002"]]


def test_records_without_an_act_are_nobodys_variants():
    assert shown([record("1", "ward", act=""), record("2", "ward", act="")]) == [["1"], ["2"]]
