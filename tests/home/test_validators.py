"""Who has a page already gets 304; the language comes from the path alone; no page whose ``noindex`` is to be read is forbidden."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from urllib.robotparser import RobotFileParser

import pytest

from tests.servers.nginx import nginx
from tests.servers.site import PROJECT, environment, site

from .test_headers import PUBLIC

pytestmark = pytest.mark.django_db

CHECKLIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/?truong-hop=sinh-thuong"
ANSWERS = [
    *[path for path in PUBLIC if path != "/khong-co/"],
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-thu-tuc.xml",
    "/.well-known/security.txt",
    "/api/v2/procedures/",
    "/api/v2/procedures/1.001193/?truong-hop=sinh-thuong",
    "/api/v2/pages/",
    "/tim-kiem/goi-y/?q=khai",
    "/thu-tuc/lam-khai-sinh-cho-con/qr.svg",
    "/thu-tuc/lam-khai-sinh-cho-con/qr.png",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf",
]


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_a_page_that_the_reader_has_is_not_sent_again(client, path, encoding):
    first = client.get(path, headers={"accept-encoding": encoding})
    assert first.status_code == 200
    again = client.get(path, headers={"accept-encoding": encoding, "if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"].removeprefix("W/") == first.headers["ETag"].removeprefix("W/")


@pytest.mark.parametrize("path", ANSWERS)
def test_head_says_what_get_says(client, path):
    got, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.headers["ETag"] == got.headers["ETag"]
    assert client.head(path, headers={"if-none-match": got.headers["ETag"]}).status_code == 304


def test_another_text_is_sent(client):
    first = client.get(CHECKLIST)
    other = client.get(CHECKLIST.replace("sinh-thuong", "bi-bo-roi"), headers={"if-none-match": first.headers["ETag"]})
    assert other.status_code == 200
    assert other.headers["ETag"] != first.headers["ETag"]


def test_an_edited_page_is_sent_again(client):
    from procedures_pages.models import ProcedurePage

    first = client.get("/thu-tuc/lam-khai-sinh-cho-con/")
    ProcedurePage.objects.filter(slug="lam-khai-sinh-cho-con").update(summary="Một câu mới.")
    again = client.get("/thu-tuc/lam-khai-sinh-cho-con/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Một câu mới." in again.content.decode()


@pytest.mark.parametrize("header", ['"khac"', 'W/"khac"', "*x", '"', "khac, khac", "W/"])
def test_an_etag_of_something_else_changes_nothing(client, header):
    answer = client.get("/", headers={"if-none-match": header})
    assert answer.status_code == 200
    assert answer.content == client.get("/").content


@pytest.mark.parametrize("path", ["/khong-co/", "/thu-tuc/khong-co/"])
def test_a_page_that_is_not_there_has_no_etag(client, path):
    assert "ETag" not in client.get(path).headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_is_asked_each_time(client, path):
    response = client.get(path)
    assert "no-store" in response.headers["Cache-Control"]
    assert "ETag" not in response.headers


@pytest.mark.parametrize("path", ["/quan-tri/", "/quan-tri/login/", "/quan-tri/reports/", "/quan-tri/account/"])
def test_the_desk_is_neither_stored_nor_told_apart(admin_client, client, path):
    for who in (admin_client, client):
        response = who.get(path)
        assert "no-store" in response.headers["Cache-Control"]
        assert "ETag" not in response.headers


def test_a_form_that_was_sent_has_no_etag(client):
    assert "ETag" not in client.post("/gop-y/", {"trang": "a", "noi_dung": "Thiếu số điện thoại"}).headers


ETAGS = """
import django; django.setup()
from django.test import Client
print([Client().get(path).headers["ETag"] for path in %r])
"""


def test_two_servers_give_a_page_the_same_etag(sample):
    """Python orders sets anew in each process; what readers get must not depend on that."""
    told = []
    for seed in "1", "2":
        env = {**environment(sample), "PYTHONHASHSEED": seed, "SEARCH_MEANING": "false"}
        command = [sys.executable, "-c", ETAGS % [p for p in ANSWERS if "/tim-kiem/" not in p and "pdf" not in p]]
        told.append(
            subprocess.run(command, cwd=PROJECT, env=env | {"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=True)
        )
    assert told[0].stdout == told[1].stdout


@pytest.mark.parametrize("path", [*ANSWERS, "/khong-co/", "/t/1.001193", "/tra-cuu/1.001193/", "/thu-tuc"])
def test_the_reader_s_browser_decides_nothing(client, path):
    plain = client.get(path)
    for language in ("en", "fr;q=0.9, en;q=0.1"):
        client.cookies["django_language"] = "en"
        other = client.get(path, headers={"accept-language": language})
        assert other.content == plain.content
        assert other.headers.get("Location") == plain.headers.get("Location")
        assert other.headers["Content-Language"] == ("en" if path.startswith("/en/") else "vi")


# A page may vary by what really changes it: how it is compressed, and for Wagtail's API by the kind asked for.
@pytest.mark.parametrize("path", [*ANSWERS, "/khong-co/", "/en/khong-co/", "/t/1.001193", "/thu-tuc"])
def test_a_page_varies_by_nothing_that_does_not_change_it(client, path):
    varies = {part.strip().lower() for part in client.get(path, headers={"accept-encoding": "gzip"}).headers.get("Vary", "").split(",")}
    assert varies - {"", "accept-encoding"} <= ({"accept"} if path == "/api/v2/pages/" else set())


@pytest.mark.parametrize(("path", "language"), [("/en/", "en"), ("/en/thu-tuc/", "en"), ("/english/", "vi"), ("/enx/", "vi"), ("/", "vi")])
def test_the_path_says_the_language(client, path, language):
    assert f'<html lang="{language}">' in client.get(path).content.decode()


# --- robots.txt ---

UNINDEXED = [
    CHECKLIST,
    "/en" + CHECKLIST,
    "/thu-tuc/lam-khai-sinh-cho-con/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/lich-su/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/gui/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so.pdf",
    "/thu-tuc/sao-y-giay-to-nuoc-ngoai/",
    "/tim-kiem/?q=khai+sinh",
    "/tim-kiem/goi-y/?q=khai",
    "/huong-dan/sinh-con/ho-so/",
    "/huong-dan/sinh-con/ho-so/in/",
    "/huong-dan/sinh-con/in/",
    "/quay/",
    "/quay/lam-khai-sinh-cho-con/",
    "/gop-y/?trang=lam-khai-sinh-cho-con",
]
PROGRAMS = [
    "Googlebot",
    "bingbot",
    "coccocbot-web",
    "facebookexternalhit/1.1",
    "Zalo",
    "ZaloBot",
    "Twitterbot/1.0",
    "TelegramBot",
    "WhatsApp/2",
]


@pytest.fixture
def rules(client):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    return parser


@pytest.mark.parametrize("path", UNINDEXED)
def test_a_page_that_says_noindex_may_be_read(client, rules, path):
    response = client.get(path)
    said = response.headers.get("X-Robots-Tag", "") + "".join(
        re.findall(r'<meta name="robots" content="([^"]+)"', response.content.decode("utf-8", "replace"))
    )
    assert "noindex" in said
    assert [program for program in PROGRAMS if not rules.can_fetch(program, path)] == []


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_of_the_readers_may_be_read(rules, path):
    assert [program for program in PROGRAMS if not rules.can_fetch(program, path)] == []


@pytest.mark.parametrize("path", ["/quan-tri/", "/quan-tri/login/", "/api/v2/procedures/"])
def test_the_desk_and_the_data_are_not_for_crawlers(rules, path):
    assert not rules.can_fetch("Googlebot", path)


@pytest.mark.servers
@pytest.mark.xdist_group("processes")
def test_304_reaches_the_reader_through_a_proxy(sample):
    with (
        site(sample) as behind,
        nginx(f"gzip on; gzip_proxied any; location / {{ proxy_pass {behind}; proxy_set_header Host $host; }}") as front,
    ):
        for path in ("/", CHECKLIST):
            with urllib.request.urlopen(front + path, timeout=30) as answer:
                etag = answer.headers["ETag"]
            request = urllib.request.Request(front + path, headers={"If-None-Match": etag, "Accept-Encoding": "gzip"})
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=30)
            assert refused.value.code == 304
