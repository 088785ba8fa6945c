"""Trang cần đối chiếu: pages whose record changed or went, until an editor has looked at each field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procedures_pages.models import ProcedurePage, RegisterRecord, SourceCheck
from procedures_pages.register.desk.labels import FIELD_NAMES, said
from procedures_pages.register.review.queue import waiting
from procedures_pages.register.review.sources import note_baselines, sources_of
from procedures_pages.register.versions.diff import FIELDS, differences

from ..factories import AUGUST, record, store
from .conftest import at


@pytest.fixture
def checked(guide):
    """The guide was written from the record of July."""
    store(record(code=guide.source_record))
    note_baselines([guide], [guide.source_record])
    return guide


@pytest.fixture
def changed(checked):
    """… and in August fee conditions and papers are others."""
    store(record(code=checked.source_record, conditions="Có mèo.", outputs=("Giấy mèo",)), day=AUGUST)
    return checked


def states():
    return [(item.page.slug, item.state) for item in waiting()]


def verdicts(page, **more):
    (source,) = sources_of(page)
    prefix = f"r{source.record.pk}"
    said = {f"{prefix}-{field}": verdict for field, verdict in more.items()}
    return {"record": source.record.pk, "version": source.record.current_id, **said}


def test_every_field_that_can_change_has_a_name():
    assert set(FIELDS) == set(FIELD_NAMES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in_person | 3 | working_days |  | 5000 VND phí | tại quầy", "Trực tiếp · 3 ngày làm việc · 5.000 đồng phí · tại quầy"),
        ("online | 1 | other |  | – VND |", "Trực tuyến · 1 (không ghi đơn vị) · không ghi mức thu"),
        ("post |  |  | Ngay trong ngày | 5 USD |", "Bưu chính · Ngay trong ngày · 5 USD"),
        ("lời khác | hẳn", "lời khác | hẳn"),
    ],
)
def test_a_channel_is_said_in_words(text, words):
    assert said("channels", text) == words


def test_no_token_of_the_code_is_left_in_a_real_difference():
    text = differences(record(), record(channels=()))[0].changes[0].old
    assert said("channels", text).startswith("Trực tiếp · 3 ngày làm việc")


def test_a_paper_is_said_with_its_case_before_it():
    assert said("cases", "[* Giấy tờ phải nộp:] - Tờ khai (1 bản chính)") == "(Giấy tờ phải nộp) Tờ khai (1 bản chính)"


def test_a_page_that_matches_its_record_does_not_wait(checked):
    assert states() == []


def test_a_changed_record_makes_its_page_wait(changed):
    assert states() == [(changed.slug, "changed")]


def test_a_gone_record_comes_first(changed):
    other = (
        ProcedurePage.objects.filter(locale__language_code="vi", live=True, status="in_force")
        .exclude(pk=changed.pk)
        .exclude(source_record="")
        .first()
    )
    code = other.source_record.split(",")[0].strip()
    kept = record(code=changed.source_record, conditions="Có mèo.", outputs=("Giấy mèo",))
    store(kept, record(code=code), day=AUGUST)
    store(kept, day=AUGUST.replace(day=2))
    assert states() == [(other.slug, "gone"), (changed.slug, "changed")]


def test_a_page_never_compared_waits_too(guide):
    store(record(code=guide.source_record), day=AUGUST)
    assert states() == [(guide.slug, "unchecked")]


def test_a_page_no_longer_in_force_does_not_wait(changed):
    ProcedurePage.objects.filter(pk=changed.pk).update(status="abolished")
    assert states() == []


def test_a_page_that_names_another_record_now_does_not_wait_for_the_old_one(changed):
    ProcedurePage.objects.filter(pk=changed.pk).update(source_record="9.999999")
    assert states() == []


def test_the_list_shows_what_happened_in_words(editor, changed):
    page = editor.get(at("waiting")).content.decode()
    assert "Bản ghi đã đổi 01/08/2026" in page
    assert at("review", changed.pk) in page


def test_an_empty_list_says_that_all_is_well(editor, checked):
    assert "Không có trang nào cần đối chiếu" in editor.get(at("waiting")).content.decode()


def test_the_list_asks_no_more_for_more_pages(editor, db):
    pages = list(ProcedurePage.objects.filter(locale__language_code="vi", live=True).exclude(source_record=""))
    asked = []
    for some in (pages[:1], pages):
        codes = {code.strip() for page in some for code in page.source_record.split(",")}
        store(*(record(code=code) for code in codes), day=AUGUST, complete=False)
        editor.get(at("waiting"))
        with CaptureQueriesContext(connection) as queries:
            editor.get(at("waiting"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 14  # ten of them are the desk's own: session, user, menu


def test_the_review_shows_old_and_new_of_each_field(editor, changed):
    page = editor.get(at("review", changed.pk)).content.decode()
    for words in ("Yêu cầu, điều kiện", "Có mèo.", "Kết quả", "Thẻ mèo", "Giấy mèo", "Vẫn đúng"):
        assert words in page


def test_all_still_true_ends_the_waiting_and_touches_nothing(editor, changed):
    before = ProcedurePage.objects.filter(pk=changed.pk).values().get()
    response = editor.post(at("review", changed.pk), verdicts(changed, conditions="still_true", outputs="still_true"))
    assert response["Location"] == at("waiting")
    assert states() == []
    check = SourceCheck.objects.first()
    assert (check.checked_by.username, check.verdicts) == ("bien-tap", {"conditions": "still_true", "outputs": "still_true"})
    assert ProcedurePage.objects.filter(pk=changed.pk).values().get() == before


def test_something_to_mend_leads_to_the_editor_and_names_it(editor, changed):
    response = editor.post(at("review", changed.pk), verdicts(changed, conditions="to_mend", outputs="still_true"))
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[changed.pk])
    assert "Hãy sửa trên trang: Yêu cầu, điều kiện." in editor.get(response["Location"]).content.decode()
    assert SourceCheck.objects.first().verdicts == {"conditions": "to_mend", "outputs": "still_true"}


def publish(page, **changes):
    page = ProcedurePage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.mark.usefixtures("apart_from_truth")
def test_publishing_something_else_leaves_the_flag(editor, changed):
    editor.post(at("review", changed.pk), verdicts(changed, conditions="to_mend", outputs="still_true"))
    publish(changed, summary="Câu tóm tắt khác.")
    assert states() == [(changed.slug, "to_mend")]
    assert "Dấu này chỉ mất khi" in editor.get(at("review", changed.pk)).content.decode()


@pytest.mark.usefixtures("apart_from_truth")
def test_whoever_looks_once_more_may_say_that_it_was_right(editor, changed):
    editor.post(at("review", changed.pk), verdicts(changed, conditions="to_mend", outputs="still_true"))
    publish(changed, summary="Câu tóm tắt khác.")
    editor.post(at("review", changed.pk), {**verdicts(changed), "settled": "1"})
    assert states() == []
    assert SourceCheck.objects.first().verdicts == {"conditions": "still_true", "outputs": "still_true"}


@pytest.mark.usefixtures("apart_from_truth")
def test_what_is_to_mend_waits_until_that_part_is_published_otherwise(editor, changed):
    editor.post(at("review", changed.pk), verdicts(changed, conditions="to_mend", outputs="still_true"))
    assert states() == [(changed.slug, "to_mend")]
    for address in (at("review", changed.pk), reverse("wagtailadmin_pages:edit", args=[changed.pk])):
        assert "cần sửa" in editor.get(address).content.decode().lower()
    publish(changed, conditions=[("statement", {"text": "Có mèo.", "applies": []})])
    assert states() == []


def test_a_field_without_a_verdict_is_asked_again(editor, changed):
    before = SourceCheck.objects.count()
    response = editor.post(at("review", changed.pk), verdicts(changed, conditions="still_true"))
    assert "Hãy chọn “vẫn đúng” hoặc “sửa”." in response.content.decode()
    assert SourceCheck.objects.count() == before


def test_a_record_that_changed_meanwhile_is_looked_at_again(editor, changed):
    said = verdicts(changed, conditions="still_true", outputs="still_true")
    store(record(code=changed.source_record, conditions="Có hai mèo."), day=AUGUST.replace(day=2))
    assert editor.post(at("review", changed.pk), said)["Location"] == at("review", changed.pk)
    assert states() == [(changed.slug, "changed")]


def test_a_gone_record_is_red_and_leads_to_the_editor(editor, checked):
    store(record(code="9.000002"), day=AUGUST)
    page = editor.get(at("review", checked.pk)).content.decode()
    assert "Bản ghi không còn trong bản chụp ngày 01/08/2026" in page
    assert reverse("wagtailadmin_pages:edit", args=[checked.pk]) in page


def test_a_page_never_compared_is_confirmed_with_a_button(editor, guide):
    store(record(code=guide.source_record), day=AUGUST)
    assert "Đã so: trang khớp với bản ghi ngày 01/08/2026" in editor.get(at("review", guide.pk)).content.decode()
    editor.post(at("review", guide.pk), verdicts(guide))
    assert states() == []


def test_the_counter_does_not_review(enter, changed):
    client = enter("quay")
    for response in (
        client.get(at("waiting")),
        client.get(at("review", changed.pk)),
        client.post(at("review", changed.pk), verdicts(changed)),
    ):
        assert response["Location"] == reverse("wagtailadmin_home")
    assert "Trang cần đối chiếu" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_edit_form_says_what_the_page_was_checked_against(editor, checked):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[checked.pk])).content.decode()
    assert "khớp với phiên bản hiện hành" in page
    assert "bản chụp ngày 01/07/2026" in page


def test_the_edit_form_warns_of_a_changed_record(editor, changed):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[changed.pk])).content.decode()
    assert "bản ghi đã đổi ở bản chụp ngày 01/08/2026, cần đối chiếu" in page
    assert at("review", changed.pk) in page


def test_the_edit_form_of_a_page_without_a_record_says_nothing(editor, guide):
    page = ProcedurePage.objects.filter(locale__language_code="vi", source_record="").first()
    if page is None:
        pytest.skip("every page of the sample names a record")
    assert "Đối chiếu với bản ghi" not in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_the_first_screen_of_the_desk_names_the_waiting_pages(editor, changed):
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert f"Bản ghi {changed.source_record} đã đổi từ lần đối chiếu trước." in home
    assert at("review", changed.pk) in home


def test_the_first_screen_of_the_desk_is_quiet_when_none_waits(editor, checked):
    assert "đã đổi từ lần đối chiếu trước" not in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_a_record_stays_whatever_is_said_of_it(editor, changed):
    editor.post(at("review", changed.pk), verdicts(changed, conditions="to_mend", outputs="to_mend"))
    assert RegisterRecord.objects.get(code=changed.source_record).versions.count() == 2
