"""Bytes and requests: pages must open on a slow telephone."""

import gzip
import json
import urllib.request
from statistics import median

import pytest
from playwright.sync_api import expect

from config.static_files import is_ours, tightened
from home.sample_schema import load_procedures
from tests.servers.site import PROJECT

from .tools import BOX, field, load

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
    "/en/",
]
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
LIST = "/thu-tuc/lam-khai-sinh-cho-con/ho-so/"
COUNTER = ["/quay/", "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"]


def packed(data):
    return len(gzip.compress(data, 6))


def sent(path):
    """How many bytes one of our files is when it is sent: styles tightened, as `collectstatic` writes them."""
    data, is_packed = path.read_bytes(), path.suffix == ".woff2"
    tight = is_ours(path.relative_to(STATIC.parent).as_posix())
    return len(data) if is_packed else packed(tightened(data.decode()).encode() if tight else data)


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


# What a guide's first view fetches beside the page itself. Nothing waits for the styles of paper: they are there for who prints at once.
OF_A_GUIDE = ["be-vietnam-pro-700.woff2", "early.js", "print.css", "site.css", "site.js"]


def test_no_procedure_weighs_more_than_9_and_a_half_kb(weights):
    assert {path: size for path, size in weights.items() if size > 9.5 * KB} == {}


def test_a_first_view_of_any_procedure_is_30_kb_in_all(weights):
    sizes = {name: sent(STATIC.parent / ("print" if name == "print.css" else "site") / name) for name in OF_A_GUIDE}
    assert {path: size for path, size in weights.items() if size + sum(sizes.values()) > 30 * KB} == {}, sizes


def test_a_procedure_and_its_styles_fit_in_the_first_window_of_a_connection(weights):
    """Ten packets of 1,460 bytes are sent before the other side has answered once."""
    whole = {path: size + sent(STATIC / "site.css") for path, size in weights.items()}
    assert median(whole.values()) <= 12.5 * KB
    assert {path: size for path, size in whole.items() if size > 14.6 * KB} == {}


def test_styles_and_scripts_are_small():
    """What few pages load, or only who searches or prints, is bounded by itself; site.css and pages.css are what one page has."""
    sizes = {f.name: sent(f) for pattern in ("*.css", "*.js") for f in STATIC.glob(pattern)}
    assert sizes.pop("counter.css") <= 1.75 * KB
    assert sizes.pop("record.css") <= KB
    assert sizes.pop("papers.css") <= KB / 8
    assert sizes.pop("expert.css") <= 0.625 * KB
    assert sizes.pop("paper.css") <= 0.875 * KB
    assert sizes.pop("suggest.css") <= KB / 2
    assert sizes.pop("counter.js") <= 3 * KB
    assert sizes.pop("listen.js") <= 1.5 * KB
    assert sizes.pop("hits.js") <= KB / 2
    assert sizes.pop("offline.js") <= 1.75 * KB
    assert sizes.pop("suggest.js") <= 2.25 * KB
    assert sizes.pop("pack.js") <= 2 * KB
    assert sizes.pop("deadline.js") <= 1.75 * KB
    assert sum(size for name, size in sizes.items() if name.endswith(".css")) <= 7 * KB, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 5 * KB, sizes


# What the browser understands of a style sheet, as it writes it itself; blanks in a variable's value it leaves as they are.
RULES = """(styles) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(styles);
    return [...sheet.cssRules].map((rule) => rule.cssText.replace(/, /g, ",")); }"""


def test_tightened_styles_mean_the_same(phone):
    for file in STATIC.parent.glob("[ps]*/*.css"):
        written = file.read_text("utf-8")
        tight = tightened(written)
        assert len(tight) < 0.9 * len(written)
        assert phone.evaluate(RULES, tight) == phone.evaluate(RULES, written), file.name


def test_one_small_font():
    fonts = [f for pattern in ("*.woff2", "*.woff", "*.ttf", "*.otf") for f in STATIC.glob(pattern)]
    assert len(fonts) <= 1, fonts
    assert sum(f.stat().st_size for f in fonts) <= 9 * KB


# By the browser's clock: which requests began before the page was there.
EARLY = """() => { const { loadEventStart } = performance.getEntriesByType("navigation")[0];
    return performance.getEntriesByType("resource").filter((e) => e.startTime < loadEventStart).map((e) => e.name); }"""


@pytest.mark.parametrize(
    ("path", "first", "later"),
    [*((path, 7, 0) for path in PATHS), (BIRTH, 6, 0), (LIST, 6, 1), ("/tim-kiem/?q=khai+sinh", 7, 1), *((path, 8, 2) for path in COUNTER)],
)
def test_a_first_view_is_few_requests_and_40_kb(phone, path, first, later):
    """A request to another host fails in the watch over the page. Among the first are the styles of paper, which nothing waits for.
    After the page come what keeps a list or counts which hit was opened, and help for who begins in a search field, a script and its style.
    The counter has a script and a style of its own."""
    seen = load(phone, path)
    early = [phone.url, *phone.evaluate(EARLY)]
    assert len(early) <= first, early
    assert len(seen.requests) <= first + later, [r.url for r in seen.requests]
    # Texts count packed, as every proxy sends them; fonts and pictures count as they are.
    sizes = {
        r.url: packed(r.response().body()) if r.resource_type in ("document", "stylesheet", "script") else seen.size(r)
        for r in seen.requests
        if r.url in early
    }
    assert sum(sizes.values()) <= 40 * KB, sizes
    if path == BIRTH:
        assert sorted(url.rsplit("/", 1)[1] for url in early[1:]) == OF_A_GUIDE


def test_help_while_typing_comes_for_who_searches_alone(phone):
    assert not [r.url for r in load(phone, BIRTH).requests if "suggest" in r.url]
    with phone.expect_request("**/suggest.js"), phone.expect_request("**/suggest.css"):
        field(phone)
    expect(phone.locator(BOX)).to_have_attribute("role", "combobox")
