"""The page to print, as Chromium prints it."""

import io
import json
import urllib.request

import pypdf
import pytest
from playwright.sync_api import expect

from home.sample_schema import load_procedures
from tests import paper

from .tools import DESKTOP, axe, fits, for_paper, holdable

A4 = (595, 842)


def slugs(base):
    with urllib.request.urlopen(f"{base}/api/v2/procedures/?limit=100") as answer:
        return [item["url"].rstrip("/").rsplit("/", 1)[1] for item in json.load(answer)["items"]]


@pytest.mark.parametrize("part", range(4))
def test_every_procedure_prints_on_at_most_two_pages(open_page, site_url, part):
    page, faults = open_page(DESKTOP), []
    every = slugs(site_url)
    assert len(every) == len(load_procedures())
    for slug in every[part::4]:
        page.goto(f"/thu-tuc/{slug}/in/")
        printed = page.pdf(prefer_css_page_size=True)
        reader = pypdf.PdfReader(io.BytesIO(printed))
        if len(reader.pages) > 2 or (round(reader.pages[0].mediabox.width), round(reader.pages[0].mediabox.height)) != A4:
            faults.append(f"{slug}: {len(reader.pages)} pages of {reader.pages[0].mediabox}")
        if paper.codes(paper.picture(printed)) != [page.locator(".qr img").get_attribute("alt").rsplit(": ", 1)[1]]:
            faults.append(f"{slug}: the code of the printed page does not lead to its short address")
    assert not faults, "\n".join(faults)


def test_what_is_for_the_screen_only_is_not_printed(desktop):
    desktop.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/in/?dung-ten=mot-minh")
    expect(desktop.get_by_role("button", name="In trang này")).to_be_visible()
    words = paper.text(desktop.pdf(prefer_css_page_size=True))
    assert "In trang này" not in words
    assert "Cho trường hợp: Một mình tôi" in words


def test_the_print_button_prints(desktop):
    desktop.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    desktop.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/in/")
    desktop.get_by_role("button", name="In trang này").press("Enter")
    expect(desktop.locator("html")).to_have_attribute("data-printed", "yes")


def test_paper_has_its_styles_before_the_page_has_loaded(open_page):
    """Ctrl+P at once, on a slow network: the sheet, as ever."""
    page = holdable(open_page(DESKTOP))
    page.context.route("**/site.js", lambda route: None)
    page.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/", wait_until="commit")
    expect(page.locator(".on-paper")).to_be_attached()
    for_paper(page).emulate_media(media="print")
    expect(page.locator(".on-paper h1")).to_be_visible()
    expect(page.locator("main h1")).to_be_hidden()
    assert page.evaluate("document.readyState") != "complete"


def test_an_ordinary_page_prints_without_its_furniture(desktop):
    """Ctrl+P on the procedure itself: no search box, no buttons, no form."""
    desktop.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/")
    words = paper.text(for_paper(desktop).pdf(format="A4"))
    assert "Giấy đề nghị đăng ký hộ kinh doanh" in words
    for only_for_the_screen in ("Chép lời nhắn", "Nền tối", "English", "Thông tin này có đúng không?"):
        assert only_for_the_screen not in words


def test_the_page_to_print_can_be_read_on_a_telephone(phone):
    phone.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/in/")
    fits(phone)
    axe(phone)


LISTS = "/thu-tuc/lam-khai-sinh-cho-con/"


@pytest.mark.parametrize("query", ["", "?truong-hop=thuong", "?co=lon", "?co=a5", "?co=phieu"])
def test_the_browser_prints_what_the_pdf_holds_page_for_page(desktop, site_url, query):
    with urllib.request.urlopen(site_url + LISTS + "ho-so.pdf" + query) as answer:
        wanted = pypdf.PdfReader(io.BytesIO(answer.read()))
    desktop.goto(LISTS + "ho-so/in/" + query)
    printed = pypdf.PdfReader(io.BytesIO(desktop.pdf(prefer_css_page_size=True)))
    sizes = [[(round(p.mediabox.width / 3), round(p.mediabox.height / 3)) for p in reader.pages] for reader in (printed, wanted)]
    assert sizes[0] == sizes[1]


def test_the_checklist_itself_prints_as_its_sheet(desktop):
    desktop.goto(LISTS + "ho-so/in/?nguoi-nop=cha-me")
    wanted = paper.text(desktop.pdf(prefer_css_page_size=True))
    desktop.goto(LISTS + "ho-so/?nguoi-nop=cha-me")
    printed = for_paper(desktop).pdf(prefer_css_page_size=True)
    assert paper.text(printed) == wanted
    assert paper.pages(printed) == 1


def test_after_an_answer_the_checklist_prints_the_new_case(desktop):
    desktop.goto("/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/ho-so/")
    desktop.get_by_label("Một mình tôi").press("Space")
    desktop.wait_for_url("**/?dung-ten=mot-minh")
    assert "Cho trường hợp: Một mình tôi" in paper.text(for_paper(desktop).pdf(prefer_css_page_size=True))


def test_a_print_page_opened_to_be_printed_prints(desktop):
    desktop.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    desktop.goto(LISTS + "ho-so/in/?co=phieu#in")
    expect(desktop.locator("html")).to_have_attribute("data-printed", "yes")
