"""Form fields that clean what they read, before its length is measured: pasted text may be longer than it looks.

Wagtail's forms get them for every text field of a model (``give_to_forms``); forms of our own name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from vietnamese import typed
from vietnamese.legacy import garbled, restored

from .cleaning import Cleaner, cleaner_of, cleaners_of, garbled_message
from .lengths import say_lengths
from .trackers import address

# Of a text far longer than its field takes, only the length matters.
FAR = 10


class Conversion(NamedTuple):
    """A piece of text that came in an old charset: as it came, the charset, as it is kept."""

    raw: str
    charset: str
    text: str


_conversions: ContextVar[list[Conversion] | None] = ContextVar("office_conversions", default=None)


@contextmanager
def conversions() -> Iterator[list[Conversion]]:
    """What fields convert inside is noted, so that somebody can be told."""
    noted: list[Conversion] = []
    token = _conversions.set(noted)
    try:
        yield noted
    finally:
        _conversions.reset(token)


def received(text: str, cleaner: Cleaner) -> str:
    """Cleans text that came from a form and returns what is kept. Notes where it was converted from an old charset."""
    found = restored(text) if len(text) <= typed.MAX_MEANT else None
    kept = cleaner(found.text if found else text)
    noted = _conversions.get()
    if found and noted is not None:
        noted.append(Conversion(text.strip()[:80], found.charset, kept[:80]))
    return kept


def readable(text: str) -> None:
    """A validator. Raises ValidationError, with the piece, for text that nobody can read."""
    if piece := garbled(text):
        raise ValidationError(garbled_message(piece), code="garbled")


class CleanText:
    """For form fields of text. ``cleaner``: what cleans it; ``must_read``: whether garbled text is refused."""

    cleaner: Cleaner = staticmethod(typed.line)

    def __init__(self, *args: Any, cleaner: Cleaner | None = None, must_read: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cleaner = cleaner or self.cleaner
        if must_read:
            self.validators: list[Callable[[Any], None]] = [*self.validators, readable]
        say_lengths(self)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]
        longest = getattr(self, "max_length", None)
        if not isinstance(value, str) or not value or (longest and len(value) > FAR * longest + 1000):
            return value
        return received(value, self.cleaner)


class CleanCharField(CleanText, forms.CharField):
    pass


class CleanSlugField(CleanText, forms.SlugField):
    pass


class CleanURLField(CleanText, forms.URLField):
    cleaner = staticmethod(address)


class CleanEmailField(CleanText, forms.EmailField):
    cleaner = staticmethod(typed.own_line)


def _override(field_class: Any, **more: Any) -> Callable[[Any], dict[str, Any]]:
    def override(field: models.Field[Any, Any]) -> dict[str, Any]:
        cleaner = cleaners_of(field.model).get(field.name) or cleaner_of(field)
        return {**more, "form_class": partial(field_class, cleaner=cleaner)} if cleaner else more

    return override


def give_to_forms() -> None:
    """Every model form of Wagtail's desk reads text with these fields. Called once, when all apps are ready."""
    from wagtail.admin import widgets
    from wagtail.admin.forms.choosers import SearchFilterMixin
    from wagtail.admin.forms.models import register_form_field_override
    from wagtail.admin.forms.search import SearchForm

    register_form_field_override(models.CharField, override=_override(CleanCharField))
    # Wagtail gives these a widget, which a further registration replaces.
    long = _override(CleanCharField, widget=widgets.AdminAutoHeightTextInput)
    register_form_field_override(models.TextField, override=long, exact_class=True)
    register_form_field_override(models.SlugField, override=_override(CleanSlugField, widget=widgets.SlugInput))
    register_form_field_override(models.URLField, override=_override(CleanURLField, assume_scheme="https"))
    register_form_field_override(models.EmailField, override=_override(CleanEmailField))
    for form in (SearchForm, SearchFilterMixin):
        words = form.base_fields["q"]
        form.base_fields["q"] = CleanCharField(label=words.label, widget=words.widget, required=False, must_read=False)
