"""``{{ old|gone:new }}`` and ``{{ new|come:old }}``: two wordings, the words that differ marked."""

from django import template

from ..desk import word_changes

register = template.Library()
register.filter("gone", word_changes.gone)
register.filter("come", lambda new, old: word_changes.come(old, new))
