"""A new office begins as docs/operators.md says: production settings, PostgreSQL, nginx in front, no sample."""

import json
import urllib.error
import urllib.request
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from .nginx import nginx
from .site import environment, manage, served

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("processes")]
UNIT = "Ủy ban nhân dân phường Hạc Thành, tỉnh Thanh Hóa"
PUBLIC = "https://cam-nang.example.vn"


@pytest.fixture
def env(empty_on_postgres, tmp_path):
    """After `migrate`, which a database of the tests has behind it: it takes half a minute."""
    with empty_on_postgres() as database:
        env = environment(
            tmp_path,
            DJANGO_SETTINGS_MODULE="config.settings.production",
            DATABASE_URL=database,
            SECRET_KEY="khoa-cua-phep-thu-" * 4,
            ALLOWED_HOSTS="127.0.0.1",
            SEARCH_MEANING="false",
        )
        manage(env, "migrate", "--noinput", "--verbosity", "0")
        manage(env, "collectstatic", "--noinput", "--verbosity", "0")
        yield env


@contextmanager
def behind_nginx(env):
    with (
        served(env) as url,
        nginx(
            f"location / {{ proxy_pass {url}; proxy_set_header Host 127.0.0.1; proxy_set_header X-Forwarded-Proto https;"
            " proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; }"
        ) as front,
    ):
        yield front


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in {"a", "link", "script", "img"} and (address := attrs.get("href") or attrs.get("src")):
            self.found.append(address)


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def walk(front, *starts):
    """Every page that links lead to from these, within the site: {path: (status, text)}."""
    waiting, seen = list(starts), {}
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/quan-tri/"):
            continue
        status, headers, body = get(front + path)
        text = body.decode(errors="replace") if headers.get("Content-Type", "").startswith("text/html") else ""
        seen[path] = status, text
        links = Links()
        links.feed(text)
        for address in links.found:
            address = address.replace(PUBLIC, "")
            target = urlsplit(urljoin(path, address))
            if not target.netloc and target.scheme in {"", "http"}:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
    return seen


def test_from_an_empty_database_to_the_first_page(env):
    # The operator has started the server and nothing else.
    with behind_nginx(env | {"SITE_URL": PUBLIC}) as front:
        status, _headers, body = get(f"{front}/")
        text = body.decode()
        assert status == 200
        assert "Trang web đang được chuẩn bị" in text
        assert "python manage.py setup" in text
        assert "Vĩnh Yên" not in text
        status, _headers, body = get(f"{front}/readyz")
        assert (status, json.loads(body)["status"]) == (503, "setup")
        assert json.loads(body)["missing"] == ["home", "thu-tuc", "huong-dan", "unit"]
        assert get(f"{front}/healthz")[0] == 200
        assert get(f"{front}/quan-tri/login/")[0] == 200
        pages = walk(front, "/", "/en/")
        assert {path: status for path, (status, _text) in pages.items() if status >= 400} == {}

    first = manage(env, "setup", "--no-input", "--unit", UNIT, "--phone", "0237 385 0000", "--email", "mot-cua@example.vn")
    assert "1 homepage" in first
    assert "nothing to do" in manage(env, "setup", "--no-input", "--unit", UNIT)
    superuser = env | {"DJANGO_SUPERUSER_PASSWORD": "mat-khau-rat-dai"}
    manage(superuser, "createsuperuser", "--noinput", "--username", "quan-ly", "--email", "quan-ly@example.vn")

    with behind_nginx(env | {"SITE_URL": PUBLIC}) as front:
        status, _headers, body = get(f"{front}/readyz")
        assert (status, json.loads(body)["status"]) == (200, "ok")
        assert "missing" not in json.loads(body)
        pages = walk(front, "/", "/en/", "/tim-kiem/?q=khai+sinh", "/quay/", "/so-do-trang/", "/sitemap.xml")
        assert {path: status for path, (status, _text) in pages.items() if status >= 400} == {}
        texts = {path: text for path, (_status, text) in pages.items() if text}
        assert len(texts) > 12
        for path, text in texts.items():
            assert UNIT in text, path
            for word in ("Bản mẫu", "sample", "Vĩnh Yên", "2022"):
                assert word not in text, (path, word)
        assert "Cẩm nang đang được soạn" in texts["/"]
        assert "Chưa có thủ tục nào được đăng" in texts["/thu-tuc/"]
        assert "Chưa có hướng dẫn nào được đăng" in texts["/huong-dan/"]
        assert "Chưa có gì để tìm" in texts["/tim-kiem/?q=khai+sinh"]
        assert "One-Stop Guide" in texts["/en/"]
