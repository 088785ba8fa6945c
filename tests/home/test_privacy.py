"""``/quyen-rieng-tu/`` says what is kept and how long as the code keeps it, and whom to ask."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from home.mirror.addresses import seeds
from home.page_cache import middleware as page_cache
from office.clock import chores
from office.factories import ReaderReportFactory
from office.models import ReaderReport, Unit
from office.settling import Outcome
from search.models import AskedQuery
from tests.servers.site import PROJECT

pytestmark = pytest.mark.django_db
PAGE = "/quyen-rieng-tu/"


def told(client):
    page_cache.STORE.clear()  # Constants are another version of the program, which starts with nothing kept.
    html = BeautifulSoup(client.get(PAGE).content, "html.parser")
    return " ".join(html.find("main").get_text(" ").split())


@pytest.mark.parametrize(
    ("where", "value", "sentence"),
    [
        ("search.query_log.store.KEPT_DAYS", 77, "Giữ 77 ngày rồi xóa."),
        ("search.query_log.report.MIN_ASKED", 7, "chỉ thấy câu được tìm từ 7 lần"),
        ("vietnamese.numbers.PERSONAL_DIGITS", 8, "dãy từ 8 chữ số trở lên bị che, trừ mã thủ tục"),
        ("vietnamese.numbers.PERSONAL_DIGITS", 8, "dãy từ 8 chữ số trở lên bị che."),
        ("office.clock.chores.REPORT_DAYS", 99, "Xóa 99 ngày sau khi có người trả lời"),
        ("office.clock.chores.REPORT_DAYS", 99, "câu trả lời đã chọn, trong 99 ngày."),
        ("office.limits.REPORTS_AN_HOUR", 31, "không gửi quá 31 góp ý một giờ"),
        ("office.limits.HOUR", 7200, "nhiều nhất 2 giờ"),
        ("office.known_devices.DAYS", 181, "đã đăng nhập giữ 181 ngày"),
        ("office.mail_queue.GIVEN_UP", timedelta(8), "bị bỏ sau 8 ngày"),
        ("procedures_pages.expert_checks.forgetting.ANSWERED", timedelta(366), "giữ 366 ngày sau khi trả lời"),
        ("procedures_pages.expert_checks.forgetting.UNANSWERED", timedelta(31), "Không trả lời thì xóa 31 ngày"),
    ],
)
def test_a_constant_is_told_as_it_is(client, monkeypatch, where, value, sentence):
    assert sentence not in told(client)
    monkeypatch.setattr(where, value)
    assert sentence in told(client)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SEARCH_LEARNING", False, "không đếm và không giữ câu bạn tìm"),
        ("SESSION_COOKIE_AGE", 3 * 86_400, "Cookie đăng nhập giữ 3 ngày"),
        ("AXES_COOLOFF_TIME", 0.5, "trong 30 phút"),
    ],
)
def test_a_setting_is_told_as_it_is(client, settings, name, value, sentence):
    assert sentence not in told(client)
    setattr(settings, name, value)
    assert sentence in told(client)


def test_backups_are_told_where_the_clock_makes_them(client, settings):
    assert "sao lưu" not in told(client)
    settings.BACKUP_DIR, settings.BACKUP_KEEP_DAYS = "/backups", 21
    assert "mỗi bản giữ 21 ngày" in told(client)


def test_the_laws_are_named(client):
    assert "91/2025/QH15" in told(client)
    assert "356/2025/NĐ-CP" in told(client)


def test_whom_to_ask_is_the_unit(client):
    unit = Unit.load()
    unit.name, unit.responsible, unit.phone, unit.email = "Phường Thử", "Giám đốc Thử", "0211 222 333", "thu@example.vn"
    unit.save()
    text = told(client)
    assert all(word in text for word in ("Phường Thử", "Giám đốc Thử", "0211 222 333", "thu@example.vn"))


def test_without_a_number_to_call_it_leads_to_the_counters(client):
    unit = Unit.load()
    unit.phone = unit.email = ""
    unit.save()
    assert "Hỏi tại quầy" in told(client)


@pytest.mark.parametrize("path", ["/", "/thu-tuc/", "/gop-y/?trang=lam-khai-sinh-cho-con", "/so-do-trang/"])
def test_pages_lead_to_it(client, path):
    html = BeautifulSoup(client.get(path).content, "html.parser")
    assert html.select_one(f'footer a[href="{PAGE}"]')
    assert len(html.select(f'a[href="{PAGE}"]')) == (1 if path in ("/", "/thu-tuc/") else 2)


def test_the_sitemap_and_the_mirror_have_it():
    assert {PAGE, f"/en{PAGE}"} <= seeds().keys()


# --- What it says is so ---


def days_ago(number):
    return timezone.now() - timedelta(number)


def test_a_report_goes_a_year_after_it_was_answered_and_its_words_with_it():
    gone = ReaderReportFactory(words="Lời đã cũ.", outcome=Outcome.MENDED, settled_at=days_ago(chores.REPORT_DAYS + 1))
    kept = ReaderReportFactory(outcome=Outcome.KEPT, settled_at=days_ago(chores.REPORT_DAYS - 1))
    waiting = ReaderReportFactory()
    ReaderReport.objects.filter(pk=waiting.pk).update(created_at=days_ago(999))
    log(gone, "wagtail.edit", timestamp=days_ago(chores.REPORT_DAYS + 1))
    log(kept, "wagtail.edit", timestamp=days_ago(chores.REPORT_DAYS - 1))
    assert chores.forget_reports() == "xóa 1 góp ý"
    assert set(ReaderReport.objects.all()) == {kept, waiting}
    assert [entry.object_id for entry in ModelLogEntry.objects.get_for_model(ReaderReport)] == [str(kept.pk)]
    assert chores.forget_reports() == ""


def test_wrong_passwords_that_count_no_more_go_with_the_daily_job():
    for name in ("vừa sai", "sai đã lâu"):
        AccessAttempt.objects.create(username=name, ip_address="203.0.113.7", failures_since_start=1)
    AccessAttempt.objects.filter(username="sai đã lâu").update(attempt_time=timezone.now() - timedelta(hours=1))
    chores.clear_sessions()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["vừa sai"]


def test_reading_suggesting_and_answering_store_nothing(client):
    before = AskedQuery.objects.count()
    for path in ("/tim-kiem/goi-y/?q=khai", "/thu-tuc/lam-khai-sinh-cho-con/ho-so/?truong-hop=sinh-thuong", "/quay/?q=khai+sinh"):
        assert not client.get(path).cookies
    assert AskedQuery.objects.count() == before


def test_two_letters_are_what_suggestions_begin_with():
    assert "query.length > 1" in (PROJECT / "site/static/site/suggest.js").read_text()


def test_no_server_of_ours_writes_down_who_asks():
    """granian writes a line for each request, with the address, only where it is told to."""
    for file in ("Dockerfile", "deploy/cam-nang.service", "scripts/run", "compose.yaml"):
        assert "access-log" not in (PROJECT / file).read_text(), file
    template = (PROJECT / "deploy/nginx.conf.template").read_text()
    assert re.findall(r"access_log [^;]+;", template) == ["access_log /var/log/nginx/access.log cam_nang;"]
    written = re.search(r"log_format cam_nang ([^;]+);", template)[1]
    assert not re.search(r"\$(?:remote|http_|request\b|request_uri|args|query|binary|proxy_add|cookie|realip)", written)
