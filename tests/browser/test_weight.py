"""Bytes and requests: pages must open on a slow telephone."""

import gzip
import json
import urllib.request

import pytest

from tests.servers.site import PROJECT

from .tools import load

STATIC = PROJECT / "site/static/site"
KB = 1024
PATHS = [
    "/",
    "/thu-tuc/",
    "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/",
    "/thu-tuc/lam-khai-sinh-cho-con/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/gui/",
    "/huong-dan/sinh-con/ho-so/",
    "/huong-dan/mo-cua-hang-tap-hoa/",
    "/noi-nop/",
    "/tim-kiem/?q=khai+sinh",
    "/en/",
]
COUNTER = ["/quay/", "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"]


def packed(data):
    return len(gzip.compress(data, 6))


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def test_no_procedure_weighs_more_than_12_kb(site_url):
    items = json.loads(fetched(f"{site_url}/api/v2/procedures/?limit=100"))["items"]
    assert len(items) == 44
    heavy = {}
    for item in items:
        path = "/thu-tuc/" + item["url"].rstrip("/").rsplit("/", 1)[1] + "/"
        size = packed(fetched(site_url + path))
        if size > 12 * KB:
            heavy[path] = size
    assert not heavy, heavy


def test_styles_and_scripts_are_small():
    """The counter's own are loaded at the counter alone."""
    sizes = {f.name: packed(f.read_bytes()) for pattern in ("*.css", "*.js") for f in STATIC.glob(pattern)}
    assert sizes.pop("counter.css") <= 2 * KB
    assert sizes.pop("counter.js") <= 3 * KB
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 8 * KB, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 6 * KB, sizes


def test_one_small_font():
    fonts = [f for pattern in ("*.woff2", "*.woff", "*.ttf", "*.otf") for f in STATIC.glob(pattern)]
    assert len(fonts) <= 1, fonts
    assert sum(f.stat().st_size for f in fonts) <= 15 * KB


@pytest.mark.parametrize(("path", "most"), [*((path, 6) for path in PATHS), *((path, 7) for path in COUNTER)])
def test_a_first_view_is_few_requests_and_60_kb(phone, path, most):
    """A request to another host fails in the watch over the page. The counter has a script and a style of its own, no search of others."""
    seen = load(phone, path)
    assert len(seen.requests) <= most, [r.url for r in seen.requests]
    # Texts count packed, as every proxy sends them; fonts and pictures count as they are.
    sizes = {
        r.url: packed(r.response().body()) if r.resource_type in ("document", "stylesheet", "script") else seen.size(r)
        for r in seen.requests
    }
    assert sum(sizes.values()) <= 60 * KB, sizes
