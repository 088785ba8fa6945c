"""A site whose every text is as long as its form allows and mostly without a blank. Run it where the site's own settings hold:
``manage.py shell -c "from tests.crowded import crowd; crowd()"``."""

from __future__ import annotations

import itertools
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.models import Page

from guides.models import BaseGuidePage
from home.models import StandardPage
from office.models import Office, ThematicArea, Unit
from procedures_pages.models import ProcedurePage
from tests.any_text import KINDS, MAX_STATEMENT_LENGTH

SHOP, GUIDE, RECORD, STANDARD = "mo-cua-hang-dang-ky-ho-kinh-doanh", "sinh-con", "9.000001", "ve-cam-nang"
# Not shown as words: addresses, ids, codes.
OWN = {"slug", "former", "url", "link", "link_url", "path", "url_path", "seo_title", "search_description", "keywords", "map_url"}
OWN |= {
    "portal_procedure",
    "portal_tracking",
    "portal_id",
    "submission_url",
    "phone",
    "source_row",
    "issued_by",
    "source_record",
    "applies",
}
_kinds = itertools.cycle(KINDS.values())


def words(longest: int) -> str:
    kind = next(_kinds)
    return (kind * (longest // len(kind) + 1))[:longest].strip()


def _is_words(block: Any, name: str) -> bool:
    return isinstance(block, (blocks.CharBlock, blocks.TextBlock)) and name not in OWN


def _longest(block: Any) -> int:
    return block.field.max_length or MAX_STATEMENT_LENGTH


def fill_block(block: Any, value: Any, name: str = "") -> Any:
    """``value`` of ``block`` with all its words as long as allowed."""
    if _is_words(block, name):
        return words(_longest(block))
    if isinstance(block, blocks.StructBlock):
        for child, child_block in block.child_blocks.items():
            value[child] = fill_block(child_block, value.get(child), child)
    elif isinstance(block, blocks.ListBlock) and name not in OWN:
        if _is_words(block.child_block, name):
            return block.normalize([words(_longest(block.child_block)) for _one in range(max(2, len(value or ())))])
        for n, item in enumerate(value or ()):
            value[n] = fill_block(block.child_block, item)
    return value


def fill(instance: Any) -> None:
    """All words of a page or a snippet, its streams too; saved as it stands."""
    for field in instance._meta.get_fields():
        if not isinstance(field, models.Field) or field.name in OWN or field.choices or getattr(field, "primary_key", False):
            continue
        value = getattr(instance, field.name, None)
        if hasattr(field, "stream_block"):
            for child in value:
                child.value = fill_block(child.block, child.value)
            setattr(instance, field.name, [(child.block_type, child.value) for child in value])
        elif type(field) in (models.CharField, models.TextField):
            setattr(instance, field.name, words(field.max_length or MAX_STATEMENT_LENGTH))
    if isinstance(instance, Page):
        instance.draft_title = instance.title
        instance.save(clean=False)
    else:
        instance.save()


def crowd() -> None:
    """The page of a procedure, a guide, a plain page, the unit, its offices and areas, a record of the register."""
    from tests.procedures_pages.register.factories import stored

    for page in ProcedurePage.objects.filter(slug=SHOP):
        fill(page)
    for page in BaseGuidePage.objects.filter(slug=GUIDE):
        fill(page.specific)
    for page in StandardPage.objects.filter(slug=STANDARD):
        fill(page)
    for snippet in [*Unit.objects.all(), *Office.objects.all(), *ThematicArea.objects.all()]:
        fill(snippet)
    stored(
        name=words(900),
        area=words(250),
        steps="\n".join(words(400) for _n in range(4)),
        conditions=words(900),
        description=words(900),
        outputs=(words(300), words(300)),
        executing=(words(300), words(300)),
    )
