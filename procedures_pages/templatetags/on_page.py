"""Where lists of pages lead."""

from django import template

from ..on_page.hooks import road_to

register = template.Library()
register.simple_tag(road_to)
