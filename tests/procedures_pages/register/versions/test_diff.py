"""What changed between two versions: every change is seen, a mere shuffle is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures_pages.register.parsing.records import (
    RegisterCase,
    RegisterChannel,
    RegisterFee,
    RegisterLaw,
    RegisterProcedure,
    RegisterRow,
)
from procedures_pages.register.versions import diff
from procedures_pages.register.versions.diff import FIELDS, Change, changed_fields, differences
from procedures_pages.register.versions.fingerprint import fingerprint

from ..factories import case_of, record


def test_a_record_does_not_differ_from_itself():
    assert differences(record(), record()) == ()


CHANGES = {
    "name": "Tên mới",
    "decision": "88/QĐ-ABC",
    "levels": ("province",),
    "kind": "OTHER",
    "area": "Vườn thú",
    "area_code": "G99-XX99",
    "audiences": ("Doanh nghiệp",),
    "cases": (case_of("Đơn"),),
    "steps": "Một bước.",
    "channels": (RegisterChannel("online", 1, "days"),),
    "executing": ("Sở Thú y",),
    "deciding": ("Bộ Thú y",),
    "delegated": ("Chi cục",),
    "coordinating": ("Công an",),
    "reception_address": "Số 1",
    "outputs": ("Giấy phép",),
    "conditions": "Có mèo.",
    "laws": (RegisterLaw("1/2026/NĐ-CP", "Mới"),),
    "keywords": ("mèo",),
    "description": "Mô tả",
    "related": ("9.000002",),
    "case_codes": ("9.000001.01",),
}


@pytest.mark.parametrize("field", CHANGES)
def test_a_change_of_any_field_is_named(field):
    new = record(**{field: CHANGES[field]})
    assert [d.field for d in differences(record(), new)] == [{"area_code": "area"}.get(field, field)]
    assert fingerprint(new) != fingerprint(record())


def test_every_field_is_compared():
    left_out = {"code", "raw", "portal_id", "is_stub", "decision_date", "area_code"}
    assert set(RegisterProcedure.__dataclass_fields__) - left_out == set(FIELDS)


def test_a_paper_added_and_one_taken_out_are_told_apart():
    (found,) = differences(record(cases=(case_of("Tờ khai", "Sổ tiêm"),)), record(cases=(case_of("Ảnh mèo 3x4", "Tờ khai"),)))
    assert {(change.old[:7], change.new[:7]) for change in found.changes} == {("Sổ tiêm", ""), ("", "Ảnh mèo")}


def test_a_reworded_paper_is_matched_with_what_it_was():
    (found,) = differences(record(cases=(case_of("Sổ tiêm phòng của mèo", "Đơn"),)), record(cases=(case_of("Đơn", "Sổ tiêm phòng mèo"),)))
    assert found.changes == (Change("Sổ tiêm phòng của mèo (1 bản chính, 0 bản sao)", "Sổ tiêm phòng mèo (1 bản chính, 0 bản sao)"),)


@pytest.mark.parametrize("row", [RegisterRow("Đơn", 2, 0), RegisterRow("Đơn", 1, 1), RegisterRow("Đơn", 1, 0, "Mẫu số 2")])
def test_counts_and_forms_of_a_paper_are_changes(row):
    old = record(cases=(RegisterCase("", (RegisterRow("Đơn", 1, 0),)),))
    assert [d.field for d in differences(old, record(cases=(RegisterCase("", (row,)),)))] == ["cases"]


def test_a_fee_is_a_change_of_its_channel():
    channel = record().channels[0]
    new = record(channels=(replace(channel, fees=(RegisterFee(50_000),)),))
    (found,) = differences(record(), new)
    assert "50000" in found.changes[0].new


def test_the_order_of_steps_counts():
    assert [d.field for d in differences(record(steps="Một.\nHai."), record(steps="Hai.\nMột."))] == ["steps"]


papers = st.lists(st.text(alphabet="abcđê ơ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6, unique_by=str.strip)


@given(papers, st.randoms())
def test_a_shuffle_is_never_a_difference(texts, random):
    shuffled = random.sample(texts, len(texts))
    old, new = record(cases=(case_of(*texts),)), record(cases=(case_of(*shuffled),))
    assert differences(old, new) == ()
    assert fingerprint(old) == fingerprint(new)


@given(papers, papers)
def test_every_paper_that_came_or_went_stands_in_a_change(old, new):
    found = differences(record(cases=(case_of(*old),)), record(cases=(case_of(*new),)))
    said = [text for d in found for change in d.changes for text in (change.old, change.new)]
    for text in {t.strip() for t in old} ^ {t.strip() for t in new}:
        assert any(text in one for one in said)


# --- Which rows are one paper, worded anew ---
REGISTER = (
    "Tờ khai đăng ký khai sinh theo mẫu",
    "Giấy chứng sinh; trường hợp không có thì nộp văn bản của người làm chứng xác nhận về việc sinh",
    "Văn bản ủy quyền được chứng thực trong trường hợp ủy quyền thực hiện việc đăng ký khai sinh",
    "Biên bản về việc trẻ bị bỏ rơi do cơ quan có thẩm quyền lập",
    "Hộ chiếu hoặc căn cước công dân của người yêu cầu",
)
REWORDINGS = {
    "a phrase at the end": lambda text: f"{text} theo quy định",
    "a phrase at the beginning": lambda text: f"Bản điện tử {text}",
    "a phrase in the middle": lambda text: text.replace(" ", " (bản chính) ", 1),
    "a word less": lambda text: " ".join(text.split()[:-1]),
    "capitals": str.upper,
    "another order of clauses": lambda text: "; ".join(reversed(text.split("; "))),
}


@pytest.mark.parametrize("reworded", REWORDINGS.values(), ids=REWORDINGS)
@pytest.mark.parametrize("turned", [False, True])
def test_reworded_rows_are_matched_wherever_they_stand(reworded, turned):
    new = [reworded(text) for text in REGISTER]
    changed = {(a, b) for a, b in zip(REGISTER, new, strict=True) if a != b}
    (found,) = differences(record(cases=(case_of(*REGISTER),)), record(cases=(case_of(*(new[::-1] if turned else new)),)))
    assert {(words(change.old), words(change.new)) for change in found.changes} == changed


def words(text):
    return text.removesuffix(" (1 bản chính, 0 bản sao)")


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("a" * 73 + "b" * 27, "a" * 73 + "c" * 27, True),
        ("a" * 71 + "b" * 29, "a" * 71 + "c" * 29, False),
        ("Giấy khai sinh", "Giấy chứng tử", False),
        ("Tờ khai theo Mẫu số 01", "Tờ khai theo Mẫu số 02", True),
        ("Hộ chiếu", "Căn cước", False),
    ],
)
def test_how_alike_two_rows_have_to_be(old, new, alike):
    (found,) = differences(record(cases=(case_of(old),)), record(cases=(case_of(new),)))
    assert len(found.changes) == (1 if alike else 2)


def test_the_most_alike_is_taken_not_the_first():
    old, new = ("Đơn đề nghị cấp giấy phép nuôi mèo",), ("Đơn đề nghị cấp giấy phép nuôi chó", "Đơn đề nghị cấp giấy phép nuôi mèo con")
    (found,) = differences(record(cases=(case_of(*old),)), record(cases=(case_of(*new),)))
    assert [(words(c.old), words(c.new)) for c in found.changes] == [(old[0], new[1]), ("", new[0])]


def test_each_row_is_matched_once():
    (found,) = differences(record(cases=(case_of("Tờ khai số 1", "Tờ khai số 2"),)), record(cases=(case_of("Tờ khai số 3"),)))
    assert [(words(c.old), words(c.new)) for c in found.changes] == [("Tờ khai số 1", "Tờ khai số 3"), ("Tờ khai số 2", "")]


def test_a_record_too_long_for_anybody_to_compare_is_not_matched_row_by_row(monkeypatch):
    old, new = record(cases=(case_of(*REGISTER),)), record(cases=(case_of(*map(str.upper, REGISTER)),))
    size = sum(len(text) + len(" (1 bản chính, 0 bản sao)") + 256 for text in REGISTER)
    monkeypatch.setattr(diff, "MAX_COMPARED", size**2 - 1)
    (found,) = differences(old, new)
    assert [bool(c.old) for c in found.changes] == [True] * 5 + [False] * 5
    monkeypatch.setattr(diff, "MAX_COMPARED", size**2)
    assert all(c.old and c.new for c in differences(old, new)[0].changes)


@pytest.mark.parametrize(("count", "length"), [(1, 8_000_000), (2000, 4000), (100_000, 80)], ids=["one text", "rows", "words"])
def test_what_a_file_may_hold_at_most_is_no_trouble(count, length):
    """8 MB: without a bound this would take hours."""
    old, new = ("\n".join(f"{letter * length}{n}" for n in range(count)) for letter in "ab")
    (found,) = differences(record(steps=old), record(steps=new))
    assert len(found.changes) == 2 * count


@pytest.mark.parametrize("field", CHANGES)
def test_the_names_of_the_fields_are_those_of_the_differences(field):
    new = record(**{field: CHANGES[field]})
    assert changed_fields(record(), new) == [d.field for d in differences(record(), new)]


def test_the_names_of_the_fields_ask_for_no_matching(monkeypatch):
    monkeypatch.setattr(diff, "extractOne", None)
    assert changed_fields(record(), record(cases=(case_of("Đơn xin nuôi mèo"),))) == ["cases"]
