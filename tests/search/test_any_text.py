"""Each code point of Unicode, 20 times and 300 times, and mixtures of all, through everything that text goes through.

In processes that may die of it: what they were at is then cut in halves until what kills them is found.
"""

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers.site import PROJECT, environment

# Together, each in a process of its own: what takes longest begins first.
TOGETHER = [["pdf"], ["answer", "record", "code"], ["query", "letters", "title", "titles", "meaning"]]
# What is tried is tried once, by one of the processes that run the tests.
together = pytest.mark.xdist_group("any text")
FUZZING = [sys.executable, "-X", "faulthandler", "-m", "tests.search.fuzzing"]
SECONDS = 600  # for all; they take some fifty on two cores


@pytest.fixture(scope="module")
def env(sample, tmp_path_factory):
    """Of a site of its own, with what is published in the sample."""
    return lambda: environment(shutil.copytree(sample, tmp_path_factory.mktemp("fuzz") / "data"))


def run(command, env, note, names=()):
    """The failures that a process told, and what it was at when it died, if it did."""
    done = subprocess.run([*command, str(note), *names], cwd=PROJECT, env=env, capture_output=True, text=True, timeout=SECONDS)
    failures = [json.loads(line) for line in done.stdout.splitlines() if line.startswith('{"task"')]
    died = {**json.loads(note.read_text()), "error": f"{done.returncode}: {done.stderr[-1500:]}"} if done.returncode else None
    return failures, died


def narrowed(command, env, note, died):
    """What a process died of, cut in halves as long as one of them kills it, too."""
    parts = died["parts"]
    for half in (parts[: len(parts) // 2], parts[len(parts) // 2 :]) if len(parts) > 1 else ():
        note.write_text(json.dumps({"task": died["task"], "parts": half}))
        if (again := run(command, env, note)[1]) is not None:
            return narrowed(command, env, note, again)
    return died


@pytest.fixture(scope="module")
def failures(env, tmp_path_factory):
    notes = tmp_path_factory.mktemp("notes")

    def of(names):
        where, note = env(), notes / names[0]
        failed, died = run(FUZZING, where, note, names)
        return failed + ([narrowed(FUZZING, where, note, died)] if died else [])

    with ThreadPoolExecutor(len(TOGETHER)) as pool:
        return [one for failed in pool.map(of, TOGETHER) for one in failed]


@together
@pytest.mark.parametrize("task", [name for names in TOGETHER for name in names])
def test_any_text(failures, task):
    wrong = [one for one in failures if one["task"] == task]
    shown = [([" ".join(f"U+{ord(c):04X}" for c in part[:8]) for part in one["parts"][:5]], one["error"][-600:]) for one in wrong[:5]]
    assert not wrong, f"{len(wrong)}: {json.dumps(shown, ensure_ascii=True, indent=1)}"


@pytest.mark.servers
@pytest.mark.xdist_group("servers")
def test_any_title_is_written_on_postgresql(sample_on_postgres, tmp_path):
    """It has limits that SQLite has not: the size of columns and of words, and signs that no text may hold."""
    with sample_on_postgres() as database:
        env = environment(tmp_path, DATABASE_URL=database, SEARCH_MEANING="false")
        failures, died = run(FUZZING, env, tmp_path / "note", ["title", "titles"])
    assert (failures, died) == ([], None)


DEADLY = """
import ctypes, pathlib, sys
from tests.search import fuzzing
def dies(parts):
    "\\ufdfa" in "".join(parts) and ctypes.string_at(0)
fuzzing.TASKS = {"dies": (dies, lambda: [["a"], ["b", "c", "\\ufdfa", "d"], ["e"]])}
fuzzing.main(pathlib.Path(sys.argv[1]), sys.argv[2:])
"""


@together
def test_a_text_that_kills_is_found(env, tmp_path):
    """The test itself: of what a process dies, as short as it can be."""
    command, where = [sys.executable, "-c", DEADLY], env()
    failures, died = run(command, where, tmp_path / "note", ["dies"])
    assert not failures
    assert died["parts"] == ["b", "c", "\ufdfa", "d"]
    assert narrowed(command, where, tmp_path / "note", died)["parts"] == ["\ufdfa"]
