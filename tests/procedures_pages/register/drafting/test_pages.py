"""A draft from a record: typed facts filled in, papers and conditions suggested, nothing published."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from office.models import CompetentAuthority
from procedures_pages.models import ProcedurePage, RegisterRecord, SourceCheck
from procedures_pages.publishing.requirements import missing
from procedures_pages.register.drafting.pages import draft_from
from procedures_pages.register.parsing.records import RegisterCase, RegisterChannel, RegisterFee, RegisterRow
from procedures_pages.register.parsing.text_record import parse_text

from ..factories import JULY, case_of, record_text, store, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return get_user_model().objects.get(username="bien-tap")


def drafted(user, **changes):
    page = draft_from(stored(**changes), user)
    return page.get_latest_revision_as_object()


def test_the_facts_of_the_record_are_filled_in(user):
    page = drafted(user, levels=("ward",), conditions="- Có mèo.\n- Mèo đã tiêm.", keywords=("mèo", "thẻ"))
    assert (page.official_name, page.source_decision, page.source_record, page.source_snapshot) == (
        "Thủ tục đăng ký nuôi mèo",
        "77/QĐ-ABC",
        "9.000001",
        JULY,
    )
    assert (page.level, page.audiences, page.keywords) == ("ward", ["citizen"], "mèo\nthẻ")
    assert [(c.value, c.is_present) for c in page.codes.all()] == [("9.000001", True)]
    assert [row.resource.number for row in page.legal.all()] == ["12/2024/NĐ-CP"]
    assert [b.value["name"] for b in page.outputs] == ["Thẻ mèo"]
    assert [str(b.value["text"]) for b in page.conditions] == ["Có mèo.", "Mèo đã tiêm."]
    assert len(page.steps) == 2


def test_it_is_a_draft_that_nobody_sees(user, client):
    page = draft_from(stored(), user)
    assert not ProcedurePage.objects.get(pk=page.pk).live
    assert client.get(f"/thu-tuc/{page.slug}/").status_code == 404


def test_papers_are_documents_and_show_the_row_they_came_from(user):
    page = drafted(user)
    assert [(b.value["name"], b.value["originals"], b.value["copies"], b.value["source_row"]) for b in page.documents] == [
        ("Tờ khai nuôi mèo", 1, 0, "Tờ khai nuôi mèo"),
        ("Sổ tiêm phòng của mèo", 0, 1, "Sổ tiêm phòng của mèo"),
    ]


def test_remarks_are_suggestions_and_no_documents(user):
    assert drafted(user).draft_suggestions == "Giấy tờ nộp kèm phải rõ ràng, không tẩy xóa."


def test_several_cases_become_a_question_and_their_papers_apply_to_its_answers(user):
    page = drafted(user, cases=(case_of("Tờ khai A", name="Đối với mèo con"), case_of("Tờ khai B", name="Đối với mèo lớn")))
    assert [a["label"] for a in page.questions[0].value["answers"]] == ["Đối với mèo con", "Đối với mèo lớn"]
    slugs = [a["slug"] for a in page.questions[0].value["answers"]]
    question = page.questions[0].value["slug"]
    assert [list(b.value["applies"]) for b in page.documents] == [[f"{question}={slug}"] for slug in slugs]


def test_a_condition_becomes_a_question_with_yes_and_no(user):
    row = RegisterRow("Văn bản ủy quyền trong trường hợp người khác nộp thay.", 1, 0)
    page = drafted(user, cases=(RegisterCase("", (RegisterRow("Tờ khai", 1, 0), row)),))
    assert [a["label"] for a in page.questions[0].value["answers"]] == ["Có", "Không"]
    assert [len(list(b.value["applies"])) for b in page.documents] == [0, 1]


@pytest.mark.parametrize(
    ("channel", "unit", "amount", "note"),
    [
        (RegisterChannel("online", 3, "working_days"), "working_days", 3, ""),
        (RegisterChannel("online", 1, "other"), "unknown", None, "Bản ghi ghi 1, không có đơn vị."),
        (RegisterChannel("online", 3.5, "working_days"), "unknown", None, "3,5 ngày làm việc"),
        (RegisterChannel("online", 3, "years"), "unknown", None, "3 năm"),
        (RegisterChannel("online", 30, "minutes"), "unknown", None, "30 phút"),
        (RegisterChannel("online", 0.5, "hours"), "unknown", None, "0,5 giờ"),
        (RegisterChannel("online", None, "other", time_text="Theo mô tả"), "unknown", None, "Theo mô tả"),
    ],
)
def test_a_time_is_taken_over_only_where_it_has_a_unit(user, channel, unit, amount, note):
    value = drafted(user, channels=(channel,)).times[0].value
    assert (value["unit"], value["amount"], value["note"], value["channels"]) == (unit, amount, note, [])


def test_times_that_differ_on_one_channel_stand_each_with_what_the_record_says_of_it(user):
    rows = (
        RegisterChannel("in_person", 7, "days", description="Nhà ở riêng lẻ"),
        RegisterChannel("in_person", 10, "days", description="Công trình khác"),
        RegisterChannel("online", 7, "days"),
    )
    page = drafted(user, channels=rows)
    told = [(t.value["amount"], t.value["note"], t.value["channels"]) for t in page.times]
    assert told == [(7, "Nhà ở riêng lẻ", ["in_person"]), (10, "Công trình khác", ["in_person"]), (7, "", ["online"])]
    assert [c.value["kind"] for c in page.channels] == ["in_person", "online"]
    # Which of them is for whom, the editor has to say.
    assert "same_facts_once" in {gap.rule for gap in missing(page)}


def test_a_cost_that_two_channels_share_is_told_once(user):
    fee = RegisterFee(20_000, "VND", "Lệ phí")
    page = drafted(user, channels=(RegisterChannel("in_person", 3, "days", (fee,)), RegisterChannel("online", 3, "days", (fee,))))
    assert [(c.value["amount"], c.value["channels"]) for c in page.costs] == [(20_000, [])]


@pytest.mark.parametrize(
    ("fee", "basis", "amount"),
    [
        (RegisterFee(50_000, "VND", "Lệ phí"), "amount", 50_000),
        (RegisterFee(None), "unknown", None),
        (RegisterFee(10, "USD", "10 USD"), "unknown", None),
        (RegisterFee(5, "", "?"), "unknown", None),
        (RegisterFee(8_000, "VND", "Do Hội đồng nhân dân tỉnh quyết định"), "by_council", None),
    ],
)
def test_a_cost_is_an_amount_only_where_the_record_says_so(user, fee, basis, amount):
    page = drafted(user, channels=(RegisterChannel("in_person", 3, "days", (fee,)),))
    assert [(c.value["basis"], c.value["amount"]) for c in page.costs] == [(basis, amount)]


def cost_notes(record, user, ends):
    return [cost.value["note"] for cost in draft_from(record, user, ends).costs]


def test_the_first_cost_says_when_a_law_of_the_record_ends_unless_it_has_ended(user):
    ends = {"12/2024/NĐ-CP": date(2026, 12, 31), "1/2020/TT-ABC": date(2027, 12, 31)}
    fees = (RegisterFee(20_000, "VND", "Lệ phí"), RegisterFee(30_000, "VND", "Lệ phí " + "mèo " * 90))
    record = stored(channels=(RegisterChannel("in_person", 3, "days", fees),))
    notes = cost_notes(record, user, ends)
    assert notes[0] == "Lệ phí. 12/2024/NĐ-CP chỉ áp dụng đến hết ngày 31/12/2026."
    assert "31/12" not in notes[1]
    assert cost_notes(record, user, {"12/2024/NĐ-CP": date(2025, 12, 31)})[0] == "Lệ phí"


def test_a_law_that_only_the_fee_names_ends_too(user):
    fee = RegisterFee(30_000, "VND", "Theo Thông tư 164/2025/TT-ABC")
    record = stored(channels=(RegisterChannel("in_person", 3, "days", (fee,)),))
    ends = {"164/2025/TT-ABC": date(2026, 12, 31), "64/2025/TT-ABC": date(2027, 12, 31)}
    assert cost_notes(record, user, ends) == ["Theo Thông tư 164/2025/TT-ABC. 164/2025/TT-ABC chỉ áp dụng đến hết ngày 31/12/2026."]


def test_a_long_note_is_cut_before_the_day_on_which_a_law_ends(user):
    record = stored(channels=(RegisterChannel("in_person", 3, "days", (RegisterFee(30_000, "VND", "mèo " * 90),)),))
    (note,) = cost_notes(record, user, {"12/2024/NĐ-CP": date(2026, 12, 31)})
    assert len(note) <= 300
    assert note.endswith("… 12/2024/NĐ-CP chỉ áp dụng đến hết ngày 31/12/2026.")


def test_the_wards_committee_is_found_by_its_name(user):
    assert drafted(user, executing=("UBND cấp xã",)).authority == CompetentAuthority.objects.get(slug="ubnd-phuong")


def test_an_area_nobody_has_yet_is_made(user):
    assert drafted(user, area="Thú nuôi").area.name == "Thú nuôi"


def test_only_words_the_link_and_the_check_are_left_to_the_editor(user):
    record = stored(channels=(RegisterChannel("online", 3, "working_days", (RegisterFee(20_000),)),))
    page = draft_from(record, user)
    assert (page.verified_on, page.updated_on) == (None, timezone.localdate())  # nobody has checked it yet
    found = missing(page)
    assert {gap.rule for gap in found} == {"has_summary", "has_a_way_to_submit_or_the_reason", "has_its_dates"}
    assert [gap.field for gap in found if gap.rule == "has_its_dates"] == ["verified_on"]


def test_the_draft_counts_as_checked_against_the_version_it_was_made_from(user):
    record = stored()
    page = draft_from(record, user)
    check = SourceCheck.objects.get(page_key=page.translation_key)
    assert (check.version, check.checked_by) == (record.current, user)


def test_two_drafts_of_one_name_have_two_addresses(user):
    first = draft_from(stored(), user)
    store(parse_text(record_text(code="9.000002")))
    second = draft_from(RegisterRecord.objects.get(code="9.000002"), user)
    assert first.slug != second.slug


def test_a_record_of_endless_texts_still_becomes_a_draft(user):
    long = "Giấy " + "rất dài " * 400
    page = drafted(
        user,
        name=long,
        cases=(case_of(*[f"{long}{n}" for n in range(80)]),),
        steps="\n".join([long] * 40),
        outputs=(long,) * 30,
        conditions="\n".join([long] * 60),
    )
    for block in (*page.documents, *page.steps, *page.outputs):
        block.block.clean(block.value)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("- Nộp hồ sơ.\n+ Tại quầy.\n- Nhận thẻ.", ["Nộp hồ sơ. Tại quầy.", "Nhận thẻ."]),
        ("Bước 1: Nộp hồ sơ.\nMang theo mèo.\n- Bước 2. Nhận thẻ.", ["Nộp hồ sơ. Mang theo mèo.", "Nhận thẻ."]),
    ],
)
def test_lines_that_belong_to_a_step_stay_with_it(user, text, steps):
    assert [b.value["text"] for b in drafted(user, steps=text).steps] == steps
