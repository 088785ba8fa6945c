"""The home page opens on a phone and on a desk, and with scripts off."""

import pytest

from .tools import DESKTOP, PHONE, axe, fits


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_home_opens_and_everyone_can_use_it(open_page, viewport, dark):
    page = open_page(viewport, dark=dark)
    assert page.goto("/").status == 200
    axe(page)
    fits(page)


def test_home_needs_no_scripts(no_scripts):
    assert no_scripts.goto("/").status == 200
    assert no_scripts.get_by_role("searchbox").is_visible()
