"""A browser that lacks something the script needs gets plain pages: fields, forms and links that work, and nothing that does not."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers.site import PROJECT

from .tools import DESKTOP, PHONE, by_its_clock, settings

STATIC = PROJECT / "site/static/site"
SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
COUNTER = "/quay/mo-cua-hang-dang-ky-ho-kinh-doanh/"
NEEDED = re.search(r'"(fetch [\w. ]+)"', (STATIC / "site.js").read_text())[1].split()
# What older browsers lack beside that; these the script does without.
SPARED = [
    "Array.prototype.find",
    "Array.prototype.findIndex",
    "Array.prototype.includes",
    "Array.from",
    "CSS",
    "Element.prototype.after",
    "Element.prototype.append",
    "Element.prototype.matches",
    "Element.prototype.toggleAttribute",
    "Intl",
    "NodeList.prototype.forEach",
    "Object.assign",
    "Object.entries",
    "Promise.prototype.finally",
    "String.prototype.includes",
    "String.prototype.normalize",
    "Symbol.asyncIterator",
    "IntersectionObserver",
    "Navigator.prototype.sendBeacon",
    "Navigator.prototype.clipboard",
    "Navigator.prototype.share",
    "Document.prototype.execCommand",
]


def without(page, name):
    owner, _dot, part = name.rpartition(".")
    owner = owner and (owner if "prototype" in owner or owner in {"Array", "Object", "Symbol"} else owner + ".prototype")
    page.add_init_script(f"delete {owner or 'window'}.{part};")
    return f"{owner or 'window'}.{part}"


def offered(page):
    return [e.inner_text() for e in page.locator("[data-needs-script], input.tick, .key").all() if e.is_visible()]


def test_every_name_it_asks_for_is_one_it_uses():
    script = (STATIC / "site.js").read_text().split("return;", 1)[1]
    assert len(NEEDED) >= 8
    assert not [name for name in NEEDED if name != "FormData.entries" and not re.search(rf"\b{name.split('.')[-1]}\(|\b{name}\b", script)]


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_leaves_plain_pages(open_page, name):
    page = open_page(PHONE)
    gone = without(page, name)
    page.goto("/")
    assert page.evaluate(f"typeof {gone}") == "undefined"
    box = page.get_by_role("main").get_by_role("searchbox")
    expect(page.get_by_role("combobox")).to_have_count(0)
    assert offered(page) == []
    box.press_sequentially("khai sinh")
    by_its_clock(page, 400)
    expect(page.locator(".suggestions")).to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=khai+sinh")
    assert page.locator("[data-result]").count()

    page.goto(SHOP + "ho-so/")
    assert offered(page) == []
    page.get_by_label("Một mình tôi").check()
    by_its_clock(page, 300)
    assert page.url.endswith("ho-so/")
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/ho-so/?dung-ten=mot-minh#cau-hoi")
    expect(page.get_by_text("Cho trường hợp: Một mình tôi").first).to_be_visible()
    assert offered(page) == []

    page.goto(SHOP + "in/")
    assert offered(page) == []


@pytest.mark.parametrize("name", NEEDED)
def test_at_the_counter_links_do_what_keys_would(open_page, name):
    page = open_page(DESKTOP)
    without(page, name)
    page.goto(COUNTER)
    assert offered(page) == []
    page.keyboard.press("2")
    page.get_by_role("link", name="Một mình tôi").click()
    page.wait_for_url("**" + COUNTER + "?dung-ten=mot-minh#cau-tiep")
    page.get_by_role("link", name="Mã QR").click()
    page.wait_for_url("**/gui/?dung-ten=mot-minh")


@pytest.mark.parametrize("name", SPARED)
def test_without_what_is_not_needed_all_works(open_page, name):
    page = open_page(DESKTOP)
    without(page, name)
    page.goto(SHOP)
    page.get_by_label("Một mình tôi").press("Space")
    page.wait_for_url("**/?dung-ten=mot-minh")
    page.get_by_role("checkbox").first.press("Space")
    box = page.locator("form.search input[name=q]").first
    box.press_sequentially("ket hon")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.goto(COUNTER)
    expect(page.locator("html[data-keys=on]")).to_be_attached()
    page.keyboard.press("2")
    page.wait_for_url("**" + COUNTER + "?dung-ten=gia-dinh")


def test_reader_s_size_and_colours_need_none_of_it(open_page):
    page = open_page(PHONE)
    without(page, "fetch")
    page.add_init_script("localStorage.setItem('co-chu', '3'); localStorage.setItem('nen', 'dark');")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "28px"


def test_nothing_breaks_where_storage_is_refused(open_page):
    page = open_page(PHONE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });")
    page.goto(SHOP)
    settings(page)
    page.get_by_role("button", name="Chữ rất to").click()
    page.get_by_role("checkbox").first.press("Space")
    page.get_by_label("Một mình tôi").press("Space")
    page.wait_for_url("**/?dung-ten=mot-minh")
    page.goto(COUNTER)
    page.get_by_role("switch").click()


@pytest.mark.parametrize("file", sorted(path.name for path in STATIC.glob("*.js")))
def test_scripts_can_be_read_by_browsers_of_2012(file):
    """Whatever is newer than ECMAScript 5 stops the whole file where it is not known, before anything could be asked for."""
    code = (STATIC / file).read_text()
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', '""', code)
    code = re.sub(r"/\*.*?\*/|(?<![:\\])//[^\n]*", "", code, flags=re.S)
    newer = r"=>|`|\?\.|\?\?|\.\.\.|\*\*|\b(?:let|const|class|async|await|yield|of)\s|\bfunction\s*\*"
    newer += r"|[{,]\s*\w+\s*[,}]\s*(?:=|\))|\b0[bo]\d|\d_\d|/[a-z]*[syud][a-z]*\.test|catch\s*\{"
    assert not re.findall(newer, code)
    assert "function" in code
