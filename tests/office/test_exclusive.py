"""Work that a person starts is done by one at a time, in whichever process, and everybody else is told who does it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from office.clock import exclusive, leases
from office.clock.status import clock_state
from office.models import ScheduledJob

pytestmark = pytest.mark.django_db
WORK = "try"


def time_goes_by(seconds):
    """As if so many seconds had gone by for whoever holds it."""
    ScheduledJob.objects.filter(name=WORK).update(claimed_until=F("claimed_until") - timedelta(seconds=seconds))


@pytest.fixture
def impatient(monkeypatch):
    """Each call is a sign of life."""
    monkeypatch.setattr(exclusive, "RENEWED", 0)


def test_whoever_comes_second_is_told_who_and_since_when():
    before = timezone.now()
    with exclusive.held(WORK, "Nguyễn Thị Duyệt"):
        with pytest.raises(exclusive.Held) as told, exclusive.held(WORK, "Trần Văn Hai"):
            pytest.fail("two at once")
        assert told.value.holder == exclusive.holder_of(WORK)
        assert told.value.holder.who == "Nguyễn Thị Duyệt"
        assert before - timedelta(seconds=2) <= told.value.holder.since <= timezone.now() + timedelta(seconds=2)


def test_it_is_free_again_when_it_ends_however_it_ends():
    assert exclusive.holder_of(WORK) is None
    with pytest.raises(KeyError), exclusive.held(WORK, "Một"):
        raise KeyError
    assert exclusive.holder_of(WORK) is None
    with exclusive.held(WORK, "Hai"):
        assert exclusive.holder_of(WORK).who == "Hai"


def test_other_work_is_not_held_up():
    with exclusive.held(WORK, "Một"), exclusive.held("other", "Hai"):
        assert (exclusive.holder_of(WORK).who, exclusive.holder_of("other").who) == ("Một", "Hai")


def test_who_gives_no_sign_of_life_is_taken_for_dead(impatient):
    with exclusive.held(WORK, "Một") as renew:
        time_goes_by(exclusive.LEASE - 5)
        with pytest.raises(exclusive.Held), exclusive.held(WORK, "Hai"):
            pytest.fail("two at once")
        time_goes_by(6)
        with exclusive.held(WORK, "Hai"):
            with pytest.raises(exclusive.Lost):
                renew()
            assert exclusive.holder_of(WORK).who == "Hai"


def test_who_comes_back_from_the_dead_does_not_free_what_another_has():
    with exclusive.held(WORK, "Một"):
        time_goes_by(exclusive.LEASE + 1)
        other = exclusive.held(WORK, "Hai")
        other.__enter__()
    assert exclusive.holder_of(WORK).who == "Hai"
    other.__exit__(None, None, None)


def test_a_sign_of_life_keeps_it(impatient):
    with exclusive.held(WORK, "Một") as renew:
        for _minute in range(5):
            time_goes_by(60)
            renew()
        assert exclusive.holder_of(WORK).who == "Một"


def test_a_sign_of_life_is_not_written_at_each_call(django_assert_num_queries):
    with exclusive.held(WORK, "Một") as renew, django_assert_num_queries(0):
        for _record in range(1000):
            renew()


def test_it_is_no_job_of_the_clock():
    leases.add_rows()
    ScheduledJob.objects.update(last_run=None)
    with exclusive.held(WORK, "Một"):
        assert WORK not in {job.name for job in leases.due_jobs()}
        assert WORK not in {state.job.name for state in clock_state().jobs}
    assert clock_state().last_run is None
