"""Publishing at the desk, by every way there is: a draft may lack anything, a live page nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from office.factories import LegalResourceFactory
from office.models import CompetentAuthority, ThematicArea
from procedures_pages.factories import ProcedureFactory, document, shelf
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of
from procedures_pages.facts.phrases import deadline_summary
from procedures_pages.models import ProcedurePage
from tests.office.two_people.urgent import published

pytestmark = pytest.mark.django_db

TITLE = "Xin giấy qua biểu mẫu"


@pytest.fixture
def editor(client):
    """The sample's approver, who writes and publishes."""
    client.force_login(get_user_model().objects.get(username="duyet"))
    return client


def items(*values) -> dict:
    """A ListBlock as the form sends it."""
    return {"count": str(len(values)), **{str(n): {"value": v, "deleted": "", "order": str(n)} for n, v in enumerate(values)}}


def answer(label: str) -> dict:
    return {"label": label, "phrase": f"khi là {label}", "slug": ""}


def paper(name: str, *applies: str, **more) -> dict:
    value = {
        "name": name,
        "note": "",
        "originals": "1",
        "copies": "0",
        "handling": "submit",
        "handling_online": "",
        "form": "",
        "form_file": "",
    }
    return {**value, "issuer": "", "slug": "", "applies": items(*applies), "alternatives": items(), "forms": items(), **more}


def way() -> dict:
    return {"kind": "in_person", "note": "", "applies": items()}


def time(**more) -> dict:
    return {"unit": "working_days", "amount": "3", "counted_from": "", "note": "", "applies": items(), **more}


def deadline(**more) -> dict:
    return {"unit": "days", "amount": "60", "counted_from": "từ ngày sinh", "after": "", "basis": "", "applies": items(), **more}


def cost(**more) -> dict:
    value = {"kind": "le_phi", "basis": "amount", "amount": "100.000", "per": "", "label": "", "note": ""}
    return {**value, "applies": items(), **more}


EMPTY = {
    **dict.fromkeys(
        (
            "questions",
            "documents",
            "steps",
            "channels",
            "deadlines",
            "times",
            "costs",
            "submission_asks",
            "outputs",
            "conditions",
            "advice",
            "entries",
            "places",
            "people",
        ),
        streamfield([]),
    ),
    **dict.fromkeys(("codes", "legal", "related"), inline_formset([])),
}
BARE = {"title": TITLE, "slug": "xin-giay-qua-bieu-mau", "status": "in_force", "service_mode": "unknown", "level": ""}


def whole() -> dict:
    """Everything that publishing asks for, as an editor types it."""
    return {
        **EMPTY,
        **BARE,
        "official_name": "Thủ tục cấp giấy",
        "summary": "Dành cho người cần giấy.",
        "area": ThematicArea.objects.get(slug="ho-tich").pk,
        "authority": CompetentAuthority.objects.get(slug="ubnd-phuong").pk,
        "level": "ward",
        "audiences": ["citizen"],
        "codes": inline_formset([{"value": "9.888401", "scheme": "national", "is_present": "on"}]),
        "legal": inline_formset([{"resource": LegalResourceFactory().pk}]),
        "questions": streamfield(
            [("question", {"label": "Ai nộp?", "help": "", "slug": "", "answers": items(answer("Tôi"), answer("Người khác"))})]
        ),
        "documents": streamfield([("document", paper("Tờ khai")), ("document", paper("Văn bản ủy quyền", "ai-nop=nguoi-khac"))]),
        "steps": streamfield([("step", {"title": "Nộp hồ sơ", "text": "", "channel": "", "applies": items()})]),
        "channels": streamfield([("channel", way())]),
        "times": streamfield([("time", time())]),
        "costs": streamfield([("cost", cost())]),
        "outputs": streamfield([("output", {"name": "Giấy", "handover": "", "applies": items()})]),
        "portal_id": "019d2bfb-d76d-737f-81b9-69258b07240b",
        "source_snapshot": "01/07/2026",
        "updated_on": "03/08/2026",
        "verified_on": "",
    }


def flat(data: dict) -> dict:
    """``audiences`` is a list of checkboxes, not of nested fields."""
    boxes = {name: data[name] for name in ("audiences",) if name in data}
    return {**nested_form_data({k: v for k, v in data.items() if k not in boxes}), **boxes}


def add(client, data: dict, **action):
    path = f"/quan-tri/pages/add/procedures_pages/procedurepage/{shelf().pk}/"
    return published(client, client.post(path, {**flat(data), **action}))


def edit(client, page: Page, data: dict, **action):
    return published(client, client.post(f"/quan-tri/pages/{page.pk}/edit/", {**flat(data), **action}))


def made() -> ProcedurePage | None:
    return ProcedurePage.objects.filter(slug="xin-giay-qua-bieu-mau").first()


def said(response) -> str:
    """What the editor reads: the text of the screen, and what its script shows at the fields of streams."""
    soup = BeautifulSoup(response.content, "html.parser")
    at_fields = [json.loads(block["data-w-block-arguments-value"])[1] for block in soup.select("[data-w-block-arguments-value]")]
    return soup.get_text(" ", strip=True) + json.dumps(at_fields, ensure_ascii=False)


# --- The form ---


def test_a_draft_with_nothing_but_a_title_is_saved(editor):
    response = add(editor, {**EMPTY, **BARE})
    assert response.status_code == 302
    assert made() is not None
    assert not made().live


def test_a_draft_keeps_all_that_was_typed(editor):
    add(editor, {**whole(), "summary": ""})
    page = made().get_latest_revision_as_object()
    assert [d.value["name"] for d in page.documents] == ["Tờ khai", "Văn bản ủy quyền"]
    assert page.costs[0].value["amount"] == 100_000


def test_a_deadline_typed_into_the_form_is_told_to_readers_whom_it_is_for(editor):
    typed = deadline(after="Quá hạn vẫn làm được.", applies=items("ai-nop=toi"))
    assert add(editor, {**whole(), "deadlines": streamfield([("deadline", typed)])}, **{"action-publish": "1"}).status_code == 302
    facts = facts_of(made())
    (told,) = facts.deadlines
    assert (told.unit, told.amount, told.counted_from, told.after) == ("days", 60, "từ ngày sinh", "Quá hạn vẫn làm được.")
    assert deadline_summary(tailor(facts, {"ai-nop": ["toi"]})) == "60 ngày từ ngày sinh"
    assert deadline_summary(tailor(facts, {"ai-nop": ["nguoi-khac"]})) == ""


def test_a_deadline_without_its_number_stays_a_draft_that_says_nothing(editor):
    data = {**whole(), "deadlines": streamfield([("deadline", deadline(amount=""))])}
    assert add(editor, data).status_code == 302
    assert facts_of(made().get_latest_revision_as_object()).deadlines == ()


def test_the_form_explains_a_deadline_in_vietnamese(editor):
    add(editor, whole())
    # The blocks of a stream are described to the script, as JSON in an attribute.
    html = unescape(editor.get(f"/quan-tri/pages/{made().pk}/edit/?phan=cach-nop").content.decode())
    assert "Khác thời hạn giải quyết của cơ quan" in html
    for words in ("Hạn của người dân", "Tính từ đâu", "Khi quá hạn", "Trước một ngày (không có số)"):
        assert words in html or json.dumps(words)[1:-1] in html, words


def test_a_whole_page_is_published_through_the_form(editor):
    response = add(editor, whole(), **{"action-publish": "1"})
    assert response.status_code == 302, said(response)[:2000]
    assert made().live


def test_a_page_published_through_the_form_is_the_readers_page(client, editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        add(editor, whole(), **{"action-publish": "1"})
    html = client.get("/thu-tuc/xin-giay-qua-bieu-mau/ho-so/?ai-nop=nguoi-khac").content.decode()
    assert "Văn bản ủy quyền" in html
    assert "100.000 đồng" in html
    assert "03/08/2026" in client.get("/thu-tuc/xin-giay-qua-bieu-mau/").content.decode()


def test_ids_are_made_from_the_labels_when_the_form_is_saved(editor):
    add(editor, whole())
    page = made().get_latest_revision_as_object()
    (question,) = [child.value for child in page.questions]
    assert (question["slug"], [a["slug"] for a in question["answers"]]) == ("ai-nop", ["toi", "nguoi-khac"])
    assert [d.value["slug"] for d in page.documents] == ["to-khai", "van-ban-uy-quyen"]


def test_publishing_an_empty_page_is_refused_and_saves_nothing(editor):
    assert add(editor, {**EMPTY, **BARE}, **{"action-publish": "1"}).status_code == 200
    assert made() is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"summary": ""}, "Thiếu tóm tắt một câu."),
        ({"codes": inline_formset([])}, "Thiếu mã thủ tục"),
        ({"legal": inline_formset([])}, "Thiếu căn cứ pháp lý."),
        ({"steps": streamfield([])}, "Thiếu trình tự thực hiện"),
        ({"documents": streamfield([("document", paper("Tờ khai", originals="0"))])}, "0 bản chính và 0 bản sao"),
        ({"documents": streamfield([("document", paper("Lưu ý: mang bản chính"))])}, "là lời dặn, không phải giấy tờ"),
        ({"times": streamfield([("time", time(amount=""))])}, "con số và đơn vị không khớp"),
        ({"deadlines": streamfield([("deadline", deadline(amount=""))])}, "Hạn của người dân cần con số"),
        ({"deadlines": streamfield([("deadline", deadline(unit="before"))])}, "“Trước một ngày” thì không có số"),
        ({"deadlines": streamfield([("deadline", deadline(unit="before", amount=""))])}, "bắt đầu bằng “trước”"),
        ({"deadlines": streamfield([("deadline", deadline(counted_from="ngày sinh"))])}, "tính từ đâu"),
        ({"deadlines": streamfield([("deadline", deadline(unit="years", amount="6"))])}, "dài quá 5 năm"),
        ({"deadlines": streamfield([("deadline", deadline()), ("deadline", deadline(amount="15"))])}, "Hai hạn của người dân"),
        ({"portal_id": ""}, "Cần mã trang trên Cổng"),
        ({"verified_on": "", "source_record": "1.001612"}, "Thiếu ngày kiểm tra."),
        ({"status": "replaced", "status_note": "Đã gộp."}, "Trang đã thay thế phải dẫn tới trang mới."),
        ({"codes": inline_formset([{"value": "1.001612", "scheme": "national", "is_present": "on"}])}, "đang là mã hiện hành của trang"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_publishing_through_the_form_says_what_is_missing(editor, change, message):
    response = add(editor, {**whole(), **change}, **{"action-publish": "1"})
    assert response.status_code == 200
    assert message in said(response)
    assert made() is None


def test_two_things_missing_at_one_field_are_both_said(editor):
    papers = streamfield([("document", paper("Tờ khai", originals="0")), ("document", paper("Lưu ý: mang bản chính"))])
    words = said(add(editor, {**whole(), "documents": papers}, **{"action-publish": "1"}))
    assert "0 bản chính và 0 bản sao" in words
    assert "là lời dặn" in words


def test_an_edit_that_makes_a_live_page_incomplete_is_not_published(editor):
    add(editor, whole(), **{"action-publish": "1"})
    live = made()
    data = {**whole(), "codes": inline_formset([]), "legal": inline_formset([]), "summary": "Đã sửa"}
    response = edit(editor, live, _existing(live, data), **{"action-publish": "1"})
    assert response.status_code == 200
    assert made().summary == "Dành cho người cần giấy."


def test_an_edit_that_makes_a_live_page_incomplete_may_be_kept_as_a_draft(editor):
    add(editor, whole(), **{"action-publish": "1"})
    live = made()
    assert edit(editor, live, _existing(live, {**whole(), "summary": ""})).status_code == 302
    assert made().summary == "Dành cho người cần giấy."
    assert made().get_latest_revision_as_object().summary == ""


def _existing(page: ProcedurePage, data: dict) -> dict:
    """Child rows that are already there are sent with their keys."""
    code, law = page.codes.get(), page.legal.get()
    codes = inline_formset([{"value": code.value, "scheme": code.scheme, "is_present": "on", "id": code.pk}], initial=1)
    laws = inline_formset([{"resource": law.resource_id, "id": law.pk}], initial=1)
    if data["codes"]["TOTAL_FORMS"] == "0":
        codes["0"]["DELETE"] = laws["0"]["DELETE"] = "on"
    return {**data, "codes": codes, "legal": laws}


# --- Every other way ---


@pytest.fixture
def incomplete():
    page = ProcedureFactory(draft=True, summary="", slug="thieu-tom-tat")
    page.save_revision()
    return page


def is_live(page) -> bool:
    return ProcedurePage.objects.get(pk=page.pk).live


def test_publishing_the_revision_is_refused(incomplete):
    with pytest.raises(ValidationError):
        incomplete.get_latest_revision().publish()
    assert not is_live(incomplete)


def test_scheduling_is_refused(incomplete):
    incomplete.go_live_at = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError):
        incomplete.save_revision().publish()
    assert incomplete.get_latest_revision().approved_go_live_at is None


def _scheduled(**fields) -> ProcedurePage:
    """A whole page whose hour has come."""
    hour = timezone.now() - timedelta(hours=1)
    page = ProcedureFactory(draft=True, go_live_at=hour, **fields)
    page.save_revision(approved_go_live_at=hour)
    return page


def test_a_scheduled_page_goes_live_at_its_hour():
    page = _scheduled()
    assert not is_live(page)
    call_command("publish_scheduled")
    assert is_live(page)


def test_a_scheduled_page_that_has_become_incomplete_holds_up_no_other():
    """Another page has taken its code meanwhile; the pages after it still go live at their hour."""
    stopped, fine = _scheduled(code="9.888402"), _scheduled()
    ProcedureFactory(code="9.888402")
    call_command("publish_scheduled")
    assert (is_live(stopped), is_live(fine)) == (False, True)


def test_a_scheduled_page_goes_live_late_once_nothing_stands_in_its_way():
    page, other = _scheduled(code="9.888404"), ProcedureFactory(code="9.888404")
    call_command("publish_scheduled")
    assert not is_live(page)
    other.unpublish()
    call_command("publish_scheduled")
    assert is_live(page)


def test_the_desks_own_api_publishes_nothing_incomplete(editor, incomplete):
    response = editor.post(f"/quan-tri/api/main/pages/{incomplete.pk}/action/publish/")
    assert response.status_code < 500
    assert not is_live(incomplete)


def test_the_desks_own_api_still_reads(editor, incomplete):
    assert editor.get(f"/quan-tri/api/main/pages/{incomplete.pk}/").json()["title"] == incomplete.title


def test_copying_a_live_page_does_not_make_two_of_one_code(editor):
    page = ProcedureFactory(code="9.888403")
    data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": shelf().pk, "copy_subpages": "", "publish_copies": "on"}
    response = editor.post(f"/quan-tri/pages/{page.pk}/copy/", data)
    assert response.status_code < 500
    assert ProcedurePage.objects.filter(live=True, codes__value="9.888403", codes__is_present=True).count() == 1


def _submitted(page: ProcedurePage):
    """The draft in its workflow, waiting for the approver."""
    return page.get_workflow().start(page, get_user_model().objects.get(username="bien-tap"))


def approve(client, page: ProcedurePage, task_state):
    path = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task_state.pk))
    return client.post(path, {"comment": ""}, follow=True)


def test_approving_an_incomplete_page_says_what_is_missing_and_publishes_nothing(editor, incomplete):
    response = approve(editor, incomplete, _submitted(incomplete).current_task_state)
    assert response.status_code == 200
    assert not is_live(incomplete)
    assert "Thiếu tóm tắt một câu." in said(response)


def test_approving_a_whole_page_publishes_it(editor):
    page = ProcedureFactory(draft=True)
    page.save_revision()
    approve(editor, page, _submitted(page).current_task_state)
    assert is_live(page)


def test_an_approval_that_was_refused_can_be_given_once_the_page_is_whole(editor, incomplete):
    approve(editor, incomplete, _submitted(incomplete).current_task_state)
    page = incomplete.get_latest_revision_as_object()
    page.summary = "Nay đã đủ."
    page.save_revision()
    approve(editor, page, page.current_workflow_task_state)
    assert is_live(page)


def test_the_to_do_list_of_an_incomplete_draft_is_what_publishing_would_say(editor, incomplete):
    incomplete.documents = [document("to-khai", originals=0)]
    incomplete.save_revision()
    html = editor.get(f"/quan-tri/pages/{incomplete.pk}/edit/").content.decode()
    assert "Thiếu tóm tắt một câu." in html
    assert "0 bản chính và 0 bản sao" in html
