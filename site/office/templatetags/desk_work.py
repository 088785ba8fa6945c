"""Words of the desk's first screen."""

from __future__ import annotations

from datetime import date, datetime

from django import template

from office.desk.work.panel import age_words

register = template.Library()


@register.filter
def age(since: date | datetime | None, today: date) -> str:
    return age_words(since, today)
