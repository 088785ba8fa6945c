"""The clock with real serving processes: pages go live at their hour, once each, whichever process does it and whichever dies."""

import json
import os
import shutil
import signal
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import suppress

import psycopg
import pytest

from .site import environment, let_lease_pass, manage, served, shell

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
PAGES = 120
# Written first, approved last and all at once: then their hour is still to come, however slow the machine is.
PLAN = f"""
from datetime import timedelta
from django.utils import timezone
from home.models import HomePage, StandardPage
from wagtail.models import Revision
home = HomePage.objects.get(locale__language_code="vi")
planned = []
for n in range({PAGES}):
    page = StandardPage(title=f"Trang hẹn giờ {{n}}", slug=f"hen-gio-{{n}}", go_live_at=timezone.now(), live=False)
    planned.append(home.add_child(instance=page).save_revision().pk)
hour = timezone.now() + timedelta(seconds=8)
expiring = StandardPage.objects.get(slug="ve-cam-nang", locale__language_code="vi")
expiring.expire_at = hour
expiring.save_revision().publish()
Revision.objects.filter(pk__in=planned).update(approved_go_live_at=hour)
print(hour.timestamp())
"""
STATE = """
import json
from office.models import ScheduledJob
from wagtail.models import PageLogEntry, Page, Revision
planned = Page.objects.filter(slug__startswith="hen-gio-")
print(json.dumps({
    "live": planned.filter(live=True).count(),
    "published": list(PageLogEntry.objects.filter(action="wagtail.publish.scheduled").values_list("page_id", flat=True)),
    "expired": PageLogEntry.objects.filter(action="wagtail.unpublish.scheduled").count(),
    "revisions": Revision.objects.filter(object_id__in=[str(pk) for pk in planned.values_list("pk", flat=True)]).count(),
    "error": ScheduledJob.objects.get(name="publish").error,
}))
"""


# Two clocks look each half second; the job takes four leases.
LONG = """
import time
from office.clock import jobs, scheduler
began = []
def work():
    began.append(1)
    time.sleep(8)
    return "xong"
jobs._jobs.clear()
jobs.register(jobs.Job("long", "Việc dài", work, every=1, lease=2))
clocks = [scheduler.Rounds(), scheduler.Rounds()]
end = time.monotonic() + 7
while time.monotonic() < end:
    for clock in clocks:
        clock.start_due()
    time.sleep(0.5)
print(len(began))
"""


def status(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture(params=["sqlite", "postgres"])
def env(request, sample, tmp_path):
    """A site with the sample, on a database of its own."""
    data = shutil.copytree(sample, tmp_path / "data")
    if request.param == "sqlite":
        yield environment(data)
        return
    with request.getfixturevalue("sample_on_postgres")() as database:
        yield environment(data, DATABASE_URL=database)


def claims(env):
    """Asks the database itself, quickly, who runs the job "publish"; and how many pages it has published."""
    sql = (
        "SELECT claim, (SELECT COUNT(*) FROM wagtailcore_pagelogentry WHERE action = 'wagtail.publish.scheduled')"
        " FROM office_scheduledjob WHERE name = 'publish'"
    )
    if env["DATABASE_URL"].startswith("postgres"):
        with psycopg.connect(env["DATABASE_URL"]) as connection:
            return connection.execute(sql).fetchone()
    import sqlite3

    connection = sqlite3.connect(env["DATABASE_URL"].removeprefix("sqlite:///"), timeout=20)
    try:
        return connection.execute(sql).fetchone()
    finally:
        connection.close()


def test_pages_go_live_once_though_two_processes_run_and_the_one_at_work_is_killed(env):
    with served(env) as first, served(env) as second:
        hour = float(shell(env, PLAN).strip().splitlines()[-1])
        assert status(f"{first}/hen-gio-0/") == 404
        assert time.time() < hour
        end = hour + 60
        killed = 0
        while not killed:
            assert time.time() < end
            claim, published = claims(env)
            if claim and 3 <= published < PAGES - 20:
                killed = int(claim.split(":")[-2])
                os.kill(killed, signal.SIGKILL)
            else:
                # Asked without a rest, it takes from those at work a processor of their own.
                time.sleep(0.02)
        claim, published = claims(env)
        assert (int(claim.split(":")[-2]), published < PAGES) == (killed, True)
        # The lease of the dead one ends after half a minute; the other one goes on where it stopped.
        let_lease_pass(env, "publish", 31)
        # To ask the site itself takes a process of two seconds: not before the database says that all are published.
        while claims(env)[1] < PAGES and time.time() < end + 60:
            time.sleep(0.2)
        state = {"live": 0}
        while state["live"] < PAGES and time.time() < end + 60:
            state = json.loads(shell(env, STATE))
        assert state["live"] == PAGES
        assert set(Counter(state["published"]).values()) == {1}
        assert len(state["published"]) == PAGES
        assert state["revisions"] == PAGES
        assert (state["expired"], state["error"]) == (1, "")
        alive = []
        for url in (first, second):
            with suppress(OSError):
                alive.append((status(f"{url}/hen-gio-{PAGES - 1}/"), status(f"{url}/ve-cam-nang/")))
        assert (200, 404) in alive


def test_without_a_clock_nothing_goes_live_and_the_site_says_so(sample, tmp_path):
    env = environment(shutil.copytree(sample, tmp_path / "data"), CLOCK="false")
    with served(env) as url:
        shell(env, PLAN.replace("seconds=8", "seconds=1"))
        time.sleep(8)
        assert status(f"{url}/hen-gio-0/") == 404
        with urllib.request.urlopen(f"{url}/readyz", timeout=10) as answer:
            assert json.load(answer)["clock"] == {"last_run": None, "late": True}
        manage(env, "run_jobs", "--once")
        assert status(f"{url}/hen-gio-0/") == 200
        with urllib.request.urlopen(f"{url}/readyz", timeout=10) as answer:
            assert json.load(answer)["clock"]["late"] is False


def test_a_job_longer_than_its_lease_is_not_begun_again_while_its_process_lives(sample, tmp_path):
    env = environment(shutil.copytree(sample, tmp_path / "data"))
    assert shell(env, LONG).split() == ["1"]
