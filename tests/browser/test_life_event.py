"""A life event asks two or three questions and shows a plan: on a telephone with keys, with and without scripts, on paper, on the desk."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect

from tests import paper

from .test_desk_editing import desk, publish  # noqa: F401 (a fixture)
from .tools import DESKTOP, PHONE, axe_light_and_dark, fits, for_paper, numbers, open_rows

BIRTH = "/huong-dan/sinh-con/"
SHOP = "/huong-dan/mo-cua-hang-tap-hoa/"
ANSWERED = "truong-hop=cha-nhan-con&giay-chung-sinh=co&bao-hiem=khong"


def steps(page):
    return page.locator("ol.steps h4").all_inner_texts()


def choose(page, question, answer, scripts):
    """Tabs to the question that stands there and walks to an answer with the arrows, as a keyboard does."""
    group = page.locator(f"fieldset[data-ask={question}]")
    expect(group).to_be_visible()
    group.locator("input").first.focus()
    wanted = group.locator(f"input[value={answer}]")
    for _press in range(6):
        if wanted.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_focused()
    if wanted.is_checked() or not scripts:  # walked to, or to be sent
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
    else:
        page.keyboard.press("Space")
    page.wait_for_url(re.compile(rf"[?&]{question}={answer}"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "scripts off"])
def test_three_answers_by_keys_give_the_plan(open_page, scripts):
    page = open_page(PHONE, scripts=scripts)
    page.goto(BIRTH)
    assert len(steps(page)) == 11
    expect(page.locator(".turn")).to_have_text("Câu 1 / 3")
    choose(page, "truong-hop", "cha-nhan-con", scripts)
    choose(page, "giay-chung-sinh", "co", scripts)
    choose(page, "bao-hiem", "khong", scripts)
    page.wait_for_url(re.compile(rf"\?{ANSWERED}(#|$)"))
    expect(page.locator("fieldset[data-ask]:visible")).to_have_count(0)
    expect(page.locator("ol.steps h4").nth(2)).to_have_text("Ghi tên cha vào giấy khai sinh")
    assert steps(page)[:3] == ["Thống nhất họ, tên, dân tộc, quê quán của con", "Đăng ký khai sinh", "Ghi tên cha vào giấy khai sinh"]
    assert "Nộp hồ sơ hưởng chế độ thai sản" not in steps(page)
    fits(page)
    # The procedure's page asks no more what was said here.
    page.locator("#khai-sinh a", has_text="Làm khai sinh cho con").click()
    page.wait_for_url(re.compile(r"/thu-tuc/lam-khai-sinh-cho-con/\?truong-hop=sinh-thuong&giay-chung-sinh=co"))
    expect(page.locator("fieldset[data-ask=nguoi-nop]")).to_be_visible()


def test_an_answer_is_changed_and_back_leads_to_it(open_page):
    page = open_page(PHONE)
    page.goto(f"{SHOP}?cua-hang=chua-mo&dung-ten=mot-minh&hang-rieng=khong")
    assert "Báo lại khi cửa hàng thay đổi" not in steps(page)
    page.locator("a[data-answer]", has_text="Cửa hàng của bạn đã mở chưa?").click()
    expect(page.locator("fieldset[data-ask=cua-hang]")).to_be_visible()
    page.get_by_label("Rồi, nay có thay đổi hoặc muốn nghỉ").click()
    # What decides nothing any more has left the address.
    page.wait_for_url(re.compile(r"\?cua-hang=dang-ban$"))
    expect(page.locator("ol.steps h4")).to_have_text(["Báo lại khi cửa hàng thay đổi"])
    page.go_back()
    expect(page.locator("fieldset[data-ask=cua-hang]")).to_be_visible()


def test_the_plan_is_for_everybody(open_page):
    page = open_page({"width": 320, "height": 640})
    page.goto(f"{BIRTH}?{ANSWERED}")
    fits(page)
    axe_light_and_dark(page)


def test_the_page_prints_as_the_sheet(open_page):
    page = open_page(DESKTOP)
    page.goto(f"{BIRTH}?{ANSWERED}")
    of_page = for_paper(page).pdf(prefer_css_page_size=True)
    page.goto(f"{BIRTH}in/?{ANSWERED}")
    of_sheet = for_paper(page).pdf(prefer_css_page_size=True)
    assert paper.text(of_page).split() == paper.text(of_sheet).split()
    said = " ".join(paper.text(of_sheet).split())
    for words in ("Đăng ký khai sinh", "60 ngày từ ngày sinh", "Tờ khai đăng ký nhận cha, mẹ, con", "Cho bước 3"):
        assert words in said
    assert len(pypdf.PdfReader(io.BytesIO(of_sheet)).pages) <= 2


def test_what_was_answered_is_what_the_sheet_prints(open_page):
    """The sheet is on the page from the start: it follows the answers."""
    page = open_page(PHONE)
    page.goto(BIRTH)
    page.get_by_label("Mẹ khai sinh cho con, chưa ghi tên cha").click()
    page.wait_for_url("**/?truong-hop=chua-ghi-cha")
    expect(page.locator(".on-paper")).not_to_contain_text("Ghi tên cha vào giấy khai sinh")


def test_an_editor_types_a_question_and_a_step_for_one_answer(desk):  # noqa: F811
    (guide,) = numbers(desk, ["nop-ho-so-truc-tuyen-lan-dau"])
    desk.goto(f"/quan-tri/pages/{guide}/edit/")
    field = desk.locator("[data-contentpath=questions]")
    field.scroll_into_view_if_needed()
    field.get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    words = {"label": "Bạn đã có tài khoản VNeID mức 2 chưa?"}
    words |= {"answers-0-value-label": "Đã có", "answers-0-value-phrase": "khi đã có tài khoản"}
    words |= {"answers-1-value-label": "Chưa có", "answers-1-value-phrase": "khi chưa có tài khoản"}
    for name, text in words.items():
        desk.locator(f"[name=questions-0-value-{name}]").click()
        desk.keyboard.insert_text(text)
    # Nothing depends on it yet: it is not published.
    publish(desk)
    expect(desk.get_by_text("không làm điều gì trên trang khác đi").first).to_be_visible()
    step = desk.locator("[data-contentpath=steps]")
    step.locator("[data-contentpath=applies]").first.get_by_role("button", name=re.compile("Chèn|Thêm")).last.click()
    select = desk.locator("[name='steps-0-value-applies-0-value'] + select")
    select.focus()
    select.select_option(label="Chưa có")
    publish(desk)
    expect(desk.locator(".messages")).to_contain_text("Nộp hồ sơ trực tuyến lần đầu")
    slug = desk.locator("input[name=questions-0-value-slug]")
    desk.goto(f"/quan-tri/pages/{guide}/edit/")
    open_rows(desk, "questions")
    expect(slug).not_to_have_value("")
    question = slug.input_value()
    desk.goto("/huong-dan/nop-ho-so-truc-tuyen-lan-dau/")
    first = steps(desk)[0]
    desk.get_by_label("Đã có", exact=True).click()
    desk.wait_for_url(f"**/?{question}=da-co")
    expect(desk.locator("ol.steps h4", has_text=first)).to_have_count(0)
