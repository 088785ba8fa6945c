"""Phrases are found by whole syllables, however they are written, and nothing of a text is changed by it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.mentions import mentions, phrase_index

PHRASES = [
    *[("trích lục", "trich-luc"), ("trích lục hộ tịch", "trich-luc-ho-tich"), ("hộ tịch", "ho-tich"), ("hợp pháp hóa lãnh sự", "hop-phap")],
    *[("VNeID", "vneid"), ("Một cửa", "mot-cua"), ("thủy", "thuy")],
]
INDEX = phrase_index(PHRASES)
SYLLABLES = ["trích", "lục", "hộ", "tịch", "Hộ", "khai", "sinh", "hóa", "hoá", "sự", "VNeID", "sao-y", "&amp;", "(", ",", ".", "\n", "x"]


def found(text):
    return [(text[m.start : m.end], m.key) for m in mentions(text, INDEX)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Xin trích lục hộ tịch ở phường.", [("trích lục hộ tịch", "trich-luc-ho-tich")]),
        ("Xin trích lục, rồi hộ tịch.", [("trích lục", "trich-luc"), ("hộ tịch", "ho-tich")]),
        ("TRÍCH LỤC", [("TRÍCH LỤC", "trich-luc")]),
        ("Trích lục khai sinh", [("Trích lục", "trich-luc")]),
        ("trích\u00a0lục", [("trích\u00a0lục", "trich-luc")]),
        ("trích\n  lục", [("trích\n  lục", "trich-luc")]),
        ("hợp pháp hoá lãnh sự", [("hợp pháp hoá lãnh sự", "hop-phap")]),
        ("thuỷ", [("thuỷ", "thuy")]),
        ("tài khoản vneid", [("vneid", "vneid")]),
        ("ở bộ phận Một cửa", [("Một cửa", "mot-cua")]),
        ("một cửa", [("một cửa", "mot-cua")]),
    ],
)
def test_a_phrase_is_found_in_any_case_style_and_spacing(text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text", ["trích lụcc", "xtrích lục", "trích, lục", "trích-lục", "trích <b>lục</b>", "trich luc", "hộtịch", "VNeID2"]
)
def test_part_of_a_word_or_words_apart_are_no_mention(text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["Luật Hộ tịch", "Phòng Đăng ký, Hộ tịch", "theo Luật  Hộ tịch 2014"])
def test_a_capital_within_a_sentence_begins_a_name(text):
    assert found(text) == []


def test_the_title_of_a_law_is_a_name_and_what_comes_later_is_none():
    index = phrase_index([("lệ phí", "le-phi")])
    assert mentions("theo Luật Phí và lệ phí", index) == ()
    assert len(mentions("theo Luật Cư trú, bạn trả lệ phí và lệ phí", index)) == 2


@pytest.mark.parametrize("text", ["Hộ tịch là gì?", "Xong. Hộ tịch", "“Hộ tịch”", "- Hộ tịch", " Hộ tịch"])
def test_a_capital_where_a_sentence_begins_does_not(text):
    assert [key for _text, key in found(text)] == ["ho-tich"]


def test_a_shorter_phrase_is_found_where_the_longer_one_is_a_name():
    index = phrase_index([("sổ gốc của phường", "dai"), ("sổ gốc", "ngan")])
    assert [m.key for m in mentions("theo sổ gốc, của phường", index)] == ["ngan"]


def test_an_entity_is_no_word():
    assert mentions("Cha &amp; mẹ", phrase_index([("amp", "amp")])) == ()


def test_decomposed_text_is_found_where_it_stands():
    text = unicodedata.normalize("NFD", "Xin trích lục hộ tịch")
    (mention,) = mentions(text, INDEX)
    assert unicodedata.normalize("NFC", text[mention.start : mention.end]) == "trích lục hộ tịch"


def test_of_two_that_read_the_same_the_first_counts():
    assert mentions("lệ phí", phrase_index([("lệ phí", "mot"), ("Lệ Phí", "hai")]))[0].key == "mot"


@given(st.lists(st.sampled_from(SYLLABLES), max_size=30).map(" ".join) | st.text(max_size=60))
def test_mentions_are_in_order_and_split_no_word(text):
    at = 0
    for mention in mentions(text, INDEX):
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        before, after = text[: mention.start][-1:], text[mention.end :][:1]
        assert not re.match(r"[^\W_]", before), text
        assert not re.match(r"[^\W_]|[\u0300-\u036f]", after), text


@given(st.sampled_from(PHRASES), st.sampled_from(["", "Xin ", "(", "“"]), st.sampled_from(["", ".", " ngay", ")"]))
def test_every_phrase_is_found_as_it_is_written(phrase, before, after):
    assert phrase[1] in [key for _text, key in found(before + phrase[0] + after)]
