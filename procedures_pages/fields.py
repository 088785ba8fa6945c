"""Fields of our own: a list of fixed choices in one column, and a stream of blocks that is read leniently and stored clean."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.functional import cached_property
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from .block_outline import outline
from .block_text import clean_stored
from .stored_blocks import well_formed
from .stream_widget import StreamWidget


class ChoiceListField(models.JSONField):
    """A small set of fixed choices kept as a JSON list: filterable in Python, no join."""

    def __init__(self, *args: Any, choices: list[tuple[str, Any]] | None = None, **kwargs: Any) -> None:
        self.list_choices = choices or []
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> list[str]:
        """The texts of a list; nothing where something else is stored."""
        stored = super().from_db_value(value, expression, connection)
        return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []

    def formfield(self, **kwargs: Any) -> Any:
        return forms.TypedMultipleChoiceField(
            choices=self.list_choices,
            coerce=str,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


def _parsed(stored: Any) -> Any:
    """JSON that stands as text, once or twice over, parsed; None for other text."""
    for _time in range(3):
        if not isinstance(stored, str):
            return stored
        try:
            stored = json.loads(stored) if stored else None
        except (ValueError, RecursionError):
            return None
    return None


class LenientStreamField(StreamField):
    """A StreamField that leaves out stored blocks without sense, instead of making the page unreadable. Migrations know streams as this."""

    @cached_property
    def json_field(self) -> models.JSONField:
        """As Wagtail's, which makes one anew for each stream of each page that is read: a tenth of the time of reading pages."""
        return models.JSONField(encoder=DjangoJSONEncoder)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"widget": StreamWidget(self.stream_block), **kwargs})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value if isinstance(value, StreamValue) else well_formed(self.stream_block, _parsed(value)))


class PlainStreamField(LenientStreamField):
    """The stream of a model: its text is stored clean, and its migrations hold the names and kinds of its blocks, and no more.

    So a data migration can walk the blocks (``wagtail.blocks.migrations``), and a new label, help text or limit is no change of tables.
    """

    def get_prep_value(self, value: Any) -> Any:
        return clean_stored(self.stream_block, super().get_prep_value(value))

    def deconstruct(self) -> Any:
        """As Wagtail's (a lookup of blocks), of the outline of the blocks."""
        name, _path, _args, kwargs = super().deconstruct()
        outlined = StreamField(list(outline(self.stream_block).child_blocks.items()), blank=self.blank)
        _name, _path, args, blocks = outlined.deconstruct()
        path = f"{LenientStreamField.__module__}.{LenientStreamField.__qualname__}"
        return name, path, args, {**kwargs, "block_lookup": blocks["block_lookup"]}
