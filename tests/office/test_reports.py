"""Readers' reports: nothing about the reader is kept, nothing typed is lost, nobody else's form gets in."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from home.models import StandardPage
from office import limits
from office.factories import ReaderReportFactory
from office.forms import ReportForm
from office.models import ReaderReport
from tests.servers.process import free_port

pytestmark = pytest.mark.django_db

WORDS = "Số điện thoại của quầy đã đổi."


def send(client, slug="lam-khai-sinh-cho-con", words=WORDS, prefix="", headers=None, website="", **environ):
    form = {"trang": slug, "noi_dung": words, "website": website}
    return client.post(f"{prefix}/gop-y/", form, headers=headers or {}, **environ)


def kept() -> list[str]:
    return list(ReaderReport.objects.order_by("pk").values_list("words", flat=True))


# --- The form ---


def test_the_page_leads_to_a_form_about_itself(client):
    html = client.get("/thu-tuc/lam-khai-sinh-cho-con/").content.decode()
    assert 'href="/gop-y/?trang=lam-khai-sinh-cho-con"' in html


def test_the_form_knows_which_page_it_is_about(client):
    html = client.get("/gop-y/?trang=lam-khai-sinh-cho-con").content.decode()
    assert re.search(r'<input[^>]*name="trang"[^>]*value="lam-khai-sinh-cho-con"', html)


def test_the_form_is_not_for_search_engines(client):
    assert '<meta name="robots" content="noindex">' in client.get("/gop-y/?trang=a").content.decode()


def test_the_form_writes_nothing(client):
    client.get("/gop-y/?trang=lam-khai-sinh-cho-con")
    assert kept() == []


# --- Sent ---


def test_a_report_is_kept_with_its_page(client):
    response = send(client)
    assert response.status_code == 200
    assert "Cảm ơn bạn" in response.content.decode()
    assert list(ReaderReport.objects.values_list("page_slug", "words", "outcome")) == [("lam-khai-sinh-cho-con", WORDS, "open")]


PAGE = "http://testserver/thu-tuc/lam-khai-sinh-cho-con/"


@pytest.mark.parametrize(
    ("referer", "case"),
    [
        (f"{PAGE}?truong-hop=sinh-thuong&ai-nop=cha-me", "truong-hop=sinh-thuong&amp;ai-nop=cha-me"),
        (f"{PAGE}ho-so/?truong-hop=sinh-thuong&utm_source=zalo", "truong-hop=sinh-thuong"),
        (f"{PAGE}?truong-hop=<script>&a=0912 345 678", None),
        (f"{PAGE}?{'a=b&' * 60}", None),
        (f"{PAGE}?{'a' * 400}=b", None),
        ("http://testserver/thu-tuc/dang-ky-ket-hon/?a=b", None),
        ("https://khac.example/thu-tuc/lam-khai-sinh-cho-con/?truong-hop=sinh-thuong", None),
        ("http://[", None),
        (PAGE, None),
    ],
)
def test_the_form_knows_with_which_answers_the_page_was_read(client, referer, case):
    html = client.get("/gop-y/?trang=lam-khai-sinh-cho-con", headers={"referer": referer}).content.decode()
    field = re.search(r'<input[^>]*name="truong_hop"[^>]*>', html)[0]
    assert f'value="{case}"' in field if case else "value=" not in field


def test_a_part_is_kept_with_its_case_and_needs_no_words(client):
    form = {"trang": "lam-khai-sinh-cho-con", "phan": "demanded", "truong_hop": "truong-hop=sinh-thuong&so=<0912345678>"}
    assert "Cảm ơn bạn" in client.post("/gop-y/", form).content.decode()
    report = ReaderReport.objects.get()
    assert (report.part, report.case, report.words) == ("demanded", "truong-hop=sinh-thuong", "")
    assert str(report) == "lam-khai-sinh-cho-con: Quầy vẫn đòi giấy không có ở đây"


def test_a_part_that_is_none_is_refused_and_nothing_typed_is_lost(client):
    response = client.post("/gop-y/", {"trang": "a", "phan": "khac", "noi_dung": WORDS})
    assert response.status_code == 422
    assert WORDS in response.content.decode()
    assert kept() == []


def test_a_report_needs_no_cookie_and_sets_none(client):
    assert not send(client).cookies


def test_a_report_sent_in_english_is_thanked_in_english(client):
    response = send(client, prefix="/en")
    assert '<html lang="en">' in response.content.decode()
    assert kept() == [WORDS]


def test_an_empty_report_is_sent_back_with_what_is_missing(client):
    response = send(client, words="   ")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Hãy chọn một phần, hoặc viết vài chữ" in html
    assert 'aria-invalid="true"' in html
    assert re.search(r"<title>\s*Lỗi", html)
    assert kept() == []


def test_a_report_that_is_too_long_keeps_what_was_typed(client):
    words = "Chữ này. " * 300
    response = send(client, words=words)
    assert response.status_code == 422
    assert words.strip() in response.content.decode()


def test_a_report_about_no_page_says_so(client):
    response = send(client, slug="")
    assert response.status_code == 422
    assert "Không rõ bạn nói về trang nào" in response.content.decode()


@pytest.mark.parametrize("slug", ["../etc", "a b", "<script>", "x" * 300])
def test_a_page_that_is_no_slug_is_refused(client, slug):
    assert send(client, slug=slug).status_code == 422
    assert kept() == []


def test_signs_that_show_nothing_are_not_kept(client):
    assert send(client, words="Sai\x00 rồi\u202e\u200b").status_code == 200
    assert kept() == ["Sai rồi"]


@pytest.mark.parametrize("words", ["x" * 100_000, "🙂" * 500, "' or 1=1--", "\u202e", "\r\n\r\n."])
def test_odd_text_gets_a_clear_answer(client, words):
    assert send(client, words=words).status_code in (200, 422)


def test_markup_in_a_report_comes_back_as_text(client):
    html = send(client, words="<script>alert(1)</script>", slug="").content.decode()
    assert "<script>alert(1)" not in html


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/gop-y/").status_code == 405


# --- Nothing about the reader ---


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Gọi 0912345678 nhé", "Gọi [đã che] nhé"),
        ("Gọi 0912 345 678 nhé", "Gọi [đã che] nhé"),
        ("Gọi 0912.345.678 nhé", "Gọi [đã che] nhé"),
        ("CCCD 001099012345 của tôi", "CCCD [đã che] của tôi"),
        ("thư: lan.nguyen@example.com", "thư: [đã che]"),
        ("Lệ phí 50000 đồng", "Lệ phí 50000 đồng"),
        ("Ngày 03/08/2022 sai", "Ngày 03/08/2022 sai"),
    ],
)
def test_numbers_and_addresses_of_people_are_masked(client, typed, stored):
    send(client, words=typed)
    assert kept() == [stored]


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)


@given(words, st.integers(10**5, 10**14), words)
def test_no_run_of_six_digits_is_ever_kept(before, number, after):
    form = ReportForm({"trang": "a", "noi_dung": f"{before} {number} {after} chữ"})
    assert form.is_valid()
    assert not re.search(r"\d{6}", form.cleaned_data["noi_dung"])


def test_a_report_holds_nothing_but_page_version_case_part_words_and_time():
    of_the_reader = {"id", "created_at", "page_slug", "page_version", "case", "part", "words"}
    of_the_desk = {"outcome", "answer", "settled_by", "settled_at"}
    assert {f.name for f in ReaderReport._meta.get_fields()} == of_the_reader | of_the_desk


PUBLISHED = datetime(2026, 11, 27, 11, 47, 30, tzinfo=UTC)  # 18:47 in Việt Nam


def publish_at(language, time, slug="lam-khai-sinh-cho-con"):
    assert Page.objects.filter(slug=slug, locale__language_code=language).update(last_published_at=time) == 1


def version():
    return ReaderReport.objects.get().page_version


def test_a_report_says_which_version_was_read(client):
    publish_at("vi", PUBLISHED)
    send(client)
    assert version() == "27/11/2026 18:47"


@pytest.mark.parametrize(("days", "shown"), [(2, "29/11/2026 18:47"), (-2, "27/11/2026 18:47")])
def test_a_translation_is_as_new_as_the_newer_of_it_and_its_source(client, days, shown):
    publish_at("vi", PUBLISHED)
    publish_at("en", PUBLISHED + timedelta(days=days))
    send(client, prefix="/en")
    assert version() == shown


def test_a_reader_of_vietnamese_has_not_read_the_translation(client):
    publish_at("vi", PUBLISHED)
    publish_at("en", PUBLISHED + timedelta(days=2))
    send(client)
    assert version() == "27/11/2026 18:47"


@pytest.mark.parametrize("slug", ["khong-co-trang-nay", "thu-tuc"])
def test_where_no_page_or_one_never_published_has_the_slug_no_version_is_claimed(client, slug):
    Page.objects.filter(slug="thu-tuc").update(last_published_at=None)
    send(client, slug=slug)
    assert version() == ""


def test_two_pages_of_one_slug_are_no_version(client):
    page = Page.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")
    guides = Page.objects.get(slug="huong-dan", locale__language_code="vi")
    guides.add_child(instance=StandardPage(title="Cùng tên", slug=page.slug, live=True))
    send(client)
    assert version() == ""


# --- Nobody else's form ---


def test_a_program_that_fills_every_field_is_thanked_and_not_kept(client):
    assert send(client, website="https://spam.example").status_code == 200
    assert kept() == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_that_stood_on_another_site_is_refused(client, site):
    assert send(client, headers={"sec-fetch-site": site}).status_code == 403
    assert kept() == []


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_form_that_stood_here_is_taken(client, site):
    answer = send(client, headers={"sec-fetch-site": site})
    assert answer.status_code == 200
    assert "Cảm ơn bạn" in answer.content.decode()


def test_without_that_header_the_origin_decides(client):
    assert send(client, headers={"origin": "https://evil.example"}).status_code == 403
    assert send(client, headers={"origin": "http://testserver"}).status_code == 200


def test_an_old_browser_that_says_nothing_is_believed(client):
    assert send(client).status_code == 200
    assert kept() == [WORDS]


# --- Who sends too many ---


def test_who_sends_too_many_is_told_when_to_come_back(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 2)
    responses = [send(client) for _ in range(3)]
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert 1 <= int(responses[2].headers["Retry-After"]) <= 3600
    assert re.search(r"“Gửi” lại sau \d+ phút", responses[2].content.decode())
    assert f"{WORDS}</textarea>" in responses[2].content.decode()
    assert len(kept()) == 2


def test_nobody_else_is_silenced(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 2)
    for _ in range(5):
        send(client, REMOTE_ADDR="203.0.113.7")
    assert send(client, REMOTE_ADDR="198.51.100.9").status_code == 200
    assert send(client, REMOTE_ADDR="203.0.113.7").status_code == 429


def test_a_whole_ipv6_subscriber_is_one_and_its_neighbour_another(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 1)
    told = [send(client, REMOTE_ADDR=a).status_code for a in ("2001:db8:1:1::5", "2001:db8:1:1:ffff::9", "2001:db8:1:2::5")]
    assert told == [200, 429, 200]


def test_what_is_sent_back_to_be_mended_does_not_count(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 1)
    assert [send(client, words=" ").status_code for _ in range(4)] == [422] * 4
    assert send(client).status_code == 200


def test_the_next_hour_begins_anew(client, monkeypatch):
    monkeypatch.setattr(limits, "REPORTS_AN_HOUR", 1)
    now = 1_800_000_000
    monkeypatch.setattr(limits.time, "time", lambda: now)
    assert [send(client).status_code for _ in range(2)] == [200, 429]
    now += 3600
    assert send(client).status_code == 200


def test_the_cache_holds_no_address(client):
    send(client, REMOTE_ADDR="203.0.113.7")
    stored = repr([(key, value) for key, value in cache._cache.items()])
    assert "office:limits" in stored
    assert "203.0.113.7" not in stored
    unkeyed = hashlib.blake2b(b"203.0.113.7", digest_size=16).hexdigest()
    assert unkeyed not in stored


def test_the_same_address_is_another_hash_in_the_next_hour(client, monkeypatch):
    def stored():
        return {key.rpartition(":")[2] for key in cache._cache if "office:limits" in key and not key.endswith(":key")}

    now = 1_800_000_000
    monkeypatch.setattr(limits.time, "time", lambda: now)
    send(client)
    first = stored()
    now += 3600
    send(client)
    assert len(stored() - first) == 1


def test_a_cache_that_is_down_lets_reports_in(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5},
        }
    }
    assert [send(client).status_code for _ in range(3)] == [200, 200, 200]


# --- At the desk ---


def test_reports_still_to_be_read_stand_first():
    done, older, newer = ReaderReportFactory(), ReaderReportFactory(), ReaderReportFactory()
    done.settle("mended", "", None)
    done.save()
    assert list(ReaderReport.objects.all()) == [newer, older, done]


def test_the_desk_lists_reports_with_their_words(admin_client):
    ReaderReportFactory(words="Chữ để tìm thấy.")
    assert "Chữ để tìm thấy." in admin_client.get("/quan-tri/snippets/office/readerreport/").content.decode()


@pytest.mark.parametrize("name", ["bien-tap", "duyet"])
def test_who_writes_and_who_publishes_settle_it_and_say_how(enter, name):
    report, client = ReaderReportFactory(words="Lệ phí nay là 10.000 đồng."), enter(name)
    address = reverse("wagtailsnippets_office_readerreport:edit", args=[report.pk])
    assert report.words in client.get(address).content.decode()
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert report.words in home
    assert address in home
    assert "Hãy ghi vì sao không sửa" in client.post(address, {"outcome": "kept", "answer": ""}).content.decode()
    assert client.post(address, {"outcome": "kept", "answer": "Không sửa vì lệ phí chưa đổi."}).status_code == 302
    report.refresh_from_db()
    assert (report.outcome, report.answer, report.settled_by.username) == ("kept", "Không sửa vì lệ phí chưa đổi.", name)
    listed = client.get(reverse("wagtailsnippets_office_readerreport:list")).content.decode()
    assert "Không sửa vì lệ phí chưa đổi." in listed
    assert "góp ý của người đọc</a>" not in client.get(reverse("wagtailadmin_home")).content.decode()
    # Nobody writes or deletes one.
    for view in ("add", "delete"):
        closed = reverse(f"wagtailsnippets_office_readerreport:{view}", args=[report.pk] if view == "delete" else [])
        assert client.post(closed)["Location"] == reverse("wagtailadmin_home")
    assert ReaderReport.objects.filter(pk=report.pk).exists()
