"""The index in the database follows its sources, row by row, and tells processes what has changed."""

import time

import pytest
from django.db import connection

from procedures_pages.models import ProcedurePage
from search import process_state
from search.index import backfill, indexing, postings, snapshot, sources, state
from search.index.snapshot import index_snapshot
from search.index.sources import DocumentSource, register_source
from search.models import IndexedDocument, IndexedWord
from search.query.reading import read_query
from search.searching import Searcher

from ..sample import document

pytestmark = pytest.mark.django_db


class Room:
    """A source whose documents a test can change."""

    def __init__(self):
        self.titles, self.read_keys = {}, []

    def versions(self, keys):
        return {key: title for key, title in self.titles.items() if keys is None or key in keys}

    def read(self, keys):
        self.read_keys += keys
        return [document(f"9.{key.partition(':')[2]:>06}", self.titles[key], key=key) for key in keys]


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    room = Room()
    register_source(DocumentSource("room", ("thing",), room.versions, room.read))
    return room


def titles(words):
    return [hit.document.title for hit in Searcher().search(read_query(words), "vi")]


def frequency(form):
    return IndexedWord.objects.filter(locale="vi", form=form).values_list("documents", flat=True).first() or 0


def test_what_came_is_found(room):
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update()
    assert titles("xyzzy") == ["Đăng ký xyzzy"]


@pytest.mark.parametrize("word", ["plain", "½", "a½b", "ﷺ", "⑴", "ஔ", "Ŀ", "ﾞ", "a\U00018018b", "\U0001e900x", "c++", "٣٤", "ＡＢ"])
def test_what_engines_would_cut_or_not_see_is_one_word(room, word):
    """SQLite fails where it is asked for a word that it cuts, and knows no letters younger than Unicode 6.1."""
    room.titles["thing:1"] = f"Xyzzy {word}"
    indexing.update()
    assert titles(f"xyzzy {word}") == [f"Xyzzy {word}"]


def test_a_word_that_no_column_has_room_for_is_left_out_and_the_rest_is_found(room):
    stacked = "a" + "\u0301\u0323" * 60
    room.titles["thing:1"] = f"Đăng ký xyzzy {stacked} {'b' * 200}"
    indexing.update()
    assert titles("đăng ký xyzzy")[0] == room.titles["thing:1"]
    longest = IndexedWord._meta.get_field("form").max_length
    assert max(map(len, IndexedWord.objects.values_list("form", flat=True))) <= longest


def test_only_what_has_changed_is_read_again(room):
    room.titles |= {"thing:1": "Đăng ký xyzzy", "thing:2": "Đăng ký plugh"}
    indexing.update()
    room.read_keys.clear()
    room.titles["thing:2"] = "Đăng ký plover"
    changes = indexing.update()
    assert room.read_keys == ["thing:2"]
    assert (changes.written, changes.taken_out) == (1, 0)
    assert titles("plover") == ["Đăng ký plover"]
    assert titles("plugh") == []


def test_what_went_is_not_found(room):
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update()
    room.titles.clear()
    assert indexing.update().taken_out == 1
    assert titles("xyzzy") == []


def test_a_hit_that_went_without_telling_anybody_is_not_shown(room):
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update()
    room.titles.clear()
    assert titles("xyzzy") == []


def test_words_are_counted_and_taken_back(room):
    before = frequency("dang")
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update()
    assert (frequency("dang"), frequency("xyzzy")) == (before + 1, 1)
    room.titles.clear()
    indexing.update()
    assert (frequency("dang"), frequency("xyzzy")) == (before, 0)


def test_counts_after_many_changes_are_those_of_an_index_made_anew(room):
    for title in ("Đăng ký xyzzy", "Đăng ký plugh", "Khai báo plugh"):
        room.titles["thing:1"] = title
        indexing.update()
    grown = dict(IndexedWord.objects.filter(documents__gt=0).values_list("form", "documents"))
    indexing.rebuild()
    assert dict(IndexedWord.objects.filter(documents__gt=0).values_list("form", "documents")) == grown


def test_nothing_changed_writes_nothing(room):
    before = state.current()
    assert not indexing.update()
    state.forget_index()
    assert state.current() == before


def test_what_comes_after_words_were_read_is_found(room, monkeypatch):
    monkeypatch.setattr(postings, "MAX_FRESH", 1)
    titles("xyzzy")
    for title in ("Đăng ký xyzzy", "Khai báo xyzzy", "Cấp xyzzy"):
        room.titles[f"thing:{title}"] = title
        indexing.update([f"thing:{title}"])
        assert titles(title)[0] == title


def test_of_names_with_all_words_the_shorter_are_looked_at_first(room):
    room.titles |= {f"thing:{number}": f"Đăng ký xyzzy cho người nước ngoài ở tỉnh khác số {number}" for number in range(1, 80)}
    room.titles["thing:999"] = "Đăng ký xyzzy"
    indexing.update()
    assert titles("đăng ký xyzzy")[0] == "Đăng ký xyzzy"


@pytest.mark.parametrize("typed", ["thoi tiet ngay mai", "thời tiết ngày mai"])
def test_real_words_that_nobody_has_are_no_misspelled_ones(typed):
    assert titles(typed) == []


def test_a_process_reads_only_what_is_new(room, django_assert_max_num_queries):
    titles("kết hôn")
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update(["thing:1"])
    before = index_snapshot("vi").vocabulary
    assert "xyzzy" in before
    rows = IndexedDocument.objects.get(key="thing:1")
    assert index_snapshot("vi").rows[rows.pk] == rows.stamp


def test_publishing_is_in_the_next_search(django_capture_on_commit_callbacks):
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    page.keywords += "\nxyzzyba"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert titles("xyzzyba") == [page.title]


def test_an_index_that_cannot_be_written_stops_no_editor(monkeypatch, caplog):
    def broken(*_arguments, **_options):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    monkeypatch.setattr(indexing, "update", broken)
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
    assert "the index could not be written" in caplog.text


def test_vectors_are_made_for_what_has_changed_alone(room):
    backfill.fill()
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update()
    assert backfill.fill() == 1
    kept = IndexedDocument.objects.get(key="thing:1").meanings
    indexing.rebuild()
    assert IndexedDocument.objects.get(key="thing:1").meanings == kept
    assert backfill.fill() == 0


def test_without_meaning_words_answer(settings):
    settings.SEARCH_MEANING = False
    assert backfill.fill() == 0
    assert Searcher().search(read_query("dang ky ket hon"), "vi")[0].document.result == "1.000894"


def test_what_has_no_word_in_common_is_found_by_meaning():
    assert "1.013225" in [h.document.result for h in Searcher().search(read_query("sắp động thổ làm tổ ấm mới"), "vi")[:3]]


def test_a_former_ward_leads_to_the_counter():
    assert Searcher().search(read_query("phuong hoi hop"), "vi")[0].document.kind == "office"


def test_a_thread_that_comes_late_with_an_older_stamp_has_nothing_read_again(room, settings, monkeypatch):
    indexing.update()
    first = state.current()
    room.titles["thing:1"] = "Đăng ký xyzzy"
    indexing.update(["thing:1"])
    read = index_snapshot("vi")
    process_state.kept(state.LastSeen).seen = (time.monotonic(), first)  # as a thread notes it that asked before and was held up
    settings.SEARCH_CHECK_SECONDS = 60
    calls = []
    monkeypatch.setattr(snapshot, "_read", lambda *asked: calls.append(asked) or {})
    assert index_snapshot("vi") is read
    assert not calls
