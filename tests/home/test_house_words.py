"""One word for one thing: the sample says what the editors' dictionary says (docs/bien-tap/tu-dien.md)."""

from __future__ import annotations

import re

import pytest
import yaml

from home.sample_schema import SAMPLE, load_procedures
from procedures_pages.facts.phrases import CHANNELS
from tests.places import ROOT

DICTIONARY = ROOT / "docs/bien-tap/tu-dien.md"
# Not the editors' own words: what citizens type, what registers, laws and their forms are called, what was.
OF_OTHERS = {"keywords", "official_name", "legal", "list_2022", "form", "url", "id", "slug", "transfer", "kind"}


def unwanted():
    """{word: what to write instead}."""
    rows = [line.strip("| \n").split(" | ") for line in DICTIONARY.read_text("utf-8").splitlines() if line.startswith("| ")]
    return {word.strip(): row[0] for row in rows[2:] for word in row[1].split(";")}


def texts(value, key=""):
    if key in OF_OTHERS:
        return
    if isinstance(value, str):
        if value not in CHANNELS:  # the kind of a channel is no word
            yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, key)


def test_the_dictionary_is_read():
    assert unwanted()["online"] == "trực tuyến"
    assert len(unwanted()) > 15


def test_a_term_is_told_in_the_words_of_the_house():
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, unwanted())) + r")(?!\w)")
    terms = yaml.safe_load((SAMPLE / "terms.yaml").read_text("utf-8"))
    said = [text for term in terms for text in (term["explanation"], term.get("more", ""))]
    assert [found[0] + ": " + text for text in said for found in words.finditer(text)] == []


@pytest.mark.parametrize("item", load_procedures(), ids=lambda item: item["id"])
def test_a_page_says_one_word_for_one_thing(item):
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, unwanted())) + r")(?!\w)")
    assert [found[0] + ": " + text for text in texts(item) for found in words.finditer(text)] == []
