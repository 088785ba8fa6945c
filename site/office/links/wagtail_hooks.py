"""Wagtail loads this: the report of links registers its addresses and its line in the menu."""

from . import desk, waiting  # noqa: F401
