"""Ctrl+P on any page: black on white and as many sheets, whatever theme and text size the reader has; what is chosen is printed so."""

import io
import re

import pypdf
import pytest
from PIL import Image, ImageChops

from tests import paper

from .test_accessibility import PAGES
from .tools import DESKTOP, for_paper

SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
every_page = pytest.mark.parametrize("name", PAGES)
READERS = {"system": "", "chosen": "localStorage.setItem('nen', 'dark')", "large": "localStorage.setItem('co-chu', '2')"}
READERS["dark and largest"] = "localStorage.setItem('nen', 'dark'); localStorage.setItem('co-chu', '3')"
TIME = re.compile(rb"/(Creation|Mod)Date \(.*?\)")
# Colours of everything that paper shows, with what stands before and after it.
COLOURS = """() => {
    const found = new Set();
    for (const e of document.body.querySelectorAll("*")) {
        if (!e.checkVisibility({ visibilityProperty: true }) || e.closest("img, svg")) continue;
        for (const part of [null, "::before", "::after"]) {
            const style = getComputedStyle(e, part);
            if (part && style.content === "none") continue;
            found.add(`text ${style.color}`).add(`ground ${style.backgroundColor}`);
            for (const side of ["Top", "Right", "Bottom", "Left"])
                if (parseFloat(style[`border${side}Width`])) found.add(`text ${style[`border${side}Color`]}`);
        }
    }
    return [...found].sort();
}"""


def printed(page, path):
    page.goto(path)
    return for_paper(page).pdf(prefer_css_page_size=True)


def pictures(pdf):
    return [paper.picture(pdf, n, dpi=40) for n in range(1, paper.pages(pdf) + 1)]


def same(found, wanted):
    """Whether two documents show the same to the last dot. Chromium writes the same bytes for it, but for the time in them."""
    if TIME.sub(b"", found) == TIME.sub(b"", wanted):
        return True
    ours, theirs = pictures(found), pictures(wanted)
    return len(ours) == len(theirs) and not any(ImageChops.difference(a, b).getbbox() for a, b in zip(ours, theirs, strict=True))


@every_page
def test_dark_and_large_print_black_on_white_as_any_other(open_page, subtests, name):
    """The same sheets to the last dot, and nothing on them but black and white."""
    page = open_page(DESKTOP)
    wanted = printed(page, PAGES[name])
    page.emulate_media(color_scheme="dark")
    with subtests.test("system"):
        assert same(printed(page, PAGES[name]), wanted)
    page.evaluate(READERS["dark and largest"])
    with subtests.test("dark and largest"):
        assert same(printed(page, PAGES[name]), wanted)
    with subtests.test("colours"):
        page.emulate_media(media="print", color_scheme="dark")
        assert set(page.evaluate(COLOURS)) <= {"text rgb(0, 0, 0)", "ground rgba(0, 0, 0, 0)", "ground rgb(255, 255, 255)"}
        root = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert root in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


@pytest.mark.parametrize("reader", READERS)
def test_the_number_of_sheets_is_the_readers_no_choice(open_page, reader):
    page = open_page(DESKTOP, dark=reader == "system")
    page.add_init_script(READERS[reader])
    assert len(pypdf.PdfReader(io.BytesIO(printed(page, SHOP))).pages) == paper.pages(printed(open_page(DESKTOP), SHOP))


def middle(locator):
    """How dark the middle of a box or a circle is, 0 for black."""
    picture = Image.open(io.BytesIO(locator.screenshot())).convert("L")
    return picture.getpixel((picture.width // 2, picture.height // 2))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_is_chosen_is_filled_and_what_is_not_is_empty(open_page, dark):
    """On the page of a life event; a procedure prints as its sheet, which has nothing to choose."""
    page = open_page(DESKTOP, dark=dark)
    page.goto("/huong-dan/sinh-con/ho-so/?chon=1.001193&1.001193.truong-hop=thuong")
    for_paper(page).emulate_media(media="print", color_scheme="dark" if dark else "light")
    inputs = [e for e in page.locator("input[type=radio], input[type=checkbox]").all() if e.is_visible()]
    assert {e.is_checked() for e in inputs} == {True, False}
    for box in inputs:
        assert (middle(box) < 60) is box.is_checked()
        assert (middle(box) > 200) is not box.is_checked()


def test_texts_to_send_are_printed_to_their_end(open_page):
    page = open_page(DESKTOP)
    said = paper.text(printed(page, "/thu-tuc/lam-khai-sinh-cho-con/gui/"))
    for field in ("loi-nhan", "loi-nhan-ngan", "loi-nhan-khong-dau"):
        last = page.locator(f"#{field}").evaluate("e => e.value.trim().split('\\n').pop()")
        assert last in said


def test_the_same_sheet_says_that_it_is_a_sample(open_page):
    assert "Bản mẫu" in paper.text(printed(open_page(DESKTOP), SHOP))
