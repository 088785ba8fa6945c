"""``{% last_look_if_long_ago facts as day %}``: the day that readers are told where nobody has looked at a page for long."""

from django import template

from ..register.review.neglect import last_look_if_long_ago

register = template.Library()
register.simple_tag(last_look_if_long_ago)
