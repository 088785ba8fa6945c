"""The desk's own Vietnamese catalogue: whole, well written, and able to be compiled."""

import re
import shutil
import string
import subprocess
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest

from tests.places import ROOT

CATALOGUES = ROOT / "site" / "locale" / "desk" / "vi" / "LC_MESSAGES"
# The apps of the daily screens; django and django.contrib.auth are answered for by Django's own Vietnamese.
APPS = [
    "wagtail",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.documents",
    "wagtail.embeds",
    "wagtail.images",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail_2fa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "taggit",
]
# Names of parts of Wagtail that the desk never shows.
NOT_SHOWN = {"Wagtail frontend cache", "Wagtail routablepage", "Wagtail sitemaps"}

PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\- +]*\d*(?:\.\d+)?([srdif])")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
# New-style tone marks ("khoá", "huỷ"); the desk writes the old style ("khóa", "hủy"). "qu" is a consonant: "quý" is right.
NEW_STYLE = re.compile(r"(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])(?!\w)", re.IGNORECASE)
VIETNAMESE = re.compile(r"[À-ỹđĐ]")
# Wrong in the glossary: the words Wagtail's own catalogue used for these things.
NOT_OUR_WORDS = ("thu hồi xuất bản", "luồng công việc", "biên tập luồng", "phê chuẩn", "vùng miền", "văn bản này", "đệ trình", "tập tin")


def catalogue(name):
    return polib.pofile(str(CATALOGUES / name))


def answers(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def percents(text):
    return sorted(f"{name}:{kind}" for name, kind in PERCENT.findall(text.replace("%%", "")))


def braces(text):
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field is not None)


def each(check):
    """Run a check on every entry and name all that fail at once: two thousand separate tests would say no more."""
    wrong = []
    for name in ("django.po", "djangojs.po"):
        for entry in catalogue(name):
            said = check(entry)
            if said:
                wrong.append(f"{name}:{entry.linenum} {entry.msgid!r}: {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_compiles(name):
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (gettext) is not installed")
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(CATALOGUES / name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["django.po", "djangojs.po"])
def test_header(name):
    metadata = catalogue(name).metadata
    assert metadata["Language"] == "vi"
    assert metadata["Plural-Forms"] == "nplurals=1; plural=0;"


def test_every_message_is_answered():
    def check(entry):
        if entry.obsolete or entry.fuzzy or not all(text.strip() for text in answers(entry)):
            return "no answer"
        if entry.msgid_plural and list(entry.msgstr_plural) != [0]:
            return "Vietnamese has one plural form"
        return ""

    each(check)


def test_no_message_twice():
    for name in ("django.po", "djangojs.po"):
        keys = [(entry.msgctxt, entry.msgid) for entry in catalogue(name)]
        assert len(keys) == len(set(keys))


def test_placeholders_match():
    def check(entry):
        asked = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        if entry.msgid_plural and "no-python-format" not in entry.flags:
            asked = asked[1:]  # one form for all numbers, so it must be able to say the number
        for text in answers(entry):
            if percents(text) not in [percents(form) for form in asked]:
                return f"%-placeholders differ in {text!r}"
            if "python-brace-format" in entry.flags and braces(text) not in [braces(form) for form in asked]:
                return f"{{}}-placeholders differ in {text!r}"
        return ""

    each(check)


def test_markup_matches():
    def check(entry):
        asked = entry.msgid_plural or entry.msgid
        for text in answers(entry):
            if sorted(TAG.findall(text)) != sorted(TAG.findall(asked)):
                return f"HTML differs in {text!r}"
            if (text[:1].isspace(), text[-1:].isspace()) != (entry.msgid[:1].isspace(), entry.msgid[-1:].isspace()):
                return f"spaces at the ends differ in {text!r}"
        return ""

    each(check)


def test_letters():
    def check(entry):
        for text in answers(entry):
            if not unicodedata.is_normalized("NFC", text):
                return "not NFC"
            if found := NEW_STYLE.search(text):
                return f"new-style tone mark {found.group()!r} in {text!r}"
            if "  " in text.replace("\n", "").strip() and "  " not in entry.msgid.replace("\n", "").strip():
                return "two spaces"
        return ""

    each(check)


def test_glossary():
    def check(entry):
        text = " ".join(answers(entry)).lower()
        return ", ".join(word for word in NOT_OUR_WORDS if word in text)

    each(check)


def test_every_entry_names_its_app():
    each(lambda entry: "" if entry.comment else "no #. line")


def test_sentences_are_vietnamese():
    """A sentence without one Vietnamese letter was left in English."""

    def check(entry):
        words = re.sub(r"<[^>]*>|%\(\w+\)\w|\{\w*\}", " ", entry.msgid)
        if len(re.findall(r"[A-Za-z]{2,}", words)) < 3 or VIETNAMESE.search(" ".join(answers(entry))):
            return ""
        return f"looks English: {answers(entry)[0]!r}"

    each(check)


@pytest.mark.parametrize("app", APPS)
def test_app_is_covered(app):
    """What a new version of Wagtail says for the first time shows here."""
    folder = Path(find_spec(app).submodule_search_locations[0]) / "locale" / "en" / "LC_MESSAGES"
    assert (folder / "django.po").exists()
    for source in folder.glob("*.po"):
        ours = {(entry.msgctxt, entry.msgid) for entry in catalogue(source.name)}
        asked = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(source)) if not entry.obsolete and entry.msgid not in NOT_SHOWN}
        assert sorted(asked - ours, key=str) == []
