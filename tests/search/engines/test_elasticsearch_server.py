"""A real Elasticsearch answers as the database does, follows its changes, and is not missed when it dies."""

import json
from itertools import count

import pytest
from elasticsearch.helpers import BulkIndexError

from procedures_pages.models import ProcedurePage
from search.engines.elasticsearch import Behind, ElasticsearchEngine
from search.evaluation.measures import read_judged
from search.index import indexing, state
from search.query.reading import read_query
from search.searching import Searcher
from tests.places import SEARCH

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers"), pytest.mark.django_db]
JUDGED = read_judged(json.loads((SEARCH / "judged.json").read_text(encoding="utf-8")))
NUMBERS = count()


@pytest.fixture
def searched(search_url):
    found = Searcher(ElasticsearchEngine(search_url, f"thu{next(NUMBERS)}", timeout=30))
    found.catch_up()
    yield found
    index = found.engine.index
    for name in index.client.indices.get(index=f"{index.alias}-*"):
        index.client.indices.delete(index=name)


def results(where, words):
    return [hit.document.result for hit in where.search(read_query(words), "vi")]


def published(keyword):
    page = ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi")
    page.keywords += f"\n{keyword}"
    page.save_revision().publish()


def test_the_same_answers_in_the_same_order(searched):
    differing = [j.query for j in JUDGED[::2] if results(searched, j.query)[:3] != results(Searcher(), j.query)[:3]]
    assert not searched.outage.failures
    assert differing == []


def test_codes_and_suggestions(searched):
    assert results(searched, "000894") == ["1.000894"]
    assert results(searched, "2000843")[0] in {"2.000815", "2.000843"}
    assert searched.suggest(read_query("dang ky ke"), "vi", 3)[0].document.result == "1.000894"
    assert not searched.outage.failures


def test_the_database_answers_until_the_server_has_caught_up(searched):
    published("xyzzyba")
    assert results(searched, "xyzzyba") == ["1.000894"]
    assert searched.outage.failures == 1
    searched.catch_up()
    assert results(searched, "xyzzyba") == ["1.000894"]
    assert searched.outage.failures == 1


def test_only_what_has_changed_is_sent(searched):
    published("xyzzyba")
    sent = searched.engine.index.catch_up()
    assert sent == 2  # the page and its English version


def test_what_was_taken_back_is_gone(searched):
    ProcedurePage.objects.get(slug="dang-ky-ket-hon", locale__language_code="vi").unpublish()
    searched.catch_up()
    assert "1.000894" not in results(searched, "đăng ký kết hôn")
    assert not searched.outage.failures


def test_a_new_generation_takes_the_place_of_the_old_one(searched):
    before = set(searched.engine.index.client.indices.get(index=f"{searched.engine.index.alias}-*"))
    indexing.rebuild()
    searched.catch_up()
    after = set(searched.engine.index.client.indices.get(index=f"{searched.engine.index.alias}-*"))
    assert len(after) == 1
    assert not after & before
    assert results(searched, "ket hon")[0] == "1.000894"
    assert not searched.outage.failures


def test_what_the_server_refuses_is_an_error(searched):
    client, alias = searched.engine.index.client, searched.engine.index.alias
    client.indices.put_settings(index=f"{alias}-*", settings={"index.blocks.write": True})
    published("xyzzyba")
    with pytest.raises(BulkIndexError):
        searched.catch_up()
    now = state.current()
    assert searched.engine.index.holds() != (now.generation, now.stamp)


def test_without_its_index(searched):
    client, alias = searched.engine.index.client, searched.engine.index.alias
    for name in client.indices.get(index=f"{alias}-*"):
        client.indices.delete(index=name)
    searched.engine._checked = 0.0
    with pytest.raises(Behind):
        searched.engine.by_words(Searcher().answer(read_query("kết hôn"), "vi").expanded, None, "vi", 10)
    assert results(searched, "kết hôn")[0] == "1.000894"
    searched.catch_up()


@pytest.mark.parametrize(
    "odd", ['"', "\x00", "a" * 1000, "AND OR NOT", "*:*", "😀", "\ud800", "( [ {", "a:b", "\\", "%", "'", "_", "- - -"]
)
def test_odd_queries(searched, odd):
    results(searched, odd)
    searched.suggest(read_query(odd), "vi", 8)
    assert not searched.outage.failures
