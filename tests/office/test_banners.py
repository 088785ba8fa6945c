"""Notices over the pages: where and when they stand, what is refused, who lets one go live."""

import importlib
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from office import site_data
from office.banners.models import Banner
from procedures_pages.facts import stamp
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
HERE = timezone.get_default_timezone()
WORDS = "Quầy chuyển sang số 2 đường Kim Ngọc."
WEDDING, BIRTH = "/thu-tuc/dang-ky-ket-hon/", "/thu-tuc/lam-khai-sinh-cho-con/"


def banner(**more):
    now = timezone.now()
    fields = {"text": WORDS, "shown_from": now - timedelta(hours=1), "shown_until": now + timedelta(hours=1)}
    return Banner(**{**fields, **more})


def page(slug="dang-ky-ket-hon"):
    return ProcedurePage.objects.get(slug=slug, locale__language_code="vi")


def stands_over(client, *paths):
    return [path for path in paths if WORDS in client.get(path).content.decode()]


def test_one_for_all_pages_stands_over_each_and_is_gone_when_withdrawn(client, django_capture_on_commit_callbacks):
    paths = ["/", WEDDING, f"{WEDDING}ho-so/", "/quay/", "/tim-kiem/?q=khai+sinh", "/en/", "/khong-co/"]
    assert stands_over(client, *paths) == []
    with django_capture_on_commit_callbacks(execute=True):
        row = banner()
        row.save()
    assert stands_over(client, *paths) == paths
    with django_capture_on_commit_callbacks(execute=True):
        row.unpublish()
    assert stands_over(client, *paths) == []


def test_one_for_a_page_stands_over_it_in_all_its_forms_and_nowhere_else(client):
    banner(page=page()).save()
    own = [WEDDING, f"{WEDDING}ho-so/", f"{WEDDING}gui/", "/quay/dang-ky-ket-hon/", f"/en{WEDDING}"]
    assert stands_over(client, *own, "/", BIRTH, "/thu-tuc/") == own


def test_it_goes_with_its_page_to_a_new_address(client, django_capture_on_commit_callbacks):
    banner(page=page()).save()
    assert stands_over(client, WEDDING) == [WEDDING]
    moved = page()
    moved.slug = "ket-hon-moi"
    with django_capture_on_commit_callbacks(execute=True):
        moved.save_revision(clean=False).publish()
    assert stands_over(client, "/thu-tuc/ket-hon-moi/", "/") == ["/thu-tuc/ket-hon-moi/"]


def test_one_for_an_area_stands_over_its_pages_and_its_list(client):
    area = page().area
    banner(area=area).save()
    other = ProcedurePage.objects.filter(live=True, locale__language_code="vi").exclude(area=area).first()
    own = [WEDDING, f"/thu-tuc/?linh-vuc={area.slug}"]
    assert stands_over(client, *own, "/", f"/thu-tuc/{other.slug}/", "/thu-tuc/") == own


def test_a_reader_of_english_is_told_in_english_where_it_is_there_and_else_in_marked_vietnamese(client):
    row = banner()
    row.save()
    assert f'<span lang="vi">{WORDS}</span>' in client.get("/en/").content.decode()
    row.text_en = "The counter has moved."
    row.save()
    assert "<span>The counter has moved.</span>" in client.get("/en/").content.decode()
    assert f"<span>{WORDS}</span>" in client.get("/").content.decode()


def test_it_comes_and_goes_at_its_minutes_also_over_a_page_that_is_kept(client, settings, monkeypatch):
    settings.KEPT_PAGES_MB = 8
    start = datetime(2026, 12, 2, 8, 7, tzinfo=HERE)
    banner(shown_from=start, shown_until=start + timedelta(minutes=5)).save()
    stamp.renew()  # as after the transaction: only then pages are kept
    connection.run_on_commit.clear()

    def at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return stands_over(client, "/")

    assert at(start - timedelta(minutes=2)) == []
    assert at(start - timedelta(seconds=1)) == []
    assert at(start + timedelta(seconds=1)) == ["/"]
    assert at(start + timedelta(minutes=5, seconds=1)) == []


def refused(row):
    with pytest.raises(ValidationError) as error:
        row.full_clean()
    return error.value.message_dict


def test_a_planned_rest_is_told_seven_working_days_ahead_and_says_its_hours(client, monkeypatch):
    shown = datetime(2026, 12, 1, 9, 0, tzinfo=HERE)  # a Tuesday
    until = datetime(2026, 12, 20, 6, 0, tzinfo=HERE)
    planned = {"severity": "planned", "shown_from": shown, "shown_until": until}
    (told,) = refused(banner(**planned, rests_from=datetime(2026, 12, 10, 8, 59, tzinfo=HERE)))["rests_from"]
    assert "sớm nhất là 09:00 10/12/2026" in told
    assert "rests_from" in refused(banner(**planned))
    row = banner(**planned, rests_from=datetime(2026, 12, 10, 9, 0, tzinfo=HERE))
    row.full_clean()
    row.save()
    monkeypatch.setattr(timezone, "now", lambda: shown + timedelta(days=1))
    assert "Tạm dừng từ 09:00 10/12/2026 đến 06:00 20/12/2026." in client.get("/").content.decode()


def test_where_the_year_is_not_known_days_are_counted_on_the_safe_side():
    shown = datetime(2031, 3, 3, 9, 0, tzinfo=HERE)
    planned = {"severity": "planned", "shown_from": shown, "shown_until": shown + timedelta(days=30)}
    assert "12/03/2031" in refused(banner(**planned, rests_from=shown + timedelta(days=8)))["rests_from"][0]
    banner(**planned, rests_from=shown + timedelta(days=9)).full_clean()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"shown_until": datetime(2020, 1, 1, tzinfo=HERE)}, "shown_until"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "//example.vn/"}, "link"),
        ({"link": "dichvucong.gov.vn"}, "link"),
        ({"rests_from": datetime(2026, 12, 1, tzinfo=HERE)}, "rests_from"),
        ({"text": ""}, "text"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(more, field):
    assert list(refused(banner(**more))) == [field]


def test_a_page_and_an_area_at_once_are_refused():
    assert list(refused(banner(page=page(), area=page().area))) == ["page"]


def test_the_preview_shows_it_over_a_page_whatever_its_hours(rf):
    row = banner(text_en="The counter has moved.", shown_until=timezone.now() - timedelta(minutes=1), page=page())
    request = rf.get("/quan-tri/")
    assert WORDS in row.serve_preview(request, "vi").content.decode()
    assert "The counter has moved." in row.serve_preview(request, "en").content.decode()


# --- From the unit's settings ---


@pytest.mark.parametrize("notice", ["", "Trang ngừng phục vụ từ 22 giờ."])
def test_what_one_person_had_published_over_every_page_became_a_notice(client, notice):
    """Migration 0002, on the tables of then."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE office_unit ADD COLUMN outage_notice varchar(300) NOT NULL DEFAULT ''")
        cursor.execute("UPDATE office_unit SET outage_notice = %s", [notice])
    then = MigrationLoader(connection).project_state([("banners", "0002_the_notice_of_the_unit"), ("office", "0020_weekly_mail")]).apps
    importlib.import_module("office.banners.migrations.0002_the_notice_of_the_unit").become_a_banner(then, None)
    assert [(row.text, row.live, row.is_grave) for row in Banner.objects.all()] == ([(notice, True, True)] if notice else [])
    if notice:
        row = Banner.objects.get()
        row.full_clean()
        assert row.shown_until > timezone.now() + timedelta(300)
        site_data.changed()
        assert notice in client.get("/").content.decode()
