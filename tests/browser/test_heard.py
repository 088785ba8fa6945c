"""What somebody hears who does not see the page: five errands on a telephone as the tree of accessibility tells them, kept as text.

The text of an errand stands in ``heard/``. To renew one after a change that is meant: remove it, run this file (which writes it and
fails), and read what was written as if it were read aloud.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .tools import PHONE

DAY = re.compile(r"(?:thứ \w+|[Cc]hủ nhật) \d\d/\d\d(?:/\d{4})?")  # when a result is due back hangs on today
HEARD = Path(__file__).parent / "heard"
# Name of the file; the page; what is answered, in order.
ERRANDS = {
    "birth": ("lam-khai-sinh-cho-con", ["Mẹ mang thai và sinh con (thường gặp)"]),
    "death": ("lam-giay-khai-tu", ["Công dân Việt Nam ở trong nước"]),
    "shop": ("mo-cua-hang-dang-ky-ho-kinh-doanh", ["Một mình tôi"]),
    "house": ("xin-phep-xay-nha", []),
    "copy": ("sao-y-ban-chinh", []),
}


def said(part):
    """The tree below a part of the page, without addresses, and a label once where its box has told it."""
    lines = [line for line in part.aria_snapshot().split("\n") if "/url:" not in line]
    named = {match[1] for line in lines if (match := re.search(r'- (?:radio|checkbox) "(.*?)"', line))}
    return "\n".join(line for line in lines if not ((match := re.match(r" *- text: (.*)$", line)) and match[1] in named))


def heard(page, slug, answers):
    page.goto(f"/thu-tuc/{slug}/")
    main, sheet, status = page.locator("main"), page.locator("section.sheet"), page.locator("main [role=status]").first
    told = [f"# /thu-tuc/{slug}/", said(main.locator("h1")), said(main.locator("aside.aside")), said(sheet)]
    for answer in answers:
        asked = sheet.locator("fieldset:visible legend").first.inner_text()
        sheet.get_by_role("radio", name=answer, exact=True).press("Space")
        page.wait_for_url("**/?*")
        # The next question stands in the place of the last, or none is left.
        expect(sheet.locator("fieldset:visible legend").filter(has_text=asked)).to_have_count(0)
        expect(main.locator("[aria-busy=true]")).to_have_count(0)
        told += [f"# {answer}", f"- said at once: {' '.join(status.inner_text().split())}", said(sheet)]
    return DAY.sub("<ngày>", "\n".join(told)) + "\n"


@pytest.mark.parametrize("errand", ERRANDS)
def test_an_errand_is_heard_as_written_down(open_page, errand):
    file = HEARD / f"{errand}.txt"
    found = heard(open_page(PHONE), *ERRANDS[errand])
    if not file.exists():
        file.write_text(found, "utf-8")
        pytest.fail(f"{file.name} was not there; now it is: read it")
    assert found == file.read_text("utf-8")


@pytest.mark.parametrize("errand", ERRANDS)
def test_what_is_said_at_once_is_one_line(errand):
    lines = [line for line in (HEARD / f"{errand}.txt").read_text("utf-8").split("\n") if line.startswith("- said at once:")]
    assert all(len(line.split()) <= 20 for line in lines)
