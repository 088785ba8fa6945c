"""``{% confirmed facts as check %}``: which division has found a page right as it stands, None where readers are told of none."""

from django import template

from ..expert_checks.standing import confirmed

register = template.Library()
register.simple_tag(confirmed, name="confirmed")
