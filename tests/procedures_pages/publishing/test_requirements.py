"""What publishing requires: each rule fires on what it is for, and only then; the desk says what is missing and publishes nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from office.models import ThematicArea
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedureCode, ProcedurePage
from procedures_pages.publishing.requirements import RULES, missing
from tests.procedures_pages.register.factories import AUGUST, record, store

pytestmark = pytest.mark.django_db

BIRTH = "lam-khai-sinh-cho-con"


def first(stream):
    return stream[0].value


BREAKS = {
    "has_official_name": lambda p: setattr(p, "official_name", ""),
    "has_a_plain_title": lambda p: setattr(p, "title", "x" * 71),
    "has_summary": lambda p: setattr(p, "summary", ""),
    "has_area": lambda p: setattr(p, "area", None),
    "has_level": lambda p: setattr(p, "level", ""),
    "has_audience": lambda p: setattr(p, "audiences", []),
    "has_authority": lambda p: setattr(p, "authority", None),
    "has_code": lambda p: setattr(p, "codes", []),
    "has_at_most_one_present_code": lambda p: p.codes.add(ProcedureCode(value="9.999999", is_present=True)),
    "present_code_is_its_own": lambda p: setattr(p, "codes", [ProcedureCode(value="1.001612", is_present=True)]),
    "says_why_it_is_not_in_force": lambda p: (setattr(p, "status", "under_review"), setattr(p, "status_note", "")),
    "replaced_leads_onward": lambda p: (setattr(p, "status", "replaced"), setattr(p, "successor", None)),
    "has_a_document": lambda p: p.documents.clear(),
    "every_document_is_a_paper": lambda p: first(p.documents).update(originals=0, copies=0),
    "no_remark_is_a_document": lambda p: first(p.documents).update(name="Trường hợp nộp thay thì phải có giấy ủy quyền"),
    "every_document_has_a_name": lambda p: first(p.documents).update(name=" "),
    "issuing_procedures_are_known": lambda p: first(p.documents).update(issued_by="9.999999"),
    "conditions_name_answers_that_exist": lambda p: first(p.documents)["applies"].append("truong-hop=khong-con"),
    "every_question_decides_something": lambda p: [block.value.update(applies=[]) for block in p.documents],
    "every_answer_has_its_phrase": lambda p: first(p.questions)["answers"][0].update(phrase="Tôi"),
    "an_answer_that_leads_elsewhere_says_where": lambda p: first(p.questions)["answers"][0].update(leads_to="1.001022"),
    "forms_are_chosen_or_told": lambda p: first(p.documents).update(form_template="1", form="Mẫu số 1"),
    "what_is_not_demanded_says_why": lambda p: first(p.documents).update(handling="number", basis="", fallback="Mang theo."),
    "has_steps": lambda p: p.steps.clear(),
    "has_channels": lambda p: p.channels.clear(),
    "every_channel_has_its_time": lambda p: [block.value.update(channels=["online"]) for block in p.times],
    "times_are_whole": lambda p: first(p.times).update(unit="same_day", amount=3),
    "deadlines_are_whole": lambda p: p.deadlines.append(("deadline", {"amount": 60, "unit": "days", "counted_from": "ngày sinh"})),
    "deadlines_are_not_too_long": lambda p: p.deadlines.append(
        ("deadline", {"amount": 61, "unit": "months", "counted_from": "từ ngày sinh"})
    ),
    "costs_say_which": lambda p: first(p.costs).update(basis="amount", amount=None),
    "same_facts_once": lambda p: p.times.append(("time", {**first(p.times), "unit": "days", "amount": 9})),
    "every_case_is_told_enough": lambda p: [block.value.update(applies=["nguoi-nop=cha-me"]) for block in p.times],
    "people_get_what_they_must": lambda p: p.people.append(("person", {"name": "An", "situation": "An đến quầy.", "outcome": "Mèo"})),
    "has_a_way_to_submit_or_the_reason": lambda p: [setattr(p, f, "") for f in ("portal_id", "submission_url", "submission_none_reason")],
    "partial_mode_has_its_reason": lambda p: (setattr(p, "service_mode", "partial"), setattr(p, "service_mode_reason", "")),
    "places_are_whole": lambda p: p.places.append(("place", {"office": "", "name": "", "applies": []})),
    "forms_by_case_say_which_and_when": lambda p: first(p.documents)["forms"].append({"form": "Mẫu số 2", "applies": []}),
    "has_an_output": lambda p: p.outputs.clear(),
    "has_a_legal_basis": lambda p: setattr(p, "legal", []),
    "shared_records_are_published": lambda p: setattr(p, "area", ThematicArea(name="Hòa giải", live=False)),
    "has_its_dates": lambda p: setattr(p, "verified_on", None),
    "was_checked_against_a_source": lambda p: setattr(p, "source_snapshot", None),
    "source_day_is_not_to_come": lambda p: setattr(p, "source_snapshot", date(2126, 1, 1)),
    "says_what_its_record_says": lambda p: p.advice.append(("statement", {"text": "Làm cùng lúc với thủ tục khác."})),
    "no_date_lies_ahead": lambda p: setattr(p, "updated_on", date(2126, 1, 1)),
    "dates_do_not_contradict": lambda p: setattr(p, "verified_on", p.source_snapshot + timedelta(1)),
    "what_is_in_force_has_not_ended": lambda p: setattr(p, "effective_to", date(2025, 6, 30)),
    "the_portal_has_such_an_id": lambda p: setattr(p, "portal_id", "abc"),
    "the_way_to_submit_is_public": lambda p: setattr(p, "submission_url", "http://192.168.1.5/nop"),
    "title_is_not_shouted": lambda p: setattr(p, "title", "LÀM KHAI SINH CHO CON"),
    "title_is_its_own": lambda p: setattr(p, "title", "Mo cua hang, Dang ky ho kinh doanh"),
    "every_text_says_something": lambda p: first(p.documents).update(note="x"),
    "goes_on_to_name_its_record": lambda p: setattr(p, "source_record", ""),
    "is_checked_against_its_record_of_today": lambda p: store(record(code=p.source_record), day=AUGUST),
}


@pytest.fixture
def page():
    found = ProcedurePage.objects.get(slug=BIRTH, locale__language_code="vi")
    found.people = []  # they would mind any change of another rule's fact
    return found


def test_every_rule_has_a_test():
    assert {rule.__name__ for rule in RULES} == set(BREAKS)


def test_a_whole_page_lacks_nothing(page):
    assert missing(page) == []


@pytest.mark.parametrize("rule", BREAKS)
def test_the_rule_fires_on_what_it_is_for(page, rule):
    BREAKS[rule](page)
    assert rule in {gap.rule for gap in missing(page)}


@pytest.mark.parametrize("rule", BREAKS)
def test_a_gap_leads_to_a_field_of_the_form_and_speaks_vietnamese(page, rule):
    BREAKS[rule](page)
    for gap in missing(page):
        assert gap.field in {*(f.name for f in ProcedurePage._meta.get_fields()), "codes", "legal"}
        assert any(ord(letter) > 127 for letter in gap.message)


@pytest.mark.parametrize(
    "name",
    [
        "Lưu ý: mang bản chính",
        "Trường hợp nộp thay",
        "- Đối với người nước ngoài",
        "Người yêu cầu phải ký trước mặt cán bộ",
        "Không phải nộp khi có dữ liệu",
    ],
)
def test_a_remark_is_no_document(page, name):
    first(page.documents)["name"] = name
    assert "no_remark_is_a_document" in {gap.rule for gap in missing(page)}


@pytest.mark.parametrize("name", ["Giấy chứng sinh", "Văn bản ủy quyền", "Thẻ căn cước của người yêu cầu", "Cam đoan của người làm chứng"])
def test_a_paper_is_a_document(page, name):
    first(page.documents)["name"] = name
    assert missing(page) == []


@pytest.mark.parametrize(
    ("basis", "note"), [("free", ""), ("not_charged", ""), ("by_council", "Hỏi tại quầy"), ("unknown", "Hỏi tại quầy")]
)
def test_a_cost_without_an_amount_says_which_it_is(page, basis, note):
    for block in page.costs:
        block.value.update(basis=basis, amount=None, note=note)
    assert missing(page) == []


def test_a_whole_page_is_published():
    page = ProcedureFactory(live=False)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize("rule", ["has_summary", "has_a_document", "has_a_legal_basis"])
def test_publishing_an_incomplete_page_is_refused_whichever_way_it_comes(page, rule):
    BREAKS[rule](page)
    revision = page.save_revision()
    with pytest.raises(ValidationError):
        revision.publish()
    with pytest.raises(ValidationError):
        page.publish(revision)


def test_an_incomplete_draft_is_saved_and_loses_nothing(page):
    page.documents.clear()
    page.summary = ""
    page.save_revision()
    kept = ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert len(kept.documents) == 0
    assert ProcedurePage.objects.get(pk=page.pk).summary != ""


def test_bulk_publishing_an_incomplete_draft_says_what_is_missing(admin_client, page):
    page.summary = ""
    page.save_revision()
    response = admin_client.post(f"/quan-tri/bulk/wagtailcore/page/publish/?id={page.pk}&next=/quan-tri/", follow=True)
    assert response.status_code == 200
    assert "Thiếu tóm tắt một câu." in response.content.decode()
    assert ProcedurePage.objects.get(pk=page.pk).summary != ""


def test_the_to_do_list_stands_in_the_form_with_links_to_the_fields(admin_client, page):
    page.summary = ""
    page.save_revision()
    html = admin_client.get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()
    assert 'data-cn-field="summary"' in html
    assert "Thiếu tóm tắt một câu." in html
