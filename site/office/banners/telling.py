"""One notice as a page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from vietnamese import dates

if TYPE_CHECKING:
    from .models import Banner

# Where a procedure is shown besides its own address: the counter's page has its name alone.
COUNTER, PROCEDURES = "/quay/", "/thu-tuc/"


@dataclass(frozen=True, slots=True)
class ToldBanner:
    """A notice as templates show it. ``path``, ``area``: over which pages it stands; "" and "": over all."""

    vietnamese: str
    english: str
    is_grave: bool
    shown_from: datetime
    shown_until: datetime
    rests_from: datetime | None
    area: str
    path: str
    link: str

    @property
    def lang(self) -> str:
        """In which language its text is there for this reader."""
        return "en" if get_language() == "en" and self.english else "vi"

    @property
    def text(self) -> str:
        return self.english if self.lang == "en" else self.vietnamese

    @property
    def hours(self) -> str:
        """ "Tạm dừng từ 20:00 05/12/2026 đến 06:00 06/12/2026." of a planned rest; else ""."""
        if self.rests_from is None:
            return ""
        between = {"start": dates.hour_and_day(self.rests_from), "end": dates.hour_and_day(self.shown_until)}
        return gettext("Tạm dừng từ %(start)s đến %(end)s.") % between

    def stands_over(self, path: str, area: str) -> bool:
        """``path`` without the language's prefix; ``area``: the slug of the page's area, "" where it has none."""
        if self.path:
            return path.startswith(self.path) or (path.startswith(COUNTER) and path.replace(COUNTER, PROCEDURES, 1).startswith(self.path))
        return not self.area or self.area == area


def told(banner: Banner) -> ToldBanner:
    page = banner.page
    return ToldBanner(
        vietnamese=banner.text,
        english=banner.text_en,
        is_grave=banner.is_grave,
        shown_from=banner.shown_from,
        shown_until=banner.shown_until,
        rests_from=banner.rests_from if banner.is_planned else None,
        area=banner.area.slug if banner.area else "",
        # Without the front page, whose own address is "/": "/thu-tuc/dang-ky-ket-hon/".
        path="/" + "/".join(page.url_path.split("/")[2:]) if page else "",
        link=banner.link,
    )
