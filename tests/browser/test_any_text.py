"""Any text a form accepts stays in its window and on its paper: a site whose every text is as long as allowed, without a blank."""

import re
import shutil
import subprocess

import pytest

from tests.crowded import GUIDE, RECORD, SHOP, STANDARD
from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, served

from .tools import DESKTOP, PHONE, fits, for_paper

NARROW = {"width": 320, "height": 640}
PROCEDURE = f"/thu-tuc/{SHOP}/"
PAGES = {
    "front": "/",
    "catalogue": "/thu-tuc/",
    "procedure": PROCEDURE + "?dung-ten=gia-dinh",
    "checklist": PROCEDURE + "ho-so/",
    "handing over": PROCEDURE + "gui/?dung-ten=mot-minh",
    "to print": PROCEDURE + "in/",
    "checklist to print": PROCEDURE + "ho-so/in/",
    "checklist to print, large": PROCEDURE + "ho-so/in/?co=lon",
    "checklist to print, A5": PROCEDURE + "ho-so/in/?co=a5&dung-ten=gia-dinh",
    "slip": PROCEDURE + "ho-so/in/?co=phieu&dung-ten=mot-minh",
    "guides": "/huong-dan/",
    "guide": f"/huong-dan/{GUIDE}/",
    "life event": f"/huong-dan/{GUIDE}/ho-so/",
    "life event to print": f"/huong-dan/{GUIDE}/ho-so/in/",
    "results": "/tim-kiem/?q=001612",
    "results of a record": "/tim-kiem/?q=nuoi+meo",
    "a query of one word": "/tim-kiem/?q=" + "W" * 190,
    "record": f"/tra-cuu/{RECORD}/",
    "offices": "/noi-nop/",
    "standard": f"/{STANDARD}/",
    "report": f"/gop-y/?trang={SHOP}",
    "site map": "/so-do-trang/",
    "papers": "/giay-to/",
    "list of 2022": "/danh-muc-2022/",
    "not found": "/khong-co-trang-nay/",
    "counter": "/quay/",
    "counter, an area": "/quay/?linh-vuc=ho-kinh-doanh",
    "counter, a query of one word": "/quay/?q=" + "W" * 190,
    "counter, a case": f"/quay/{SHOP}/?dung-ten=gia-dinh",
    "English": "/en/",
    "English procedure": "/en" + PROCEDURE,
}
# The site is made once, by one of the processes that run the tests.
together = pytest.mark.xdist_group("crowded")
every_page = pytest.mark.parametrize("name", PAGES)
# What a box hides because it is too wide for it; a field for one line may hide what was typed before.
HIDDEN = """() => [...document.body.querySelectorAll("*:not(input)")].filter((e) => {
    const style = getComputedStyle(e); // What only screen readers have is clipped.
    return style.overflowX !== "visible" && style.clipPath === "none" && e.scrollWidth > e.clientWidth + 1;
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def crowded(sample):
    with temporary_folder("crowded") as folder:
        data = shutil.copytree(sample, folder / "data")
        manage(environment(data), "shell", "-c", "from tests.crowded import crowd; crowd()")
        with served(environment(data)) as url:
            yield url


@together
@every_page
def test_nothing_leaves_the_window(open_page, crowded, subtests, name):
    """Of a telephone and of a narrow one, in the largest text too, and of a desk."""
    for size in (PHONE, DESKTOP):
        page = open_page(size, url=crowded)
        page.goto(PAGES[name])
        with subtests.test(width=size["width"]):
            fits(page)
            assert page.evaluate(HIDDEN) == []
        if size is PHONE:
            page.set_viewport_size(NARROW)
            with subtests.test(width=NARROW["width"]):
                fits(page)
                assert page.evaluate(HIDDEN) == []
            with subtests.test("largest text", width=NARROW["width"]):
                page.evaluate("localStorage.setItem('co-chu', '3')")
                page.reload()
                fits(page)
    with subtests.test("on the paper that a browser prints"):
        assert not beyond(for_paper(page).pdf(prefer_css_page_size=True))


def beyond(printed):
    """Words that stand beyond the edge of a sheet."""
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", "-", "-"]
    said = subprocess.run(command, input=printed, capture_output=True, check=True).stdout.decode(errors="replace")
    found = []
    for sheet in said.split("<page ")[1:]:
        width = float(re.match(r'width="([\d.]+)"', sheet)[1])
        words = re.findall(r'xMin="(-?[\d.]+)" yMin="[^"]+" xMax="(-?[\d.]+)" yMax="[^"]+">(.*?)</word>', sheet)
        found += [f"{word[:40]} at {right}" for left, right, word in words if float(left) < 0 or float(right) > width]
    return found[:5]


@together
@pytest.mark.parametrize("co", ["", "?co=lon", "?co=a5", "?co=phieu"])
def test_the_pdf_is_there(crowded, open_page, co):
    page = open_page(DESKTOP, url=crowded)
    answer = page.request.get(PROCEDURE + "ho-so.pdf" + co)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
