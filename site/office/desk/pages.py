"""What every page model of the site shares on the desk."""

from __future__ import annotations

from ..cleaning import CleanText
from .aliases import NeverTwice
from .permissions import PermittedPage
from .saving import SavedAtOnce
from .titles import TitledPage


class SitePage(CleanText, NeverTwice, TitledPage, PermittedPage, SavedAtOnce):
    """Before ``wagtail.models.Page`` in the bases of a page model."""
