"""A PDF over the network: kept, told apart, and where there is none, the page to print."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from procedures_pages.paper import renderer

PATH = "/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


def fails(_html):
    raise renderer.EngineError("too slow")


def test_a_reader_who_has_it_gets_304_and_nothing_is_set(client, monkeypatch):
    first = client.get(PATH)
    cache.clear()
    monkeypatch.setattr(renderer, "set_pdf", fails)
    again = client.get(PATH, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content, again["ETag"]) == (200, 304, b"", first["ETag"])


def test_a_second_reader_gets_what_was_set_for_the_first(client, monkeypatch):
    first = client.get(PATH)
    monkeypatch.setattr(renderer, "set_pdf", fails)
    assert client.get(PATH).content == first.content


def test_another_case_has_another_etag(client):
    assert client.get(PATH)["ETag"] != client.get("/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf?co=a5")["ETag"]


def test_what_is_no_answer_makes_no_other_pdf(client):
    assert client.get(PATH)["ETag"] == client.get(PATH + "?utm_source=zalo&khong=biet")["ETag"]


def test_without_an_engine_the_page_to_print_is_offered(client, monkeypatch):
    monkeypatch.setattr(renderer, "set_pdf", fails)
    response = client.get(PATH + "?co=lon")
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert 'href="/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/?co=lon"' in response.content.decode()


def test_what_failed_twice_is_not_tried_again_at_once(client, monkeypatch):
    tried = []
    monkeypatch.setattr(renderer, "set_pdf", lambda html: tried.append(html) or fails(html))
    assert [client.get(PATH).status_code for _n in range(4)] == [503] * 4
    assert len(tried) == 2
    assert client.get(PATH + "?co=lon").status_code == 503
    assert len(tried) == 3  # another page is another matter


def test_a_busy_engine_is_no_fault_of_the_page(client, monkeypatch):
    def busy(_html):
        raise renderer.EngineBusy("busy")

    with monkeypatch.context() as patched:
        patched.setattr(renderer, "set_pdf", busy)
        assert [client.get(PATH).status_code for _n in range(3)] == [503] * 3
    assert client.get(PATH).status_code == 200


def test_a_failure_is_not_kept(client, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(renderer, "set_pdf", fails)
        assert client.get(PATH)["Cache-Control"] == "no-store"
    assert client.get(PATH).status_code == 200


@pytest.mark.parametrize("query", ["co=khong-biet", "co=lon&co=a5", "co=%ff%fe", "co=", "&".join(f"a{n}=b" for n in range(900))])
def test_any_query_gives_a_paper(client, query):
    answer = client.get(f"{PATH}?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
