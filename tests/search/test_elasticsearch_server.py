"""A real Elasticsearch answers as the memory engine does, catches up by itself, and is not missed when it dies."""

import json
import time
from itertools import count
from pathlib import Path

import pytest

from search.engines.elasticsearch import ElasticsearchEngine
from search.evaluation import NO_ANSWER, measures, read_judged, run
from search.query import read_query
from tests.servers.elasticsearch import elasticsearch

from .sample import DOCUMENTS, document, engine

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
JUDGED = read_judged(json.loads((Path(__file__).parent / "judged.json").read_text(encoding="utf-8")))
MEMORY = engine()
NUMBERS = count()


class Content:
    def __init__(self, documents):
        self.documents, self.version, self.asked = documents, "v1", 0

    def fallback(self):
        self.asked += 1
        return engine(self.documents)


@pytest.fixture(scope="module")
def url():
    with elasticsearch() as found:
        yield found


@pytest.fixture
def content():
    return Content(list(DOCUMENTS))


@pytest.fixture
def searched(url, content):
    found = ElasticsearchEngine(
        url, lambda: content.documents, lambda: content.version, content.fallback, prefix=f"thu{next(NUMBERS)}", timeout=30
    )
    found.fill()
    return found


def remove(where):
    for name in where.client.indices.get(index=f"{where.prefix}-*"):
        where.client.indices.delete(index=name)


def results(where, words):
    return [hit.document.result for hit in where.search(read_query(words), "vi")]


def test_the_same_answers_in_the_same_order(searched, content):
    for judged in JUDGED:
        assert results(searched, judged.query) == results(MEMORY, judged.query), judged.query
    assert content.asked == 0
    codes = [d.codes for d in DOCUMENTS]
    ours = [m(run(e, JUDGED, codes)) for e in (searched, MEMORY) for m in (measures,)]
    assert all(ours[0][name] == ours[1][name] for name in ("success@1", "success@3", "false"))
    assert any(j.category == NO_ANSWER for j in JUDGED)


def test_codes_and_suggestions(searched, content):
    assert results(searched, "000894") == ["1.000894"]
    assert results(searched, "2000843") == ["2.000815"]
    assert searched.suggest(read_query("dang ky ke"), "vi", 3)[0].document.title == "Thủ tục đăng ký kết hôn"
    assert content.asked == 0


def test_catches_up_by_itself(searched, content, monkeypatch):
    monkeypatch.setattr("search.engines.elasticsearch.CHECK_SECONDS", 0.0)
    # A busy server may turn one request away while indices change places.
    monkeypatch.setattr("search.engines.elasticsearch.PAUSE", 0.2)
    content.documents.append(document("1.999999", "Cấp lại thẻ thư viện"))
    content.version = "v2"
    assert results(searched, "thẻ thư viện") == ["1.999999"]  # the memory engine, while the server is being filled
    assert content.asked == 1
    for _n in range(100):
        before = content.asked
        assert results(searched, "thẻ thư viện") == ["1.999999"]
        if content.asked == before:
            break
        time.sleep(0.1)
    else:
        pytest.fail("did not catch up")
    # The old index goes after the new one has taken its place.
    for _n in range(50):
        kept = searched.client.indices.get(index=f"{searched.prefix}-vi-*")
        if len(kept) == 1:
            break
        time.sleep(0.1)
    assert len(kept) == 1


def test_without_its_index(searched, content):
    remove(searched)
    assert results(searched, "kết hôn")[0] == "1.000894"
    assert content.asked == 1
