"""Amounts of money on forms: typed as people type, read back in words. A box for numbers would swallow the points: 4.000.000 would be 4."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from vietnamese.money import grouped, read_dong
from vietnamese.spoken.numerals import cardinal


def in_words(amount: int) -> str:
    """Whole đồng in, "bốn triệu đồng" out."""
    return f"{cardinal(amount)} đồng"


def unreadable(text: str) -> str:
    return _("“%(text)s” không đọc được thành số tiền. Viết như: 4.000.000 hoặc 4 triệu.") % {"text": text.strip()[:40]}


MAX_DONG = 10_000_000_000


class DongInput(forms.TextInput):
    """``data-dong``: the desk's script (desk/amounts.py) groups while one types, and says the amount in words."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "data-dong": "", **(attrs or {})})


class DongField(forms.IntegerField):
    """Whole đồng. Raises ValidationError, with what was typed, for anything that is no amount."""

    widget = DongInput

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        amount = read_dong(value)
        if amount is None:
            raise ValidationError(unreadable(value), code="invalid")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}  # bounds are for boxes of numbers


class DongModelField(models.PositiveBigIntegerField):
    """Whole đồng in a row of a table; its forms have a ``DongField``. Migrations know it as a whole number."""

    def formfield(self, **kwargs: Any) -> Any:
        told = {"label": capfirst(str(self.verbose_name)), "help_text": self.help_text, "required": not self.blank}
        widget = {"widget": kwargs["widget"]} if kwargs.get("widget") else {}
        return DongField(**{**told, **widget}, min_value=1, max_value=MAX_DONG)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveBigIntegerField", args, kwargs
