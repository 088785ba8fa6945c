"""Values of cells put into a page in memory, cleaned and judged as its own form would: nothing is saved here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404
from wagtail.blocks import ListBlock, StreamValue
from wagtail.blocks.list_block import ListValue

from office.clean_fields import readable
from office.cleaning import cleaner_of, cleaners_of
from vietnamese import typed

from ..block_text import text_cleaner
from ..models import ProcedureLegalResource, ProcedurePage
from ..on_page.saving import draft_of, row_of

# Takes a value; whether the page says something else now. Raises ValidationError.
Put = Callable[[Any], bool]
FILES = ("form_file", "example_file")  # what a paper keeps in another procedure, too
NAMED_ANEW = "slug"
BY_PLACE = "~"  # of a block that was stored without an id


def put_field(page: ProcedurePage, name: str) -> Put:
    field = page._meta.get_field(name)
    model: Any = type(page)

    def put(value: Any) -> bool:
        if field.many_to_many:
            if {one.pk for one in value} == {one.pk for one in getattr(page, name).all()}:
                return False
            setattr(page, name, value)
            return True
        if field.is_relation:
            if getattr(page, f"{name}_id") == (value.pk if value else None):
                return False
            setattr(page, name, value)
            return True
        if isinstance(value, str):
            cleaner = cleaners_of(model).get(name) or cleaner_of(field)
            value = _cleaned(value, cleaner)
        if value == getattr(page, name):
            return False
        value = field.clean(value, page)
        setattr(page, name, value)
        return True

    return put


def _cleaned(text: str, cleaner: Callable[[str], str] | None) -> str:
    text = cleaner(typed.meant(text)) if cleaner else text
    readable(text)
    return text


def put_block(value: Any, name: str, *, always: bool = False) -> Put:
    """Of a part of a block; ``always``: also where it says the same, of a new block, whose every part is judged."""
    block = value.block.child_blocks[name]

    def put(said: Any) -> bool:
        if isinstance(block, ListBlock):
            texts = [_cleaned(one, text_cleaner(block.child_block)) for one in said]
            if texts == list(value.get(name) or ()) and not always:
                return False
            said = _with_ids(block, texts, value.get(name))
        else:
            if isinstance(said, str):
                said = _cleaned(said, text_cleaner(block))
            if said == value.get(name) and not always:
                return False
        value[name] = block.clean(said)
        return True

    return put


def _with_ids(block: ListBlock, texts: list[str], before: Any) -> ListValue:
    """Lines that were there keep the id by which translations know them, else the one in the same place does."""
    old = list(getattr(before, "bound_blocks", ()))
    ids: dict[int, str] = {}
    for same in (True, False):
        for at, text in enumerate(texts):
            if at in ids:
                continue
            found = [one for one in old if one.value == text] if same else old[at : at + 1]
            free = [one for one in found if one.id not in ids.values()]
            if free:
                ids[at] = free[0].id
    return ListValue(block, bound_blocks=[ListValue.ListChild(block.child_block, text, id=ids.get(at)) for at, text in enumerate(texts)])


# --- Whole streams ---


def block_keys(stream: Any) -> list[str]:
    """The ids of a stream's blocks; the place of one that has none."""
    return [child.id or f"{BY_PLACE}{at}" for at, child in enumerate(stream)]


def stream_values(page: ProcedurePage, field: str) -> dict[str, Any]:
    stream = getattr(page, field)
    return {key: child.value for key, child in zip(block_keys(stream), stream, strict=True)}


def put_stream(page: ProcedurePage, field: str, order: list[tuple[str, Any]]) -> None:
    """``order``: (id of the block, "" of a new one; its value)."""
    block = getattr(page, field).stream_block
    (name,) = block.child_blocks
    raw = [(name, value, key if key and not key.startswith(BY_PLACE) else None) for key, value in order]
    setattr(page, field, StreamValue(block, raw))


def copy_of(page: ProcedurePage, field: str, origin: int, key: str) -> tuple[Any, bool]:
    """A new value of a stream, of what no cell can carry over from the block that its row was copied from; and whether there is one."""
    (block,) = getattr(page, field).stream_block.child_blocks.values()
    value = block.to_python(block.get_prep_value(block.get_default()))
    source = _block_of(page, field, origin, key)
    if source is None:
        return value, False
    copied = block.to_python(block.get_prep_value(source))
    if origin == page.pk:
        if NAMED_ANEW in copied:
            copied[NAMED_ANEW] = ""
        return copied, True
    for name in FILES:
        if name in copied:
            value[name] = copied[name]
    return value, True


def _block_of(page: ProcedurePage, field: str, origin: int, key: str) -> Any:
    if not key:
        return None
    if origin != page.pk:
        try:
            page = draft_of(row_of(origin))
        except Http404:
            return None
    return stream_values(page, field).get(key)


def put_laws(page: ProcedurePage, laws: list[Any]) -> None:
    """Those that were there keep their row."""
    before = {one.resource_id: one for one in page.legal.all()}
    rows = [before.get(law.pk) or ProcedureLegalResource(resource=law) for law in laws]
    for at, row in enumerate(rows):
        row.sort_order = at
    page.legal = rows
