"""The two stories the site is for. A citizen with a telephone and a keyboard: from "mo tiem tap hoa" to the right papers, on
paper, and to the online submission. An editor: a changed fact is the same on the page, on paper and in the PDF."""

import re

import pytest
from playwright.sync_api import expect

from tests import paper

from .tools import DESKTOP, PHONE, for_paper, open_rows, part, publish, save_draft

CODE, TITLE = "1.001612", "Mở cửa hàng, đăng ký hộ kinh doanh"
SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"


def tab_to(page, wanted, *, back=False):
    """Presses Tab until the focus is on ``wanted``; a place that the keyboard does not reach fails."""
    target = page.locator(wanted).first
    target.wait_for(state="attached")
    for _ in range(150):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if target.evaluate("e => e === document.activeElement"):
            return target
    raise AssertionError(f"the keyboard does not reach {wanted} on {page.url}")


def facts(page, query):
    answer = page.request.get(f"/api/v2/procedures/{CODE}/?{query}")
    assert answer.ok
    return answer.json()


def papers_on(page):
    """(papers needed, papers that wait for an answer) as a page of the site shows them."""
    name = "h3, h4"
    needed = [item.locator(name).first.inner_text() for item in page.locator("[data-document]:not([data-open])").all()]
    # Those that wait are folded, but there.
    return needed, [item.locator(name).first.text_content() for item in page.locator("[data-document][data-open]").all()]


def papers_in(facts):
    return [d["name"] for d in facts["documents"]], [d["name"] for d in facts["documents_open"]]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "scripts off"])
def test_a_citizen_finds_the_papers_for_a_shop(open_page, scripts):
    page = open_page(PHONE, scripts=scripts)
    page.goto("/")
    tab_to(page, "main input[name=q]")
    page.keyboard.type("mo tiem tap hoa")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=mo+tiem+tap+hoa")

    first = page.locator("[data-result]").first
    assert first.get_attribute("data-result") == CODE
    assert first.get_by_role("link").inner_text() == TITLE
    tab_to(page, f'[data-result="{CODE}"] a')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHOP}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)

    group = page.get_by_role("group", name="Ai đứng tên hộ kinh doanh?")
    expect(group).to_be_visible()
    tab_to(page, "input[name=dung-ten]")
    page.keyboard.press("Space")
    if not scripts:  # with them the answered question leaves at once
        expect(group.get_by_label("Một mình tôi")).to_be_checked()
        tab_to(page, "form[data-answers] button")
        page.keyboard.press("Enter")
    query = "dung-ten=mot-minh"
    page.wait_for_url(re.compile(rf"\?{query}(#|$)"))
    expect(page.locator("[data-live=danh-muc]")).to_contain_text("Cho trường hợp: Một mình tôi")
    told = facts(page, query)
    assert told["answers"] == {"dung-ten": "mot-minh"}
    assert papers_on(page) == papers_in(told)
    assert "Văn bản ủy quyền cho một thành viên làm chủ hộ" not in page.locator("[data-live=danh-muc]").inner_text()

    tab_to(page, f'a.go[href="{SHOP}ho-so/?{query}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHOP}ho-so/?{query}")
    tab_to(page, "details.take > summary")
    page.keyboard.press("Enter")
    tab_to(page, f'a[href="{SHOP}ho-so/in/?{query}"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHOP}ho-so/in/?{query}")
    assert "Cho trường hợp: Một mình tôi" in page.locator("main").inner_text()
    assert papers_on(page) == papers_in(told)
    assert paper.pages(for_paper(page).pdf(prefer_css_page_size=True)) <= 2

    link = tab_to(page, "a[href*='ho-so.pdf']")
    pdf = page.request.get(link.get_attribute("href"))
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    words = paper.text(pdf.body())
    assert "Cho trường hợp: Một mình tôi" in words
    needed, waiting = papers_in(told)
    assert not [name for name in [*needed, *waiting] if name not in words]
    assert paper.codes(paper.picture(pdf.body()))[0].endswith(f"/t/{CODE}?{query}")

    page.keyboard.press("Shift+Tab")
    expect(page.locator(":focus")).to_have_text("Về trang thủ tục")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SHOP}?{query}")
    submission = tab_to(page, "a.go[href^='https://']")
    assert "Nộp hồ sơ trực tuyến" in submission.inner_text()
    assert submission.get_attribute("href").startswith("https://dichvucong.gov.vn/")
    assert submission.get_attribute("href") == told["submission"]["url"]


def test_every_question_answered_leaves_nothing_open(phone):
    """The last screen of the story: a case in full, on a page of its own."""
    phone.goto(SHOP + "ho-so/")
    answers = {"dung-ten": "gia-dinh", "nguoi-nop": "buu-dien", "vneid": "chua"}
    for question, answer in answers.items():
        phone.locator(f"input[name={question}][value={answer}]").press("Space")
        phone.wait_for_url(re.compile(f"{question}={answer}"))
    query = phone.url.split("?")[1]
    expect(phone.locator("[data-open]")).to_have_count(0)
    told = facts(phone, query)
    assert told["answers"] == answers
    assert papers_on(phone) == papers_in(told)
    assert len(told["documents"]) == 4


def log_in(page, name="duyet"):
    page.goto("/quan-tri/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(f"mau-{name}-2026")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/quan-tri/$"))


def open_form(page):
    """As an editor would: the menu, the list, the page."""
    page.get_by_role("link", name="Thủ tục", exact=True).click()
    page.wait_for_url(re.compile(r"/quan-tri/pages/\d+/"))
    page.goto(page.url.partition("?")[0] + "?ordering=title")  # more pages than one list shows
    page.get_by_role("link", name=re.compile(f"{TITLE}$")).first.click()
    page.locator(".cn-foot a[href$='/edit/']").click()
    page.wait_for_url("**/edit/")
    part(page, "nhan-dien")
    expect(page.locator("#id_summary")).to_be_visible()


def in_vietnamese(page):
    assert page.locator("html").get_attribute("lang") == "vi"
    words = page.locator("body").inner_text()
    english = (
        "Save draft",
        "Publish",
        "Page editor",
        "Search",
        "Log in",
        "Sign in",
        "Add",
        "Delete",
        "History",
        "Settings",
        "Required field",
    )
    assert not [word for word in english if re.search(rf"\b{word}\b", words)]


@pytest.fixture
def editor(open_page, own_site):
    page = open_page(DESKTOP, url=own_site)
    log_in(page)
    return page


def test_an_editor_changes_a_fact_and_page_print_and_pdf_say_it(editor, open_page, own_site):
    in_vietnamese(editor)
    open_form(editor)
    in_vietnamese(editor)
    editor.locator("#id_summary").fill("Câu tóm tắt do người biên tập vừa đổi.")
    part(editor, "giay-to")
    open_rows(editor, "documents")
    editor.locator("[name=documents-0-value-name]").fill("Giấy đề nghị mở cửa hàng kiểu mới")
    part(editor, "nguoi-mau")
    open_rows(editor, "people")
    # What the example people must get has the paper's name, too.
    for field in editor.locator("textarea[name^=people-][name$=-value-outcome]").all():
        field.fill(field.input_value().replace("Giấy đề nghị đăng ký hộ kinh doanh:", "Giấy đề nghị mở cửa hàng kiểu mới:"))
    publish(editor)
    expect(editor.locator(".messages")).to_contain_text(TITLE)
    in_vietnamese(editor)

    reader = open_page(PHONE, url=own_site)
    reader.goto(SHOP)
    expect(reader.get_by_text("Câu tóm tắt do người biên tập vừa đổi.").first).to_be_visible()
    new = "Giấy đề nghị mở cửa hàng kiểu mới"
    for tail in ("", "ho-so/", "in/"):
        reader.goto(SHOP + tail)
        words = reader.locator("main").inner_text()
        assert new in words, tail
        assert "Giấy đề nghị đăng ký hộ kinh doanh" not in words, tail
    words = paper.text(reader.request.get(SHOP + "ho-so.pdf").body())
    assert new in words
    assert "Giấy đề nghị đăng ký hộ kinh doanh" not in words
    assert new in [d["name"] for d in facts(reader, "")["documents"]]
    reader.goto("/tim-kiem/?q=mo+tiem+tap+hoa")
    expect(reader.get_by_text("Câu tóm tắt do người biên tập vừa đổi.")).to_be_visible()


def test_an_incomplete_draft_is_kept_but_not_published(editor, open_page, own_site):
    open_form(editor)
    editor.locator("#id_summary").fill("")
    editor.locator("#id_official_name").fill("")
    part(editor, "giay-to")
    open_rows(editor, "documents")
    editor.locator("[name=documents-0-value-name]").fill("Giấy của bản nháp")
    save_draft(editor)
    gaps = editor.locator(".cn-gaps")
    expect(gaps).to_contain_text("Thiếu tóm tắt một câu.")
    expect(gaps).to_contain_text("Thiếu tên chính thức của thủ tục")
    gaps.get_by_role("link", name="Thiếu tóm tắt một câu.").press("Enter")
    expect(editor.locator("#id_summary")).to_be_focused()

    publish(editor)
    expect(editor.get_by_text("Thiếu tóm tắt một câu.").first).to_be_visible()
    expect(editor.locator("[data-contentpath=summary]")).to_contain_text("Thiếu tóm tắt một câu.")
    expect(editor.locator("[data-contentpath=official_name]")).to_contain_text("Thiếu tên chính thức của thủ tục")
    in_vietnamese(editor)

    reader = open_page(PHONE, url=own_site)
    reader.goto(SHOP)
    assert "Giấy của bản nháp" not in reader.locator("main").inner_text()
    expect(reader.locator("#nguon")).to_contain_text("Đăng ký thành lập hộ kinh doanh")
