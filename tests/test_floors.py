"""No package is pinned below the version that an advisory calls safe."""

import importlib.util

import pytest

from tests.places import ROOT

spec = importlib.util.spec_from_file_location("check_pins", ROOT / "scripts" / "check_pins.py")
check_pins = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_pins)
FLOOR = '[[floor]]\npackage = "{}"\nversion = "{}"\nadvisory = "CVE-1"\nwhy = "falls over"\n'


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Called with a package and a floor, says what the check tells of it beside a pin of Django 5.2.9."""
    monkeypatch.setattr(check_pins, "ROOT", tmp_path)
    (tmp_path / "requirements.txt").write_text("django[x]==5.2.9 ; python_version > '3' \\\n    --hash=sha256:0\n")
    (tmp_path / "requirements-dev.txt").write_text("")

    def of(package, version):
        (tmp_path / "requirements-floors.toml").write_text(FLOOR.format(package, version))
        return check_pins.below_floors()

    return of


def test_nothing_is_below_its_floor():
    assert check_pins.below_floors() == []


def test_a_pin_below_its_floor_is_told_with_the_advisory(told):
    assert told("django", "5.2.10") == ["django 5.2.9 falls over (CVE-1): 5.2.10 at least; run make lock"]


@pytest.mark.parametrize("version", ["5.2.9", "5.2.8", "5.2"])
def test_a_pin_at_its_floor_or_above_is_right(told, version):
    assert told("django", version) == []


def test_a_floor_of_a_package_that_is_gone_is_told(told):
    assert told("flask", "1") == ["requirements-floors.toml: flask is not pinned any more"]
