"""The home page opens on a phone and on a desk, and with scripts off."""

import pytest

from .tools import DESKTOP, PHONE, axe_light_and_dark, fits


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_home_opens_and_everyone_can_use_it(open_page, viewport):
    page = open_page(viewport)
    assert page.goto("/").status == 200
    fits(page)
    axe_light_and_dark(page)


def test_home_needs_no_scripts(no_scripts):
    assert no_scripts.goto("/").status == 200
    assert no_scripts.get_by_role("searchbox").is_visible()
