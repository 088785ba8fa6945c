"""Readers' pages are kept whole: nothing that one reader sends is in what another gets, and no page tells an old fact."""

import gzip
import re
import time
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.page_cache import middleware
from home.page_cache.middleware import STORE
from home.page_cache.moments import SETTLED
from office.kept_pages import true_until
from office.models import LegalResource, Office, Term, ThematicArea, Unit
from procedures_pages.facts import stamp
from procedures_pages.facts.stamp import UNSEEN
from procedures_pages.models import ProcedurePage
from tests.home.test_foreign_parameters import FOREIGN

pytestmark = pytest.mark.django_db

SLUG = "lam-khai-sinh-cho-con"
BIRTH = f"/thu-tuc/{SLUG}/"
KEPT = [
    *["/", "/en/", "/thu-tuc/", "/thu-tuc/?linh-vuc=ho-tich&cap=ward", "/danh-muc-2022/", "/noi-nop/", "/tra-cuu-ho-so/", "/so-do-trang/"],
    *[BIRTH, f"/en{BIRTH}", f"{BIRTH}?truong-hop=sinh-thuong", f"{BIRTH}ho-so/?truong-hop=sinh-thuong", f"{BIRTH}in/", f"{BIRTH}gui/"],
    *[f"{BIRTH}ho-so/in/?truong-hop=sinh-thuong&co=lon", f"/quay/{SLUG}/?truong-hop=sinh-thuong", "/thu-tuc/sao-y-giay-to-nuoc-ngoai/"],
    *["/giay-to/", "/giay-to/giay-chung-sinh/", "/huong-dan/", "/huong-dan/sinh-con/", "/huong-dan/sinh-con/in/", "/thuat-ngu/"],
    *["/ve-cam-nang/", "/kha-nang-tiep-can/", "/thay-doi/", "/quyen-rieng-tu/"],
]
NOT_KEPT = [
    *["/tim-kiem/?q=khai+sinh", "/tim-kiem/goi-y/?q=khai", "/quay/", "/quay/?q=khai+sinh", "/gop-y/", f"/gop-y/?trang={SLUG}", "/k/"],
    *["/khong-co/", "/thu-tuc/khong-co/", "/t/1.001193", "/api/v2/procedures/", f"{BIRTH}ho-so.pdf", f"{BIRTH}qr.svg", "/quan-tri/login/"],
    *[
        "/healthz",
        "/readyz",
        "/sitemap.xml",
        "/sw.js",
        f"{BIRTH}?truong-hop=la",
        f"{BIRTH}?truong-hopp=sinh-thuong",
        f"{BIRTH}?a={'x' * 2000}",
    ],
    *["/thu-tuc/?linh-vuc=la", f"{BIRTH}?a={'x' * 2000}"],
]


def queries(client, path, **headers):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers=headers)
    return answer, [query["sql"] for query in asked.captured_queries]


@pytest.mark.parametrize("path", KEPT)
def test_a_page_is_kept_and_tells_the_same(client, path, settings):
    made = client.get(path)
    assert STORE.size[0] == 1
    again, asked = queries(client, path)
    assert (made.status_code, len(asked)) == (200, 1)
    assert again.content == made.content
    settings.KEPT_PAGES_MB = 0
    plain = client.get(path)
    assert plain.content == made.content
    assert dict(made.headers) == dict(again.headers)
    assert dict(made.headers) == {**plain.headers, "Cache-Control": "public, max-age=0, s-maxage=1, must-revalidate"}
    assert STORE.size == (0, 0)


def test_an_address_of_nothing_is_answered_without_asking_and_so_is_what_comes_there(client):
    assert client.get("/thu-tuc/khong-co/").status_code == 404
    _nothing, asked = queries(client, "/thu-tuc/khong-co/")
    assert not [sql for sql in asked if sql.startswith("SELECT value FROM procedures_pages_factsstamp")]
    ProcedurePage.objects.filter(slug=SLUG).update(slug="khong-co")
    assert client.get("/thu-tuc/khong-co/").status_code == 200


@pytest.mark.parametrize("path", NOT_KEPT)
def test_nothing_else_is_kept(client, path):
    client.get(path)
    client.get(path)
    assert STORE.size == (0, 0)


@pytest.mark.parametrize("path", KEPT)
def test_a_kept_page_reads_nothing_whose_changes_are_not_noticed(client, path):
    caches["process"].clear()
    cache.clear()
    _answer, asked = queries(client, path)
    read = {table for sql in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)}
    # The log says which rows of the catalogue to read again; what is read then is in tables that are seen.
    assert {table for table in read if table.startswith(UNSEEN)} <= {"wagtailcore_pagelogentry", "procedures_pages_factsstamp"}
    assert len(asked) > 1


@pytest.mark.parametrize("path", KEPT)
def test_head_and_304_come_from_what_is_kept(client, path):
    first = client.get(path, headers={"accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Vary"] == "Accept-Encoding"
    (again, asked) = queries(client, path, **{"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content, len(asked)) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert client.head(path).headers["ETag"] == first.headers["ETag"]
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    assert plain.content == gzip.decompress(first.content)
    assert plain.headers["Content-Length"] == str(len(plain.content))


# --- Nothing splits it, nothing poisons it ---

ODD_HEADERS = [
    {"accept-language": "en"},
    {"accept": "application/json"},
    {"accept-encoding": "br;q=1.0, *;q=0"},
    {"x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "1.2.3.4"},
    {"x-original-url": "/quan-tri/", "x-rewrite-url": "/quan-tri/", "x-http-method-override": "POST"},
    {"range": "bytes=0-10", "if-range": "x"},
    {"if-none-match": "*x", "if-match": '"x"', "if-modified-since": "Mon, 30 Nov 2099 00:00:00 GMT"},
    {"cache-control": "no-cache", "pragma": "no-cache"},
    {"x-requested-with": "XMLHttpRequest", "hx-request": "true", "sec-purpose": "prefetch", "purpose": "prefetch"},
    {"user-agent": "Googlebot<script>", "referer": "https://evil.example/", "origin": "https://evil.example"},
    {"cookie": "django_language=en; sessionid=x; csrftoken=y; __Host-phien=z; cookie=<script>"},
    {"host": "localhost"},
    {"transfer-encoding": "identity", "te": "trailers", "x-forwarded-scheme": "http", "forwarded": "host=evil.example"},
]


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=lambda headers: next(iter(headers)))
def test_no_header_of_the_first_reader_is_in_what_the_next_one_gets(client, headers):
    client.get(f"{BIRTH}?truong-hop=sinh-thuong", headers=headers)
    told = client.get(f"{BIRTH}?truong-hop=sinh-thuong")
    STORE.clear()
    clean = client.get(f"{BIRTH}?truong-hop=sinh-thuong")
    assert (told.status_code, told.content, dict(told.headers)) == (200, clean.content, dict(clean.headers))
    client.get(f"{BIRTH}?truong-hop=sinh-thuong", headers=headers)
    assert STORE.size[0] == 1


def test_a_host_that_is_not_ours_is_refused_though_the_page_is_kept(client):
    client.get("/")
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", [BIRTH, f"{BIRTH}?truong-hop=sinh-thuong", "/", "/thu-tuc/?linh-vuc=ho-tich", "/huong-dan/sinh-con/"])
@pytest.mark.parametrize("name", FOREIGN)
def test_unknown_parameters_neither_split_nor_poison(client, path, name):
    odd = f"{path}{'&' if '?' in path else '?'}{name}=LAKHONGCO%3Cscript%3E"
    first = client.get(odd)
    plain = client.get(path)
    assert plain.content == first.content
    assert b"LAKHONGCO" not in plain.content
    assert STORE.size[0] == 1


def test_the_same_answers_are_one_page_however_they_are_written(client):
    case = "truong-hop=sinh-thuong&nguoi-nop=cha-me"
    for query in (case, "nguoi-nop=cha-me&truong-hop=sinh-thuong", f"{case}&utm_source=zalo", "truong-hop=Sinh-Thuong.&nguoi-nop=cha-me"):
        client.get(f"{BIRTH}?{query}")
    assert STORE.size[0] == 1
    client.get(f"{BIRTH}?truong-hop=bi-bo-roi")
    assert STORE.size[0] == 2
    for edition in ("co=lon", "co=la", ""):
        client.get(f"{BIRTH}ho-so/in/?{edition}")
    assert STORE.size[0] == 4


def test_the_catalogue_has_no_more_pages_than_it_has(client):
    for number in ("1", "2", "99", "-1", "x", ""):
        client.get(f"/thu-tuc/?trang={number}")
    assert STORE.size[0] == 1


def test_pages_of_one_language_are_not_the_other_s(client):
    vietnamese, english = client.get(BIRTH), client.get(f"/en{BIRTH}")
    assert b'<html lang="vi">' in client.get(BIRTH).content == vietnamese.content
    assert b'<html lang="en">' in client.get(f"/en{BIRTH}").content == english.content
    assert client.get(f"/en{BIRTH}").headers["Content-Language"] == "en"


def test_who_is_logged_in_gets_everybody_s_page_and_leaves_nothing_in_it(enter):
    editor, reader = enter("duyet"), Client()
    theirs = editor.get(BIRTH)
    ours, asked = queries(reader, BIRTH)
    assert ours.content == theirs.content
    assert len(asked) == 1
    assert not editor.get(BIRTH).cookies
    assert "Cookie" not in theirs.headers["Vary"]


@pytest.mark.parametrize("warm", [True, False])
def test_a_preview_is_neither_answered_from_what_is_kept_nor_kept(client, warm):
    page = ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")
    if warm:
        client.get(BIRTH)
    page.title = "Bản nháp chưa ai duyệt"
    assert "Bản nháp chưa ai duyệt" in page.make_preview_request(preview_mode="").content.decode()
    assert "Bản nháp chưa ai duyệt" not in client.get(BIRTH).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "patch"])
def test_only_get_and_head_are_answered_so(client, method):
    client.get(BIRTH)
    assert getattr(client, method)(BIRTH).status_code == 405


ONE_READER_S = {
    "cookie": lambda response: response.set_cookie("ai-do", "1"),
    "varies": lambda response: response.headers.__setitem__("Vary", "Cookie, Accept-Encoding"),
    "private": lambda response: response.headers.__setitem__("Cache-Control", "private, max-age=60"),
    "not to be stored": lambda response: response.headers.__setitem__("Cache-Control", "no-store"),
    "nonce": lambda response: response.headers.__setitem__("Content-Security-Policy", "script-src 'nonce-abc'"),
    "not found": lambda response: setattr(response, "status_code", 404),
    "no validator": lambda response: response.headers.pop("ETag"),
}


def answering(change=lambda response: None):
    """The middleware with a view behind it that answers so."""

    def answered(request):
        response = HttpResponse("x", headers={"ETag": 'W/"a"', "Vary": "Accept-Encoding"})
        change(response)
        return response

    return middleware.KeepPages(answered)


@pytest.mark.parametrize("kind", ONE_READER_S)
def test_what_is_for_one_reader_alone_is_not_kept_though_its_view_is_marked(kind):
    answering(ONE_READER_S[kind])(RequestFactory().get("/noi-nop/"))
    assert STORE.size == (0, 0)
    STORE.clear()
    answering()(RequestFactory().get("/noi-nop/"))
    assert STORE.size[0] == 1


# --- No page tells an old fact. (What is committed, in another process: test_processes.py.) ---

PHONE = "0211 333 4444"


def _page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


CHANGES = {
    "office's telephone": (BIRTH, lambda: Office.objects.update(phone=PHONE), PHONE),
    "title": (BIRTH, lambda: ProcedurePage.objects.filter(pk=_page().pk).update(title=PHONE), PHONE),
    "title in the catalogue": ("/thu-tuc/", lambda: ProcedurePage.objects.filter(slug=SLUG).update(title=PHONE), PHONE),
    "law": (BIRTH, lambda: LegalResource.objects.filter(pk=_page().legal.first().resource_id).update(title=PHONE), PHONE),
    "plain page": ("/ve-cam-nang/", lambda: Page.objects.filter(slug="ve-cam-nang").update(title=PHONE), PHONE),
    "term": ("/thuat-ngu/", lambda: [term.save() for term in Term.objects.all()[:1] if not setattr(term, "name", PHONE)], PHONE),
    "area": ("/", lambda: [area.save() for area in ThematicArea.objects.all() if not setattr(area, "name", PHONE)], PHONE),
    "raw": (BIRTH, lambda: connection.cursor().execute("UPDATE office_office SET phone = %s", [PHONE]), PHONE),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_changed_is_told(client, change):
    path, act, told = CHANGES[change]
    assert told not in client.get(path).content.decode()
    act()
    cache.clear()  # what every page carries is told at once to another transaction only
    assert told in client.get(path).content.decode()


def test_what_is_not_public_any_more_is_not_told(client):
    assert client.get(BIRTH).status_code == 200
    PageViewRestriction.objects.create(page=_page(), restriction_type="login")
    assert client.get(BIRTH).status_code == 404


def test_what_the_unit_says_of_itself_is_on_every_page(client):
    client.get(BIRTH)
    unit = Unit.load()
    unit.responsible = "Giám đốc mới"
    unit.save()
    assert "Giám đốc mới" in client.get(BIRTH).content.decode()


def test_what_the_desk_notes_for_itself_leaves_pages_kept(client, django_user_model):
    client.get(BIRTH)
    django_user_model.objects.update(last_name="Khác")
    client.post("/gop-y/", {"trang": SLUG, "noi_dung": "Thiếu số điện thoại"})
    assert len(queries(client, BIRTH)[1]) == 1


def test_a_draft_that_is_saved_leaves_pages_kept(client):
    client.get(BIRTH)
    with CaptureQueriesContext(connection) as written:
        page = _page()
        page.title = "Bản nháp chưa ai duyệt"
        page.save_revision(clean=False)
    assert any("latest_revision_id" in query["sql"] for query in written.captured_queries)
    assert len(queries(client, BIRTH)[1]) == 1
    page.save_revision(clean=False).publish()
    assert "Bản nháp chưa ai duyệt" in client.get(BIRTH).content.decode()


@pytest.mark.parametrize(
    ("statement", "is_quiet"),
    [
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = %s WHERE "id" = %s', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = %s', False),
        ('UPDATE "wagtailcore_page" SET "locked" = CASE WHEN ("wagtailcore_page"."live" = %s) THEN 1 END WHERE "id" = %s', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s', False),
        ("UPDATE wagtailcore_page SET draft_title = %s, title = %s WHERE id = 1", False),
        ('INSERT INTO "wagtailcore_page" ("draft_title") SELECT %s WHERE "x" = 1', False),
        ('DELETE FROM "wagtailcore_page" WHERE "draft_title" = %s', False),
    ],
)
def test_what_else_is_written_of_a_page_is_no_draft_s(statement, is_quiet):
    assert stamp._is_of_drafts(statement) == is_quiet


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""

    def put(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return put


def test_a_page_that_comes_to_its_end_is_gone_at_that_second(client):
    end = timezone.now() + timedelta(seconds=4)
    Page.objects.filter(pk=_page().pk).update(expire_at=end)
    connection.run_on_commit.clear()  # as it was written long ago: nothing of this transaction is to be told
    caches["process"].clear()
    assert client.get(BIRTH).status_code == 200
    (page,) = STORE._plain.pages.values()
    assert page.until == end
    time.sleep((end - timezone.now()).total_seconds() + 0.01)
    assert client.get(BIRTH).status_code == 404


def test_days_are_told_from_midnight_on(client, at):
    """The sheet says when it was printed; so does a law that begins on a day."""
    at(datetime.fromisoformat("2026-11-30T23:58:30+07:00"))
    assert "30/11/2026" in client.get(f"{BIRTH}in/").content.decode()
    at(datetime.fromisoformat("2026-11-30T23:59:59+07:00"))
    assert len(queries(client, f"{BIRTH}in/")[1]) >= 1
    at(datetime.fromisoformat("2026-12-01T00:00:00+07:00"))
    assert "01/12/2026" in client.get(f"{BIRTH}in/").content.decode()


def test_a_law_begins_to_be_told_as_in_force_on_its_day(client, at):
    ProcedurePage.objects.filter(slug=SLUG).update(effective_from=datetime(2026, 12, 1).date())
    connection.run_on_commit.clear()
    at(datetime.fromisoformat("2026-11-30T23:50:00+07:00"))
    before = client.get(BIRTH).content
    assert STORE.size[0] == 1
    at(datetime.fromisoformat("2026-12-01T00:00:00+07:00"))
    after = client.get(BIRTH).content
    STORE.clear()
    assert client.get(BIRTH).content == after
    assert before != after


def test_words_that_depend_on_the_hour_say_so(at):
    now = datetime.fromisoformat("2026-11-30T14:59:50+07:00")
    at(now)
    answering(lambda _response: true_until(now + timedelta(seconds=3)))(RequestFactory().get("/noi-nop/"))
    (page,) = STORE._plain.pages.values()
    assert page.until == now + timedelta(seconds=3)
    answering()(RequestFactory().get("/thuat-ngu/"))
    assert [page.until for page in STORE._plain.pages.values()][1] == now + timedelta(seconds=10)


def test_what_was_made_right_after_a_change_is_made_once_more(client, at):
    """This process may have held something in memory that it had read before the change."""
    now = datetime.fromisoformat("2026-11-30T14:50:00+07:00")
    at(now)
    client.get(BIRTH)
    at(now + SETTLED)
    client.get(BIRTH)
    (page,) = STORE._plain.pages.values()
    assert (page.made, page.until) == (now + SETTLED, datetime.fromisoformat("2026-11-30T15:00:00+07:00"))
