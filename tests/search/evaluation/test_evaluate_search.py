"""The command over the sample, and a judged set of our own.

judged.json: queries we wrote as a citizen would type them, judged by the codes of the sample before any engine was asked. They are
measured, never used for tuning.
"""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search.evaluation.measures import MEASURES

pytestmark = pytest.mark.django_db
ROWS = [
    {"id": "good", "query": "đăng ký kết hôn", "category": "exact", "relevant": {"1.000894": 3}},
    {"id": "bad", "query": "đăng ký kết hôn", "category": "exact", "relevant": {"1.001193": 3}},
    {"id": "gone", "query": "hộ chiếu", "category": "other", "relevant": {"9.000001": 3}},
    {"id": "near", "query": "khai tử", "category": "other", "relevant": {"1.000656": 1}},
    {"id": "none", "query": "zzz qqq", "category": "no_answer", "relevant": {}},
]


@pytest.fixture
def evaluate(tmp_path, capsys, settings):
    settings.SEARCH_MEANING = False  # what is measured is not in question here

    def call(*arguments, rows=ROWS):
        file = tmp_path / "queries.json"
        file.write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
        call_command("evaluate_search", file, *arguments)
        return capsys.readouterr().out

    return call


def test_json_holds_every_measure(evaluate):
    found = json.loads(evaluate("--json"))
    assert set(found) == {"all", "by_category"}
    assert set(found["by_category"]) == {"exact", "other", "no_answer"}
    assert all(set(MEASURES) <= set(part) for part in (found["all"], *found["by_category"].values()))
    assert found["all"]["success@1"] == 0.5


def test_json_with_failures(evaluate):
    assert [failed["id"] for failed in json.loads(evaluate("--json", "--show-failures"))["failures"]] == ["bad"]


def test_the_table_has_a_row_for_each_category(evaluate):
    rows = [line.split() for line in evaluate().splitlines()]
    assert [row[0] for row in rows[:4]] == ["nhóm", "exact", "other", "no_answer"]
    assert rows[1][2:5] == ["2", "0.500", "0.500"]


def test_what_is_left_out_is_said(evaluate):
    found = evaluate()
    assert "1 câu không tính" in found
    assert "1 câu chỉ có thủ tục gần đúng" in found


def test_failures_are_shown_with_what_was_found(evaluate):
    found = evaluate("--show-failures")
    assert "bad · exact" in found
    assert "cần: 1.001193 (3)" in found
    assert "1. [0] 1.000894" in found
    assert "good · exact" not in found


def test_every_engine_that_is_set_up(evaluate):
    found = evaluate("--engine", "all")
    assert found.count("tất cả") == 1
    assert "success@1" in found


@pytest.mark.parametrize(
    "rows",
    ["", "{", "[1]", '{"a": 1}', '[{"id": "x"}]', '[{"id": "x", "query": "y", "category": "z", "relevant": {"1.1": 9}}]', "[" * 9999],
)
def test_a_file_that_is_none_is_refused(evaluate, rows):
    with pytest.raises(CommandError, match="Không đọc được tệp câu hỏi"):
        evaluate(rows=rows)


def test_a_missing_file_is_refused():
    with pytest.raises(CommandError, match="Không đọc được tệp câu hỏi"):
        call_command("evaluate_search", Path("/nowhere.json"))


@pytest.mark.parametrize(
    "query", ['"', "\0", "\ud800", "kết hôn " * 2000, "😀", ""], ids=["quote", "nul", "surrogate", "long", "emoji", "empty"]
)
def test_any_query_is_measured(evaluate, query):
    rows = [{"id": "x", "query": query, "category": "no_answer", "relevant": {}}]
    assert json.loads(evaluate("--json", rows=rows))["all"]["n"] == 1
    assert "no_answer" in evaluate("--show-failures", rows=rows)
