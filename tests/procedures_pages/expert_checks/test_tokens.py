"""The link: kept as a hash, it opens one edition for fourteen days and nothing else; nobody is told more of one that does not open."""

import json
import logging
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from office.logs import JsonLine, Line
from office.metrics import text as metrics_text
from procedures_pages.expert_checks import views
from procedures_pages.expert_checks.models import ExpertCheck, ExpertUse
from procedures_pages.expert_checks.tokens import check_of, hashed, new_token
from procedures_pages.facts.stamp import UNSEEN

pytestmark = pytest.mark.django_db
HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow, noarchive"}


def closed(client, address):
    """What an address that opens nothing answers, without what differs between any two answers."""
    answer = client.get(address)
    return answer.status_code, answer.content, {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


def test_it_has_128_bits_and_is_kept_as_a_hash_only(asked):
    assert re.fullmatch("[0-9a-f]{32}", asked.token)
    assert new_token() != new_token()
    row = ExpertCheck.objects.filter(pk=asked.check.pk).values().get()
    assert bytes(row["token_hash"]) == hashed(asked.token)
    assert asked.token not in json.dumps(row, default=lambda value: value.hex() if isinstance(value, bytes) else str(value))


def test_it_opens_for_fourteen_days(asked):
    assert asked.check.expires_at - asked.check.made_at == timedelta(14)
    assert check_of(asked.token) == asked.check
    ExpertCheck.objects.update(expires_at=timezone.now())
    assert check_of(asked.token) is None


def test_wrong_revoked_and_expired_ones_answer_alike(client, page, asked):
    wrong = closed(client, reverse("expert_check", args=[new_token()]))
    assert wrong[0] == 404
    assert "Đường dẫn này không mở được" in wrong[1].decode()
    ExpertCheck.objects.update(revoked_at=timezone.now())
    assert closed(client, asked.address) == wrong
    ExpertCheck.objects.update(revoked_at=None, expires_at=timezone.now())
    assert closed(client, asked.address) == wrong
    for shape in ("abc", asked.token.upper(), asked.token + "0", "đường dẫn"):
        assert closed(client, reverse("expert_check", args=[shape])) == wrong
    assert client.post(asked.address, asked.data()).content == wrong[1]
    assert not asked.fresh().sent_at


def test_nothing_of_it_is_kept_or_found_or_passed_on(client, asked):
    for address in (asked.address, reverse("expert_check", args=[new_token()])):
        answer = client.get(address)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert not answer.cookies
        html = answer.content.decode()
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html
        assert "ETag" not in answer.headers
        # No way from here to anywhere, no script, and nothing that would carry the address.
        assert set(re.findall(r'(?:href|src|action)="([^#"][^"]*)"', html)) <= {
            f"/static/site/{name}" for name in ("site.css", "expert.css", "icon.svg")
        } | set(re.findall(r'"(/static/[^"]+)"', html))
        assert "<script" not in html
        assert asked.token not in html
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", html)


def test_the_token_opens_nothing_else(client, asked):
    """Every other address with a value is asked with it."""
    for pattern in (
        "/en{0}",
        "/quan-tri{0}",
        "{0}/khac/",
        "/thu-tuc/{1}/",
        "/k/{1}",
        "/t/{1}",
        "/tep/{1}",
        "/bieu-mau/{1}/a.pdf",
        "/tra-cuu/{1}/",
    ):
        assert client.get(pattern.format(asked.address, asked.token)).status_code in (301, 302, 404), pattern
    other = client.get(reverse("facts_screen", args=[asked.check.page_id]))
    assert other.status_code == 302
    assert other["Location"].startswith("/quan-tri/login/")


def test_it_shows_the_edition_it_was_made_for_whatever_the_page_becomes(client, page, asked):
    draft, was = page.get_latest_revision_as_object(), page.summary
    draft.summary, draft.title = "Tóm tắt của ngày mai.", "Tên của ngày mai"
    draft.save_revision(clean=False)
    html = client.get(asked.address).content.decode()
    assert was in html
    assert "của ngày mai" not in html
    assert "Trang đã đổi từ khi gửi." in html
    assert html.count("Trang nay ghi khác điều này.") == 1


def test_an_edition_that_is_still_the_last_one_says_nothing_of_a_change(client, page, asked):
    page.get_latest_revision_as_object().save_revision(clean=False)
    assert "Trang đã đổi" not in client.get(asked.address).content.decode()


def test_logs_and_metrics_hide_it(client, asked, caplog):
    caplog.set_level(logging.DEBUG)
    wrong = reverse("expert_check", args=[new_token()])
    for address in (asked.address, wrong, f"/en{wrong}", f"{asked.address}/khac/"):
        client.get(address)
    assert any("/chuyen-vien/" in record.getMessage() for record in caplog.records)
    configured = settings.LOGGING["formatters"]["line"]
    assert configured["()"] == "office.logs.Line"
    plain, as_json = Line(configured["fmt"], style="{"), JsonLine()
    tokens = [asked.token, wrong.split("/")[2]]
    for record in caplog.records:
        assert not [token for token in tokens if token in plain.format(record) or token in as_json.format(record)]
    assert not [token for token in tokens if token in metrics_text()]


def test_a_traceback_hides_it():
    try:
        raise ValueError("/chuyen-vien/0123456789abcdef0123456789abcdef/")
    except ValueError as error:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Internal Server Error: /", None, (ValueError, error, error.__traceback__)
        )
    assert "0123456789abcdef" not in Line("{message}", style="{").format(record)


def test_its_use_is_noted_without_who_used_it(client, asked):
    for _n in range(3):
        client.get(asked.address, REMOTE_ADDR="203.0.113.7")
    client.post(asked.address, asked.data(act="luu"))
    client.post(asked.address, asked.data())
    assert [use.what for use in asked.check.uses.all()] == ["opened", "saved", "sent"]
    assert {field.name for field in ExpertUse._meta.fields} == {"id", "expert_check", "what", "at"}


def test_too_many_that_open_nothing_and_too_many_that_are_sent(client, asked, monkeypatch):
    monkeypatch.setattr(views, "MAX_WRONG", 2)
    monkeypatch.setattr(views, "MAX_SENT", 1)
    wrong = reverse("expert_check", args=[new_token()])
    assert [client.get(wrong).status_code for _n in range(4)] == [404, 404, 429, 429]
    # Whoever has a link that opens is not touched by it.
    assert client.get(asked.address).status_code == 200
    fee = asked.of("khoan-thu")
    statuses = [client.post(asked.address, asked.data((fee, "Nay là 10.000 đồng"), act="luu")) for _n in range(2)]
    assert [answer.status_code for answer in statuses] == [302, 429]
    assert "Nay là 10.000 đồng" in statuses[1].content.decode()
    assert int(statuses[1]["Retry-After"]) >= 1
    cache.clear()


def test_what_is_typed_changes_no_page_that_is_kept():
    assert "expert_checks_expertanswer".startswith(UNSEEN)
    assert "expert_checks_expertuse".startswith(UNSEEN)
    assert not "expert_checks_expertcheck".startswith(UNSEEN)  # readers are told of it
