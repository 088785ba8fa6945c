"""A register record's times, fees and long texts in templates."""

from __future__ import annotations

from django import template

from procedures_pages.register import phrases
from procedures_pages.register.digest import passages, short_names
from procedures_pages.register.parsing.records import RegisterChannel, RegisterFee

register = template.Library()


@register.filter
def register_time(channel: RegisterChannel) -> str:
    return phrases.channel_time(channel)


@register.filter
def register_fee(fee: RegisterFee) -> str:
    return phrases.fee_words(fee)


@register.filter
def register_methods(methods: tuple[str, ...]) -> str:
    return phrases.method_names(methods)


@register.filter
def flowing(text: str) -> str:
    return passages.flowing(text)


@register.filter
def passage(text: str, room: int = 160) -> passages.Passage:
    """What is read at once, and the rest."""
    return passages.passage(passages.flowing(text), room)


@register.filter
def short_name(official: str) -> str:
    return short_names.short_name(official)
