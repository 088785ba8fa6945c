"""Pages know which version of their record they were checked against; what changed since is told, nothing is changed by itself."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from procedures_pages.models import ProcedurePage, RegisterRecord, SourceCheck
from procedures_pages.publishing.requirements import PublishingRefused, missing
from procedures_pages.register.review import sources
from procedures_pages.register.review.queue import waiting
from procedures_pages.register.versions.importer import Importer

from ..factories import AUGUST, JULY, record, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("apart_from_truth")]

CODE = "1.001193"


@pytest.fixture
def page():
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    assert page.source_record == CODE
    return page


@pytest.fixture
def user():
    return get_user_model().objects.first()


def baseline(*codes):
    """What an import does once the content of these records, or of all, has come for the first time."""
    codes = codes or RegisterRecord.objects.values_list("code", flat=True)
    return sources.note_baselines(sources.pages_with_a_source(), codes)


def test_a_page_that_names_the_month_of_the_snapshot_was_checked_against_it(page):
    store(record(code=CODE))
    assert baseline() == 1
    (source,) = sources.sources_of(page)
    assert (source.is_current, source.needs_review) == (True, False)


def test_the_baseline_is_noted_once(page):
    store(record(code=CODE))
    assert (baseline(), baseline()) == (1, 0)


def test_a_page_older_than_every_version_has_no_baseline(page):
    ProcedurePage.objects.filter(pk=page.pk).update(source_snapshot=JULY.replace(year=2022))
    store(record(code=CODE))
    assert baseline() == 0
    page.refresh_from_db()
    assert sources.sources_of(page)[0].needs_review


def test_a_changed_record_flags_the_page_with_what_changed(page):
    store(record(code=CODE))
    baseline()
    store(record(code=CODE, outputs=("Giấy mới",)), day=AUGUST)
    (source,) = sources.sources_of(page)
    assert (source.needs_review, [d.field for d in source.differences]) == (True, ["outputs"])
    assert [(w.page.pk, w.state) for w in waiting()] == [(page.pk, "changed")]


def test_a_gone_record_flags_the_page(page):
    store(record(code=CODE), record())
    baseline()
    store(record(), day=AUGUST)
    assert [(w.page.pk, w.state) for w in waiting()] == [(page.pk, "gone")]
    assert sources.sources_of(page)[0].is_gone


def test_a_change_flags_nothing_else(page):
    store(record(code=CODE), record(code="9.000002"))
    baseline()
    store(record(code=CODE), record(code="9.000002", decision="1/QĐ"), day=AUGUST)
    assert waiting() == []


def test_confirming_takes_the_flag_away_and_says_who_and_what(page, user):
    store(record(code=CODE))
    baseline()
    store(record(code=CODE, outputs=("Giấy mới",)), day=AUGUST)
    (source,) = sources.sources_of(page)
    check = sources.confirm(page, source.record, user, {"outputs": sources.STILL_TRUE})
    assert (check.checked_by, check.verdicts) == (user, {"outputs": "still_true"})
    assert waiting() == []


def test_nothing_of_a_live_page_is_changed_by_an_import(page):
    before = {f.attname: getattr(page, f.attname) for f in page._meta.concrete_fields}
    store(record(code=CODE))
    baseline()
    store(record(code=CODE, name="Tên khác", outputs=()), day=AUGUST)
    page.refresh_from_db()
    assert {f.attname: getattr(page, f.attname) for f in page._meta.concrete_fields} == before


def test_a_page_may_name_several_records(page):
    store(record(code=CODE), record(code="9.000002"))
    page.source_record = f"{CODE}, 9.000002; 9.999999"
    assert [source.record.code for source in sources.sources_of(page)] == [CODE, "9.000002"]


def test_publishing_waits_until_the_page_was_checked_against_the_changed_record(page, user):
    store(record(code=CODE))
    baseline()
    assert missing(page) == []
    store(record(code=CODE, outputs=("Giấy mới",)), day=AUGUST)
    (gap,) = missing(page)
    assert (gap.rule, gap.field) == ("is_checked_against_its_record_of_today", "source_record")
    assert "đã đổi ở bản chụp ngày 01/08/2026" in gap.message
    sources.confirm(page, sources.sources_of(page)[0].record, user, {})
    assert missing(page) == []


@pytest.mark.parametrize("day", [JULY, date(2026, 7, 20), date(2026, 7, 31), AUGUST, timezone.localdate()])
def test_the_day_that_a_page_says_counts_for_nothing(page, day):
    store(record(code=CODE))
    store(record(code=CODE, outputs=("Giấy mới",)), day=date(2026, 7, 20))
    page.source_snapshot = day
    (gap,) = missing(page)
    assert gap.rule == "is_checked_against_its_record_of_today"
    assert f"Chưa ai đối chiếu trang với bản ghi {CODE} của bản chụp ngày 20/07/2026" in gap.message


def test_each_record_of_a_page_has_to_be_checked(page, user):
    store(record(code=CODE), record(code="9.000002"))
    page.source_record = f"{CODE}, 9.000002"
    for source in sources.sources_of(page):
        assert f"bản ghi {source.record.code} " in missing(page)[0].message
        sources.confirm(page, source.record, user, {})
    assert missing(page) == []


def test_a_record_that_says_again_what_it_said_is_looked_at_again(page, user):
    """The page follows what was said in between."""
    for day, outputs in ((JULY, ("Giấy",)), (AUGUST, ("Thẻ",)), (date(2026, 9, 1), ("Giấy",))):
        store(record(code=CODE, outputs=outputs), day=day)
        assert [gap.rule for gap in missing(page)] == ["is_checked_against_its_record_of_today"]
        sources.confirm(page, sources.sources_of(page)[0].record, user, {})
        assert missing(page) == []


def test_the_check_of_another_page_counts_for_nothing(page, user):
    store(record(code=CODE))
    copied = page.copy(update_attrs={"slug": "ban-sao"})
    sources.confirm(page, sources.sources_of(page)[0].record, user, {})
    assert "is_checked_against_its_record_of_today" not in {gap.rule for gap in missing(page)}
    assert "is_checked_against_its_record_of_today" in {gap.rule for gap in missing(copied)}


def test_a_record_of_which_only_the_name_is_known_asks_for_no_check(page):
    store(record(code=CODE, is_stub=True, cases=(), steps=""))
    assert (missing(page), waiting()) == ([], [])


# --- Baselines: what an import notes by itself ---


def versions(*days):
    """The record of the page, with other words on each day."""
    for n, day in enumerate(days):
        store(record(code=CODE, outputs=(f"Giấy {n}",)), day=day)


@pytest.mark.parametrize(
    ("said", "days", "noted"),
    [
        (JULY, [JULY], JULY),
        (JULY, [date(2026, 7, 20)], date(2026, 7, 20)),  # a page may know the month alone
        (JULY, [JULY, date(2026, 7, 20)], JULY),
        (date(2026, 7, 25), [JULY, date(2026, 7, 20), AUGUST], date(2026, 7, 20)),
        (JULY, [date(2026, 7, 10), date(2026, 7, 20)], date(2026, 7, 10)),
        (date(2026, 6, 30), [JULY], None),
        (date(2025, 7, 1), [JULY], None),
        (date(2126, 7, 1), [JULY], None),
        (None, [JULY], None),
    ],
)
def test_the_version_that_a_page_was_written_from(page, said, days, noted):
    versions(*days)
    page.source_snapshot = said
    assert sources.note_baseline(page, [CODE]) == (noted is not None)
    check = SourceCheck.objects.filter(page_key=page.translation_key).first()
    assert (check and check.version.snapshot.date) == noted


def test_a_record_that_was_here_before_gives_no_baseline(page):
    store(record(code=CODE), record(code="9.000002"))
    assert baseline("9.000002") == 0


def test_a_draft_gets_no_baseline(page):
    ProcedurePage.objects.filter(pk=page.pk).update(live=False)
    store(record(code=CODE))
    assert baseline() == 0


def test_the_content_of_a_listed_record_comes_for_the_first_time():
    first = Importer(JULY)
    first.store([record(is_stub=True), record(code="9.000002")])
    second = Importer(AUGUST)
    second.store([record(), record(code="9.000002", conditions="Có mèo.")])
    assert (first.first_read, second.first_read) == ({"9.000002"}, {"9.000001"})


# --- A day to come ---


@pytest.mark.parametrize("later", [1, 40, 1500])
def test_a_day_to_come_is_refused_by_every_door(page, later):
    page.source_snapshot = timezone.localdate() + timedelta(days=later)
    assert "source_day_is_not_to_come" in {gap.rule for gap in missing(page)}
    for way in (page.save, page.full_clean, lambda: page.save_revision(clean=True)):
        with pytest.raises(ValidationError) as refused:
            way()
        assert refused.value.message_dict == {"source_snapshot": [f"Ngày bản chụp {page.source_snapshot:%d/%m/%Y} ở tương lai."]}
    with pytest.raises(PublishingRefused):
        page.save_revision(clean=False).publish()


def test_a_new_page_of_a_day_to_come_is_refused(page):
    new = ProcedurePage(title="Trang mới", slug="trang-moi", source_snapshot=date(2126, 1, 1))
    with pytest.raises(ValidationError, match="ở tương lai"):
        page.get_parent().add_child(instance=new)


def test_today_is_no_day_to_come(page):
    page.source_snapshot = timezone.localdate()
    page.save()
    assert missing(page) == []


# --- How much is asked ---


def test_whether_a_page_is_current_asks_for_no_differences(page, monkeypatch):
    store(record(code=CODE))
    baseline()
    store(record(code=CODE, outputs=("Giấy mới",)), day=AUGUST)
    asked = []
    monkeypatch.setattr(sources, "differences", lambda *versions: asked.append(versions) or ("khác",))
    missing(page)
    (source,) = sources.sources_of(page)
    assert (source.needs_review, asked) == (True, [])
    assert source.differences == source.differences == ("khác",)
    assert len(asked) == 1


def test_records_and_checks_are_read_at_once(page, user, django_assert_num_queries):
    codes = [CODE, "9.000002", "9.000003"]
    store(*(record(code=code) for code in codes))
    page.source_record = ", ".join(codes)
    for source in sources.sources_of(page):
        sources.confirm(page, source.record, user, {})
    with django_assert_num_queries(2):
        found = sources.sources_of(page)
        assert [(s.is_current, s.checked.snapshot.date, s.check.checked_by) for s in found] == [(True, JULY, user)] * 3


def test_a_replaced_page_need_not_follow_its_record(page):
    store(record(code=CODE), day=AUGUST)
    page.status = "abolished"
    assert "is_checked_against_its_record_of_today" not in {gap.rule for gap in missing(page)}
