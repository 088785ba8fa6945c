"""What readers ask and open is counted beside their requests, by day, with nothing about who they are."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DataError, connection
from django.utils import timezone

from search import process_state
from search.models import AskedQuery, OpenedHit
from search.query_log import buffer as learning_buffer
from search.query_log import recording, store
from search.query_log.buffer import Asked, Buffer, Opened

pytestmark = pytest.mark.django_db
PAGE, BEACON = "/tim-kiem/", "/tim-kiem/da-mo/"
OPENED = {"q": "Khai  Sinh", "position": "3", "result": "1.001193"}


@pytest.fixture(autouse=True)
def _nothing_held():
    process_state.kept(recording.Recorder).buffer.take()
    yield
    process_state.kept(recording.Recorder).buffer.take()


def counted():
    recording.flush()
    return {(row.locale, row.text): (row.times, row.without_hits, row.hits) for row in AskedQuery.objects.all()}


def opened():
    recording.flush()
    return {(row.locale, row.text, row.position, row.result): row.times for row in OpenedHit.objects.all()}


# --- Asked ---


def test_a_query_is_counted_with_its_hits(client):
    client.get(PAGE, {"q": "Khai  Sinh"})
    client.get(PAGE, {"q": "khai sinh"})
    ((key, (times, without, hits)),) = counted().items()
    assert key == ("vi", "khai sinh")
    assert (times, without) == (2, 0)
    assert hits > 0


def test_what_finds_nothing_is_counted_as_such(client):
    client.get(PAGE, {"q": "asdfghjkl"})
    assert counted() == {("vi", "asdfghjkl"): (1, 1, 0)}


def test_english_is_counted_apart(client):
    client.get("/en/tim-kiem/", {"q": "asdfghjkl"})
    assert counted() == {("en", "asdfghjkl"): (1, 1, 0)}


def test_what_is_written_later_is_added(client):
    client.get(PAGE, {"q": "asdfghjkl"})
    counted()
    client.get(PAGE, {"q": "asdfghjkl"})
    assert counted() == {("vi", "asdfghjkl"): (2, 2, 0)}


def test_a_reader_writes_nothing(client):
    client.get(PAGE, {"q": "khai sinh"})
    assert not AskedQuery.objects.exists()


def test_counting_costs_no_query(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        recording.asked(rf.get(PAGE, {"q": "x"}), "khai sinh", "vi", 0)
    assert counted() == {("vi", "khai sinh"): (1, 1, 0)}


@pytest.mark.parametrize("more", [{"page": "2"}, {"loai": "guide"}, {"linh-vuc": "ho-tich"}])
def test_more_of_one_search_is_no_other_search(client, more):
    client.get(PAGE, {"q": "khai sinh", **more})
    assert counted() == {}


@pytest.mark.parametrize("agent", ["Mozilla/5.0 (compatible; Googlebot/2.1)", "facebookexternalhit/1.1", "Baiduspider", "BingPreview/1.0b"])
def test_machines_are_not_counted(client, agent):
    client.get(PAGE, {"q": "khai sinh"}, headers={"user-agent": agent})
    assert counted() == {}


def test_a_telephone_called_cubot_is_no_machine(client):
    client.get(PAGE, {"q": "asdfghjkl"}, headers={"user-agent": "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) Mobile"})
    assert len(counted()) == 1


def test_what_a_browser_fetches_ahead_is_not_counted(client):
    client.get(PAGE, {"q": "khai sinh"}, headers={"sec-purpose": "prefetch;prerender"})
    assert counted() == {}


def test_head_is_not_counted(client):
    client.head(PAGE + "?q=khai+sinh")
    assert counted() == {}


def test_suggestions_are_not_counted(client):
    client.get("/tim-kiem/goi-y/", {"q": "khai sinh"})
    assert counted() == {}


def test_personal_numbers_never_reach_the_database(client):
    client.get(PAGE, {"q": "khai sinh 0912 345 678 a@b.vn"})
    assert list(counted()) == [("vi", "khai sinh … …")]


def test_switched_off_nothing_is_counted(client, settings):
    settings.SEARCH_LEARNING = False
    client.get(PAGE, {"q": "khai sinh"})
    client.post(BEACON, OPENED)
    assert counted() == {}
    assert opened() == {}


# --- Opened ---


def test_what_was_opened_is_counted(client):
    for _time in range(2):
        answer = client.post(BEACON, OPENED)
        assert (answer.status_code, answer.content) == (204, b"")
        assert not answer.cookies
    assert opened() == {("vi", "khai sinh", 3, "1.001193"): 2}


def test_a_beacon_as_browsers_send_it(client):
    client.post(BEACON, "q=khai+sinh&position=1&result=%2Fhuong-dan%2Fx%2F", content_type="application/x-www-form-urlencoded;charset=UTF-8")
    assert opened() == {("vi", "khai sinh", 1, "/huong-dan/x/"): 1}


def test_a_beacon_does_not_write(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.post(BEACON, OPENED)


NOT_PLAUSIBLE = [
    *[{"position": position} for position in ("0", "61", "-1", "1.5", "", "x", "٣", "9" * 5000)],
    *[{"result": result} for result in ("", "javascript:alert(1)", "khai sinh", "/a b", "/" + "a" * 300, "/0912345678", "x" * 30, "\0")],
    *[{"q": q} for q in ("", "   ", "0912345678")],
]


@pytest.mark.parametrize("change", NOT_PLAUSIBLE)
def test_what_is_not_plausible_is_left_out(client, change):
    assert client.post(BEACON, {**OPENED, **change}).status_code == 204
    assert opened() == {}


BODIES = [
    *(b"", b"\0" * 100, b"\xff\xfe\xed\xa0\x80", b"{" * 4000),
    *(b"q=" + b"x" * 1_000_000, b"&" * 4000, b"q=%00&position=%ff&result=%ed%a0%80"),
]
FORM = "application/x-www-form-urlencoded"
KINDS = [FORM, f"{FORM}; charset=x", f"{FORM}; charset=utf-7", "multipart/form-data; boundary=x", "multipart/form-data", "", "text/plain"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("kind", KINDS)
def test_any_body_is_answered_alike(client, body, kind):
    assert client.generic("POST", BEACON, body, content_type=kind).status_code == 204
    assert opened() == {}


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch", "options"])
def test_a_beacon_is_posted(client, method):
    assert getattr(client, method)(BEACON).status_code == 405


def test_other_sites_count_nothing(client):
    assert client.post(BEACON, OPENED, headers={"sec-fetch-site": "cross-site"}).status_code == 204
    assert opened() == {}


def test_more_than_people_can_open_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(learning_buffer, "MAX_OPENED", 5)
    for _time in range(8):
        client.post(BEACON, OPENED)
    assert list(opened().values()) == [5]


# --- Held and written ---

DAY = date(2026, 7, 1)


def test_of_too_many_the_oldest_goes(monkeypatch):
    monkeypatch.setattr(learning_buffer, "MAX_KEPT", 2)
    buffer = Buffer()
    for text in "abc":
        buffer.asked(Asked(DAY, "vi", text), 1)
        buffer.opened(Opened(DAY, "vi", text, 1, "/"))
    held = buffer.take()
    assert [key.text for key in held.asked] == [key.text for key in held.opened] == ["b", "c"]


def test_what_cannot_be_written_waits_and_the_log_says_so_once(client, caplog):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        for _time in range(2):
            client.get(PAGE, {"q": "asdfghjkl"})
            recording.flush()
        cursor.execute("PRAGMA query_only = OFF")
    assert [record.name for record in caplog.records].count("search.query_log.recording") == 1
    assert counted() == {("vi", "asdfghjkl"): (2, 2, 0)}


def test_what_the_database_will_never_take_does_not_wait(client, monkeypatch):
    def fails(held):
        raise DataError

    client.get(PAGE, {"q": "asdfghjkl"})
    with monkeypatch.context() as patched:
        patched.setattr(store, "write", fails)
        recording.flush()
    assert counted() == {}


def test_a_full_day_takes_nothing_new_but_counts_on(client, monkeypatch):
    client.get(PAGE, {"q": "asdfghjkl"})
    recording.flush()
    monkeypatch.setattr(store, "MAX_A_DAY", 1)
    client.get(PAGE, {"q": "asdfghjkl"})
    client.get(PAGE, {"q": "qwertyuiop"})
    assert counted() == {("vi", "asdfghjkl"): (2, 2, 0)}


def test_ninety_days_are_kept(capsys):
    today = timezone.localdate()
    for days in (0, 89, 90, 200):
        day = today - timedelta(days=days)
        AskedQuery.objects.create(day=day, locale="vi", text="x", times=1)
        OpenedHit.objects.create(day=day, locale="vi", text="x", position=1, result="/", times=1)
    call_command("forget_queries")
    kept = {today, today - timedelta(days=89)}
    assert set(AskedQuery.objects.values_list("day", flat=True)) == set(OpenedHit.objects.values_list("day", flat=True)) == kept
    assert "4 rows" in capsys.readouterr().out
