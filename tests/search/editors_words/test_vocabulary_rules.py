"""The editors' own words: their normal form, what of them a query finds, and how soon."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from search.editors_words import vocabulary_rules
from search.index import state
from search.models import Confusion, Elsewhere, PromotedAnswer, SearchState, Synonym
from search.query import synonyms
from search.query.phrase_lines import MAX_LINES, problem, tidy_lines
from search.query.reading import read_query

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_what_the_test_says(db):
    for model in (Synonym, Confusion, PromotedAnswer, Elsewhere):
        for row in model.objects.all():
            row.delete()


def made(model, **fields):
    row = model(**fields)
    row.full_clean()
    row.save()
    return row


def elsewhere(*queries, **more):
    return made(Elsewhere, queries="\n".join(queries), **{"title": "Đổi giấy phép lái xe", "who": "Công an tỉnh", **more})


def messages(row):
    with pytest.raises(ValidationError) as wrong:
        row.full_clean()
    return {name: " ".join(said) for name, said in wrong.value.message_dict.items()}


def official(raw):
    return [" ".join(token.key for token in phrase) for segment in read_query(raw).segments for phrase in segment.official]


def titles(raw):
    return [row.title for row in vocabulary_rules.current().elsewhere(read_query(raw))]


# --- Synonyms ---


def test_a_synonym_is_looked_for_at_once():
    assert not official("mèo máy")
    made(Synonym, said="mèo máy", official="đăng ký tạm trú")
    assert official("meo may") == ["dang ki tam tru"]


def test_a_synonym_leads_one_way():
    made(Synonym, said="mèo máy", official="khuyển máy")
    assert not official("khuyển máy")


def test_a_synonym_may_lead_both_ways():
    made(Synonym, said="mèo máy", official="khuyển máy", both_ways=True)
    assert official("khuyển máy") == ["meo may"]
    assert official("mèo máy") == ["khuyen may"]


def test_what_editors_say_comes_before_the_lists():
    made(Synonym, said="sổ đỏ", official="sổ của mèo")
    assert official("sổ đỏ")[0] == "so cua meo"
    assert any(phrase.startswith("giay chung nhan quyen") for phrase in official("sổ đỏ")[1:])


def test_a_word_of_the_english_list_stays_english():
    made(Synonym, said="birth", official="khai sinh")
    assert read_query("birth").is_english


def test_an_abbreviation_needs_no_marks():
    made(Synonym, said="đkmm", official="đăng ký mèo máy", kind=Synonym.Kind.ABBREVIATION)
    assert official("dkmm") == ["dang ki meo may"]


def test_a_synonym_that_is_deleted_is_forgotten():
    row = made(Synonym, said="mèo máy", official="khuyển máy")
    assert official("mèo máy")
    row.delete()
    assert not official("mèo máy")


def test_without_a_database_the_lists_answer(monkeypatch):
    def broken():
        raise RuntimeError

    monkeypatch.setattr(state, "current", broken)
    assert official("sổ đỏ")


# --- How soon, at what cost ---


def test_another_process_sees_a_change(settings):
    """What another process writes moves the state's row, and nothing here is told."""
    settings.SEARCH_CHECK_SECONDS = 0
    assert not official("mèo máy")
    Synonym.objects.bulk_create([Synonym(said="mèo máy", official="khuyển máy")])
    assert not official("mèo máy")
    SearchState.objects.update(wording=F("wording") + 1)
    assert official("mèo máy")


def test_warm_words_cost_nothing_but_the_state(settings):
    elsewhere("đổi bằng lái")
    settings.SEARCH_CHECK_SECONDS = 3600
    vocabulary_rules.current()
    with CaptureQueriesContext(connection) as asked:
        assert titles("doi bang lai")
    assert not asked.captured_queries


def test_a_change_taken_back_is_not_seen(settings):
    settings.SEARCH_CHECK_SECONDS = 0
    with transaction.atomic():
        made(Synonym, said="mèo máy", official="khuyển máy")
        assert official("mèo máy")
        transaction.set_rollback(True)
    assert not official("mèo máy")


# --- What matches ---


@pytest.mark.parametrize(
    "raw", ["đổi bằng lái", "doi bang lai", "ddooir bawngf lais", "ĐỔI BẰNG LÁI", "đổi bằng lái ở đâu", "tôi muốn đổi cái bằng lái xe máy"]
)
def test_elsewhere_stands_in_the_query(raw):
    elsewhere("đổi bằng lái")
    assert titles(raw)


@pytest.mark.parametrize("raw", ["đổi bảng lái", "bằng lái đổi", "đổi bằng", "lái đổi bằng", "", "   ", "\0", "😀", "1.001612"])
def test_elsewhere_does_not_stand_in_the_query(raw):
    elsewhere("đổi bằng lái")
    assert not titles(raw)


def test_elsewhere_stays_away_where_editors_say_so():
    elsewhere("hộ chiếu", unless="sao y\nchứng thực")
    assert titles("mất hộ chiếu")
    assert not titles("sao y ho chieu")
    assert not titles("chứng thực hộ chiếu")


@pytest.mark.parametrize(("raw", "matches"), [("thuế", True), ("thue o dau", True), ("thuế xe", False), ("giấy nộp thuê", False)])
def test_the_thing_alone_asks_for_what_is_done_with_it(raw, matches):
    elsewhere("nộp thuế")
    assert bool(titles(raw)) == matches


def test_the_closest_comes_first():
    elsewhere("bằng lái", title="Bằng lái")
    elsewhere("đổi bằng lái", title="Đổi bằng lái")
    assert titles("đổi bằng lái") == ["Đổi bằng lái", "Bằng lái"]


@pytest.mark.parametrize(
    ("raw", "matches"),
    [
        ("mất giấy khai sinh", True),
        ("mat giay khai sinh", True),
        ("xin hỏi mất giấy khai sinh thì làm thế nào", True),
        ("mất giấy khai sinh gốc", False),
        ("khai sinh mất giấy", False),
        ("mắt giấy khai sinh", False),
    ],
)
def test_a_promoted_answer_is_for_the_whole_query(raw, matches):
    made(PromotedAnswer, queries="mất giấy khai sinh", page=Page.objects.filter(depth=3).first())
    assert bool(vocabulary_rules.current().promoted(read_query(raw))) is matches


def test_what_only_asks_in_a_listed_query_may_be_left_out():
    made(PromotedAnswer, queries="lam ho chieu o dau", page=Page.objects.filter(depth=3).first())
    assert vocabulary_rules.current().promoted(read_query("lam ho chieu"))


@pytest.mark.parametrize("raw", ["công chứng ở đâu", "chứng thực bản sao"])
def test_a_confusion_is_about_both(raw):
    made(Confusion, difference="Khác nhau", first="công chứng", first_text="Một", second="chứng thực", second_text="Hai")
    assert [row.first.name for row in vocabulary_rules.current().confusions(read_query(raw))] == ["công chứng"]


# --- What editors may write ---


def test_words_get_their_normal_form():
    row = made(Synonym, said="  hoà   giải\u200b \r\n\r\n uỷ quyền ", official="hòa giải ở cơ sở", note=" nghe\tở quầy ")
    assert (row.said, row.note) == ("hòa giải\nủy quyền", "nghe ở quầy")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(f"từ số {n}" for n in range(10_000)), f"Nhiều nhất {MAX_LINES} dòng"),
        ("mèo\n😀", "không có chữ nào"),
        ("mèo " * 13, "dài quá"),
        ("x" * 101, "dài quá"),
        ("thủ tục 1.001612", "mã thủ tục"),
        ("mèo máy\nMÈO  MÁY", "hai lần"),
    ],
)
def test_phrases_that_cannot_be_looked_up_are_told(text, said):
    assert said in messages(Synonym(said=text, official="khuyển"))["said"]


def test_a_phrase_of_another_row_is_told():
    made(Synonym, said="mèo\nmiu", official="khuyển")
    assert "“MIU” đã có ở mục “mèo → khuyển”" in messages(Synonym(said="MIU", official="cún"))["said"]
    made(Elsewhere, queries="mèo", title="Mèo", who="Thú y")
    assert "Mèo" in messages(Elsewhere(queries="mèo", title="Khác", who="Ai"))["queries"]


def test_a_row_may_be_saved_again():
    made(Synonym, said="mèo", official="khuyển").full_clean()


def test_the_same_phrase_on_both_sides_is_told():
    assert "cả hai bên" in messages(Synonym(said="mèo", official="Mèo"))["official"]
    pair = {"difference": "a", "first_text": "b", "second_text": "c"}
    assert "cả hai bên" in messages(Confusion(first="mèo", second="chó\nmèo", **pair))["second"]


def test_a_pair_is_told_whichever_way_round():
    pair = {"difference": "a", "first_text": "b", "second_text": "c"}
    made(Confusion, first="mèo", second="chó", **pair)
    assert "đã có" in messages(Confusion(first="chó", second="mèo", **pair))["first"]


@pytest.mark.parametrize(
    "link",
    [
        "http://dichvucong.gov.vn/",
        "javascript:alert(1)",
        "https://dichvucong.gov.vn@evil.example/",
        "https://localhost/",
        "//x.vn",
        "https://",
    ],
)
def test_an_official_link_is_https_and_goes_where_it_says(link):
    assert "link" in messages(Elsewhere(queries="mèo", title="Mèo", who="Thú y", link=link))


@given(st.text())
def test_any_text_has_a_normal_form_or_a_message(text):
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)
    assert problem(text) is None or str(problem(text))


@given(st.text())
def test_any_query_may_be_looked_up(text):
    words = vocabulary_rules.current()
    query = read_query(text)
    assert (words.promoted(query), words.elsewhere(query), words.confusions(query)) == ((), (), ())


def test_the_lists_alone_are_not_touched():
    made(Synonym, said="mèo máy", official="khuyển máy")
    assert not synonyms.find([(token,) for token in synonyms.tokens("mèo máy")], synonyms.QUESTIONS)


def test_repeated_words_are_no_endless_work():
    elsewhere("cho " * 12)
    assert titles("cho " * 23 + "nhà")
