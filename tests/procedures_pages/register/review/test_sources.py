"""Pages know which version of their record they were checked against; what changed since is told, nothing is changed by itself."""

import pytest
from django.contrib.auth import get_user_model

from procedures_pages.models import ProcedurePage
from procedures_pages.publishing.requirements import missing
from procedures_pages.register.review import sources
from procedures_pages.register.review.queue import waiting

from ..factories import AUGUST, JULY, record, store

pytestmark = pytest.mark.django_db

CODE = "1.001193"


@pytest.fixture
def page():
    page = ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    assert page.source_record == CODE
    return page


@pytest.fixture
def user():
    return get_user_model().objects.first()


def baseline():
    return sources.note_baselines(ProcedurePage.objects.filter(locale__language_code="vi").exclude(source_record=""))


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
    assert missing(page) == []
    store(record(code=CODE, outputs=("Giấy mới",)), day=AUGUST)
    assert [gap.rule for gap in missing(page)] == ["is_checked_against_its_record_of_today"]
    sources.confirm(page, sources.sources_of(page)[0].record, user, {})
    assert missing(page) == []


def test_a_replaced_page_need_not_follow_its_record(page):
    store(record(code=CODE), day=AUGUST)
    page.status = "abolished"
    assert "is_checked_against_its_record_of_today" not in {gap.rule for gap in missing(page)}
