"""What the gate tries once more: a few tests that wait for another process, alone, and nothing else."""

import json
import os
import subprocess
import sys

import pytest

from tests.places import ROOT

SLOW = "tests/browser/test_story.py::test_a_citizen_finds_the_papers_for_a_shop[with scripts]"


@pytest.fixture
def again(tmp_path):
    """Runs .ci/again after these tests failed, with a `make` that ends with ``outcome``; (its exit status, how `make` was called)."""
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$@" > called\nexit $OUTCOME\n', "utf-8")
    make.chmod(0o755)

    def run(failed, outcome=0):
        if failed is not None:
            note = tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed"
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(json.dumps(dict.fromkeys(failed, True)), "utf-8")
        env = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "OUTCOME": str(outcome)}
        status = subprocess.run([sys.executable, ROOT / ".ci" / "again"], cwd=tmp_path, env=env, capture_output=True, timeout=60).returncode
        called = tmp_path / "called"
        return status, called.read_text("utf-8").strip() if called.exists() else None

    return run


@pytest.mark.parametrize("outcome", [0, 2])
@pytest.mark.parametrize("name", [SLOW, "tests/servers/test_clock.py::test_pages_go_live"])
def test_a_test_that_waits_for_a_process_is_tried_alone_and_counts_as_it_ends_then(again, name, outcome):
    assert again([name], outcome) == (outcome, "test WORKERS=0 ARGS=--last-failed")


@pytest.mark.parametrize("name", [SLOW, "tests/browser/test_register.py::test_sound_html", f"{SLOW[:-1]} a@b]"])
def test_it_is_asked_for_by_the_name_it_has_alone(again, tmp_path, name):
    """Where several processes run them, the name of its group stands behind it."""
    again([f"{name}@register site"])
    assert json.loads((tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed").read_text("utf-8")) == {name: True}
    again([name])
    assert json.loads((tmp_path / ".pytest_cache" / "v" / "cache" / "lastfailed").read_text("utf-8")) == {name: True}


@pytest.mark.parametrize(
    "failed",
    [None, [], [SLOW, "tests/home/test_site.py::test_something"], [f"{SLOW}{n}" for n in range(4)]],
    ids=["the run did not end", "none failed", "one of another kind", "four"],
)
def test_all_else_is_not_tried_again(again, failed):
    assert again(failed) == (1, None)
