"""The PDF engine beside the worker: bounded in time, place and pages, and reading nothing but our own files."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from config.settings import base
from procedures_pages.paper.renderer import MAX_PLACES, EngineBusy, EngineError, PdfEngine, folder
from procedures_pages.paper.weasyprint_worker import MAX_PAGES, PREFIX, OwnFiles
from tests.servers.site import environment as environment_of

HANGS = [sys.executable, "-c", "import time; time.sleep(60)"]
# Sets each page so slowly, in seconds.
SLOW = """
import sys, time
from procedures_pages.paper.frame import LENGTH
while head := sys.stdin.buffer.read(LENGTH.size):
    page = sys.stdin.buffer.read(LENGTH.unpack(head)[0])
    time.sleep({seconds})
    sys.stdout.buffer.write(b"k" + LENGTH.pack(len(page)) + page)
    sys.stdout.buffer.flush()
"""
DIES = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(8)"]
PAGE = (
    '<!doctype html><html lang="vi"><head><title>Thử</title><meta name="style" content="print.css"></head><body><h1>Thử</h1></body></html>'
)


@pytest.fixture
def engine():
    made = PdfEngine(seconds=base.PDF_SECONDS)
    yield made
    made.stop()


def test_a_page_becomes_a_pdf(engine):
    assert engine.set(PAGE).startswith(b"%PDF-")


def test_the_process_knows_no_passwords_and_no_worker_loads_the_engine(engine, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "bi-mat")
    monkeypatch.setenv("DATABASE_URL", "postgres://site:bi-mat@nowhere/")
    assert engine.set(PAGE).startswith(b"%PDF-")
    environment = Path(f"/proc/{engine._process.pid}/environ")
    assert not environment.exists() or b"bi-mat" not in environment.read_bytes()
    worker = "import django, sys; django.setup(); import config.urls; print('weasyprint' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", worker], capture_output=True, text=True, env=environment_of(Path()), check=True)
    assert said.stdout == "False\n"


def test_one_process_sets_page_after_page(engine):
    engine.set(PAGE)
    process = engine._process
    engine.set(PAGE)
    assert engine._process is process


@pytest.mark.parametrize("command", [HANGS, DIES])
def test_an_engine_that_hangs_or_dies_is_given_up_and_the_next_page_is_set(engine, command):
    engine.command, engine.seconds = command, 0.3
    with pytest.raises(EngineError):
        engine.set(PAGE)
    engine.command, engine.seconds = None, 30
    assert engine.set(PAGE).startswith(b"%PDF-")


def test_no_more_than_a_few_wait(engine):
    engine.command, engine.seconds = HANGS, 5
    refused: list[str] = []

    def ask():
        try:
            engine.set(PAGE)
        except EngineError as error:
            refused.append(str(error))

    waiting = [threading.Thread(target=ask) for _n in range(MAX_PLACES)]
    for thread in waiting:
        thread.start()
    while engine._places._value:
        pass
    with pytest.raises(EngineError, match="no place"):
        engine.set(PAGE)
    assert not refused, "those that wait must still be waiting"
    engine.seconds = 0.1
    while any(thread.is_alive() for thread in waiting):
        if engine._process:
            engine._process.kill()


def slow(seconds):
    return [sys.executable, "-c", SLOW.format(seconds=seconds)]


def test_three_at_once_are_all_set(engine):
    """Each gets its own page, though two of them have to wait."""
    engine.command = slow(0.3)
    with ThreadPoolExecutor(MAX_PLACES) as at_once:
        assert list(at_once.map(engine.set, ["một", "hai", "ba"])) == ["một".encode(), b"hai", b"ba"]
    assert MAX_PLACES == 3


def test_waiting_and_setting_take_no_longer_than_one_page_may(engine):
    """The first hangs; those that wait for it are told that others were in their way, no later than they would have been alone."""
    engine.command, engine.seconds = HANGS, 1.0

    def ask(_n):
        asked = time.monotonic()
        with pytest.raises(EngineError) as refused:
            engine.set(PAGE)
        return type(refused.value), time.monotonic() - asked

    with ThreadPoolExecutor(MAX_PLACES) as at_once:
        answers = list(at_once.map(ask, range(MAX_PLACES)))
    assert sorted(kind is EngineBusy for kind, _seconds in answers) == [False, True, True]
    # A busy machine may be slow to wake a thread, but does not double the wait.
    assert max(seconds for _kind, seconds in answers) < 2 * engine.seconds
    assert base.PDF_SECONDS <= 10


def test_a_page_that_had_to_wait_is_not_to_blame_for_being_late(engine):
    engine.command, engine.seconds = slow(1.2), 2.0
    with ThreadPoolExecutor(2) as at_once:
        first = at_once.submit(engine.set, "một")
        time.sleep(0.3)
        second = at_once.submit(engine.set, "hai")
        assert first.result() == "một".encode()
        assert isinstance(second.exception(), EngineBusy)
    assert engine.set("ba") == b"ba"


def test_more_than_a_thousand_open_files_are_no_obstacle(engine):
    """``select`` knows no descriptor above 1023."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1300:
        pytest.skip(f"this machine lets a process open {hard} files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1300), hard))
    try:
        with ExitStack() as stack:
            last = 0
            while last < 1100:
                last = os.open(os.devnull, os.O_RDONLY)
                stack.callback(os.close, last)
            assert engine.set(PAGE).startswith(b"%PDF-")
            assert engine._process.stdout.fileno() > 1023
            engine.stop()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_process_that_cannot_be_started_is_no_fault_of_the_site(engine):
    engine.command = ["/khong/co"]
    with pytest.raises(EngineError):
        engine.set(PAGE)
    engine.command = None
    assert engine.set(PAGE).startswith(b"%PDF-")


def test_too_many_pages_are_refused_and_the_next_page_is_set(engine):
    many = PAGE.replace("</body>", '<p style="break-after: page">x</p>' * (MAX_PAGES + 1) + "</body>")
    with pytest.raises(EngineError, match="pages"):
        engine.set(many)
    assert engine.set(PAGE).startswith(b"%PDF-")


def test_text_that_is_no_text_is_no_harm(engine):
    assert engine.set(PAGE.replace("<h1>Thử", "<h1>\ud800 \x00 &#0;")).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "http://127.0.0.1/", PREFIX + "../site/site.css", PREFIX + "x/print.css", PREFIX + "print.py", "print.css"],
)
def test_the_engine_reads_no_other_file(url):
    with pytest.raises(ValueError, match="not one of our files"):
        OwnFiles(folder()).fetch(url)


def test_the_engine_reads_our_style_sheets():
    assert b"@page" in OwnFiles(folder()).fetch(PREFIX + "print.css").read()
