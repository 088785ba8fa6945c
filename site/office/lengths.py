"""A text too long for its field is refused in the words that the desk's script says beside the field while it is typed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("%(length)s ký tự; ô này nhận nhiều nhất %(most)s.")


class Fits(MaxLengthValidator):
    """As Django's. Its numbers are written as they are here: 1.050."""

    def __call__(self, value: Any) -> None:
        length, most = self.clean(value), self.limit_value() if callable(self.limit_value) else self.limit_value
        if self.compare(length, most):
            numbers = {name: number_format(number, force_grouping=True) for name, number in (("length", length), ("most", most))}
            raise ValidationError(TOO_LONG, code=self.code, params={**numbers, "value": value})


def say_lengths(field: Any) -> None:
    """Gives a form field of text, in place, the sentence above instead of Django's."""
    field.validators = [Fits(one.limit_value) if type(one) is MaxLengthValidator else one for one in field.validators]
