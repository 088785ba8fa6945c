"""``manage.py evaluate_rows``: the figures of the row rules against labelled rows."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

PAPER = {"kind": "paper", "conditional": False, "alternatives": False, "handling": "submit", "several": False}
REMARK = {**PAPER, "kind": "remark", "handling": "unclear"}


def row(text: str, labels: dict, **more) -> dict:
    return {"code": "9.000001", "case": "", "text": text, "originals": 1, "copies": 0, **labels, **more}


ROWS = [
    row("Đơn xin nuôi mèo", PAPER),
    row("Sổ tiêm (nếu có)", PAPER),  # labelled wrongly: conditional
    row("Lưu ý: mèo thích cá", REMARK),
    row("Vòng cổ của mèo", REMARK),  # taken for a paper
]


@pytest.fixture
def labels(tmp_path):
    def write(content) -> str:
        path = tmp_path / "rows.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
        return str(path)

    return write


def run(*args: str) -> str:
    out = StringIO()
    call_command("evaluate_rows", *args, stdout=out)
    return out.getvalue()


def test_json_has_every_figure(labels):
    figures = json.loads(run(labels(ROWS), "--json"))
    assert figures["n"] == 4
    assert figures["paper"] == figures["kinds"]["paper"] == {"precision": 0.6667, "recall": 1.0}
    assert figures["kinds"]["remark"] == {"precision": 1.0, "recall": 0.5}
    assert figures["kinds"]["heading"] == {"precision": 0.0, "recall": 0.0}
    assert figures["kind_accuracy"] == 0.75
    assert figures["conditional_accuracy"] == 0.5
    assert figures["alternatives_accuracy"] == figures["handling_accuracy"] == figures["several_accuracy"] == 1.0
    assert figures["confusion"]["remark"] == {"paper": 1, "remark": 1, "heading": 0}
    assert figures["rules"]["names_a_paper"] == {"decided": 2, "right": 2}
    assert figures["rules"]["counted"] == {"decided": 1, "right": 0}
    assert figures["rules"]["conditional"] == {"decided": 1, "right": 0}
    assert "failures" not in figures


def test_words_are_vietnamese_and_failures_name_their_rule(labels):
    said = run(labels(ROWS), "--show-failures")
    assert "Đã xét 4 dòng." in said
    assert "độ chính xác 66,7%" in said
    assert "Vòng cổ của mèo" in said
    assert "loại: máy nói giấy tờ, nhãn ghi chú (quy tắc: counted)" in said
    assert "có điều kiện: máy nói có, nhãn không" in said
    assert "Lưu ý" not in said


def test_without_failures_it_says_so(labels):
    assert "Không có dòng sai." in run(labels(ROWS[:1]), "--show-failures")


def test_failures_in_json(labels):
    failures = json.loads(run(labels(ROWS), "--json", "--show-failures"))["failures"]
    assert [f["text"] for f in failures] == ["Sổ tiêm (nếu có)", "Vòng cổ của mèo"]
    assert failures[1]["rules"] == ["counted"]


SPARED = "Bản sao sổ tiêm. Trường hợp khai thác được thông tin trong cơ sở dữ liệu về mèo thì không phải nộp bản sao sổ tiêm"
WAIVERS = [
    row(SPARED, PAPER, waives=True),
    row("Đơn xin nuôi mèo", PAPER, waives=False),
    row("Ảnh mèo. Người nuôi không phải nộp ảnh mèo con", PAPER, waives=False),  # labelled wrongly
    row("Vòng cổ của mèo", PAPER, waives=True),  # labelled wrongly
    row("Giấy khám mèo. Người nuôi không phải nộp giấy khám của mèo con", PAPER),  # nobody said
]


def test_waivers_are_counted_over_the_rows_that_say_whether_they_waive(labels):
    figures = json.loads(run(labels(WAIVERS), "--json"))
    assert figures["waivers"] == {"precision": 0.5, "recall": 0.5}
    assert "độ chính xác 50,0%, độ phủ 50,0%" in run(labels(WAIVERS)).split("Miễn giấy tờ: ")[1]


def test_without_a_label_for_waivers_there_is_no_figure(labels):
    assert json.loads(run(labels(ROWS), "--json"))["waivers"] is None
    assert "Miễn giấy tờ" not in run(labels(ROWS))


def test_a_row_counts_only_for_the_labels_it_has(labels):
    only = [
        {"text": SPARED, "waives": True},
        {"text": "Đơn xin nuôi mèo", "kind": "paper", "waives": False},
        {"text": "Sổ", "kind": "paper"},
    ]
    figures = json.loads(run(labels(only), "--json"))
    assert figures["waivers"] == {"precision": 1.0, "recall": 1.0}
    assert (figures["n"], figures["kind_accuracy"], sum(figures["confusion"]["paper"].values())) == (3, 1.0, 2)
    assert figures["rules"]["not_to_be_handed_in"] == {"decided": 1, "right": 1}
    assert "conditional" not in figures["rules"]
    said = run(labels(only[:1]), "--show-failures")
    assert "Miễn giấy tờ: độ chính xác 100,0%" in said
    assert "Giấy tờ:" not in said.replace("Miễn giấy tờ:", "")
    assert "Không có dòng sai." in said


def test_a_waiver_said_wrongly_is_a_failure_with_its_rule(labels):
    said = run(labels(WAIVERS), "--show-failures")
    assert "miễn giấy tờ: máy nói có, nhãn không (quy tắc: names_a_paper, conditional, not_to_be_handed_in)" in said
    assert "miễn giấy tờ: máy nói không, nhãn có (quy tắc: counted)" in said
    assert said.count("miễn giấy tờ: máy nói") == 2


@pytest.mark.parametrize("only", [[ROWS[2]], [{**ROWS[0], "originals": None, "copies": None}]])
def test_few_rows_are_enough(labels, only):
    assert json.loads(run(labels(only), "--json"))["n"] == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "không phải JSON"),
        ("\ud83d".encode("utf-16", "surrogatepass").decode("latin-1"), "không phải JSON"),
        ({"rows": ROWS}, "phải là danh sách"),
        ([], "không rỗng"),
        (["Đơn"], "Dòng thứ 1"),
        ([ROWS[0], {**ROWS[0], "text": None}], "Dòng thứ 2: thiếu “text”"),
        ([{**ROWS[0], "kind": "thing"}], "“kind”"),
        ([{**ROWS[0], "kind": []}], "“kind”"),
        ([{**ROWS[0], "handling": None}], "“handling”"),
        ([{**ROWS[0], "several": "yes"}], "“several”"),
        ([{**ROWS[0], "copies": "1"}], "“copies”"),
        ([{"text": "Đơn"}], "Dòng thứ 1: thiếu nhãn"),
        ([{**ROWS[0], "waives": None}], "“waives” phải là true hoặc false"),
        ([ROWS[0], {**ROWS[0], "waives": "true"}], "Dòng thứ 2: “waives”"),
    ],
)
def test_a_bad_file_is_refused_in_vietnamese(labels, content, why):
    with pytest.raises(CommandError, match=why):
        run(labels(content))


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        run(str(tmp_path / "none.json"))


def test_a_folder_or_other_bytes_are_refused(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        run(str(tmp_path))
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="không phải JSON"):
        run(str(tmp_path / "bytes.json"))
