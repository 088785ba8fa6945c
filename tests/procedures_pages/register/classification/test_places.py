"""Whose a record is. Made-up records for each rule; 210 records of the register, labelled by hand, where the register is at hand.

The labels (a record's code and its place) are here, the records are not. How they were drawn and labelled: ``docs/register-places.md``.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.provinces import BY_SLUG
from procedures_pages.code_shapes import CODE
from procedures_pages.register.classification.places import (
    NATIONAL,
    SOME_PROVINCE,
    UNKNOWN,
    is_province,
    place_of,
    places_of_acts,
)
from procedures_pages.register.parsing.records import RegisterLaw, RegisterProcedure
from procedures_pages.register.parsing.text_record import parse_text
from tests.places import SHARED

LABELS = json.loads(Path(__file__).with_name("place_labels.json").read_text(encoding="utf-8"))
REGISTER = SHARED / "data" / "register-2026-07.tar.xz"
HALVES = ("dev", "held")
needs_register = pytest.mark.skipif(not REGISTER.is_file(), reason="the register (shared/data/register-2026-07.tar.xz) is not here")


def place(decision, **said):
    return place_of(RegisterProcedure(code="9.000001", name=said.pop("name", "Đăng ký nuôi mèo"), decision=decision, **said))


@pytest.mark.parametrize(
    "decision",
    ["77/QĐ-BYT", "1/QĐ_BYT", "QĐ77-BTP", "0001-BCA", "77/QĐ-BCA-C06.", "77/QĐ-NHNN", "77/BNG-VP", "77/QĐ-TCHQ", "77/EVN-ABC", "7/QD-BTP"],
)
def test_what_a_ministry_decides_is_national_whoever_does_it(decision):
    assert place(decision, executing=("Sở Thú y thành phố Hà Nội",)) == NATIONAL


@pytest.mark.parametrize(
    "decision",
    ["77/QĐ-UBND", "7/2026/QĐ-UBND", "77/QĐ-UBND-MeoCho", "77/qđ-ubnd", "77/QĐ-VP", "77/QĐ-VP.UBND.KSTT", "77/QĐ-TTPVHCC", "7/TTr-SNNMT"],
)
def test_what_a_province_decides_is_its_own(decision):
    assert place(decision, executing=("Sở Thú y tỉnh Lai Châu",)) == "lai-chau"
    assert place(decision, executing=("Sở Thú y",)) == SOME_PROVINCE


@pytest.mark.parametrize(
    "said",
    [
        {"executing": ("UBND phường Mèo, tỉnh Lai Châu",)},
        {"name": "Đăng ký nuôi mèo trên địa bàn tỉnh Lai Châu"},
        {"reception_address": "Số 1, phường Tân Phong, tỉnh Lai Châu"},
        {"steps": "Nộp tại Trung tâm Phục vụ hành chính công tỉnh Lai Châu."},
        {"laws": (RegisterLaw("1/2026/QĐ-UBND", "Quy định nuôi mèo trên địa bàn tỉnh Lai Châu"),)},
    ],
)
def test_any_part_of_the_record_may_name_the_province(said):
    assert place("77/QĐ-UBND", **said) == "lai-chau"


def test_its_bodies_and_title_say_more_than_a_law_of_another_province():
    law = RegisterLaw("1/2025/NQ-HĐND", "Nghị quyết của Hội đồng nhân dân tỉnh Quảng Ngãi")
    assert place("77/QĐ-UBND", executing=("Sở Thú y tỉnh Bắc Ninh",), laws=(law,)) == "bac-ninh"


def test_a_former_province_is_what_it_is_now():
    assert place("77/QĐ-UBND", executing=("Sở Thú y tỉnh Vĩnh Phúc",)) == "phu-tho"


def test_two_provinces_alike_are_none():
    assert place("77/QĐ-UBND", executing=("Sở Thú y tỉnh Bắc Ninh", "Sở Thú y tỉnh Lai Châu")) == SOME_PROVINCE


def test_the_law_of_the_capital_is_the_capitals():
    assert place("77/QĐ-TTPVHCC", laws=(RegisterLaw("39/2024/QH15", "Luật Thủ đô"),)) == "ha-noi"


@pytest.mark.parametrize("decision", ["", "2565"])
def test_without_a_decision_that_tells_the_body_or_the_law_does(decision):
    decree = RegisterLaw("12/2024/NĐ-CP", "Nghị định về nuôi mèo")
    local = RegisterLaw("1/2026/QĐ-UBND", "Quy định nuôi mèo")
    assert place(decision, executing=("Cục Thú y",)) == NATIONAL
    assert place(decision, executing=("Sở Thú y tỉnh Lai Châu",)) == "lai-chau"
    assert place(decision, executing=("Sở Thú y",), laws=(decree,)) == NATIONAL
    assert place(decision, executing=("Sở Thú y",), laws=(decree, local)) == UNKNOWN
    assert place(decision) == UNKNOWN


def test_a_record_that_names_nobody_is_theirs_whose_act_it_cites():
    act, other = ("77/QĐ-UBND", "Thú nuôi"), ("77/QĐ-UBND", "Đất đai")
    assert places_of_acts([(act, "lai-chau"), (act, SOME_PROVINCE), (other, SOME_PROVINCE)]) == {act: "lai-chau"}


def test_an_act_that_two_provinces_claim_tells_nothing():
    act = ("77/QĐ-UBND", "Thú nuôi")
    assert places_of_acts([(act, "lai-chau"), (act, "lang-son"), (("", "Thú nuôi"), "hue")]) == {}


@given(st.text(), st.text(), st.text())
def test_any_record_has_a_place_or_none(decision, name, body):
    assert place(decision, name=name, executing=(body,)) in {*BY_SLUG, NATIONAL, SOME_PROVINCE, UNKNOWN}


def test_the_labels_hold_no_text_of_the_register():
    assert all(set(label) == {"half", "code", "place"} and CODE.fullmatch(label["code"]) for label in LABELS)
    assert {label["place"] for label in LABELS} <= {*BY_SLUG, NATIONAL, SOME_PROVINCE}
    assert {label["half"] for label in LABELS} == {*HALVES}


def test_each_record_is_labelled_once():
    assert max(Counter(label["code"] for label in LABELS).values()) == 1
    assert len(LABELS) == 210


@pytest.fixture(scope="module")
def places():
    """{code: place} of the whole register, acts told apart by all of it."""
    judged, acts = {}, {}
    with tarfile.open(REGISTER) as archive:
        for member in archive:
            if not re.search(r"\.txt$", member.name):
                continue
            stream = archive.extractfile(member)
            assert stream is not None
            procedure = parse_text(stream.read().decode("utf-8"))
            judged[procedure.code], acts[procedure.code] = place_of(procedure), (procedure.decision, procedure.area)
    named = places_of_acts((acts[code], place) for code, place in judged.items())
    return {code: named.get(acts[code], place) if place == SOME_PROVINCE else place for code, place in judged.items()}


@needs_register
@pytest.mark.parametrize("half", HALVES)
def test_provinces_reach_the_target(places, half):
    labels = {label["code"]: label["place"] for label in LABELS if label["half"] == half}
    said = [code for code in labels if is_province(places[code])]
    right = sum(places[code] == labels[code] for code in said)
    assert right / len(said) >= 0.98, "precision"
    assert right / sum(map(is_province, labels.values())) >= 0.98, "recall"


@needs_register
@pytest.mark.parametrize("half", HALVES)
def test_what_is_national_is_no_provinces(places, half):
    labels = {label["code"]: label["place"] for label in LABELS if label["half"] == half}
    national = [code for code, place in labels.items() if place == NATIONAL]
    assert sum(places[code] == NATIONAL for code in national) / len(national) >= 0.98
