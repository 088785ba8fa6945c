"""A form of the directory: which version is in force on a day, what pages call it, what an old file leads to."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from office.factories import FormTemplateFactory, LegalResourceFactory, document_of
from office.form_templates.kept import choices, form_of, replacing, stamp_today
from office.models import LegalEffect

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def two():
    """(form, the file until the day, the file from it on)."""
    old, new = document_of("mau-cu.pdf"), document_of("mau-moi.pdf")
    return FormTemplateFactory(versions=[(date(2025, 7, 1), old), (DAY, new)]), old, new


def test_the_version_follows_the_day(two):
    row, old, new = two
    form = form_of(row.pk)
    assert form.in_force(date(2025, 6, 30)) is None
    assert form.in_force(DAY - timedelta(1)).file.document == old.pk
    assert form.ahead(DAY - timedelta(1)).file.document == new.pk
    assert (form.in_force(DAY).file.document, form.ahead(DAY)) == (new.pk, None)


def test_an_old_file_was_replaced_on_the_day_of_the_next_one(two):
    row, old, new = two
    form = form_of(row.pk)
    assert form.replaced_on(old.pk, DAY) == DAY
    assert form.replaced_on(old.pk, DAY - timedelta(1)) is None
    assert form.replaced_on(new.pk, DAY) is None


def test_of_one_day_the_lower_version_counts():
    first, second = document_of("sai.pdf"), document_of("dung.pdf")
    form = form_of(FormTemplateFactory(versions=[(DAY, first), (DAY, second)]).pk)
    assert form.in_force(DAY).file.document == second.pk
    assert form.replaced_on(first.pk, DAY) == DAY


def test_a_file_that_another_form_still_uses_is_not_replaced(two):
    _row, old, _new = two
    assert replacing(old.pk).versions[0].file.document == old.pk
    FormTemplateFactory(versions=[(DAY, old)])
    assert replacing(old.pk) is None


@pytest.mark.parametrize(
    ("number", "name", "paper", "words"),
    [
        ("Mẫu số 01", "Giấy đề nghị", "Đơn", "Mẫu số 01: Giấy đề nghị, Thông tư 68/2025/TT-BTC"),
        ("Mẫu số 01", "Giấy đề nghị", "Giấy đề nghị", "Mẫu số 01, Thông tư 68/2025/TT-BTC"),
        ("", "Tờ khai", "Tờ khai", "Tờ khai, kèm Thông tư 68/2025/TT-BTC"),
    ],
)
def test_what_pages_call_it(number, name, paper, words):
    law = LegalResourceFactory(number="68/2025/TT-BTC", title="Thông tư về biểu mẫu")
    row = FormTemplateFactory(number=number, name=name, versions=[(DAY, document_of("mau.pdf"), law)])
    form = form_of(row.pk)
    assert form.words(form.in_force(DAY), paper) == words


def test_in_english_it_has_its_english_name(two):
    row, _old, _new = two
    row.name_en = "Application form"
    row.save()
    form = form_of(row.pk)
    with translation.override("en"):
        assert form.words(form.in_force(DAY)) == "Application form (Mẫu số 01)"


def test_amendments_of_the_circular_are_known_from_their_day_on(django_capture_on_commit_callbacks):
    law, acting = LegalResourceFactory(), LegalResourceFactory(number="99/2026/TT-BTC", title="Thông tư sửa đổi")
    LegalEffect.objects.create(acting=acting, target=law, effective_from=DAY)
    row = FormTemplateFactory(versions=[(date(2025, 7, 1), document_of("mau.pdf"), law)])
    circular = form_of(row.pk).in_force(DAY).circular
    assert [one.act for one in circular.amended_by(DAY)] == ["Thông tư 99/2026/TT-BTC"]
    assert circular.amended_by(DAY - timedelta(1)) == []


def test_the_stamp_is_another_one_when_a_version_comes_to_its_day(two, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: DAY - timedelta(1))
    before = stamp_today()
    monkeypatch.setattr(timezone, "localdate", lambda *_args: DAY)
    assert stamp_today() not in ("", before)


def test_two_of_one_name_are_told_apart_where_they_are_chosen():
    one, other = FormTemplateFactory(name="Tờ khai"), FormTemplateFactory(name="Tờ khai")
    assert {label for _key, label in choices()} == {f"Tờ khai (Mẫu số 01) [{row.slug}]" for row in (one, other)}


def test_what_nobody_can_have_stored_is_no_form():
    assert [form_of(key) for key in (None, "", "x", "٣", "9" * 30, "999999")] == [None] * 6
