"""The PDF engine beside the worker: bounded in time, place and pages, and reading nothing but our own files."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from procedures_pages.paper.renderer import MAX_WAITING, Engine, EngineError, folder
from procedures_pages.paper.weasyprint_worker import MAX_PAGES, PREFIX, OwnFiles
from tests.servers.site import environment as environment_of

HANGS = [sys.executable, "-c", "import time; time.sleep(60)"]
DIES = [sys.executable, "-c", "import sys; sys.stdin.buffer.read(8)"]
PAGE = (
    '<!doctype html><html lang="vi"><head><title>Thử</title><meta name="style" content="print.css"></head><body><h1>Thử</h1></body></html>'
)


@pytest.fixture
def engine():
    made = Engine()
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

    waiting = [threading.Thread(target=ask) for _n in range(MAX_WAITING)]
    for thread in waiting:
        thread.start()
    while engine._places._value:
        pass
    with pytest.raises(EngineError, match="busy"):
        engine.set(PAGE)
    assert not refused, "those that wait must still be waiting"
    engine.seconds = 0.1
    while any(thread.is_alive() for thread in waiting):
        if engine._process:
            engine._process.kill()


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
