"""The English of the site: whole, with every placeholder, and English."""

import ast
import re
import shutil
import string
import subprocess
import unicodedata
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("site", "guides", "procedures_pages", "search")
CATALOGUE = ROOT / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"

# The only Vietnamese that English sentences keep: places, the currency, and what stands in the numbers of decrees and decisions.
PROPER_NAMES = ("Vĩnh Yên", "Phú Thọ", "Hội Hợp", "Cẩm nang Một cửa", "đồng", "NĐ-CP", "QĐ-BTC")

PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?([srdif])")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
QUOTED = re.compile(r"“([^“”]+)”")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(CATALOGUE))


def answers(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def asked(entry):
    return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]


def percents(text):
    return sorted(f"{name}:{kind}" for name, kind in PERCENT.findall(text.replace("%%", "")))


def braces(text):
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field is not None)


def each(entries, check):
    """Run a check on every entry and name all that fail at once."""
    wrong = [f"{CATALOGUE.name}:{entry.linenum} {entry.msgid!r}: {said}" for entry in entries if (said := check(entry))]
    assert not wrong, "\n".join(wrong)


def test_compiles():
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (gettext) is not installed")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(CATALOGUE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_header(catalogue):
    assert catalogue.metadata["Language"] == "en"
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert not catalogue.metadata_is_fuzzy


def test_every_message_is_answered(catalogue):
    def check(entry):
        if entry.fuzzy:
            return "fuzzy"
        if entry.obsolete:
            return "obsolete"
        if not all(text.strip() for text in answers(entry)):
            return "no answer"
        if entry.msgid_plural and sorted(entry.msgstr_plural) != [0, 1]:
            return "English has two plural forms"
        return ""

    each(catalogue, check)


def test_no_message_twice(catalogue):
    keys = [(entry.msgctxt, entry.msgid) for entry in catalogue]
    assert len(keys) == len(set(keys))


def test_placeholders_match(catalogue):
    def check(entry):
        for question, text in zip(asked(entry), answers(entry), strict=True):
            if "python-format" in entry.flags and percents(text) != percents(question):
                return f"%-placeholders differ in {text!r}"
            if "python-brace-format" in entry.flags and braces(text) != braces(question):
                return f"{{}}-placeholders differ in {text!r}"
        return ""

    each(catalogue, check)


def test_markup_and_spaces_at_the_ends_match(catalogue):
    def check(entry):
        for question, text in zip(asked(entry), answers(entry), strict=True):
            if sorted(TAG.findall(text)) != sorted(TAG.findall(question)):
                return f"HTML differs in {text!r}"
            if (text[:1].isspace(), text[-1:].isspace()) != (question[:1].isspace(), question[-1:].isspace()):
                return f"spaces at the ends differ in {text!r}"
        return ""

    each(catalogue, check)


def test_no_vietnamese_is_left(catalogue):
    def check(entry):
        for text in answers(entry):
            if not unicodedata.is_normalized("NFC", text):
                return "not NFC"
            rest = text
            for name in PROPER_NAMES:
                rest = rest.replace(name, "")
            if found := sorted({letter for letter in rest if letter.isalpha() and not letter.isascii()}):
                return f"{''.join(found)} in {text!r}"
        return ""

    each(catalogue, check)


def test_labels_named_in_a_sentence_have_their_own_words(catalogue):
    """“Đang áp dụng” in a help text is the label the editor sees, so both say “In force”."""
    labels = {entry.msgid: entry.msgstr for entry in catalogue if not entry.msgid_plural}

    def check(entry):
        for name in QUOTED.findall(entry.msgid):
            if name in labels and any(f"“{labels[name]}”" not in text for text in answers(entry)):
                return f"“{name}” is “{labels[name]}”"
        return ""

    each(catalogue, check)


def marked(path):
    """The strings that a Python file marks for translation, under whatever name it imported gettext."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "django.utils.translation"]
    names = {alias.asname or alias.name for node in imports for alias in node.names if "gettext" in alias.name}
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id in names]
    return {call.args[0].value for call in calls if call.args and isinstance(call.args[0], ast.Constant)}


def test_nothing_marked_in_code_is_missing(catalogue):
    """makemessages knows gettext only by its own names and "_": a string marked as "_lazy" drops out of the catalogue unseen."""
    known = {entry.msgid for entry in catalogue}
    sources = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    missing = [f"{path.relative_to(ROOT)}: {text!r}" for path in sources for text in sorted(marked(path) - known)]
    assert not missing, "\n".join(missing)
