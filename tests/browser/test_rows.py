"""The rows of the long form: one line each until they are opened; with real keys, and what the screen weighs."""

import json
import re

import pytest
from playwright.sync_api import expect

from home.sample_schema import load_procedures
from procedures_pages.models import ProcedurePage

from .tools import DESKTOP, axe, enter, form_at, is_copied, numbers, open_rows, part, save_draft, watched

MOST_BYTES, MOST_NODES = 150_000, 3000
# All that the form would send, but for what each loading has anew.
SENT = """() => [...new FormData(document.querySelector("form[data-edit-form]"))]
    .filter(([name]) => !/^(csrfmiddlewaretoken|loaded_revision_|cn_copy)/.test(name))"""
STATE = "(stream) => document.getElementById(stream + '-root').rootBlock.getState()"
ROWS = "[data-streamfield-stream-container] > [data-streamfield-child]"
TOGGLE = ":scope > section > .w-panel__header [data-panel-toggle]"
SLUG = "lam-khai-sinh-cho-con"


@pytest.fixture
def desk(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    page.context.route("**/editing-sessions/**", lambda route: None)
    enter(page)
    return page


def papers(page):
    """Opens the part of the papers; what it holds."""
    (number,) = numbers(page, [SLUG])
    page.goto(form_at(number, "giay-to"))
    watched(page)
    return page.evaluate(STATE, "documents")


def test_no_part_of_the_page_with_most_papers_is_heavy(open_page):
    """Nor does opening its rows change what the form would send, by a letter."""
    page = open_page(DESKTOP)
    enter(page)
    most = max(load_procedures(), key=lambda procedure: len(procedure["documents"]))
    (number,) = numbers(page, [most["slug"]])
    heavy = {}
    for key in ProcedurePage.get_edit_handler().parts:
        bytes_ = len(page.goto(form_at(number, key)).body())
        watched(page)
        nodes = page.evaluate("document.querySelectorAll('*').length")
        if bytes_ > MOST_BYTES or nodes > MOST_NODES:
            heavy[key] = bytes_, nodes
        if stream := {"giay-to": "documents", "cau-hoi": "questions", "nguoi-mau": "people"}.get(key):
            rows = page.locator(f"#{stream}-root {ROWS}")
            expect(page.locator(f"#{stream}-root [data-cn-closed]")).to_have_count(rows.count())
            before = page.evaluate(SENT), page.evaluate(STATE, stream)
            open_rows(page, stream)
            assert (page.evaluate(SENT), page.evaluate(STATE, stream)) == before
    assert heavy == {}


def test_a_row_is_opened_changed_and_saved_and_no_other_changes(desk):
    papers(desk)
    rows = desk.locator(f"#documents-root {ROWS}")
    boxes = desk.locator("#documents-root :is(input:not([type=hidden]), textarea, select)")
    before = desk.evaluate(STATE, "documents")
    expect(boxes).to_have_count(0)
    # What it is stands in its line: name, how many, what becomes of it, for whom.
    expect(rows.nth(0)).to_contain_text(before[0]["value"]["name"])
    expect(rows.nth(0)).to_contain_text(re.compile("Số bản chính: 1.*(Nộp|Xuất trình)"))
    for_some = next(n for n, row in enumerate(before) if row["value"]["applies"])
    expect(rows.nth(for_some)).to_contain_text(re.compile("Chỉ cần khi: [A-ZĐ]"))
    axe(desk)

    rows.nth(1).locator(TOGGLE).press("Enter")
    name = desk.locator("input[name=documents-1-value-name]")
    expect(desk.locator("#documents-root input[name$=-value-name]")).to_have_count(1)
    axe(desk)
    name.click()
    desk.keyboard.press("ControlOrMeta+A")
    desk.keyboard.type("Giấy tờ tùy thân")
    rows.nth(1).locator(TOGGLE).press("Enter")
    expect(rows.nth(1).locator("h2").first).to_contain_text("Giấy tờ tùy thân")
    # A row is doubled, moved and taken out as it is, closed.
    rows.nth(0).get_by_title(re.compile("Nhân|Duplicate|bản sao", re.IGNORECASE)).first.press("Enter")
    expect(rows.filter(visible=True)).to_have_count(len(before) + 1)
    save_draft(desk)
    watched(desk)
    after = desk.evaluate(STATE, "documents")
    before[1]["value"]["name"] = "Giấy tờ tùy thân"
    assert [row["value"]["name"] for row in after] == [before[0]["value"]["name"], *(row["value"]["name"] for row in before)]
    without = lambda rows: [(row["id"], row["value"]) for row in rows]  # noqa: E731
    assert without(after[:1] + after[2:]) == without(before)
    expect(boxes).to_have_count(0)

    rows.nth(1).locator("[data-streamfield-action=DELETE]").first.press("Enter")
    rows.nth(0).locator("[data-streamfield-action=MOVE_DOWN]").first.press("Enter")
    save_draft(desk)
    watched(desk)
    assert without(desk.evaluate(STATE, "documents")) == without([before[1], before[0], *before[2:]])
    laws_are_moved_taken_out_and_added(desk)


def laws_are_moved_taken_out_and_added(desk):
    """Each is a line of one law, with Wagtail's own ways to change it."""
    part(desk, "can-cu")
    watched(desk)
    rows = desk.locator("#id_legal-FORMS > [data-inline-panel-child]").filter(visible=True)
    titles = desk.locator("#id_legal-FORMS [data-chooser-title]").filter(visible=True)
    before = titles.all_inner_texts()
    assert len(before) > 10
    axe(desk)
    rows.nth(1).locator("[data-inline-panel-child-move-up]").press("Enter")
    expect(titles).to_have_text([before[1], before[0], *before[2:]])
    rows.nth(2).get_by_role("button", name="Bỏ").press("Enter")
    expect(titles).to_have_text([before[1], before[0], *before[3:]])
    desk.locator("#id_legal-OPEN_MODAL").press("Enter")
    found = desk.locator(".modal-body tbody tr").filter(has_text=before[2].partition(" ")[0]).first
    desk.locator(".modal-body input[name=q]").fill(before[2].partition(" ")[0])
    expect(desk.locator(".modal-body tbody tr")).to_have_count(1)
    found.locator("input[type=checkbox]").check()
    desk.locator(".modal-body [data-multiple-choice-submit]").press("Enter")
    expect(titles).to_have_text([before[1], before[0], *before[3:], before[2]])
    expect(desk.locator(".modal-backdrop")).to_have_count(0)
    rows.nth(0).locator("[data-chooser-action-choose]").press("Enter")
    other = desk.locator(".modal-body tbody tr a").first
    chosen = other.inner_text().split()[0]
    other.click()
    expect(titles.nth(0)).to_contain_text(chosen)
    expect(desk.locator(".modal-backdrop")).to_have_count(0)
    now = titles.all_inner_texts()
    assert now[1:] == [before[0], *before[3:], before[2]]
    save_draft(desk)
    watched(desk)
    expect(titles).to_have_text(now)


def test_a_row_with_an_error_comes_back_open(desk):
    before = papers(desk)
    row = desk.locator(f"#documents-root {ROWS}").nth(2)
    row.locator(TOGGLE).press("Enter")
    name = desk.locator("input[name=documents-2-value-name]")
    name.click()
    desk.keyboard.insert_text("Rất dài " * 30)
    save_draft(desk)
    expect(row.locator(".error-message").first).to_be_visible()
    expect(name).to_be_visible()
    expect(desk.locator("#documents-root [data-cn-closed]")).to_have_count(len(before) - 1)
    name.fill("Ngắn")
    save_draft(desk)
    watched(desk)
    before[2]["value"]["name"] = "Ngắn"
    assert desk.evaluate(STATE, "documents") == before


def test_what_was_typed_into_a_row_and_not_saved_is_offered_and_put_back(desk):
    refused = lambda route: (  # noqa: E731
        route.fulfill(status=200, content_type="application/json", body=json.dumps({"success": False}))
        if route.request.method == "POST"
        else route.fallback()
    )
    desk.context.route(re.compile("/quan-tri/pages/"), refused)
    before = papers(desk)
    desk.locator(f"#documents-root {ROWS}").nth(0).locator(TOGGLE).press("Enter")
    desk.locator("input[name=documents-0-value-name]").fill("Tờ khai gõ dở")
    is_copied(desk, "Tờ khai gõ dở")
    context = desk.context
    desk.close()
    desk = context.new_page()
    papers(desk)
    notice = desk.get_by_role("region", name=re.compile("Trình duyệt còn giữ"))
    expect(notice.get_by_role("listitem")).to_have_count(1)
    expect(notice).to_contain_text("Tên giấy tờ: Tờ khai gõ dở")
    # Only to look into a row is no change, and nothing of it is kept.
    desk.locator(f"#documents-root {ROWS}").nth(1).locator(TOGGLE).press("Enter")
    notice.get_by_role("button", name="Lấy lại những gì đã gõ").press("Enter")
    expect(desk.locator("input[name=documents-0-value-name]")).to_have_value("Tờ khai gõ dở")
    context.unroute(re.compile("/quan-tri/pages/"))
    save_draft(desk)
    watched(desk)
    before[0]["value"]["name"] = "Tờ khai gõ dở"
    assert desk.evaluate(STATE, "documents") == before


def test_a_row_with_a_comment_is_drawn_with_it(desk):
    papers(desk)
    row = desk.locator(f"#documents-root {ROWS}").nth(1)
    row.locator(TOGGLE).press("Enter")
    row.locator("[data-contentpath=name] [data-comment-add]").press("Enter")
    box = desk.locator(".comment textarea:visible").first
    box.click()
    desk.keyboard.insert_text("Tên này có đúng không?")
    desk.locator(".comment button[type=submit]:visible").first.press("Enter")
    save_draft(desk)
    watched(desk)
    expect(desk.locator("#documents-root input[name$=-value-name]")).to_have_count(1)
    expect(row.locator("[data-contentpath=name] [data-annotation]")).to_be_visible()
