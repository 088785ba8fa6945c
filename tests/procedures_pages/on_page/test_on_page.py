"""One fact, one form: what it changes, what it leaves, who may; nothing is published by it and nobody's work is written over unseen."""

import json
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, WorkflowState

from office.models import Office
from office.set_costs.factories import RateFactory
from procedures_pages.models import ProcedurePage, SettledDoubt
from procedures_pages.on_page.parts import KINDS, PARTS, Stream
from procedures_pages.publishing.requirements import missing

pytestmark = pytest.mark.django_db
SLUG, LARGEST = "xin-ban-sao-khai-sinh-ket-hon-khai-tu", "lam-khai-sinh-cho-con"
BYTES, NODES, QUERIES = 150_000, 3_000, 30


@pytest.fixture
def page():
    return of(SLUG)


def of(slug):
    return ProcedurePage.objects.get(slug=slug, locale__language_code="vi")


def draft(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def at(page, *more):
    return "/".join([f"/quan-tri/trang/{page.pk}/su-kien", *map(str, more), ""])


def opened(client, address):
    """What the form of a fact sends when nothing is typed."""
    html = BeautifulSoup(client.get(address).content, "html.parser")
    form = html.select_one("[data-cn-fact]")
    sent = {tag["name"]: tag.get("value", "") for tag in form.select("input[name]") if tag.get("type") not in ("checkbox", "radio")}
    for tag in form.select("input[checked]"):
        sent.setdefault(tag["name"], []).append(tag.get("value", "on"))
    sent |= {tag["name"]: tag.get_text().removeprefix("\n") for tag in form.select("textarea[name]")}
    for tag in form.select("select[name]"):
        chosen = tag.select_one("option[selected]") or tag.select_one("option")
        sent[tag["name"]] = chosen["value"] if chosen else ""
    if place := form.select_one("[data-cn-block]"):
        sent |= boxes("fact", json.loads(place["data-cn-shown"])[0])
    return sent


def boxes(prefix, state):
    """A block's state as its boxes are sent."""
    if isinstance(state, dict):
        return {name: text for key, value in state.items() for name, text in boxes(f"{prefix}-{key}", value).items()}
    if isinstance(state, list) and all(isinstance(one, dict) for one in state):
        found = {f"{prefix}-count": len(state)}
        for n, one in enumerate(state):
            found |= {f"{prefix}-{n}-deleted": "", f"{prefix}-{n}-order": n, f"{prefix}-{n}-id": one["id"], f"{prefix}-{n}-type": "item"}
            found |= boxes(f"{prefix}-{n}-value", one["value"])
        return found
    return {} if state in (None, False) else {prefix: state}


def fee(page):
    return at(page, "khoan-thu", page.costs[0].id)


def charge(client, page, amount, **more):
    return client.post(fee(page), {**opened(client, fee(page)), "fact-amount": amount, **more})


# --- One fact ---


def test_a_fee_is_one_form_and_becomes_a_draft(enter, page):
    client = enter("bien-tap")
    before = draft(page).serializable_data()
    response = charge(client, page, "4 triệu")
    anchor = f"khoan-thu-{page.costs[0].id}"
    assert response.url == f"{at(page)}?da-ghi={anchor}#{anchor}"
    now = draft(page)
    assert now.costs[0].value["amount"] == 4_000_000
    assert now.costs[0].id == page.costs[0].id
    # The day of the update follows; all else is as it was, and readers see nothing.
    assert now.updated_on == timezone.localdate()
    after = now.serializable_data()
    assert {name for name in before if before[name] != after[name]} <= {
        *("costs", "updated_on", "latest_revision", "latest_revision_created_at", "has_unpublished_changes"),
        *("first_published_at", "last_published_at"),  # the same moment, in another zone
    }
    assert of(SLUG).costs[0].value["amount"] == 8_000
    entry = PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit").latest("pk")
    assert entry.user.username == "bien-tap"
    assert entry.revision == ProcedurePage.objects.get(pk=page.pk).latest_revision
    assert not ModelLogEntry.objects.filter(action="wagtail.publish").exists()


def test_a_rate_that_pages_share_takes_the_place_of_an_amount(enter, page):
    rate = RateFactory(name="Phí bản sao", amount=9_000)
    client = enter("bien-tap")
    refused = charge(client, page, "8.000", **{"fact-rate": rate.pk})
    assert "lấy từ mức thu dùng chung" in refused.content.decode()
    assert charge(client, page, "", **{"fact-rate": rate.pk, "fact-per": ""}).status_code == 302
    value = draft(page).costs[0].value
    assert (value["rate"], value["amount"]) == (str(rate.pk), None)
    fact = BeautifulSoup(client.get(at(page)).content, "html.parser").find(id=f"khoan-thu-{page.costs[0].id}")
    assert "9.000 đồng" in fact.get_text(" ")


def test_the_screen_tells_what_readers_will_see_change(enter, page):
    client = enter("bien-tap")
    response = charge(client, page, "4.000.000")
    html = BeautifulSoup(client.get(response.url).content, "html.parser")
    fact = html.find(id=f"khoan-thu-{page.costs[0].id}")
    assert fact.ins.get_text() == "4.000.000 đồng/bản"
    assert "8.000 đồng/bản" in fact.parent.find("del").get_text()
    told = html.select_one(".cn-receipt")
    assert "Đăng thì người đọc thấy 1 điều đổi" in told.get_text(" ", strip=True)
    assert "gấp hơn ba lần" in told.get_text()
    assert "3 người mẫu nay nhận khác" in told.get_text(" ", strip=True)
    doubted = html.select_one('.cn-parts a[href="#phan-le-phi"]')
    assert "cn-is-doubt" in doubted["class"]


def test_what_nobody_could_read_as_money_is_refused_and_stays(enter, page):
    response = charge(enter("bien-tap"), page, "bốn triệu mấy")
    assert response.status_code == 200
    (form,) = BeautifulSoup(response.content, "html.parser").select("[data-cn-block]")
    value, wrong = json.loads(form["data-cn-shown"])
    assert value["amount"] == "bốn triệu mấy"
    assert "không đọc được thành số tiền" in str(wrong)
    assert not ProcedurePage.objects.get(pk=page.pk).has_unpublished_changes


def test_what_no_draft_may_say_is_refused(enter, page):
    client, address = enter("bien-tap"), at(page, "doi-chieu")
    response = client.post(address, {**opened(client, address), "source_snapshot": "01/01/2999"})
    assert response.status_code == 200
    assert not ProcedurePage.objects.get(pk=page.pk).has_unpublished_changes


@pytest.mark.parametrize(("key", "typed"), [("tom-tat", {"summary": "Ai cũng xin được."}), ("khoan-thu", {"fact-amount": "9.000"})])
def test_what_is_wrong_elsewhere_on_the_page_is_said_over_the_boxes(enter, page, key, typed):
    client = enter("bien-tap")
    ProcedurePage.objects.filter(pk=page.pk).update(source_snapshot=date(2999, 1, 1))
    address = fee(page) if key == "khoan-thu" else at(page, key)
    response = client.post(address, {**opened(client, address), **typed})
    assert response.status_code == 200
    assert "2999" in BeautifulSoup(response.content, "html.parser").select_one("[data-cn-fact] > .error-message").get_text()


def test_a_page_that_readers_never_saw_is_edited_the_same_way(enter, page):
    client = enter("bien-tap")
    new = page.get_parent().add_child(instance=ProcedurePage(title="Bản nháp mới", slug="ban-nhap-moi", live=False))
    for address, typed in ((at(new, "tom-tat"), {"summary": "Ai cũng xin được."}), (at(new, "buoc", "moi"), {"fact-title": "Nộp hồ sơ"})):
        assert client.post(address, {**opened(client, address), **typed}).status_code == 302
    new.refresh_from_db()
    assert (new.summary, new.steps[0].value["title"], new.live) == ("Ai cũng xin được.", "Nộp hồ sơ", False)
    assert draft(new).steps[0].id == new.steps[0].id
    assert "Người đọc chưa thấy trang này" in client.get(at(new)).content.decode()


def test_every_fact_has_its_form_and_saving_it_untouched_changes_nothing(enter):
    client, page = enter("bien-tap"), of(LARGEST)
    for key, (_part, kind) in KINDS.items():
        ids = [child.id for child in getattr(page, kind.field)][:1] if isinstance(kind, Stream) else [None]
        for block in ids:
            address = at(page, key, *filter(None, [block]))
            html = client.get(address).content
            assert len(html) <= BYTES, (key, len(html))
            response = client.post(address, opened(client, address))
            assert response.status_code == 302, (
                key,
                BeautifulSoup(response.content, "html.parser").select_one(".cn-ask").get_text(" ", strip=True),
            )
            assert "da-ghi" not in response.url, key
    assert not ProcedurePage.objects.get(pk=page.pk).has_unpublished_changes


def test_every_field_of_the_long_form_stands_in_one_part():
    """But for what the long form alone is for."""
    handler = ProcedurePage.get_edit_handler()
    known = [name for part in PARTS for kind in part.kinds for name in kind.fields]
    assert len(known) == len(set(known))
    fields = set(handler.get_form_class().base_fields) | set(handler.get_form_class().formsets)
    left = {"slug", "go_live_at", "expire_at", "comment_notifications", "comments", "most_asked", "draft_suggestions"}
    left |= {"list_2022_level", "list_2022_area", "list_2022_name"}
    assert fields - left <= set(known), fields - left - set(known)


def test_rows_and_choices_of_many_are_saved(enter, page):
    """Laws, codes, counters: what no block is."""
    client = enter("bien-tap")
    laws = at(page, "can-cu")
    sent = opened(client, laws)
    assert client.post(laws, {**sent, "legal-0-DELETE": "1"}).status_code == 302
    assert len(draft(page).legal.all()) == len(page.legal.all()) - 1
    counters = at(page, "quay")
    office = Office.objects.first()
    assert client.post(counters, {**opened(client, counters), "offices": [office.pk]}).status_code == 302
    assert [one.pk for one in draft(page).offices.all()] == [office.pk]
    codes = at(page, "ma-thu-tuc")
    assert client.post(codes, {**opened(client, codes), "codes-0-note": "Mã hôm nay"}).status_code == 302
    assert draft(page).codes.all()[0].note == "Mã hôm nay"
    # Readers' rows are as they were, and the earlier changes of the draft are still there.
    assert len(of(SLUG).legal.all()) == len(page.legal.all())
    assert not of(SLUG).offices.exists()
    assert len(draft(page).legal.all()) == len(page.legal.all()) - 1


def test_fields_are_a_form_too(enter, page):
    client, address = enter("bien-tap"), at(page, "tom-tat")
    response = client.post(address, {**opened(client, address), "summary": "Ai cũng xin được bản sao."})
    assert response.status_code == 302
    assert draft(page).summary == "Ai cũng xin được bản sao."
    # A mended sentence is no news.
    assert draft(page).updated_on == page.updated_on


# --- Add, take out ---


def test_a_paper_is_added_and_another_taken_out(enter, page):
    client, address = enter("bien-tap"), at(page, "giay-to", "moi")
    response = client.post(address, {**opened(client, address), "fact-name": "Giấy ủy quyền"})
    assert response.status_code == 302
    papers = draft(page).documents
    assert papers[-1].value["name"] == "Giấy ủy quyền"
    assert papers[-1].value["slug"] == "giay-uy-quyen"
    assert response.url.endswith(f"#giay-to-{papers[-1].id}")

    first = at(page, "giay-to", page.documents[0].id, "bo")
    question = BeautifulSoup(client.get(first).content, "html.parser").select_one(".cn-ask")
    assert page.documents[0].value["name"] in question.get_text()
    client.post(first, {"cn_was": question.select_one("[name=cn_was]")["value"]})
    names = [child.value["name"] for child in draft(page).documents]
    assert page.documents[0].value["name"] not in names
    assert names[-1] == "Giấy ủy quyền"
    screen = BeautifulSoup(client.get(at(page)).content, "html.parser")
    assert page.documents[0].value["name"] in [one.get_text() for one in screen.select("#phan-giay-to del")]


def test_no_more_are_offered_than_a_page_may_have(enter, page):
    assert not BeautifulSoup(enter("bien-tap").get(at(page)).content, "html.parser").select("#phan-cach-nop .cn-add")
    assert len(page.channels) == 3


# --- Two at once ---


def test_somebody_elses_change_of_the_same_fact_is_told_and_what_was_typed_stays(enter, page):
    mine = enter("bien-tap")
    form = opened(mine, fee(page))
    other = Client()
    other.force_login(get_user_model().objects.get(username="duyet"))
    charge(other, page, "9.000")
    response = mine.post(fee(page), {**form, "fact-amount": "10.000"})
    assert response.status_code == 200
    html = BeautifulSoup(response.content, "html.parser")
    told = html.select_one("[role=alert]").get_text(" ", strip=True)
    assert "vừa sửa chính điều này" in told
    assert "9.000 đồng/bản" in told
    assert json.loads(html.select_one("[data-cn-shown]")["data-cn-shown"])[0]["amount"] in ("10.000", 10_000)
    assert draft(page).costs[0].value["amount"] == 9_000
    # Who has seen it may go on.
    again = {**form, "fact-amount": "10.000", "cn_was": html.select_one("[data-cn-fact] [name=cn_was]")["value"]}
    assert mine.post(fee(page), again).status_code == 302
    assert draft(page).costs[0].value["amount"] == 10_000


def test_a_change_of_another_fact_is_kept(enter, page):
    mine = enter("bien-tap")
    form = opened(mine, fee(page))
    other = Client()
    other.force_login(get_user_model().objects.get(username="duyet"))
    summary = at(page, "tom-tat")
    other.post(summary, {**opened(other, summary), "summary": "Ai cũng xin được bản sao."})
    assert mine.post(fee(page), {**form, "fact-amount": "10.000"}).status_code == 302
    now = draft(page)
    assert (now.summary, now.costs[0].value["amount"]) == ("Ai cũng xin được bản sao.", 10_000)


def test_what_somebody_took_out_meanwhile_is_not_lost_to_who_types(enter, page):
    client = enter("bien-tap")
    form = opened(client, fee(page))
    gone = draft(page)
    del gone.costs[0]
    gone.save_revision()
    response = client.post(fee(page), {**form, "fact-amount": "10.000"})
    assert response.status_code == 200
    assert "đã được bỏ" in response.content.decode()
    again = {**form, "fact-amount": "10.000", "cn_was": ""}
    assert client.post(fee(page), again).status_code == 302
    assert [child.value["amount"] for child in draft(page).costs] == [10_000]


# --- Who may ---


def test_the_counter_and_strangers_change_nothing(enter, page):
    address = fee(page)
    assert Client().get(address).status_code == 302
    assert enter("quay").get(address).status_code != 200
    # Who reads the screen may not write on it: procedures_pages/remarks.
    assert enter("quay").get(at(page)).status_code == 200
    enter("quay").post(f"/quan-tri/trang/{page.pk}/gui-duyet/")
    assert not page.workflow_states.exists()


def test_a_locked_page_is_only_looked_at(enter, page):
    client = enter("bien-tap")
    form = opened(client, fee(page))
    ProcedurePage.objects.filter(pk=page.pk).update(locked=True, locked_by=get_user_model().objects.get(username="duyet"))
    screen = client.get(at(page))
    assert "Trang đang khóa" in screen.content.decode()
    assert not BeautifulSoup(screen.content, "html.parser").select(".cn-f, .cn-add, .cn-leaf button")
    assert client.get(fee(page)).status_code == 302
    assert client.post(fee(page), {**form, "fact-amount": "10.000"}).status_code == 302
    assert not ProcedurePage.objects.get(pk=page.pk).has_unpublished_changes


def test_a_translation_has_no_such_screen(enter, page):
    english = of(LARGEST).get_translations().get()
    assert enter("bien-tap").get(at(english)).status_code == 404
    assert enter("bien-tap").get(at(page, "khong-co")).status_code == 404
    assert enter("bien-tap").get(at(page, "khoan-thu", "khong-co")).status_code == 404


# --- What becomes of the draft ---


def test_a_doubt_is_answered_and_people_are_written_down_before_it_is_sent(enter, page):
    client = enter("bien-tap")
    charge(client, page, "4.000.000")

    def form(screen, action):
        found = screen.select_one(f'form[action="/quan-tri/trang/{page.pk}/{action}/"]')
        return found and {tag["name"]: tag.get("value", "") for tag in found.select("input[name]")}

    def screen():
        return BeautifulSoup(client.get(at(page)).content, "html.parser")

    def post(action):
        return client.post(f"/quan-tri/trang/{page.pk}/{action}/", form(screen(), action))

    post("gui-duyet")
    assert not page.workflow_states.exists()
    assert "còn điều phải xem" in screen().get_text()
    post("dung-nhu-vay")
    assert SettledDoubt.objects.filter(page_key=page.translation_key).exists()
    post("nguoi-mau-nhan")
    assert not missing(draft(page))
    assert all("4.000.000 đồng/bản" in child.value["outcome"] for child in draft(page).people)
    post("gui-duyet")
    (state,) = page.workflow_states.all()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert state.requested_by.username == "bien-tap"
    # Now it is with others: who sent it looks on.
    assert "Đang chờ duyệt" in screen().get_text()
    assert form(screen(), "gui-duyet") is None


def test_only_what_was_shown_of_the_people_is_written_down(enter, page):
    client = enter("bien-tap")
    charge(client, page, "9.000")
    client.post(f"/quan-tri/trang/{page.pk}/nguoi-mau-nhan/", {"cn_seal": "00000000"})
    assert "9.000" not in draft(page).people[0].value["outcome"]


def test_gaps_and_flags_stand_at_their_part(enter, page):
    page.outputs = []
    page.legal.all()[0].resource.__class__.objects.filter(pk=page.legal.all()[0].resource_id).update(status="expired")
    page.save_revision()
    html = BeautifulSoup(enter("bien-tap").get(at(page)).content, "html.parser")
    assert "Thiếu kết quả" in html.select_one("#phan-ket-qua .cn-gap").get_text()
    assert "hết hiệu lực" in html.select_one("#phan-can-cu .cn-flag").get_text()
    signs = {link["href"]: link.get("class", []) for link in html.select(".cn-parts a")}
    assert signs["#phan-ket-qua"] == ["cn-is-gap"]
    assert signs["#phan-can-cu"] == ["cn-is-flag"]
    assert signs["#phan-giay-to"] == []


# --- The way there ---


def test_a_list_of_pages_leads_to_the_facts_of_what_readers_see(enter, page):
    client = enter("bien-tap")
    shelf = page.get_parent()
    draft_only = shelf.add_child(instance=ProcedurePage(title="Bản nháp mới", slug="ban-nhap-moi", live=False))
    html = BeautifulSoup(client.get(f"/quan-tri/pages/{shelf.pk}/?q=xin bản sao khai sinh").content, "html.parser")
    assert html.select_one(f"a:has(#page_{page.pk}_title)")["href"] == at(page)
    html = BeautifulSoup(client.get(f"/quan-tri/pages/{shelf.pk}/?q=bản nháp mới").content, "html.parser")
    assert html.select_one(f"a:has(#page_{draft_only.pk}_title)")["href"] == f"/quan-tri/pages/{draft_only.pk}/edit/"
    assert at(page) in client.get(f"/quan-tri/pages/{page.pk}/edit/").content.decode()


# --- Weight ---


@pytest.mark.parametrize("slug", [LARGEST, "xin-phep-xay-nha"])
def test_the_screen_is_light(enter, slug):
    client, page = enter("bien-tap"), of(slug)
    for address in (at(page), at(page, "giay-to", page.documents[0].id)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(address).content
        assert len(html) <= BYTES, len(html)
        assert len(re.findall(rb"<[a-z]", html)) <= NODES
        assert len(queries) <= QUERIES, "\n".join(query["sql"] for query in queries)


@pytest.mark.parametrize("slug", [LARGEST, SLUG])
def test_so_it_is_where_a_draft_is_held_against_the_page(enter, slug):
    client, page = enter("bien-tap"), of(slug)
    charge(client, page, "9.000")
    for address in (at(page), fee(page)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= QUERIES, "\n".join(query["sql"] for query in queries)
