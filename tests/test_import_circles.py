"""A planted circle, and an import inside a function without a reason, are found by `make lint`."""

import importlib.util

import pytest

from tests.places import ROOT

spec = importlib.util.spec_from_file_location("import_circles", ROOT / "scripts" / "import_circles.py")
import_circles = importlib.util.module_from_spec(spec)
spec.loader.exec_module(import_circles)


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Called: writes modules of a house of its own, by their paths; says what the script makes of it."""
    monkeypatch.setattr(import_circles, "ROOT", tmp_path)
    monkeypatch.setattr(import_circles, "SOURCES", (tmp_path / "site", tmp_path))

    def of(**files):
        for name, text in files.items():
            path = tmp_path / "search" / f"{name}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return import_circles.main()

    return of


def test_modules_that_know_each_other_one_way_are_fine(house):
    assert house(a="from . import b\n", b="from search import c\n", c="") == 0


def test_a_circle_is_named(house, capsys):
    assert house(a="from . import b\n", b="from search import c\n", c="from .a import x\n") == 1
    assert "circle: search.a -> search.b -> search.c" in capsys.readouterr().out


def test_an_import_inside_a_function_closes_a_circle_too(house):
    assert house(a="from . import b\n", b="def late():\n    from . import a  # only then\n    return a\n") == 1


def test_what_only_the_type_checker_sees_closes_none(house):
    assert house(a="from . import b\n", b="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from . import a\n") == 0


@pytest.mark.parametrize(("line", "status"), [("from . import b", 1), ("from . import b  # heavy", 0), ("# heavy\n    from . import b", 0)])
def test_an_import_inside_a_function_says_why(house, line, status):
    assert house(a=f"def late():\n    {line}\n    return b\n", b="") == status


def test_an_app_s_ready_needs_no_reason(house):
    assert house(apps="class Config:\n    def ready(self):\n        from . import b\n", b="") == 0
