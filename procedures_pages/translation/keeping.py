"""What keeps a translation beside its source: what it was made from is noted, the translator's list and the address follow the source."""

from __future__ import annotations

import logging
from typing import Any, TypeVar

from django.db import transaction
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import StringSegment, TranslationSource
from wagtail_localize.strings import StringValue

from office.desk.once import once

from . import segments
from .composing import SOURCE_LANGUAGE, composed, is_source
from .models import TranslatedWords
from .words import digest, words_of

log = logging.getLogger(__name__)
P = TypeVar("P", bound=Any)


def note(translation: Page, source: Page) -> dict[str, str]:
    """{path: digest} of the texts that the translation was made from: of what a translator has translated.

    Where no translator's strings are kept (a page edited by hand), what stands in it is taken for a translation of the source as it is.
    """
    strings = list(
        StringSegment.objects.filter(source__object_id=source.translation_key, source__locale_id=source.locale_id)
        .annotate_translation(translation.locale)
        .values_list("context__path", "string__data", "translation")
    )
    if strings:
        return {path: digest(StringValue(data).render_text()) for path, data, translated in strings if translated}
    own = words_of(translation)
    return {path: digest(text) for path, text in words_of(source).items() if path in own}


def source_of(translation: P) -> P | None:
    """The Vietnamese version of a page; None where there is none."""
    found: P | None = (
        type(translation)
        ._default_manager.filter(translation_key=translation.translation_key, locale__language_code=SOURCE_LANGUAGE)
        .select_related("locale")
        .first()
    )
    return found


def versions_of(page: Page) -> dict[int, str]:
    """{number: name in its address} of the page in every language that it has, published or not."""
    rows = Page.objects.filter(translation_key=page.translation_key).order_by()
    return once(("versions", page.translation_key), [Page], lambda: dict(rows.values_list("pk", "slug")))


def in_memory(page: P) -> P:
    """A page that is being edited, as its readers would see it: for previews."""
    source = None if is_source(page) else source_of(page)
    return composed(page, source, note(page, source)) if source else page


def _published(instance: Page, revision: Any = None, **kwargs: Any) -> None:
    page = instance.specific
    if not hasattr(page, "source_version"):
        return
    if is_source(page):
        _follow(page, revision)
    elif (source := source_of(page)) is not None:
        TranslatedWords.objects.update_or_create(page_id=page.pk, defaults={"made_from": note(page, source)})


def _follow(source: Page, revision: Any = None) -> None:
    """The translator's list shows the strings of today, and the translations stand at the source's address. Must not stop an editor."""
    try:
        with transaction.atomic():
            for kept in TranslationSource.objects.filter(object_id=source.translation_key, locale_id=source.locale_id):
                if revision is None:
                    kept.update_from_db()
                else:
                    segments.update(kept, source, revision.content)
            elsewhere = [pk for pk, slug in versions_of(source).items() if slug != source.slug]
            for version in source.get_translations().filter(pk__in=elsewhere) if elsewhere else ():
                if not version.get_siblings(inclusive=False).filter(slug=source.slug).exists():
                    version.slug = source.slug
                    version.save(clean=False)
    except Exception:
        log.exception("the translations of %s could not follow it", source.pk)


def connect() -> None:
    page_published.connect(_published, dispatch_uid="translation-follows")
