"""Two fields of our own: a list of fixed choices in one column, and a stream whose blocks stay out of the migrations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from wagtail.fields import StreamField

from .block_text import clean_stored


class ChoiceListField(models.JSONField):
    """A small set of fixed choices kept as a JSON list: filterable in Python, no join."""

    def __init__(self, *args: Any, choices: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        self.list_choices = choices or []
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return forms.TypedMultipleChoiceField(
            choices=self.list_choices,
            coerce=str,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class PlainStreamField(StreamField):
    """A StreamField whose migrations do not name its blocks: a new help text is no change of the database. Its text is stored clean."""

    def get_prep_value(self, value: Any) -> Any:
        return clean_stored(self.stream_block, super().get_prep_value(value))

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
