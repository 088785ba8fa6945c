"""Addresses as people copy them out of sentences: the right page with the answers kept, or a 404 page that offers what the path names."""

import re
import unicodedata
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st

from home.copied_addresses import MAX_QUERY, read_copied
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db

BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
SHORT = "/t/1.001193"


def get(client, path):
    """As a server hands a request over. The test client would take "//thu-tuc" for a host."""
    address, _mark, query = path.partition("?")
    return client.get("/", PATH_INFO=unquote_to_bytes(address).decode("latin-1"), QUERY_STRING=query)


@pytest.fixture
def leads_to(client):
    """Called with a path: where a redirect leads; the path itself where it is answered. Whether a target answers is asked once a test."""
    answering = set()

    def led(path):
        response = get(client, path)
        assert response.status_code in (200, 302), (path, response.status_code)
        if response.status_code == 200:
            return unquote(path)
        target = response["Location"]
        if target not in answering:
            assert get(client, target).status_code == 200, target
            answering.add(target)
        return target

    return led


# --- What stood behind an address, before it or in it ---

BEHIND = [
    ",",
    ";",
    ")",
    ").",
    ").,",
    "%20",
    "%20.",
    ".",
    "..",
    "…",
    "'",
    '"',
    "”",
    "’",
    "»",
    ">",
    "]",
    "}",
    "*",
    "_",
    "**",
    "!",
    "%0A",
    "%0D%0A",
]
BEHIND += [
    "%E2%80%8B",
    "%EF%BB%BF",
    "%C2%A0",
    "%C2%AD",
    "%E2%81%A0",
    "。",
    "，",
    "）",
    "、",
    "|",
    "`",
    "\u2026)",
    "%2C",
    "%3E",
    "%22",
    "&",
    "&&",
    "&amp;",
]
WORDS = ["%20nhé bạn", ",bạn nhé", " và mang theo", ".Bạn cần", ") để biết thêm", "\tđây", "“nộp ở đâu”"]


def test_what_stands_behind_a_short_address(leads_to, subtests):
    for end in [*BEHIND, *WORDS, "và", "nhé", "đây"]:
        with subtests.test(end=end):
            assert leads_to(SHORT + quote(end, safe="%")) == BIRTH


@pytest.mark.parametrize("path", [BIRTH, BIRTH.rstrip("/"), f"{BIRTH}ho-so/", f"{BIRTH}ho-so.pdf", "/huong-dan/sinh-con/"])
def test_what_stands_behind_an_address(leads_to, subtests, path):
    whole = path if path.endswith(("/", "pdf")) else f"{path}/"
    for end in [*BEHIND, *WORDS]:
        with subtests.test(end=end):
            assert leads_to(path + quote(end, safe="%")).partition("?")[0] == whole


def test_a_word_stuck_to_a_slug(leads_to, subtests):
    for word in ["nhé", "và nộp", "đây", "ạ", "nghỉ"]:
        with subtests.test(word=word):
            assert leads_to(BIRTH.rstrip("/") + quote(word)) == BIRTH


BEFORE = ["“", "«", "(", "[", "<", '"', "'", "%E2%80%8B", "%20", "/", "//", "./", "*", "https://vi-du.vn/", "http:/vi-du.vn/"]


@pytest.mark.parametrize("path", [BIRTH, SHORT])
def test_what_stands_before_an_address(leads_to, subtests, path):
    for start in BEFORE:
        with subtests.test(start=start):
            assert leads_to("/" + quote(start, safe="%/:") + path[1:]) == BIRTH


OTHER_FORMS = [
    *["/t/1,001193", "/t/1;001193", "/t/1·001193", "/t/1%20001193", "/t/1-001193", "/t/1.001193,001", "/t/1001193,", "/t/(1.001193)"],
    *[
        "/T/1.001193",
        "/T/1.001193/",
        "//t/1.001193",
        "/t//1.001193",
        "/t/1.001193//",
        "/t/./1.001193",
        "/t/1.001193/.",
        "/t/１.００１１９３",
    ],
    *["/t/1.001193.000.00.00.H62,", "/t/1.001193.000.00.00.h62)", "/t/1.001193.000.00.00.H62nhé", "/t/%2531.001193%2C", "/t/1．001193"],
    *[
        "/t/1\u2024001193",
        "/%74/1.001193",
        "/t/1.%30%30%31193",
        "/tra-cuu/1.001193",
        "/TRA-CUU/1.001193/",
        "/tra-cuu/1.001193/,",
        "/tra-cuu/1,001193/",
    ],
    *[
        "/THU-TUC/LAM-KHAI-SINH-CHO-CON/",
        "/Thu-Tuc/Lam-Khai-Sinh-Cho-Con",
        "//thu-tuc/lam-khai-sinh-cho-con/",
        "///thu-tuc///lam-khai-sinh-cho-con///",
    ],
    *[
        "/thu-tuc/lam-khai-sinh-cho-con",
        "/thu-tuc/lam-khai-sinh-cho-con/.",
        "/thu-tuc/lam-khai-sinh-cho-con/./",
        "/thu-tuc/./lam-khai-sinh-cho-con/",
    ],
    *[
        "/thu-tuc/lam–khai–sinh–cho–con/",
        "/thu-tuc/lam\u2011khai-sinh-cho-con/",
        "/thu-tuc／lam-khai-sinh-cho-con／",
        "/thu-tuc/làm-khai-sinh-cho-con/",
    ],
    *[
        "/thu-tuc/Làm Khai Sinh Cho Con",
        "/thu-tuc/lam-khai-sinh-cho-con.html",
        "/thu-tuc%2Flam-khai-sinh-cho-con%2F",
        "/thu-tuc/lam%2dkhai-sinh-cho-con",
    ],
    "/" + unicodedata.normalize("NFD", "thu-tuc/làm-khai-sinh-cho-con/"),
]


def test_an_address_in_another_form(leads_to, subtests):
    for path in OTHER_FORMS:
        with subtests.test(path=path):
            assert leads_to(quote(path, safe="/%")) == BIRTH


OTHERS = [
    (f"{BIRTH}ho-so.PDF", f"{BIRTH}ho-so.pdf"),
    (f"{BIRTH}ho-so.pdf/", f"{BIRTH}ho-so.pdf"),
    (f"{BIRTH}Ho-So", f"{BIRTH}ho-so/"),
    (f"{BIRTH}IN", f"{BIRTH}in/"),
    (f"{BIRTH}QR.SVG)", f"{BIRTH}qr.svg"),
    ("/THU-TUC/danh-muc.PDF", "/thu-tuc/danh-muc.pdf"),
    ("/THU-TUC", "/thu-tuc/"),
    ("/Noi-Nop,", "/noi-nop/"),
    ("/quay,", "/quay/"),
    ("/QUAY/lam-khai-sinh-cho-con", "/quay/lam-khai-sinh-cho-con/"),
    ("/Ve-Cam-Nang", "/ve-cam-nang/"),
    ("/EN", "/en/"),
    ("/en", "/en/"),
    ("/en/T/1.001193,", f"/en{BIRTH}"),
    ("/EN/THU-TUC/lam-khai-sinh-cho-con)", f"/en{BIRTH}"),
    (f"{BIRTH};jsessionid=1", BIRTH),
    (f"{BIRTH}(xem", BIRTH),
    (f"{BIRTH}“nhé”/", BIRTH),
    (f"{BIRTH}“ho-so”", f"{BIRTH}ho-so/"),
    ("/)", "/"),
    ("/t1.001193", BIRTH),
    ("/tra-cuu1.001193/", BIRTH),
    ("/thu-tuclam-khai-sinh-cho-con/ho-so/", f"{BIRTH}ho-so/"),
    ("/thu-tuc/lam-khai-sinh-cho-conho-so.pdf", f"{BIRTH}ho-so.pdf"),
    ("/thu-tuc/lam-khai-sinh-cho-conho-so/", f"{BIRTH}ho-so/"),
    ("/huong-dansinh-con", "/huong-dan/sinh-con/"),
    ("/%20nhé", "/"),
]


def test_other_addresses(leads_to, subtests):
    for path, target in OTHERS:
        with subtests.test(path=path):
            assert leads_to(quote(path, safe="/%")) == target


# --- Answers are kept ---


ANSWERED = [
    (f"{SHORT},?truong-hop=sinh-thuong", f"{BIRTH}?truong-hop=sinh-thuong"),
    (f"{SHORT}&truong-hop=sinh-thuong", f"{BIRTH}?truong-hop=sinh-thuong"),
    (f"{SHORT}&amp;truong-hop=sinh-thuong", f"{BIRTH}?truong-hop=sinh-thuong"),
    (f"{BIRTH}ho-so&truong-hop=sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong"),
    (f"{BIRTH}ho-so/%3Ftruong-hop=sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong"),
    (f"{BIRTH}ho-so/？truong-hop＝sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong"),
    (f"{BIRTH}HO-SO/?truong-hop=sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong"),
    (f"{BIRTH}ho-so?truong-hop=sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong"),
    ("/huong-dan/sinh-con/ho-so&chon=1.001193", "/huong-dan/sinh-con/ho-so/?chon=1.001193"),
    ("/TIM-KIEM/?q=khai+sinh", "/tim-kiem/?q=khai+sinh"),
]


def test_the_answers_are_kept(leads_to, subtests):
    for path, target in ANSWERED:
        with subtests.test(path=path):
            assert leads_to(quote(path, safe="/%?&=+")) == target


# --- What nothing stands at ---


def search_box(html):
    value = re.search(r'<input type="search" name="q"[^>]*>', html)[0]
    return (re.search(r' value="([^"]*)"', value) or [None, ""])[1]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/t/9.999999", "9.999999"),
        ("/t/9,999999).", "9.999999"),
        ("/tra-cuu/9.999999/", "9.999999"),
        ("/t/2.0008150", "2.0008150"),
        ("/thu-tuc/dang-ky-tam-tru/", "dang ky tam tru"),
        ("/thu-tuc/đăng ký tạm trú", "đăng ký tạm trú"),
        ("/thu-tuc/dang-ky-tam-tru/ho-so.pdf", "dang ky tam tru"),
        ("/en/thu-tuc/dang-ky-tam-tru/", "dang ky tam tru"),
        ("/huong-dan/mua-nha-lan-dau/", "mua nha lan dau"),
        ("/dich-vu/cap-lai-can-cuoc.html", "cap lai can cuoc"),
        ("/index.php", ""),
        ("/<script>alert(1)</script>", "script"),
        ("/%00", None),
    ],
)
def test_a_404_page_is_ready_to_look_for_what_its_path_names(client, path, words):
    response = client.get(quote(path, safe="/%"))
    if words is None:
        assert response.status_code == 400
        return
    assert response.status_code == 404
    assert search_box(response.content.decode()) == words


@pytest.mark.parametrize(
    "path", ["/thu-tuc/1.001193/", "/1.001193", "/xem/1,001193/day", "/thu-tuc/thu-tuc-1001193.aspx", "/en/thu-tuc/ma-1.001193/"]
)
def test_a_404_page_offers_the_procedure_whose_code_stands_in_the_path(client, path):
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 404
    assert search_box(html) == "1.001193"
    prefix = "/en" if path.startswith("/en/") else ""
    assert re.search(rf'<main.*<a href="{prefix}{BIRTH}"[^>]*>Làm khai sinh cho con</a>', html, re.DOTALL)


def test_a_draft_is_neither_led_to_nor_offered(client):
    ProcedurePage.objects.filter(slug="lam-khai-sinh-cho-con").update(live=False)
    for path in ("/thu-tuc/Lam-khai-sinh-cho-con,", "/thu-tuc/lam-khai-sinh-cho-connhé", "/thu-tuc/1.001193/"):
        response = client.get(quote(path))
        assert response.status_code == 404
        assert "Làm khai sinh cho con" not in response.content.decode()


@pytest.mark.parametrize("path", ["/quan-tri/khong-co,/", "/api/v2/khong-co/", "/tep/a,", "/static/a,", "/bieu-mau/9/a.pdf,"])
def test_addresses_that_are_not_the_readers_are_left_alone(admin_client, path):
    assert admin_client.get(path).status_code == 404


def test_what_the_api_has_not_is_said_as_json(client):
    response = client.get("/api/v2/khong-co/")
    assert (response.status_code, response["Content-Type"]) == (404, "application/json")
    assert response.json()["message"]


def test_a_form_sent_to_a_wrong_address_is_not_led_on(client):
    assert client.post("/thu-tuc/lam-khai-sinh-cho-con,").status_code == 404


BUDGET = [
    *[
        "/thu-tuc/khong-co/",
        "/thu-tuc/khong-co",
        "/thu-tuc/Khong-Co,",
        "/thu-tuc/khôngnhé",
        "/quay/khong-co/",
        "/huong-dan/khong-co/ho-so/",
    ],
    *["/t/9.999999", "/t/9.999999,", "/tra-cuu/9.999999/", "/khong-co", "/Khong-Co/", "/khong,co/", "/a/1.001193/b", "/thu-tuc/1.001193/"],
    *["/en/thu-tuc/khong-co/", "/t/abc-1.001193", "/thu-tuc/x/y/z,"],
]


@pytest.mark.parametrize("path", BUDGET)
def test_a_404_asks_at_most_three_queries(client, path):
    path = quote(path)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert response.status_code == 404
    assert len(queries) <= 3, [query["sql"].partition(" FROM ")[2][:60] for query in queries]


# --- Whatever the path: never elsewhere, never in a circle ---

PARTS = [
    "thu-tuc",
    "lam-khai-sinh-cho-con",
    "ho-so",
    "ho-so.pdf",
    "t",
    "1.001193",
    "1,001193",
    "en",
    "tra-cuu",
    "huong-dan",
    "sinh-con",
    "quay",
]
PARTS += [
    "tim-kiem",
    "ve-cam-nang",
    "//",
    "evil.example",
    "https:",
    "javascript:alert(1)",
    "..",
    ".",
    "%2e%2e",
    "%2F%2Fevil.example",
    "@evil.example",
]
parts = st.one_of(st.sampled_from(PARTS), st.text(max_size=8))
junk = st.text(alphabet="/.,;:)(«»“”\"' \u200b\u00a0&?=#%@\\ éđ１", max_size=4)
paths = st.builds(
    lambda pieces, upper, end: "/" + ("/".join(pieces).upper() if upper else "/".join(pieces)) + end,
    st.lists(st.builds(lambda a, b, c: a + b + c, junk, parts, junk), max_size=5),
    st.booleans(),
    junk,
)


@settings(max_examples=150)
@given(paths)
@example("//evil.example/")
@example("///evil.example/thu-tuc/")
@example("/%2F%2Fevil.example/")
@example("/https:/evil.example/")
@example("/@evil.example/")
@example("/.//evil.example")
def test_one_redirect_at_most_and_never_to_another_host(path):
    client = Client()
    response = get(client, quote(path, safe="/%", errors="replace"))
    assert response.status_code < 500
    if response.status_code not in (301, 302):
        return
    target = response["Location"]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert urlsplit(target).netloc == ""
    again = get(client, target)
    assert again.status_code in (200, 404) or target.startswith("/quan-tri/"), (path, target, again.status_code, again.get("Location"))


@given(st.text(max_size=300))
def test_no_path_is_too_odd_to_be_read(path):
    copied = read_copied(path)
    for reading in copied.readings:
        assert all(re.fullmatch(r"[0-9A-Za-z._-]+", name) and name.strip("._-") == name for name in reading.segments)
    assert len(copied.readings) <= 30
    assert len(copied.query) <= MAX_QUERY
    assert len(copied.words) <= 100


@given(st.text(max_size=200))
def test_a_reading_is_read_as_itself(path):
    for reading in read_copied(path).readings:
        again = "/" + "/".join(reading.segments)
        assert read_copied(again).readings[0].segments == reading.segments or "%" in path or reading.segments[:1] == ("en",)
