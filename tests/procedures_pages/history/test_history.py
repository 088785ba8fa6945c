"""/thu-tuc/<slug>/lich-su/ and its feeds: what readers saw change, when and by which decision; never a draft, never who did it."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction

from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
SLUG = "lam-khai-sinh-cho-con"
PATH, ENGLISH = f"/thu-tuc/{SLUG}/lich-su/", f"/en/thu-tuc/{SLUG}/lich-su/"
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = [f"{PATH}atom.xml", "/thu-tuc/atom.xml", "/thu-tuc/atom.xml?linh-vuc=ho-tich"]


def page():
    return ProcedurePage.objects.get(slug=SLUG, locale__language_code="vi")


def publish(days_ago=0, **values):
    """A version with these values goes live, so many days ago."""
    draft = page().get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=get_user_model().objects.get(username="bien-tap")).publish(user=get_user_model().objects.get(username="duyet"))
    entry = PageLogEntry.objects.filter(page=draft.pk, action="wagtail.publish").order_by("pk").last()
    PageLogEntry.objects.filter(pk=entry.pk).update(timestamp=timezone.now() - timedelta(days=days_ago))


def told(client, path=PATH):
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def items(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    return feed, feed.findall(f"{ATOM}entry")


def day(days_ago):
    return timezone.localdate(timezone.now() - timedelta(days=days_ago)).strftime("%d/%m/%Y")


def test_it_tells_what_changed_when_and_by_which_decision(client):
    old = page()
    publish(30, summary="Dành cho cha mẹ có con mới sinh.", source_decision="123/QĐ-BTP", change_note="Nay nộp được ở mọi phường.")
    text = told(client)
    assert f"{day(30)}</time>" in text
    assert f"<li>Tóm tắt: trước là “{old.summary.rstrip('.')}”, nay là “Dành cho cha mẹ có con mới sinh”.</li>" in text
    assert "<li>Nay nộp được ở mọi phường.</li>" in text
    assert "<li>Quyết định công bố: 123/QĐ-BTP.</li>" in text
    assert f"{day(100)}</time>" in text
    assert text.count("Trang được đăng lần đầu.") == 1
    assert text.index(day(30)) < text.index(day(100))
    assert f'href="/thu-tuc/{SLUG}/lich-su/"' in told(client, f"/thu-tuc/{SLUG}/")


def test_what_comes_and_what_goes(client):
    before = page().advice
    publish(3, advice=[*((child.block_type, child.value) for child in before), ("statement", {"text": "Mang thêm bút.", "applies": []})])
    assert "<li>Lời khuyên: thêm “Mang thêm bút”.</li>" in told(client)
    publish(2, advice=before)
    assert "<li>Lời khuyên: bỏ “Mang thêm bút”.</li>" in told(client)


def test_a_version_in_which_readers_see_nothing_new_is_not_told(client):
    publish(5, verified_by="Trần Thị Kín")
    assert day(5) not in told(client)
    publish(4, summary="Lời mới.")
    publish(3, verified_by="Người khác")
    text = told(client)
    assert day(4) in text
    assert day(3) not in text
    assert text.count("nay là “Lời mới”") == 1


def test_neither_drafts_nor_what_waits_nor_who_did_it_is_told(client):
    get_user_model().objects.update(last_name="Kín Tiếng")
    publish(2, summary="Đã đăng.", change_note="Tin đã đăng.", verified_by="Kín Tiếng")
    draft = page().get_latest_revision_as_object()
    draft.summary, draft.change_note = "BÍ MẬT trong nháp", "BÍ MẬT chưa nói"
    draft.save_revision()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.summary = "BÍ MẬT hẹn giờ"
    draft.save_revision().publish()
    for path in (PATH, ENGLISH, *FEEDS):
        text = told(client, path)
        assert "BÍ MẬT" not in text, path
        assert "Kín Tiếng" not in text, path
    assert told(client).count("Tin đã đăng.") == 1


def test_what_went_live_while_it_was_hidden_is_neither_told_nor_compared(client, enter):
    publish(10, summary="BÍ MẬT khi còn ẩn")
    shelf = page().get_parent()
    restriction = PageViewRestriction(page=shelf, restriction_type=PageViewRestriction.LOGIN)
    restriction.save(user=get_user_model().objects.first())
    assert client.get(PATH).status_code == 404
    assert b"<entry>" not in client.get("/thu-tuc/atom.xml").content
    restriction.delete(user=get_user_model().objects.first())
    publish(0, summary="Nay ai cũng đọc được.")
    text = told(client)
    assert "BÍ MẬT" not in text
    assert text.count("Trang được đăng lần đầu.") == 1


def test_a_page_that_is_not_there_has_no_history(client):
    for path in ("/thu-tuc/khong-co/lich-su/", "/thu-tuc/khong-co/lich-su/atom.xml", "/thu-tuc/atom.xml?linh-vuc=khong-co"):
        assert client.get(path).status_code == 404
    page().unpublish()
    assert client.get(PATH).status_code == 404
    assert client.get(FEEDS[0]).status_code == 404
    assert SLUG not in client.get(FEEDS[1]).content.decode()


def test_in_english_the_page_speaks_english(client):
    publish(3, summary="Lời mới.")
    text = told(client, ENGLISH)
    assert 'lang="en"' in text
    assert f'<a href="/en/thu-tuc/{SLUG}/">' in text


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_tell_the_same_with_addresses_of_this_site(client, path, settings):
    settings.SITE_URL = "https://mot-cua.vn"
    publish(1, summary="Lời <b>mới</b> & lạ.")
    feed, entries = items(client, path)
    newest = entries[0]
    assert "Lời &lt;b&gt;mới&lt;/b&gt; &amp; lạ" in newest.find(f"{ATOM}summary").text
    links = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert all(link.startswith("https://mot-cua.vn/thu-tuc/") for link in links)
    assert [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [f"https://mot-cua.vn{path}"]
    assert newest.find(f"{ATOM}link").get("href").startswith(f"https://mot-cua.vn{PATH}#ban-")
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries) <= 30
    assert newest.find(f"{ATOM}updated").text >= entries[-1].find(f"{ATOM}updated").text


def test_the_pages_of_all_and_of_one_say_where_their_feeds_are(client):
    for path, feed in (("/thu-tuc/", FEEDS[1]), ("/thu-tuc/?linh-vuc=ho-tich", FEEDS[2]), (PATH, FEEDS[0])):
        assert f'<link rel="alternate" type="application/atom+xml" href="{feed}">' in told(client, path)


def test_of_an_area_and_of_all(client):
    publish(1, summary="Lời mới.")
    assert len(items(client, FEEDS[1])[1]) == 30
    for path, wanted in ((FEEDS[2], True), ("/thu-tuc/atom.xml?linh-vuc=xay-dung", False)):
        titles = [entry.find(f"{ATOM}title").text for entry in items(client, path)[1]]
        assert (page().title in titles) is wanted


@pytest.mark.parametrize("path", [PATH, ENGLISH, *FEEDS])
def test_warm_it_asks_little(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    assert len(queries) <= 4, [query["sql"] for query in queries.captured_queries]


def test_signs_that_no_feed_may_hold_and_versions_nobody_can_read_are_no_fault(client, caplog):
    publish(2, summary="Lời mới.")
    revision = page().live_revision
    revision.content["summary"] = "Lời \x00\x0b\ud800 lạ"
    revision.save()
    assert "Lời" in items(client, FEEDS[0])[1][0].find(f"{ATOM}summary").text
    publish(1, summary="Lời nữa.")
    revision = page().live_revision
    revision.content["area"] = "không phải số"
    revision.save()
    assert "Lịch sử thay đổi" in told(client)
    assert items(client, FEEDS[1])
