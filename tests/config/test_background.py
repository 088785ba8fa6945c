"""What a serving process runs beside its requests: all of it by default, what the setting names else, and nothing in a command."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import background
from procedures_pages.facts import stamp
from tests.servers.site import PROJECT, environment

# Names of the threads that a program starts in a new process (that of the model ends when the model is there), and whether the process
# that sets PDFs lives.
NOTE = """
import threading
started, start = {"MainThread"}, threading.Thread.start
def noted(thread):
    started.add(thread.name)
    start(thread)
threading.Thread.start = noted
"""
SAY = """
import time
from procedures_pages.paper import renderer
time.sleep(0.3)
names = sorted(name for name in started if not name.startswith("clock-"))
print("SAID", ",".join(names), renderer._engine._process is not None)
"""
ALL = ["MainThread", "clock", "search-model", "search-watch"]


@pytest.fixture
def started(sample, tmp_path):
    data = shutil.copytree(sample, tmp_path / "data")

    def run(program, **more):
        command = [sys.executable, "-c", NOTE + program + SAY]
        done = subprocess.run(command, cwd=PROJECT, env=environment(data, **more), capture_output=True, text=True, timeout=120)
        assert "SAID" in done.stdout, done.stderr[-2000:]
        threads, pdf = done.stdout.split("SAID ")[1].split()
        return threads.split(","), pdf == "True"

    return run


@pytest.mark.parametrize("again", ["", "\nfrom config import background\nbackground.start()\nbackground.start()\n"], ids=["once", "again"])
def test_a_serving_process_starts_all_of_it_once(started, again):
    threads, pdf = started("import config.wsgi" + again)
    assert (threads, pdf) == (ALL, True)


@pytest.mark.parametrize(
    ("names", "threads", "pdf"),
    [
        ("", ["MainThread"], False),
        ("pdf", ["MainThread"], True),
        ("search", ["MainThread", "search-watch"], False),
        ("clock,meaning", ["MainThread", "clock", "search-model"], False),
    ],
)
def test_only_what_the_setting_names_is_started(started, names, threads, pdf):
    assert started("import config.wsgi", BACKGROUND=names) == (threads, pdf)


def test_the_clock_and_the_model_have_switches_of_their_own(started):
    assert started("import config.wsgi", CLOCK="false", SEARCH_MEANING="false")[0] == ["MainThread", "search-watch"]


@pytest.mark.parametrize("command", ["call_command('check')", "call_command('check', deploy=True)", "import config.urls"])
def test_no_command_starts_any(started, command):
    program = f"import django; django.setup()\nfrom django.core.management import call_command\n{command}\n"
    assert started(program) == (["MainThread"], False)


@pytest.mark.django_db
def test_what_a_killed_process_has_not_told_is_told_at_the_next_start(settings):
    settings.BACKGROUND = ["facts"]
    before = stamp.stamp()
    background.start()
    assert stamp.stamp() != before


def test_a_name_that_nobody_knows_is_no_silent_nothing(settings):
    settings.BACKGROUND = ["clock", "watch"]
    with pytest.raises(ImproperlyConfigured, match="watch; known are facts, search, clock, pdf, meaning"):
        background.start()
