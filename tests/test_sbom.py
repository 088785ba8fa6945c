"""The list of everything that others have made is whole, says who renews each part, and is made anew with each image."""

import importlib.util
import json

import pytest

from tests.places import ROOT

spec = importlib.util.spec_from_file_location("sbom", ROOT / "scripts" / "sbom.py")
sbom = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sbom)


@pytest.fixture(scope="module")
def components():
    made = sbom.document()
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    assert json.loads(json.dumps(made)) == made
    return made["components"]


@pytest.fixture(scope="module")
def packages(components):
    return {part["name"]: part for part in components if part.get("purl", "").startswith("pkg:pypi/")}


def owner(part):
    return {one["value"] for one in part["properties"] if one["name"] == sbom.OWNER}


def test_every_pinned_package_is_in_it_with_its_hashes_and_its_licence(packages):
    pins = {pin.name: pin for pin in sbom.pins() if not pin.marker}
    assert pins.keys() <= packages.keys()
    assert len(pins) > 70
    for name, pin in pins.items():
        part = packages[name]
        assert part["version"] == pin.version
        assert part["purl"].endswith(f"@{pin.version}")
        assert [one["content"] for one in part["externalReferences"][0]["hashes"]] == pin.hashes
        assert pin.hashes
        assert part["licenses"], name


def test_native_libraries_are_in_it_with_the_package_that_renews_them(packages):
    inside = {part["name"]: part for name in ("psycopg-binary", "pillow", "numpy") for part in packages[name]["components"]}
    assert {"libpq", "libssl", "libwebp", "libharfbuzz"} <= inside.keys()
    assert any("openblas" in name for name in inside)
    assert owner(inside["libpq"]) == {"psycopg-binary"}
    assert not {"psycopg_binary", "pillow"} & inside.keys()
    # What is built into a package in another language is named by the package's own list.
    assert "hyper" in {part["name"] for part in packages["granian"]["components"]}


def test_packages_of_the_system_are_in_it_where_it_is_debians(components):
    for part in components:
        if part.get("purl", "").startswith("pkg:deb/"):
            assert all(one.startswith("Debian, ") for one in owner(part))


def test_it_has_the_form_of_cyclonedx(components):
    """What its schema (bom-1.6.schema.json) asks of what is in here."""

    def walk(parts):
        for part in parts:
            yield part
            yield from walk(part.get("components", []))

    parts = [*walk(components)]
    assert len(parts) > 200
    assert {part["type"] for part in parts} <= {"library", "platform", "data", "file", "application", "framework"}
    for part in parts:
        assert part["name"]
        assert all(len(one["content"]) == 64 for one in part.get("hashes", []))
        choices = [set(one) for one in part.get("licenses", [])]
        assert choices == [{"expression"}] or all(one == {"license"} for one in choices), part["name"]
        inside = [json.dumps(one, sort_keys=True) for one in part.get("components", [])]
        assert len(inside) == len(set(inside)), part["name"]
    named = [part["bom-ref"] for part in parts if "bom-ref" in part]
    assert len(named) == len(set(named))


def test_every_file_of_others_in_this_repository_is_in_it(components):
    files = {file["name"] for part in components if part["type"] == "data" for file in part["components"]}
    fonts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "site").rglob("*.woff2")}
    derived = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "site/vietnamese/words").glob("*.txt")
        if "Derived from" in path.read_text("utf-8")[:600]
    }
    assert fonts | derived == files
    assert len(fonts) == 3


def test_it_is_the_same_when_it_is_made_twice():
    assert sbom.document() == sbom.document()


def test_another_version_than_the_pinned_one_is_an_error(monkeypatch):
    monkeypatch.setattr(sbom, "pins", lambda: iter([sbom.Pin("django", "1.0", "")]))
    with pytest.raises(SystemExit, match=r"django 1\.0 is pinned, 5\."):
        list(sbom.python_packages())


def test_a_pinned_package_that_is_not_there_is_an_error(monkeypatch):
    monkeypatch.setattr(sbom, "pins", lambda: iter([sbom.Pin("khong-co", "1.0", "")]))
    with pytest.raises(SystemExit, match=r"khong-co 1\.0 is pinned and not installed"):
        list(sbom.python_packages())


def test_the_image_makes_its_own_and_nobody_commits_one():
    assert "python scripts/sbom.py > sbom.cdx.json" in (ROOT / "Dockerfile").read_text()
    assert "!scripts/sbom.py" in (ROOT / ".dockerignore").read_text()
    assert "sbom.cdx.json" in (ROOT / ".gitignore").read_text()
