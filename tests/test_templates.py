"""Templates are for people to read, too: short lines, and names that are there."""

import re

import pytest

from tests.places import ROOT

TEMPLATES = ROOT / "templates"
MAX_LENGTH = 160
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".xml", ".txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_line_is_longer_than_an_eye_follows(path):
    lines = path.read_text("utf-8").splitlines()
    assert not [f"line {n}: {len(line)}" for n, line in enumerate(lines, 1) if len(line) > MAX_LENGTH]


def named():
    """(file, template) of every ``{% include %}`` and ``{% extends %}`` of one of our own templates."""
    for path in FILES:
        for name in re.findall(r'{% (?:include|extends) "([^"]+)"', path.read_text("utf-8")):
            if not name.startswith("wagtail"):
                yield path.relative_to(TEMPLATES).as_posix(), name


def test_what_a_template_includes_is_there():
    pairs = list(named())
    assert len(pairs) > 40
    assert not [pair for pair in pairs if not (TEMPLATES / pair[1]).is_file()]
