"""Đối chiếu từng điều: the desk's list of what a page says otherwise than its record, and the reasons kept for it."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import FindingWaiver
from procedures_pages.publishing.requirements import RULES
from procedures_pages.register.truth import checking
from procedures_pages.register.truth.checking import check_page, check_pages, register_view, waive
from procedures_pages.register.truth.requirement import says_what_its_record_says

from ..factories import AUGUST, record, store
from .conftest import at

REASON = "Bản ghi ghi nhầm, đã hỏi cơ quan công bố."


@pytest.fixture
def compared(guide):
    """The guide beside a record of its code, which says quite another thing."""
    store(record(code=guide.source_record))
    return guide


def missing_law(page):
    """The finding that the record's decree is not among the page's."""
    return next(f for f, _waiver in check_page(page).found if f.rule == "legal_equal" and f.record.startswith("12/2024/NĐ-CP"))


def reasons(page):
    """Those of the sample aside, which were there before."""
    return FindingWaiver.objects.filter(page_key=page.translation_key, waived_by__isnull=False)


def output(**options):
    from io import StringIO

    out = StringIO()
    call_command("check_truth", *options.pop("codes", ()), stdout=out, **options)
    return out.getvalue()


def test_the_command_keeps_its_contract(compared):
    found = json.loads(output(json=True))
    assert found["checked"] == len(check_pages())
    assert set(found["findings"][0]) == {"code", "rule", "part", "page", "record", "waived"}
    assert compared.source_record not in found["without_record"]
    assert {"legal_equal", "channels_equal"} <= {f["rule"] for f in found["findings"] if f["code"] == compared.source_record}


def test_the_form_of_one_page_reads_only_the_pages_that_share_a_paper_or_a_law(compared, monkeypatch):
    """However many pages there are; and finds what the command finds, which reads them all."""
    every = check_pages()
    (whole,) = [truth for truth in every if truth.facts.code == compared.source_record]
    read = []
    monkeypatch.setattr(checking, "facts_of_all", lambda pages: read.extend(made := facts_of_all(pages)) or made)
    assert [finding.key for finding, _waiver in check_page(compared).found] == [finding.key for finding, _waiver in whole.found]
    papers, laws = {d.id for d in whole.facts.documents}, {law.number for law in whole.facts.legal}
    assert 0 < len(read) < len(every) - 1
    assert all(papers & {d.id for d in one.documents} or laws & {law.number for law in one.legal} for one in read)


def test_the_command_says_in_words_what_it_found_and_which_pages_have_no_record(compared):
    words = output(codes=[compared.source_record])
    assert words.startswith(f"{compared.source_record} {compared.title}\n")
    assert "Đã xét 1 trang" in words
    assert "trang không có bản ghi hiện hành để so" in output()


def test_the_command_takes_codes_in_any_shape_and_refuses_unknown_ones(compared):
    assert json.loads(output(json=True, codes=[compared.source_record.replace(".", "")]))["checked"] == 1
    with pytest.raises(Exception, match="Không có trang nào mang mã"):
        output(codes=["9.999999"])


def test_a_gone_record_is_compared_with_nothing(compared):
    store(record(code="9.000009"), day=AUGUST)
    assert check_page(compared).has_record is False


def test_the_register_is_read_again_after_an_import(compared):
    assert "9.000009" not in register_view().names
    store(record(code="9.000009"), day=AUGUST, complete=False)
    assert "9.000009" in register_view().names


def test_the_number_of_queries_does_not_grow_with_the_pages(compared, django_assert_max_num_queries):
    register_view()
    check_pages()  # what all pages carry is read once
    with django_assert_max_num_queries(14):
        check_pages()


def test_a_waiver_holds_while_its_part_of_the_record_is_the_same_and_no_longer(compared, django_user_model):
    finding = missing_law(compared)
    waiver = waive(compared, finding, REASON, django_user_model.objects.first())
    assert waiver.version.record.code == compared.source_record
    assert finding not in check_page(compared).open
    store(record(code=compared.source_record, conditions="Có mèo."), day=AUGUST)
    assert finding not in check_page(compared).open
    store(record(code=compared.source_record, channels=()), day=AUGUST.replace(month=9))
    assert finding not in check_page(compared).open
    assert json.loads(output(json=True, codes=[compared.source_record]))["findings"]


def test_a_waiver_opens_again_when_its_part_changes(compared, django_user_model):
    finding = next(f for f, _w in check_page(compared).found if f.rule == "channels_equal")
    waive(compared, finding, REASON, None)
    channels = (record().channels[0], record().channels[0].__class__("online", 3, "working_days"))
    store(record(code=compared.source_record, channels=channels), day=AUGUST)
    assert any(f.rule == "channels_equal" for f in check_page(compared).open)


def test_publishing_asks_for_a_reason_for_each(compared):
    (gap,) = says_what_its_record_says(compared)
    assert gap.message.startswith(f"{len(check_page(compared).open)} điều trên trang khác bản ghi")
    for finding in check_page(compared).open:
        waive(compared, finding, REASON, None)
    assert list(says_what_its_record_says(compared)) == []
    assert says_what_its_record_says in RULES


def test_a_page_no_longer_in_force_need_not_follow_its_record(compared):
    compared.status = "abolished"
    assert list(says_what_its_record_says(compared)) == []


def test_the_edit_form_lists_what_differs_and_leads_to_the_list(editor, compared):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[compared.pk])).content.decode()
    assert "điều trên trang khác bản ghi" in page
    assert "12/2024/NĐ-CP" in page
    assert at("truth", compared.pk) in page


def test_a_reason_is_kept_with_who_and_shown(editor, compared):
    finding = missing_law(compared)
    response = editor.post(at("truth", compared.pk), {"key": finding.key, "reason": f"  {REASON} "}, follow=True)
    (waiver,) = reasons(compared)
    assert (waiver.reason, waiver.waived_by.username, waiver.rule) == (REASON, "bien-tap", "legal_equal")
    assert REASON in response.content.decode()


def test_a_reason_too_short_is_refused_and_the_text_kept(editor, compared):
    response = editor.post(at("truth", compared.pk), {"key": missing_law(compared).key, "reason": "Đúng"})
    assert "lý do còn thiếu hoặc quá ngắn" in response.content.decode()
    assert ">\nĐúng</textarea>" in response.content.decode()
    assert not reasons(compared)


def test_a_finding_that_is_no_longer_there_cannot_be_waived(editor, compared):
    response = editor.post(at("truth", compared.pk), {"key": "khong-co", "reason": REASON}, follow=True)
    assert "vừa đổi trong lúc bạn xem" in response.content.decode()
    assert not reasons(compared)


def test_a_waived_finding_can_be_opened_again(editor, compared):
    finding = missing_law(compared)
    waive(compared, finding, REASON, None)
    editor.post(at("truth", compared.pk), {"key": finding.key, "reopen": ""})
    assert finding in check_page(compared).open


def test_the_counter_neither_sees_nor_waives(enter, compared):
    counter = enter("quay")
    assert counter.get(at("truth", compared.pk)).status_code == 302
    counter.post(at("truth", compared.pk), {"key": missing_law(compared).key, "reason": REASON})
    assert not reasons(compared)
