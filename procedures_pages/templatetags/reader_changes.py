"""``{% told_changes old new as found %}``: what readers see change between two versions of a page (procedures_pages/reader_changes.py)."""

from django import template

from ..reader_changes import between_versions

register = template.Library()
register.simple_tag(between_versions, name="told_changes")
