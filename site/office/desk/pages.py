"""What every page model of the site shares on the desk."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldPanel

from ..cleaning import CleanText
from ..two_people.rule import ByTwoPeople
from .aliases import NeverTwice
from .asked_less import AskedLess
from .page_rows import RowsAtOnce
from .permissions import PermittedPage
from .titles import TitledPage


class SitePage(CleanText, NeverTwice, RowsAtOnce, TitledPage, PermittedPage, AskedLess, ByTwoPeople):
    """Before ``wagtail.models.Page`` in the bases of a page model.

    Of what Wagtail asks for other search engines and menus, only the address means anything here.
    """

    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
