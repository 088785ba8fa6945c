"""Requests as programs send them who look for a weak spot: every address of the readers, every kind of oddity, never a 500."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import get_resolver

from home.middleware import NOT_FOR_READERS

from .test_copied_addresses import get
from .test_headers import PUBLIC

pytestmark = pytest.mark.django_db

SLUG = "lam-khai-sinh-cho-con"
OTHERS = [
    *[
        "/healthz",
        "/readyz",
        "/metrics",
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-thu-tuc.xml",
        "/.well-known/security.txt",
        "/t/1.001193",
        "/tra-cuu/1.001193/",
        "/tra-cuu/1.001193/qr.svg",
        "/tim-kiem/goi-y/?q=a",
    ],
    *[
        f"/thu-tuc/{SLUG}/{tail}"
        for tail in ("lich-su/atom.xml", "ho-so/in/", "gui/", "ho-so.pdf", "in.pdf", "ap-phich.pdf", "qr.svg", "qr.png")
    ],
    *[
        "/huong-dan/sinh-con/ho-so/?chon=1.001193",
        "/huong-dan/sinh-con/ho-so/in/",
        "/huong-dan/sinh-con/in/",
        "/k/4K7R",
        "/sw.js",
        "/thu-tuc/ap-phich.pdf?linh-vuc=ho-tich",
        "/thu-tuc/atom.xml?linh-vuc=ho-tich",
        "/ve-cam-nang/",
    ],
    *[
        "/api/v2/procedures/",
        "/api/v2/procedures/1.001193/",
        "/api/v2/pages/",
        "/api/v2/answers/?q=khai+sinh+mat+bao+lau",
        "/api/v2/schema.json",
        "/goi-ngoai-tuyen.json",
        "/bieu-mau/1/a.pdf",
        "/bieu-mau/giay-khong-co/?tep=1",
        "/tep/a.png",
        "/en/quay/",
    ],
]
# What opens to one person only, here to nobody.
CLOSED = f"/chuyen-vien/{'0' * 32}"
ADDRESSES = [*PUBLIC, *OTHERS, CLOSED]
TAKES_FORMS = ("/gop-y/", "/tim-kiem/da-mo/")


def test_every_kind_of_address_is_among_them():
    """Whoever adds an address adds it here."""

    def patterns(found, start=()):
        for pattern in found:
            yield from patterns(pattern.url_patterns, (*start, pattern)) if hasattr(pattern, "url_patterns") else [(*start, pattern)]

    names = {chain[-1].name for chain in patterns(get_resolver().url_patterns) if str(chain[0].pattern) != "quan-tri/"}
    tried = {
        get_resolver().resolve(path.removeprefix("/en").partition("?")[0]).url_name for path in [*ADDRESSES, *TAKES_FORMS] if path != "/en/"
    }
    rare = {"printed_catalogue", "batch_pdf", "checklist_print", "detail", "find"}  # Slow, or tried in tests/config.
    assert names - tried <= rare


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_wrong_method_is_told_that_it_is_wrong(path):
    client = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "QUERY", "X"):
        status = client.generic(method, path).status_code
        if path.startswith(TAKES_FORMS) and method == "POST":
            assert status in (204, 400, 422)
        elif path in ("/khong-co/", CLOSED):
            assert status in (404, 405)
        else:
            assert status == 405, method


HEADERS = [
    {"range": "bytes=0-10"},
    {"range": "bytes=-"},
    {"range": "bytes=99999999999999999999-0,1-,,-5"},
    {"if-none-match": "W/" * 500},
    {"if-modified-since": "gestern"},
    {"if-modified-since": "Mon, 99 Xxx 9999 99:99:99 GMT"},
    {"if-match": '"x"'},
    {"if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"accept": "image/png;q=nan, */*;q=-1"},
    {"accept-language": "x" * 5000},
    {"accept-encoding": "gzip;q=0, br;q=9, \udcff"},
    {"content-type": "multipart/form-data"},
    {"content-type": "application/json; charset=khong-co"},
    {"cookie": "sessionid=\x01; django_language=../../etc; =; ;;"},
    {"x-forwarded-for": "'; drop table --, ::, 999.1.1.1"},
    {"x-forwarded-proto": "javascript"},
    {"x-http-method-override": "DELETE"},
    {"expect": "500"},
    {"origin": "null"},
    {"referer": "http://[::1"},
    {"user-agent": ""},
]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        f"/thu-tuc/{SLUG}/",
        "/tim-kiem/?q=a",
        "/api/v2/procedures/",
        "/api/v2/pages/",
        f"/thu-tuc/{SLUG}/ho-so.pdf",
        "/khong-co/",
    ],
)
def test_odd_headers_change_nothing(client, path):
    """One address after the other, as for all below: what is kept of it then answers, as it does on the site."""
    for headers in HEADERS:
        response = client.get(path, headers=headers)
        assert response.status_code == (404 if path == "/khong-co/" else 412 if "if-match" in headers else 200), headers


QUERIES = [
    *[
        "%00",
        "a=%00",
        "q=%00",
        "%ff=%fe",
        "q=%ff%fe",
        "q=%C3",
        "q=%ED%A0%80",
        "q=%u0041",
        "=",
        "&&&",
        "?????",
        "a[]=1&a[0][b]=2",
        ";;;",
        "%",
        "%zz",
        "q=%",
    ],
    *[
        "trang=99999999999999999999999999",
        "trang=-1",
        "page=99999999999999999999999",
        "page=1e9",
        "limit=9" + "9" * 5000,
        "offset=" + "9" * 5000,
    ],
    *[
        "co=lon&co=a5&co=phieu",
        "truong-hop=" * 300,
        "&".join(f"p{n}" for n in range(3000)),
        "chon=" + "1" * 5000,
        "linh-vuc=" + "%C4%91" * 2000,
    ],
    *[
        "q=a&q=b&q=c",
        "q[]=a",
        "q=" + "%F0%9F%98%80" * 300,
        "q=%E2%80%AE%E2%80%AD",
        "q=" + "(" * 500,
        "q=" + "%22" * 300,
        "q=NaN",
        "q=%0d%0aSet-Cookie:a",
    ],
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_odd_parameters_are_answered(client, path):
    for query in QUERIES[:1] if path.endswith(".pdf") else QUERIES:
        response = get(client, f"{path.partition('?')[0]}?{query}")
        assert response.status_code < 500, query[:200]
        assert "a" not in response.cookies


TAILS = [
    "%00",
    "%ff",
    "%C3%28",
    "%ED%A0%80",
    "%F4%90%80%80",
    "%c0%ae%c0%ae/",
    "%2e%2e%2f",
    "\\",
    "%5c",
    ";a=b",
    "%0d%0aA:b",
    "~",
    "x" * 900,
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_odd_paths_are_answered(client, path):
    start = path.partition("?")[0]
    for tail in TAILS:
        for odd in (start + tail, start.rstrip("/") + tail, "/" + tail + start):
            response = get(client, odd)
            assert response.status_code < 500, odd
            assert "\n" not in response.get("Location", "")


BODIES = [
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="trang"\r\n\r\na\r\n'),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="noi_dung"; filename="a"\r\n\r\na\r\n--x--'),
    ("application/x-www-form-urlencoded; charset=utf-16", b"trang=a&noi_dung=b"),
    ("application/x-www-form-urlencoded; charset=khong-co", b"trang=a&noi_dung=b"),
    ("application/x-www-form-urlencoded", b"trang=%ff&noi_dung=%ff%fe%00"),
    ("application/x-www-form-urlencoded", b"trang=a&noi_dung=" + b"x" * 5_000_000),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(25_000))),
    ("application/x-www-form-urlencoded", b"trang=a&trang=b&noi_dung=a&noi_dung[]=b"),
    ("application/json", b'{"trang": "a", "noi_dung": "b"}'),
    ("text/plain", b"\xff\xfe\x00"),
    ("", b""),
    ("x" * 5000, b"x"),
]


@pytest.mark.parametrize(("kind", "body"), BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", TAKES_FORMS)
def test_odd_forms_are_answered(client, path, kind, body):
    assert 200 <= client.generic("POST", path, body, content_type=kind).status_code < 500


@pytest.mark.parametrize("kind_and_body", BODIES, ids=range(len(BODIES)))
def test_odd_log_ins_are_answered(client, kind_and_body):
    kind, body = kind_and_body
    for path in ("/quan-tri/login/", "/quan-tri/password_reset/", "/quan-tri/logout/"):
        assert client.generic("POST", path, body, content_type=kind).status_code < 500


def test_the_readers_addresses_are_those_outside_the_others():
    assert not [path for path in PUBLIC if path.startswith(NOT_FOR_READERS)]
