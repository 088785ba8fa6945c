"""Every test sees the sample: procedures, guides, offices, users. Made once for all processes, copied into each one's memory."""

from __future__ import annotations

import gc
import os
import sqlite3
import sys

import pytest
from _pytest import runner
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings

from home.page_cache import middleware as page_cache
from procedures_pages.publishing import requirements
from search import process_state
from tests.servers.site import sample_data

# Many tests start the site in a process of its own. Where nothing may be written beside the code, each would compile all of it anew: a
# fifth of its start.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Nothing timed is asserted: a busy machine is no failure.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

# What one process of tests does alone, the longest first.
ALONE = ("servers", "any text", "processes", "paper")
# What a test asks for that needs the sample, which on a new machine takes its first process minutes to load.
OF_THE_SITE = frozenset(("chromium", "client", "db", "django_db_setup", "enter", "sample", "transactional_db"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """In any order otherwise; but what takes one process longest is begun at once, or all others wait for it at the end. It loads the
    sample; meanwhile the others do what needs none of it."""

    turns = {name: number for number, name in enumerate(ALONE)}

    def turn(item):
        group = item.get_closest_marker("xdist_group")
        if group:
            return 2 * turns.get(group.args[0], len(ALONE))
        needs_site = item.get_closest_marker("django_db") or item.get_closest_marker("servers") or OF_THE_SITE & set(item.fixturenames)
        return 2 * len(ALONE) + 1 if needs_site else 1

    items.sort(key=turn)


def _with_room(run, *arguments):
    return run(*arguments)


# CPython maps a new piece of 16 KiB whenever a call goes past the end of the one that its frames stand in, and gives it back on
# return. A loop just before that end, as one of Django's was below pytest's many frames, does so in each call: a fifth of the time of
# tests that ask for pages was spent in the kernel. A frame so large that it needs a piece of 1 MiB leaves half of it to all that it calls.
_with_room.__code__ = _with_room.__code__.replace(co_stacksize=1 << 16)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish():
    """What is loaded by now stays until the end: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # as in a server (config/wsgi.py)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    return _with_room(runner.pytest_runtest_protocol, item, nextitem)


@pytest.fixture(scope="session")
def sample():
    """The data folder with the sample loaded. Copy it, never change it."""
    return sample_data()


@pytest.fixture(scope="session")
def django_db_setup(sample, django_test_environment, django_db_blocker):
    with django_db_blocker.unblock():
        connection.ensure_connection()
        source = sqlite3.connect(sample / "db.sqlite3")
        source.backup(connection.connection)
        source.close()
        yield
        connection.close()


@pytest.fixture(autouse=True)
def _nothing_left_over():
    """What one test put into the cache and the search index, and the language it spoke, is not there in the next."""
    cache.clear()
    page_cache.STORE.clear()
    translation.activate("vi")
    yield
    cache.clear()
    page_cache.STORE.clear()
    # A change that was rolled back left its number behind, which the next test's change may have, too.
    process_state.renew()


@pytest.fixture
def enter(client):
    """Logs in as one of the sample's users."""

    def entered(username):
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return entered


@pytest.fixture
def apart_from_truth(monkeypatch):
    """Records made up for one rule differ from a page in all else: that is another rule's matter (desk/test_truth.py)."""
    others = [rule for rule in requirements.RULES if rule.__name__ != "says_what_its_record_says"]
    monkeypatch.setattr(requirements, "RULES", others)
