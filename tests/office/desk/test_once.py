"""Within one request of the desk nothing is asked twice; what is written, or what must be known as it is by now, is asked anew."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from office.desk.once import asking_once, row_of, rows, stored
from office.models import LegalResource, ThematicArea
from procedures_pages.models import ProcedurePage
from procedures_pages.queries import row_of_readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return ProcedurePage.objects.filter(locale__language_code="vi", live=True).first()


@pytest.fixture
def area():
    return ThematicArea.objects.first()


def count(ask):
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


def test_outside_of_a_request_everybody_asks(page, area):
    assert [count(lambda: stored(page)), count(lambda: stored(page))] == [1, 1]
    assert [count(lambda: rows(ThematicArea, [area.pk])) for _n in range(2)] == [1, 1]


def test_what_watches_a_connection_that_is_made_meanwhile_goes_on_watching():
    """As the stamp of readers' pages does: a thread whose first request is one of the desk would publish unheard."""
    before = [*connection.execute_wrappers]

    def watching(execute, *statement):
        return execute(*statement)

    try:
        with asking_once():
            connection.execute_wrappers.append(watching)
        assert connection.execute_wrappers == [*before, watching]
    finally:
        connection.execute_wrappers[:] = before


def test_within_one_what_was_read_is_known(page, area):
    with asking_once():
        assert [count(lambda: stored(page)), count(lambda: row_of_readers(page))] == [1, 0]
        assert [count(lambda: rows(ThematicArea, [area.pk])) for _n in range(2)] == [1, 0]
        # Also that a row is not there; the others of its table are asked for alone.
        assert rows(ThematicArea, [area.pk, 10**6]) == {area.pk: area}
        assert count(lambda: rows(ThematicArea, [10**6, area.pk])) == 0
    assert count(lambda: stored(page)) == 1


def test_what_is_written_is_asked_anew(page, area):
    with asking_once():
        stored(page), rows(ThematicArea, [area.pk])
        ProcedurePage.objects.filter(pk=page.pk).update(summary="Một câu khác.")  # no signal tells of it
        assert stored(page).summary == "Một câu khác."
        assert count(lambda: rows(ThematicArea, [area.pk])) == 0
        type(page).objects.filter(pk=page.pk).update(live=False)  # a column of the table above
        assert row_of_readers(page) is None
        law = LegalResource.objects.create(number="1/2026/QH16", title="Luật khác")
        assert rows(LegalResource, [law.pk]) == {law.pk: law}
        LegalResource.objects.filter(pk=law.pk).delete()
        assert rows(LegalResource, [law.pk]) == {}


def test_what_was_taken_back_is_asked_anew(page):
    with asking_once():
        with transaction.atomic():
            ProcedurePage.objects.filter(pk=page.pk).update(summary="Một câu khác.")
            assert stored(page).summary == "Một câu khác."
            transaction.set_rollback(True)
        assert stored(page).summary == page.summary


@pytest.mark.parametrize("is_kept", [True, False])
def test_what_was_read_in_a_transaction_is_known_after_it_where_that_was_kept(
    page, area, monkeypatch, django_capture_on_commit_callbacks, is_kept
):
    with asking_once():
        with django_capture_on_commit_callbacks(execute=is_kept):
            ProcedurePage.objects.filter(pk=page.pk).update(summary="Một câu khác.")
            stored(page)
        monkeypatch.setattr(connection, "in_atomic_block", False)
        assert count(lambda: stored(page)) == (0 if is_kept else 1)


def test_who_must_know_it_as_it_is_by_now_asks_anew(page):
    with asking_once():
        stored(page)
        assert count(lambda: row_of(ProcedurePage, page.pk, anew=True)) == 1
