"""What the documents name is there: files, folders, links, and names of the code."""

import re
from pathlib import PurePosixPath

import pytest

from tests.places import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
ROOMS = ("config", "guides", "home", "office", "procedures_pages", "search", "tests", "vietnamese")
FOLDERS = ("benchmarks", "docs", "guides", "procedures_pages", "scripts", "search", "site", "templates", "tests")
# Made while the project is used, not kept in it.
MADE = ("benchmarks/results",)
ENDINGS = r"\.(?:css|html|in|js|json|md|png|py|svg|toml|txt|yaml)"
PATH = re.compile(rf"(?<![\w./-])(?:[\w.-]+/)*[\w.-]+{ENDINGS}\b|(?<![\w./-])(?:{'|'.join(FOLDERS)})(?:/[\w.-]+)+/?")
DOTTED = re.compile(rf"(?<![\w./-])(?:{'|'.join(ROOMS)})(?:\.\w+)+")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def code_in(text):
    """What stands in backticks, without the blocks of commands and drawings."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def is_a_path(name):
    return "/" in name or (ROOT / name).suffix in (".py", ".html", ".md")


def paths_in(text):
    return {path.rstrip("/") for code in code_in(text) for path in PATH.findall(code) if is_a_path(path) and not path.startswith(MADE)}


def exists(path):
    return (ROOT / path).exists()


def module_of(dotted):
    """(file or folder, the rest of the name) for the longest beginning of a dotted name that is one."""
    parts = dotted.split(".")
    for cut in range(len(parts), 0, -1):
        for base in (ROOT, ROOT / "site"):
            place = base.joinpath(*parts[:cut])
            if place.with_suffix(".py").is_file():
                return place.with_suffix(".py"), parts[cut:]
            if place.is_dir():
                return place / "__init__.py", parts[cut:]
    return None, parts


def is_known(dotted):
    file, rest = module_of(dotted)
    return not rest or (file is not None and file.is_file() and re.search(rf"\b{rest[0]}\b", file.read_text("utf-8")) is not None)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_document_names_is_there(path):
    text = path.read_text("utf-8")
    missing = sorted(name for name in paths_in(text) if not exists(name))
    missing += sorted(link for link in LINK.findall(text) if not (path.parent / link).exists())
    missing += sorted({name for code in code_in(text) for name in DOTTED.findall(code) if not PATH.match(name) and not is_known(name)})
    assert not missing


def test_the_check_sees_what_is_missing():
    text = "`search/gone.py` `gone.py` `search/watch.py` `/thu-tuc/a.pdf` `search/nowhere/` `ho-so.json`\n```\n`x/y.py`\n```"
    assert paths_in(text) == {"search/gone.py", "gone.py", "search/watch.py", "search/nowhere"}
    assert not exists("search/gone.py")
    assert is_known("search.index.sources.present")
    assert is_known("config.settings.production")
    assert not is_known("search.index.sources.nothing_of_that_name")
    assert not is_known("search.covering")


def test_glossary_and_architecture_lead_into_every_folder():
    """A folder that a newcomer meets is a term or the place of one."""
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8") + (ROOT / "docs" / "architecture.md").read_text("utf-8")
    rooms = [path for room in ("search", "procedures_pages") for path in (ROOT / room).iterdir() if (path / "__init__.py").is_file()]
    named = {PurePosixPath(name) for name in paths_in(text)}
    places = {str(parent) for name in named for parent in (name, *name.parents)}
    skipped = {"migrations", "management", "templatetags"}
    assert not [room.name for room in rooms if room.name not in skipped and room.relative_to(ROOT).as_posix() not in places]
