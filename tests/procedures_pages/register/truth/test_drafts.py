"""A draft straight from its record says what the record says: nothing is found but what the record leaves to the editor."""

import pytest
from django.contrib.auth import get_user_model

from procedures_pages.models import RegisterRecord
from procedures_pages.register.drafting.pages import draft_from
from procedures_pages.register.parsing.records import RegisterCase, RegisterChannel, RegisterFee, RegisterLaw, RegisterRow
from procedures_pages.register.truth.checking import check_page, register_view
from procedures_pages.register.truth.register_view import last_days

from ..factories import record, store

pytestmark = pytest.mark.django_db

CIRCULAR = RegisterLaw("04/2020/TT-ABC", "Thông tư về mèo")
AMENDING = RegisterLaw("04/2024/TT-ABC", "Thông tư sửa đổi, bổ sung một số điều của Thông tư số 04/2020/TT-ABC")
FORM = "Tờ khai nuôi mèo theo mẫu số 01 ban hành kèm theo Thông tư số 04/2020/TT-ABC"


def found(*others, **changes):
    """The rules that find something in the draft of a record; ``others`` are in the register beside it."""
    one = record(**changes)
    store(one, *others)
    user = get_user_model().objects.get(username="bien-tap")
    page = draft_from(RegisterRecord.objects.get(code=one.code), user, last_days(register_view()))
    return {finding.rule for finding in check_page(page).open}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"channels": (RegisterChannel("in_person", 3, "years"),)},
        {"channels": (RegisterChannel("in_person", 7.5, "working_days"),)},
        {"channels": (RegisterChannel("online", 1, "other"),)},
        {"cases": (RegisterCase("", (RegisterRow(FORM, 1, 0),)),), "laws": (CIRCULAR, AMENDING)},
        {
            "cases": (RegisterCase("", (RegisterRow(f"{FORM} (đã được sửa đổi tại Thông tư số 04/2024/TT-ABC)", 1, 0),)),),
            "laws": (CIRCULAR, AMENDING),
        },
        {"name": "Đăng ký nuôi mèo " * 15 + "ở khu vực biên giới"},
        {"conditions": "Mèo thuộc trường hợp quy định tại Luật Nuôi mèo năm 2022."},
        {"levels": ("province",), "executing": (), "deciding": (), "delegated": ("Bộ Mèo",)},
        {"description": "Mức thu đến hết ngày 31/12/2026 theo Nghị định số 12/2024/NĐ-CP."},
    ],
)
def test_nothing_is_found(changes):
    assert found(**changes) == set()


def test_what_the_record_says_for_several_cases_is_left_to_the_editor():
    fees = (RegisterFee(20_000, "VND", "Lệ phí mèo nhà"),)
    assert found(channels=(RegisterChannel("in_person", 7, "days", fees, "10 ngày đối với mèo hoang"),)) == {"times_by_case"}


def test_a_newer_law_that_only_other_records_rest_on_is_told():
    old, new = RegisterLaw("901/2014/QH13", "Luật Nuôi mèo"), RegisterLaw("901/2025/QH15", "Luật Nuôi mèo")
    assert found(record(code="9.000002", name="Thủ tục nuôi chó", laws=(new,)), laws=(old,)) == {"newer_law"}
