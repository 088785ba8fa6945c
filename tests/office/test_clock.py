"""The site's clock: a job is run by one process at a time, what it did is written down, and the desk says when it stands still."""

import logging
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from office.clock import jobs as registry
from office.clock import leases, running
from office.clock.jobs import Job, JobFailed, job_of
from office.clock.publishing import publish_and_expire
from office.clock.running import run_job
from office.clock.status import clock_state
from office.models import ScheduledJob
from procedures_pages.factories import ProcedureFactory
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def registered(monkeypatch):
    """Registers a job for this test alone, with its row."""
    monkeypatch.setattr(registry, "_jobs", dict(registry._jobs))
    monkeypatch.setattr(running, "_said", {})

    def register(run=lambda: "", **more):
        job = Job(**{"name": "try", "label": "Thử", "run": run, "every": 60, **more})
        registry.register(job)
        leases.add_rows()
        return job

    return register


def row(name="try"):
    return ScheduledJob.objects.get(name=name)


def moved(seconds, *fields):
    """As if so many seconds had gone by: the times of the row lie that much earlier."""
    ScheduledJob.objects.filter(name="try").update(**{field: F(field) - timedelta(seconds=seconds) for field in fields})


# --- Who runs a job ---


def test_a_new_job_is_due_at_once_and_taken_by_one(registered):
    job = registered()
    assert job in leases.due_jobs()
    assert leases.claim(job)
    assert leases.claim(job) is None
    assert leases.claim(job, whether_due_or_not=True) is None
    assert job not in leases.due_jobs()


def test_a_job_that_ran_is_due_again_after_its_period(registered):
    job = registered(every=60)
    run_job(job)
    assert run_job(job) is None
    moved(59, "due_at")
    assert job not in leases.due_jobs()
    moved(2, "due_at")
    assert run_job(job)


def test_who_died_in_the_middle_is_replaced_when_the_lease_ends(registered):
    job = registered(every=5, lease=30)
    lost = leases.claim(job)
    moved(29, "due_at", "claimed_until")
    assert leases.claim(job) is None
    moved(2, "due_at", "claimed_until")
    won = leases.claim(job)
    assert won
    # The first one was only slow: it writes nothing over the other's claim.
    leases.finish(job, lost, 31, "muộn", "")
    assert (row().claim, row().result, row().last_run) == (won, "", None)
    leases.finish(job, won, 1, "xong", "")
    assert (row().claim, row().claimed_until, row().result) == ("", None, "xong")


def test_who_gives_a_sign_of_life_keeps_the_job(registered):
    job = registered(every=5, lease=30)
    token = leases.claim(job)
    moved(29, "due_at", "claimed_until")
    leases.renew(job, token)
    moved(29, "due_at", "claimed_until")
    assert leases.claim(job) is None
    leases.renew(job, "another")
    moved(2, "due_at", "claimed_until")
    assert leases.claim(job)


def test_what_is_asked_for_while_it_runs_is_run_again(registered):
    job = registered(rest=49)
    token = leases.claim(job)
    leases.ask_for("try")
    leases.finish(job, token, 100, "", "")
    assert job in leases.due_jobs()


def test_a_long_job_rests_as_many_times_as_long(registered):
    job = registered(every=30, rest=49)
    leases.finish(job, leases.claim(job), 10, "", "")
    moved(480, "due_at")
    assert job not in leases.due_jobs()
    moved(11, "due_at")
    assert job in leases.due_jobs()


def test_a_job_of_every_machine_needs_no_lease(registered):
    ran = []
    job = registered(lambda: ran.append(1) or "", everywhere=True)
    run_job(job)
    run_job(job)
    assert len(ran) == 2
    assert not ScheduledJob.objects.filter(name="try").exists()


# --- How it went ---


def test_what_was_done_is_written_down(registered):
    run_job(registered(lambda: "3 trang lên"))
    assert (row().result, row().error, row().failing_since) == ("3 trang lên", "", None)
    assert row().last_run
    assert row().took >= 0


def test_a_failure_is_written_down_with_its_beginning_and_gone_with_the_next_success(registered, caplog):
    answers = iter([JobFailed("Không có mạng."), JobFailed("Không có mạng."), "xong"])

    def run():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    job = registered(run)
    run_job(job)
    first = row().failing_since
    assert (row().error, bool(first)) == ("Không có mạng.", True)
    run_job(job, whether_due_or_not=True)
    assert row().failing_since == first
    assert sum("Không có mạng" in record.getMessage() for record in caplog.records) == 1
    run_job(job, whether_due_or_not=True)
    assert (row().error, row().failing_since, row().result) == ("", None, "xong")


def test_an_error_nobody_foresaw_is_no_end_of_the_clock(registered, caplog):
    def run():
        raise ZeroDivisionError("chia cho không")

    with caplog.at_level(logging.ERROR):
        outcome = run_job(registered(run))
    assert outcome.error == "ZeroDivisionError: chia cho không"
    assert (row().error, row().claim) == (outcome.error, "")
    assert any(record.exc_info for record in caplog.records)


# --- Publishing at its hour ---


def planned(hour, **fields):
    page = ProcedureFactory(draft=True, go_live_at=hour, **fields)
    page.save_revision(approved_go_live_at=hour)
    return page


def is_live(page):
    return ProcedurePage.objects.get(pk=page.pk).live


def times_published(page):
    return PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count()


def test_what_is_due_goes_live_once_and_nothing_before_its_hour():
    due, later = planned(timezone.now() - HOUR), planned(timezone.now() + HOUR)
    assert publish_and_expire() == "1 trang lên"
    assert publish_and_expire() == ""
    assert (is_live(due), times_published(due)) == (True, 1)
    assert (is_live(later), times_published(later)) == (False, 0)


def test_what_has_expired_goes_down():
    page, staying = ProcedureFactory(expire_at=timezone.now() - HOUR), ProcedureFactory(expire_at=timezone.now() + HOUR)
    assert publish_and_expire() == "1 trang hết hạn"
    fresh = ProcedurePage.objects.get(pk=page.pk)
    assert (fresh.live, fresh.expired) == (False, True)
    assert is_live(staying)


def test_a_version_that_replaces_an_expired_one_leaves_no_gap():
    page = ProcedureFactory(expire_at=timezone.now() - HOUR)
    page.summary, page.go_live_at, page.expire_at = "Tóm tắt mới.", timezone.now() - HOUR, timezone.now() + HOUR
    page.save_revision(approved_go_live_at=page.go_live_at)
    assert publish_and_expire() == "1 trang lên"
    fresh = ProcedurePage.objects.get(pk=page.pk)
    assert (fresh.live, fresh.summary) == (True, "Tóm tắt mới.")


def test_a_page_whose_time_came_and_went_while_nothing_ran_does_not_stay():
    page = planned(timezone.now() - 2 * HOUR, expire_at=timezone.now() - HOUR)
    publish_and_expire()
    assert not is_live(page)
    assert publish_and_expire() == ""


def test_one_broken_version_stops_no_other():
    broken = planned(timezone.now() - 2 * HOUR, title="Bản hỏng")
    Revision.objects.filter(pk=broken.latest_revision_id).update(content={"pk": broken.pk, "title": 5})
    incomplete, fine = planned(timezone.now() - HOUR, summary="", title="Thiếu tóm tắt"), planned(timezone.now() - HOUR)
    with pytest.raises(JobFailed) as failed:
        publish_and_expire()
    assert is_live(fine)
    assert not is_live(broken)
    assert not is_live(incomplete)
    first, second = str(failed.value).splitlines()
    assert "Bản hỏng" in first
    assert second.startswith("“Thiếu tóm tắt”: Thiếu tóm tắt")


# --- Commands ---


def test_a_job_is_run_by_its_name(registered, capsys):
    registered(lambda: "xong")
    call_command("run_jobs", "try")
    call_command("run_jobs", "try")
    assert capsys.readouterr().out.splitlines() == ["try: xong", "try: xong"]


def test_once_runs_what_is_due_and_no_more(registered, capsys):
    registered(lambda: "xong")
    call_command("run_jobs", "--once")
    assert "try: xong" in capsys.readouterr().out
    call_command("run_jobs", "--once")
    assert "try" not in capsys.readouterr().out


def test_every_job_of_the_site_runs():
    call_command("run_jobs", "--once")
    state = clock_state()
    assert {job.job.name for job in state.jobs} == {
        "publish",
        "clear-sessions",
        "forget-reports",
        "send-mail",
        "weekly-mail",
        "search-index",
        "forget-queries",
        "record-places",
        "case-codes",
        "expert-checks",
        "collect-links",
        "check-links",
    }
    assert all(job.last_run and not job.error for job in state.jobs)


def test_a_failed_job_fails_the_command(registered):
    def run():
        raise JobFailed("Không có mạng.")

    registered(run)
    with pytest.raises(CommandError, match=r"try: Không có mạng\."):
        call_command("run_jobs", "try")


def test_an_unknown_name_is_told_the_known_ones():
    with pytest.raises(CommandError, match="publish"):
        call_command("run_jobs", "dang-trang")


# --- Whether it runs ---


def ran(minutes_ago):
    leases.add_rows()
    run_job(job_of("publish"), whether_due_or_not=True)
    ScheduledJob.objects.update(
        last_run=F("last_run") - timedelta(minutes=minutes_ago), due_at=F("due_at") - timedelta(minutes=minutes_ago)
    )


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (4, False), (6, True)])
def test_readyz_says_whether_the_clock_is_late(client, minutes, late):
    ran(minutes)
    answer = client.get("/readyz")
    clock = answer.json()["clock"]
    assert (answer.status_code, clock["late"]) == (200, late)
    assert clock["last_run"] == ScheduledJob.objects.get(name="publish").last_run.isoformat()


def test_readyz_says_that_the_clock_never_ran(client):
    assert client.get("/readyz").json()["clock"] == {"last_run": None, "late": True}


@pytest.fixture
def home(enter):
    def shown(username):
        return enter(username).get(reverse("wagtailadmin_home")).content.decode()

    return shown


def test_the_desk_says_that_the_clock_never_ran(home):
    assert "chưa chạy lần nào" in home("duyet")


def test_the_desk_says_since_when_the_clock_stands_still_and_what_waits(home):
    waiting, staying = planned(timezone.now() - HOUR, title="Trang đang chờ"), ProcedureFactory(title="Trang quá hạn")
    ran(6)
    planned(timezone.now() - HOUR, title="Trang chờ nữa")
    ProcedurePage.objects.filter(pk=staying.pk).update(expire_at=timezone.now() - HOUR)
    html = home("duyet")
    assert "Đồng hồ của trang đã dừng" in html
    assert "Trang chờ nữa" in html
    assert "Trang quá hạn" in html
    assert is_live(waiting)


def test_the_desk_says_what_failed(home, registered):
    def run():
        raise JobFailed("Không có mạng.")

    ran(0)
    run_job(registered(run))
    html = home("duyet")
    assert "đã dừng" not in html
    assert "Thử" in html
    assert "Không có mạng." in html


def test_a_clock_that_runs_takes_one_quiet_line(home):
    ran(0)
    html = home("duyet")
    assert "đều ổn" in html
    assert "help-critical" not in html


@pytest.mark.parametrize("username", ["bien-tap", "quay"])
def test_who_cannot_publish_is_not_bothered(home, username):
    assert "Đồng hồ" not in home(username)
