"""What few readers searched for is shown to nobody on the desk: a rare query may be about one person whom the counter knows."""

import io
import re

import pytest
from openpyxl import load_workbook

from office import metrics
from search.query_log import report
from search.query_log.report import MIN_ASKED
from tests.servers.site import PROJECT

from .test_query_report import REPORT, asked, desk, exported, opened, table  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
RARE, USUAL = "ly hôn hàng xóm xyzzy", "mở tiệm xyzzy"
LISTS = ["khong-thay", "khong-mo"]


@pytest.fixture
def searched():
    """One query often enough, one once too seldom: with misses, with hits, some opened far down."""
    asked(RARE, times=MIN_ASKED - 1, without=1, hits=3)
    asked(USUAL, times=MIN_ASKED, without=1, hits=3)
    for text in (RARE, USUAL):
        opened(text, 9)


@pytest.mark.parametrize("xem", LISTS)
def test_neither_list_shows_it(desk, searched, xem):  # noqa: F811
    assert [row[0] for row in table(desk, xem=xem)] == [USUAL]
    assert RARE not in desk.get(REPORT, {"xem": xem}).content.decode()


@pytest.mark.parametrize("xem", LISTS)
def test_no_file_that_is_taken_away_has_it(desk, searched, xem):  # noqa: F811
    assert [row["Câu tìm"] for row in exported(desk, xem=xem)] == [USUAL]
    book = load_workbook(io.BytesIO(desk.get(REPORT, {"export": "xlsx", "xem": xem}).getvalue()))
    assert {row[0] for row in book.active.iter_rows(min_row=2, values_only=True)} == {USUAL}


def test_it_counts_within_the_days_that_are_shown(desk):  # noqa: F811
    asked(RARE, times=MIN_ASKED - 1, without=1)
    asked(RARE, times=MIN_ASKED, without=1, days_ago=20)
    assert table(desk, ky="7") == []
    assert [row[0] for row in table(desk, ky="30")] == [RARE]


def test_languages_do_not_add_up(desk):  # noqa: F811
    asked(RARE, times=MIN_ASKED - 1, without=1)
    asked(RARE, times=MIN_ASKED - 1, without=1, locale="en")
    assert table(desk) == []


def test_the_days_count_it_without_its_words(desk, searched):  # noqa: F811
    assert report.by_day(report.first_day(7))[0].asked == 2 * MIN_ASKED - 1


def test_editors_are_told_why(desk, searched):  # noqa: F811
    assert f"Câu được tìm dưới {MIN_ASKED} lần" in desk.get(REPORT).content.decode()


def test_nothing_public_has_it(client, searched):
    for path in (
        "/",
        "/tim-kiem/?q=xyzzy",
        "/tim-kiem/goi-y/?q=ly+hon+hang+xom",
        "/api/v2/pages/?search=xyzzy",
        "/api/v2/procedures/?search=xyzzy",
    ):
        assert RARE not in client.get(path).content.decode(), path
    assert RARE not in metrics.text()


def test_what_readers_asked_is_read_in_one_place():
    """Whoever shows queries somewhere else has to think of rare ones there as well."""
    rooms = [path for room in ("search", "guides", "procedures_pages", "site") for path in (PROJECT / room).rglob("*.py")]
    read = {
        path.relative_to(PROJECT).as_posix()
        for path in rooms
        if "migrations" not in path.parts
        and re.search(r"\b(?:AskedQuery|OpenedHit)\b|search_askedquery|search_openedhit", path.read_text())
    }
    named = {"search/models/__init__.py", "search/models/asked.py", "search/apps.py"}  # made, and left out of cleaning
    assert read - named == {"search/query_log/store.py", "search/query_log/report.py"}
