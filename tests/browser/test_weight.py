"""Bytes and requests: pages must open on a slow telephone."""

import gzip
import json
import urllib.request
from statistics import median

import pytest

from home.sample_schema import load_procedures
from tests.servers.site import PROJECT

from .tools import load

STATIC = PROJECT / "site/static/site"
KB = 1024
PATHS = [
    "/",
    "/thu-tuc/",
    "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/",
    "/thu-tuc/lam-khai-sinh-cho-con/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/ho-so/in/",
    "/thu-tuc/lam-khai-sinh-cho-con/gui/",
    "/huong-dan/sinh-con/ho-so/",
    "/huong-dan/mo-cua-hang-tap-hoa/",
    "/noi-nop/",
    "/tim-kiem/?q=khai+sinh",
    "/en/",
]
LIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"
COUNTER = ["/quay/", "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"]


def packed(data):
    return len(gzip.compress(data, 6))


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


@pytest.fixture(scope="module")
def weights(site_url):
    """How many bytes of packed HTML each procedure's page is: {path: bytes}."""
    items = json.loads(fetched(f"{site_url}/api/v2/procedures/?limit=100"))["items"]
    assert len(items) == len(load_procedures())
    paths = ["/thu-tuc/" + item["url"].rstrip("/").rsplit("/", 1)[1] + "/" for item in items]
    return {path: packed(fetched(site_url + path)) for path in paths}


def test_no_procedure_weighs_more_than_12_kb(weights):
    assert {path: size for path, size in weights.items() if size > 12 * KB} == {}


def test_a_usual_procedure_and_its_styles_fit_in_the_first_window_of_a_connection(weights):
    """Ten packets of 1,460 bytes are sent before the other side has answered once."""
    styles = packed((STATIC / "site.css").read_bytes())
    assert median(weights.values()) + styles <= 14.6 * KB


def test_styles_and_scripts_are_small():
    """What few pages load (counter, hits, records, voice, keeping) is bounded by itself; site.css and pages.css are what one page has."""
    sizes = {f.name: packed(f.read_bytes()) for pattern in ("*.css", "*.js") for f in STATIC.glob(pattern)}
    assert sizes.pop("counter.css") <= 2 * KB
    assert sizes.pop("record.css") <= 1.25 * KB
    assert sizes.pop("papers.css") <= KB / 4
    assert sizes.pop("counter.js") <= 3 * KB
    assert sizes.pop("listen.js") <= 1.5 * KB
    assert sizes.pop("hits.js") <= KB / 2
    assert sizes.pop("offline.js") <= 1.75 * KB
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 8 * KB, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 6 * KB, sizes


def test_one_small_font():
    fonts = [f for pattern in ("*.woff2", "*.woff", "*.ttf", "*.otf") for f in STATIC.glob(pattern)]
    assert len(fonts) <= 1, fonts
    assert sum(f.stat().st_size for f in fonts) <= 15 * KB


@pytest.mark.parametrize(("path", "most"), [*((path, 6) for path in PATHS), *((path, 7) for path in (LIST, *COUNTER))])
def test_a_first_view_is_few_requests_and_60_kb(phone, path, most):
    """A request to another host fails in the watch over the page. The counter has a script and a style of its own, no search of others; the
    list has a script that keeps it for where there is no connection."""
    seen = load(phone, path)
    assert len(seen.requests) <= most, [r.url for r in seen.requests]
    # Texts count packed, as every proxy sends them; fonts and pictures count as they are.
    sizes = {
        r.url: packed(r.response().body()) if r.resource_type in ("document", "stylesheet", "script") else seen.size(r)
        for r in seen.requests
    }
    assert sum(sizes.values()) <= 60 * KB, sizes
