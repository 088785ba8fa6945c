"""A translation put together for its readers: facts and state from the source as it is now, words from the translation.

A text that was translated from another wording than the source's of today is *older*. Where it says what to bring, to pay or to answer, the
source's own words stand in its place, marked as Vietnamese; other older sentences stay, and the page says so.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from procedures_pages.facts.procedure import Untranslated

from .words import digest, replaced, worded_fields, words_of

P = TypeVar("P", bound=Any)
SOURCE_LANGUAGE = settings.LANGUAGE_CODE

# Of an older translation these still help; all else a reader acts on.
PROSE = {"title", "official_name", "summary", "keywords", "heading", "lead", "examples", "intro", "closing", "sections", "steps"}
PROSE |= {"advice", "submission_asks", "source_note"}


def made_from(translation: Page) -> dict[str, str] | None:
    """{path: digest of the source's text it was translated from}; None where nobody noted it."""
    try:
        noted: dict[str, str] = translation.translated_words.made_from
    except ObjectDoesNotExist:
        return None
    return noted


def composed(translation: P, source: P, noted: dict[str, str] | None = None) -> P:
    """The translation, changed in place, as readers see it.

    ``noted``: as ``made_from`` gives it, for a translation that is still being written. On the page afterwards: ``source_version``;
    ``older_parts``, names of fields with older sentences; ``has_untranslated``, whether the source's own words stand in it.
    """
    known = made_from(translation) if noted is None else noted
    if known is None:
        known = _taken_for_current(translation, source)
    own = words_of(translation)
    older: dict[str, None] = {}
    missing = False

    def spoken(path: str, text: str) -> str:
        nonlocal missing
        name = path.partition(".")[0]
        own_text = own.get(path, "") if path in known else ""
        if own_text and known[path] == digest(text):
            return own_text
        if own_text and name in PROSE:
            if name != "keywords":
                older[name] = None
            return own_text
        missing = missing or name != "keywords"
        return Untranslated(text)

    values = {name: replaced(source, name, spoken) for name in worded_fields(type(translation))}
    for name, value in values.items():
        setattr(translation, name, value)
    _copy_the_rest(translation, source)
    translation.source_version = source
    translation.older_parts = tuple(older)
    translation.has_untranslated = missing
    return translation


def as_read(page: P, source: P | None = None) -> P:
    """The page as its readers see it: a translation is composed with its source, anything else comes back as it is.

    ``source``: where it is at hand; without it one query.
    """
    if is_source(page) or page.source_version is not None:
        return page
    if source is None:
        source = type(page)._default_manager.filter(translation_key=page.translation_key, locale__language_code=SOURCE_LANGUAGE).first()
    return composed(page, source) if source is not None else page


def is_source(page: Page) -> bool:
    return bool(page.locale.language_code == SOURCE_LANGUAGE)


def _taken_for_current(translation: Page, source: Page) -> dict[str, str]:
    """For a translation from before texts were noted: all of it is taken for current where it was published after its source."""
    days = (source.last_published_at, translation.last_published_at)
    newer = not all(days) or days[0] <= days[1]
    return {path: digest(text) if newer else "" for path, text in words_of(source).items()}


def _copy_the_rest(translation: Any, source: Any) -> None:
    """What is the same in every language. Rows in other tables are the source's: whoever asks for them asks by ``source_version``."""
    for declared in translation.translatable_fields:
        if not isinstance(declared, SynchronizedField):
            continue
        field = translation._meta.get_field(declared.field_name)
        if field.one_to_many or field.many_to_many:
            continue
        if field.is_relation and field.is_cached(source):
            setattr(translation, field.name, getattr(source, field.name))
        else:
            value = getattr(source, field.attname)
            setattr(translation, field.attname, value.get_prep_value() if isinstance(field, StreamField) else value)
