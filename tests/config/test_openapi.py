"""The API is what its description says, and no input is too odd for it."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import jsonschema
import pytest
from django.test import Client
from django.urls import get_resolver

from config import openapi
from procedures_pages.factories import ProcedureFactory
from procedures_pages.facts.from_pages import facts_of
from tests.servers.site import site

pytestmark = pytest.mark.django_db

PAGES, FIND, LIST = "/api/v2/pages/", "/api/v2/pages/find/", "/api/v2/procedures/"


def validator(name):
    document = openapi.document()
    return jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": document["components"]})


# --- The description is true ---


def test_the_description_is_served(client, settings):
    response = client.get("/api/v2/schema.json")
    assert response["Content-Type"] == "application/json"
    document = response.json()
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": settings.SITE_URL}]


def test_every_address_of_the_api_is_described(client):
    def paths(patterns, start=""):
        for pattern in patterns:
            route = start + str(pattern.pattern).lstrip("^")
            yield from paths(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]

    routes = {route for route in paths(get_resolver().url_patterns) if route.startswith("api/")}
    described = {path.lstrip("/") for path in openapi.document()["paths"]}
    known = {
        r"api/v2/procedures/(?P<code>[0-9.]{3,24})/$": "api/v2/procedures/{code}/",
        "api/v2/pages/<int:pk>/": "api/v2/pages/{id}/",
    }
    assert {known.get(route, route) for route in routes} == described


def test_every_procedure_is_as_described(client):
    listed = client.get(f"{LIST}?limit=100").json()["items"]
    for item in listed:
        validator("ListedProcedure").validate(item)
    for item in listed:
        if item["code"]:
            validator("Procedure").validate(client.get(f"{LIST}{item['code']}/").json())


def test_a_procedure_with_answers_is_as_described(client):
    page = ProcedureFactory(with_questions=True, code="9.888701", former=("9.888702",))
    for query in ("", "?ai-nop=toi", "?ai-nop=meo"):
        validator("Procedure").validate(client.get(f"{LIST}9.888701/{query}").json())
    of_desk = {"people"}  # whom the page must serve is asked when it is published
    assert set(client.get(f"{LIST}9.888701/").json()) >= set(facts_of(page).__slots__) - of_desk


def test_every_page_is_as_described(client):
    for item in client.get(f"{PAGES}?limit=100&fields=*").json()["items"]:
        validator("Page").validate(item)
        validator("Page").validate(client.get(f"{PAGES}{item['id']}/").json())


# --- What has no sense is refused in words ---


@pytest.mark.parametrize(
    "query",
    [
        *[
            "first_published_at=abc",
            "first_published_at=2026-13-45",
            "first_published_at=0001-01-01",
            "first_published_at=9999-12-31T23:59-12:00",
        ],
        *[
            "site=abc",
            "site=testserver:abc",
            "site=testserver:99999",
            "site=",
            "alias_of=99999999999999999999",
            "alias_of=abc",
            "id=abc",
            "id=-1",
        ],
        *[
            "id=1e9",
            "id=²",
            "id=٣",
            "limit=abc",
            "limit=-1",
            "limit=101",
            "offset=99999999",
            "child_of=abc",
            "child_of=99999999999999999999",
        ],
        *[
            "descendant_of=-5",
            "ancestor_of=root",
            "translation_of=x",
            "show_in_menus=maybe",
            "search=a&search_operator=xor",
            "order=password",
            "order=--id",
        ],
        *[
            "fields=password",
            "fields=a(b",
            "fields=" + "parent(" * 200,
            "type=auth.User",
            "type=x",
            "type=,",
            "title=a%00b",
            "title=a%0Ab",
            "khong_co=1",
        ],
        *["title=" + "x" * 600, "%00=1", "limit=1&limit=abc", "order=random&offset=1", "search=a&slug=b"],
    ],
)
def test_a_senseless_question_is_a_400_that_says_why(client, query):
    response = client.get(f"{PAGES}?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert len(response.json()["message"]) > 5


@pytest.mark.parametrize("query", ["id=abc", "id=", "id=99999999999999999999", "html_path=" + "x" * 600, "html_path=%00"])
def test_a_senseless_search_for_a_page_is_a_400(client, query):
    assert client.get(f"{FIND}?{query}").status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        *[
            f"{FIND}?id=2147483647",
            FIND,
            f"{FIND}?html_path=/khong-co/",
            f"{PAGES}?child_of=2147483647",
            f"{PAGES}?locale=fr",
            f"{PAGES}2147483648/",
        ],
        *[f"{PAGES}99999999999999999999999/", f"{PAGES}abc/", "/api/v2/", "/api/", f"{LIST}abc/", f"{LIST}{'9' * 24}/", f"{LIST}....../"],
    ],
)
def test_what_is_not_there_is_a_404_in_json(client, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert response.json()["message"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [LIST, f"{LIST}1.001193/", PAGES, FIND, "/api/v2/schema.json"])
def test_nothing_can_be_written(path, method):
    client = Client(enforce_csrf_checks=True)
    assert getattr(client, method)(f"{path}?id=abc").status_code == 405


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "", "x" * 5000, "text/html;q=x", "application/json;version=9"])
def test_it_speaks_json_or_says_that_it_does_not(client, accept):
    for path in (LIST, PAGES):
        response = client.get(path, headers={"accept": accept})
        assert response.status_code in (200, 406)
        assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("format", ["api", "html", "xml", "x"])
def test_no_page_that_browses_the_api_is_served(client, format):
    assert client.get(f"{PAGES}?format={format}").status_code in (400, 404)


NAMES = [
    "limit",
    "offset",
    "fields",
    "order",
    "search",
    "search_operator",
    "type",
    "child_of",
    "ancestor_of",
    "descendant_of",
    "id",
    "title",
]
NAMES += ["translation_of", "locale", "site", "slug", "show_in_menus", "seo_title", "search_description", "first_published_at", "alias_of"]
NAMES += ["parent", "_", "format", "html_path", "path", "depth"]
VALUES = [
    "abc",
    "",
    "0",
    "1",
    "-1",
    "9" * 20,
    "1e9",
    "2026-01-01T00:00:00Z",
    "root",
    "true",
    "é",
    "😀",
    "\udcff",
    "a:b",
    "*",
    "_",
    "()",
    "title(x)",
]
VALUES += [
    "-title",
    "random",
    "title,title",
    "and",
    "wagtailcore.Page",
    "home",
    "guides.GuidePage,home.HomePage",
    "en",
    "/",
    "//",
    "../..",
    "json",
    "'--",
]


def test_one_thing_odd_after_another(client):
    """Every parameter with every value, then mixtures."""
    client.raise_request_exception = False
    chance = random.Random(11)
    questions = [[pair] for pair in itertools.product(NAMES, VALUES)]
    questions += [[(chance.choice(NAMES), chance.choice(VALUES)) for _n in range(3)] for _n in range(150)]
    chance.shuffle(questions)
    failed = []
    for question in questions[:450]:
        for path in (PAGES, FIND):
            address = f"{path}?{urlencode(question, errors='surrogateescape')}"
            response = client.get(address)
            if response.status_code >= 500:
                failed.append(address)
    assert not failed


@pytest.mark.servers
@pytest.mark.xdist_group("processes")
def test_schemathesis_finds_nothing(sample, tmp_path):
    """All its checks, against a server of its own; the same cases each time."""
    with site(sample, SEARCH_MEANING="false") as url:
        program = Path(sys.executable).parent / "schemathesis"
        bounds = [
            "--max-examples",
            "12",
            "--seed",
            "11",
            "--phases",
            "examples,coverage,fuzzing",
            "--request-timeout",
            "20",
            "--continue-on-failure",
        ]
        command = [program, "run", f"{url}/api/v2/schema.json", "--url", url, *bounds]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stdout[-6000:]
