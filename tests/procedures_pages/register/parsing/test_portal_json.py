"""The portal's JSON, as it is and as it should not be."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.parsing.portal_json import day_of, read_json
from procedures_pages.register.parsing.records import RegisterProcedure
from procedures_pages.register.parsing.text_record import Refusal

DETAIL = {
    "id": "019d2bfd-8e22-77ef-819f-e49460350904",
    "code": "9.000001",
    "name": "Đăng ký nuôi mèo",
    "procedureProposal": {"proposalNumber": "77/QĐ-ABC", "decisionDate": 1761843600000},
    "isWard": True,
    "isProvince": False,
    "executionSteps": [{"name": "", "description": "<p>Nộp hồ sơ.</p><p>Nhận thẻ&nbsp;mèo.</p>"}],
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 2,
            "processingTimeUnit": "WORKING_DAY",
            "description": "Tại quầy",
            "fees": [
                {"type": "FEE", "value": 2000, "currencyName": "Việt Nam Đồng", "description": "/trang"},
                {"type": "FEE", "value": 0, "currencyName": "Việt Nam Đồng", "description": ""},
                {"type": "FEE", "value": 10, "currencyName": "Đô la Mỹ", "description": ""},
            ],
        },
        {"submissionMethod": "ONLINE", "processingTime": 1, "processingTimeUnit": "OTHER", "description": "", "fees": []},
    ],
    "executionCases": [
        {
            "name": "Mèo con",
            "profileComponents": [{"name": "Tờ khai", "originalQty": 1, "copyQty": 0, "attachments": [{"name": "Mẫu số 01"}]}],
        }
    ],
    "cases": [{"code": "9.000001.01", "processingDay": {"qty": 1, "type": "WORKING_DAY"}}],
    "category": {"code": "G15-TP03", "name": "Thú nuôi"},
    "legalBasisesDetails": [{"code": "12/2024/NĐ-CP", "name": "Nghị định số 12/2024/NĐ-CP ngày 05/02/2024"}],
    "resultsDetails": [{"code": "KQ1", "name": "Thẻ mèo"}],
    "subjectTypesDetails": [{"code": "ĐT1", "name": "Công dân Việt Nam"}],
    "keywords": "mèo, thẻ",
    "requirementsAndConditions": "Có mèo.",
}


def read(value):
    return list(read_json("thu.json", value if isinstance(value, str) else json.dumps(value)))


def test_every_part_of_the_detail_is_read():
    (p,) = read({"code": "OK", "data": DETAIL})
    assert (p.code, p.levels, p.decision, p.decision_date) == ("9.000001", ("ward",), "77/QĐ-ABC", date(2025, 10, 31))
    assert (p.area, p.area_code, p.portal_id) == ("Thú nuôi", "G15-TP03", DETAIL["id"])
    assert p.steps == "Nộp hồ sơ.\nNhận thẻ mèo."
    assert [(c.method, c.time_amount, c.time_unit) for c in p.channels] == [("in_person", 2, "working_days"), ("online", 1, "other")]
    assert [(f.amount, f.currency, f.note) for f in p.channels[0].fees] == [(2000, "VND", "/trang"), (None, "VND", ""), (10, "USD", "")]
    assert (p.cases[0].name, p.cases[0].rows[0].form) == ("Mèo con", "Mẫu số 01")
    assert (p.case_codes, p.keywords, p.outputs, p.audiences) == (("9.000001.01",), ("mèo", "thẻ"), ("Thẻ mèo",), ("Công dân Việt Nam",))
    assert p.laws[0].date == date(2024, 2, 5)


@pytest.mark.parametrize("whole", [DETAIL, [DETAIL], {"data": [DETAIL]}, [{"code": "OK", "data": DETAIL}]])
def test_one_or_several_in_any_wrapping(whole):
    assert [p.code for p in read(whole)] == ["9.000001"]


@pytest.mark.parametrize(
    "whole", ["{", "[" * 100_000, "null", "[]", "{}", '{"data": {"code": "9.000001"}}', '{"data": {"name": "Có tên"}}', '["a"]']
)
def test_what_is_no_procedure_is_refused_in_words(whole):
    (refusal,) = read(whole)
    assert isinstance(refusal, Refusal)
    assert refusal.reason


def test_one_bad_procedure_does_not_stop_the_others():
    refusal, p = read([{"code": "?"}, DETAIL])
    assert (refusal.source, p.code) == ("thu.json#1", "9.000001")


def test_a_day_is_the_day_in_vietnam():
    assert day_of(1761843600000) == date(2025, 10, 31)
    assert [day_of(value) for value in (None, "x", True, -1, 1e20)] == [None] * 5


def test_an_id_that_is_none_does_not_reach_addresses():
    assert read({**DETAIL, "id": "../../x"})[0].portal_id == ""


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([key for key in DETAIL if key not in ("code", "name")]), values))
def test_anything_in_any_field_is_a_record_or_refused(changes):
    for found in read(json.dumps({**DETAIL, **changes})):
        assert isinstance(found, RegisterProcedure | Refusal)
