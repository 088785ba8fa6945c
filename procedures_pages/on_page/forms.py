"""The small form of one fact: Wagtail's own boxes of that block, or of those fields, and nothing else of the page."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel
from wagtail.blocks import Block, BlockField, BlockGroup, BoundBlock, StructBlock

from office.desk.titles import TitledPageForm
from office.set_costs import known as rates

from ..models import ProcedurePage
from ..stream_widget import StreamWidget, in_single_quotes
from .parts import FOR_WHOM, Group, Stream

FACT = "fact"  # the name of the block's boxes


class OneBlock(StreamWidget):
    """Drawn by static/desk/on_page.js: what starts a block there wants of it the element that only a stream has."""

    def render_with_errors(self, name: str, value: Any, attrs: Any = None, errors: Any = None, renderer: Any = None) -> str:
        block, shown = in_single_quotes(self.block_json), in_single_quotes(self.shown(value, errors))
        return format_html("""<div id="{}" data-cn-block='{}' data-cn-shown='{}'></div>""", name, block, shown)


class BlockForm(forms.Form):
    """One block of a stream. ``save`` puts it into the page in memory; the page then has to be as a page must be, or it is an error."""

    def __init__(self, page: ProcedurePage, stream: Stream, child: BoundBlock | None, data: Any = None) -> None:
        self.page, self.stream, self.child = page, stream, child
        blocks = getattr(page, stream.field).stream_block.child_blocks
        ((self.name, block),) = blocks.items()
        value = child.value if child else block.get_default()
        shown = _laid_out(block, _first(stream, value))
        super().__init__(data, initial={FACT: value})
        self.fields[FACT] = BlockField(block=shown, label="", required=False, widget=OneBlock(shown))

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if FACT in cleaned:
            self.block = _put(self.page, self.stream, self.name, self.child, cleaned[FACT])
            _as_a_page(self, self.page)
        return cleaned

    @property
    def changed(self) -> list[str]:
        return [self.stream.field]


def _put(page: ProcedurePage, stream: Stream, name: str, child: BoundBlock | None, value: Any) -> str:
    """Puts the value in the place of the block, or at the end; the id of the block."""
    blocks = getattr(page, stream.field)
    known = [one.id for one in blocks]
    if child is not None and child.id in known:
        blocks[known.index(child.id)] = (name, value, child.id)
        return str(child.id)
    block = child.id if child is not None else str(uuid4())
    blocks.append((name, value, block))
    return str(block)


def _as_a_page(form: forms.Form, page: ProcedurePage) -> None:
    """What a page may never say is said over the boxes."""
    try:
        page.full_clean()
    except ValidationError as errors:
        form.add_error(NON_FIELD_ERRORS, [message for messages in errors.message_dict.values() for message in messages])


def _first(stream: Stream, value: Any) -> tuple[str, ...]:
    """The boxes that are shown at once. What kind of charge it is comes first only where it is none in đồng.

    Of a charge at a rate that pages share, which rate that is: it says all else. A rate is offered where there is any.
    """
    if stream.field != "costs":
        return stream.first
    if value.get("rate"):
        return ("rate", "label")
    kind = () if value.get("basis") == "amount" else ("basis",)
    return (*kind, *stream.first, *(("rate",) if rates.published() else ()))


def _laid_out(block: Block, first: tuple[str, ...]) -> Block:
    """The same block with some of its boxes at once, those for whom it is and all others behind a heading each."""
    if not isinstance(block, StructBlock) or not first:
        return block
    others = [name for name in block.child_blocks if name not in first]
    whom = [name for name in others if name in FOR_WHOM]
    rest = [name for name in others if name not in FOR_WHOM]
    groups = [
        BlockGroup(names, heading=heading, classname="collapsed", icon=icon, label_format="")
        for names, heading, icon in ((whom, _("Áp dụng khi nào"), "group"), (rest, _("Các ô khác"), "list-ul"))
        if names
    ]
    shown = copy.copy(block)
    shown.meta = copy.copy(block.meta)
    shown.meta.form_layout = BlockGroup([*first, *groups])
    return shown


# --- Fields ---


class FieldsForm(TitledPageForm):
    """Some fields of a page; a draft may be incomplete, so that none has to be filled but the title."""

    @property
    def changed(self) -> list[str]:
        return list(self.changed_data)


def _panels(panel: Panel) -> Iterator[tuple[str, Panel]]:
    name = getattr(panel, "field_name", None) or getattr(panel, "relation_name", None)
    if name:
        yield name, panel
    for child in getattr(panel, "children", ()):
        yield from _panels(child)


@cache
def handler(group: Group) -> Panel:
    """The panels that the long form has for these fields, with the same words."""
    known = dict(_panels(ProcedurePage.get_edit_handler()))
    panels = [known[name].clone() for name in group.fields]
    return ObjectList(panels, base_form_class=FieldsForm).bind_to_model(ProcedurePage)


def fields_form(page: ProcedurePage, group: Group, user: Any, data: Any = None) -> FieldsForm:
    return handler(group).get_form_class()(data, instance=page, parent_page=page.get_parent(), for_user=user)
