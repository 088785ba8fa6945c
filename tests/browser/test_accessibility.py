"""Everyone can read every kind of page: axe, the Nu checker, keyboard, large text, narrow windows, targets for thumbs."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.nu import nu_errors

from .tools import DESKTOP, PHONE, axe, axe_light_and_dark, fits, settings

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
COUNTER = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
NARROW = {"width": 320, "height": 640}
# One address for every template and every state of it that looks different.
PAGES = {
    "front": "/",
    "catalogue": "/thu-tuc/",
    "catalogue narrowed": "/thu-tuc/?linh-vuc=ho-kinh-doanh&cap=ward",
    "catalogue empty": "/thu-tuc/?linh-vuc=ho-kinh-doanh&doi-tuong=agency&la=1",
    "procedure": SHOP,
    "procedure with answers": SHOP + "?dung-ten=gia-dinh",
    "handing over": SHOP + "gui/?dung-ten=mot-minh",
    "history": SHOP + "lich-su/",
    "checklist to print": SHOP + "ho-so/in/",
    "checklist to print, large": SHOP + "ho-so/in/?co=lon",
    "checklist to print, A5": SHOP + "ho-so/in/?co=a5",
    "slip": SHOP + "ho-so/in/?co=phieu&dung-ten=mot-minh",
    "papers of a life event": "/huong-dan/sinh-con/ho-so/?chon=1.001193&chon=1.001022",
    "papers of a life event to print": "/huong-dan/sinh-con/ho-so/in/?chon=1.001193&chon=1.001022",
    "life event with answers": "/huong-dan/sinh-con/?truong-hop=cha-nhan-con&giay-chung-sinh=co&bao-hiem=co",
    "life event to print": "/huong-dan/sinh-con/in/?truong-hop=cha-nhan-con&giay-chung-sinh=co&bao-hiem=co",
    "guide without questions": "/huong-dan/nop-ho-so-truc-tuyen-lan-dau/",
    "procedure under review": "/thu-tuc/xin-giay-phep-ban-le-thuoc-la/",
    "procedure replaced": "/thu-tuc/sao-y-giay-to-nuoc-ngoai/",
    "procedure with many papers": "/thu-tuc/xin-phep-xay-nha/",
    "checklist": SHOP + "ho-so/",
    "checklist with answers": SHOP + "ho-so/?dung-ten=mot-minh&nguoi-nop=tu-nop&vneid=co",
    "checklist with nonsense": SHOP + "ho-so/?dung-ten=khong-co&la=1",
    "print": SHOP + "in/",
    "print with answers": SHOP + "in/?dung-ten=mot-minh",
    "guide": "/huong-dan/mo-cua-hang-tap-hoa/",
    "guides": "/huong-dan/",
    "offices": "/noi-nop/",
    "results": "/tim-kiem/?q=mo+tiem+tap+hoa",
    "no results": "/tim-kiem/?q=zzzqqqxxw",
    "nothing asked": "/tim-kiem/",
    "statement": "/kha-nang-tiep-can/",
    "after handing in": "/tra-cuu-ho-so/",
    "terms": "/thuat-ngu/",
    "about": "/ve-cam-nang/",
    "report": "/gop-y/?trang=mo-cua-hang-dang-ky-ho-kinh-doanh",
    "site map": "/so-do-trang/",
    "papers": "/giay-to/",
    "paper of many procedures": "/giay-to/van-ban-uy-quyen/",
    "paper with a form": "/giay-to/to-khai-dang-ky-khai-sinh/",
    "paper that is issued": "/giay-to/giay-chung-nhan-dang-ky-kinh-doanh/",
    "papers of one name": "/giay-to/to-khai-de-nghi-ho-tro-chi-phi-mai-tang/",
    "list of 2022": "/danh-muc-2022/",
    "changes of law": "/thay-doi/",
    "privacy": "/quyen-rieng-tu/",
    "counter": "/quay/",
    "counter, an area": "/quay/?linh-vuc=ho-tich",
    "counter, several hits": "/quay/?q=khai+sinh",
    "counter, no such number": "/quay/?q=88",
    "counter, a case": COUNTER,
    "counter, a case answered": COUNTER + "?dung-ten=gia-dinh&nguoi-nop=cong-ty&vneid=chua",
    "counter, a case with nonsense": COUNTER + "?dung-ten=khong-co&la=1",
    "counter, replaced": "/quay/sao-y-giay-to-nuoc-ngoai/",
    "not found": "/khong-co-trang-nay/",
    "short code": "/k/",
    "short code, unknown": "/k/khong-co",
    "kept lists": "/danh-muc-da-luu/",
    "English front": "/en/",
    "English catalogue": "/en/thu-tuc/",
    "English procedure": "/en" + SHOP,
    "English print": "/en" + SHOP + "in/",
    "English, not translated": "/en/thu-tuc/xin-phep-chat-cay/",
    "English guide": "/en/huong-dan/mo-cua-hang-tap-hoa/",
    "English papers": "/en/giay-to/",
    "English paper": "/en/giay-to/to-khai-dang-ky-khai-sinh/",
    "English results": "/en/tim-kiem/?q=shop",
    "English counter, not translated": "/en/quay/xin-phep-chat-cay/",
}
MORE_FOR_NU = [
    f"/thu-tuc/{slug}/{tail}" for slug in ("lam-khai-sinh-cho-con", "dang-ky-ket-hon", "mo-quan-karaoke") for tail in ("", "ho-so/", "in/")
]
every_page = pytest.mark.parametrize("name", PAGES)


def sent_with_nothing(page):
    """The report form as it comes back when the reader has written nothing."""
    page.goto(PAGES["report"])
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    page.wait_for_load_state()


# Links in running text are exempt (WCAG 2.5.8); a label around a box is the target, not the box.
SMALL_TARGETS = """() => {
    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length;
    const words = (n) => n.nodeType === 3 && n.textContent.trim().length > 2;
    const inText = (e) => e.tagName === "A" && [...e.parentNode.childNodes].some(words) && getComputedStyle(e).display === "inline";
    const out = [];
    for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")) {
        if (!seen(e) || e.closest(".skip") || inText(e)) continue;
        const box = (e.closest("label") || e).getBoundingClientRect();
        if (box.width === 1 || box.height >= 44) continue;
        out.push(`${Math.round(box.height)} px: ${e.outerHTML.slice(0, 110)}`);
    }
    return out;
}"""


@every_page
def test_everyone_can_use_it(phone, subtests, name):
    """On a telephone: high enough for a thumb, no fault that axe finds, light and dark; no sideways scrolling, in large text neither."""
    phone.goto(PAGES[name])
    with subtests.test("nothing scrolls sideways"):
        fits(phone)
    with subtests.test("targets for a thumb"):
        small = phone.evaluate(SMALL_TARGETS)
        assert not small, f"{phone.url}\n" + "\n".join(sorted(set(small)))
    with subtests.test("axe"):
        axe_light_and_dark(phone)
    with subtests.test("nothing scrolls sideways at 320 px with the largest text"):
        phone.set_viewport_size(NARROW)
        phone.evaluate("localStorage.setItem('co-chu', '3')")
        phone.reload()
        fits(phone)


@pytest.mark.parametrize("name", ["front", "catalogue", "procedure with answers", "print", "guide"])
def test_axe_finds_nothing_on_a_desk(open_page, name):
    page = open_page(DESKTOP)
    page.goto(PAGES[name])
    axe(page)
    fits(page)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_report_form_with_its_error(open_page, dark):
    page = open_page(PHONE, dark=dark)
    sent_with_nothing(page)
    axe(page)
    fits(page)
    assert page.locator("textarea").evaluate("e => document.getElementById(e.getAttribute('aria-describedby')).textContent.length") > 5
    assert page.title().startswith("Lỗi")


@pytest.mark.parametrize("name", ["front", "catalogue narrowed", "procedure with answers", "results", "print", "counter, a case answered"])
def test_forced_colours_keep_what_is_chosen_visible(open_page, name):
    page = open_page(PHONE, forced_colors=True)
    page.goto(PAGES[name])
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    # The system's colours are painted, but styles still say the authored ones, so that axe cannot judge contrast here.
    axe(page, but=["color-contrast"])
    chosen_ones = ".ask label:has(:checked), [aria-pressed=true], .filters a[aria-current], .queue a[aria-current], .asked a[aria-current]"
    for chosen in page.locator(chosen_ones).all():
        assert chosen.evaluate("e => getComputedStyle(e).outlineStyle") != "none"


def test_nu_finds_no_error(site_url, phone):
    pages = {}
    for path in [*PAGES.values(), *MORE_FOR_NU]:
        try:
            pages[path] = urllib.request.urlopen(site_url + path).read()
        except urllib.error.HTTPError as error:
            pages[path] = error.read()
    request = urllib.request.Request(site_url + "/gop-y/", data=b"trang=mo-cua-hang-dang-ky-ho-kinh-doanh&noi_dung=")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    pages["report with its error"] = refused.value.read()
    # As scripts leave them: what they add must be right too.
    for name in ("front", "procedure", "print", "counter", "counter, a case"):
        phone.goto(PAGES[name])
        pages[f"{name}, with scripts"] = "<!doctype html>" + phone.content().split(">", 1)[1]
    assert all(pages.values())
    errors = nu_errors(pages)
    assert not errors, "\n".join(errors)


def test_the_report_form_with_its_error_fits_at_320_px_with_the_largest_text(open_page):
    page = open_page(NARROW)
    page.add_init_script("localStorage.setItem('co-chu', '3')")
    sent_with_nothing(page)
    fits(page)


def test_text_size_and_colours_stay_from_page_to_page(phone):
    phone.goto("/")
    size = phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    ground = phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    settings(phone)
    phone.get_by_role("button", name="Chữ rất to").press("Enter")
    phone.get_by_role("button", name="Nền tối").press("Enter")
    for path in ("/", SHOP, "/thu-tuc/", "/en/"):
        phone.goto(path)
        assert phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > size * 1.4
        assert phone.evaluate("getComputedStyle(document.documentElement).backgroundColor") != ground
    phone.goto("/")
    settings(phone)
    expect(phone.get_by_role("button", name="Chữ rất to")).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_role("button", name="Nền tối")).to_have_attribute("aria-pressed", "true")
    phone.get_by_role("button", name="Chữ vừa").press("Enter")
    phone.get_by_role("button", name="Nền tối").press("Enter")
    phone.reload()
    assert phone.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == size
    assert phone.evaluate("getComputedStyle(document.documentElement).backgroundColor") == ground


def test_the_readers_own_text_size_is_respected(chromium, site_url):
    """Sizes are in rem: a browser set to larger text gets larger text, and nothing is cut off."""
    context = chromium.new_context(base_url=site_url, viewport={"width": 640, "height": 900})
    page = context.new_page()
    page.goto(SHOP)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page)
    cut = """() => [...document.querySelectorAll("h1, p, li, a, button, dd")]
        .filter((e) => e.scrollHeight > e.clientHeight + 8 && getComputedStyle(e).overflow !== "visible")
        .map((e) => e.outerHTML.slice(0, 100))"""
    assert page.evaluate(cut) == []
    context.close()


@pytest.mark.parametrize("name", ["front", "procedure", "catalogue", "English front"])
def test_the_skip_link_leads_past_the_furniture(phone, name):
    phone.goto(PAGES[name])
    phone.keyboard.press("Tab")
    skip = phone.locator(":focus")
    assert "skip" in skip.get_attribute("class")
    assert skip.bounding_box()["x"] >= 0
    skip.press("Enter")
    expect(phone.locator("#noi-dung")).to_be_focused()
    phone.keyboard.press("Tab")
    expect(phone.locator("main :focus")).to_have_count(1)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["front", "procedure", "catalogue narrowed", "report", "print", "counter, a case"])
def test_the_focus_is_always_visible(open_page, name, dark):
    page = open_page(PHONE, dark=dark)
    page.goto(PAGES[name])
    hidden, met = [], 0
    for _ in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return null;
                const around = e.closest("label, form.search");
                const marked = around && getComputedStyle(e).outlineStyle === "none" ? around : e;
                const style = getComputedStyle(marked), box = marked.getBoundingClientRect();
                return {
                    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    there: box.bottom > 0 && box.top < innerHeight && box.right > 0,
                    what: e.outerHTML.slice(0, 100),
                };
            }"""
        )
        if state is None:
            break
        met += 1
        if not (state["marked"] and state["there"]):
            hidden.append(state["what"])
    assert met >= 3
    assert not hidden, hidden
