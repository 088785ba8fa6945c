"""English versions of some sample pages, made through wagtail-localize as a translator would: string by string, then published."""

from __future__ import annotations

from collections.abc import Callable

import yaml
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

from guides.models import BaseGuidePage, GuideIndexPage
from procedures_pages.models import CatalogueIndexPage, ProcedurePage

from .models import HomePage
from .sample_schema import SAMPLE


def _english(vietnamese: str, words: dict[str, str]) -> str | None:
    """The English of one string; keywords come as lines, each looked up by itself."""
    if vietnamese in words:
        return words[vietnamese]
    lines = vietnamese.split("\n")
    if len(lines) > 1 and any(line in words for line in lines):
        return "\n".join(words.get(line, line) for line in lines)
    return None


def translate_page(page: Page, locale: Locale, words: dict[str, str]) -> list[str]:
    """Make and publish the page's version in ``locale``. Returns the strings that ``words`` lacks; they stay Vietnamese."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    lacking = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        vietnamese = segment.string.data
        plain = StringValue(vietnamese).render_text()
        english = _english(plain, words)
        if english is None:
            lacking.append(plain)
            english = plain
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": StringValue.from_plaintext(english).data, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
    translation.save_target(publish=False)
    # Here and now: wagtail-localize would publish when the transaction ends, with the number of children of before.
    translation.get_target_instance().get_latest_revision().publish()
    return lacking


def translate(say: Callable[[str], None]) -> int:
    """Translate what english.yaml names and has no English version yet. Returns how many pages were made."""
    words: dict[str, str] = yaml.safe_load((SAMPLE / "english.yaml").read_text("utf-8"))
    wanted = yaml.safe_load((SAMPLE / "reference.yaml").read_text("utf-8"))["meta"]["english"]
    locale = Locale.objects.get(language_code="en")
    pages: list[Page] = [
        *HomePage.objects.filter(locale__language_code="vi"),
        *CatalogueIndexPage.objects.filter(locale__language_code="vi"),
    ]
    pages += GuideIndexPage.objects.filter(locale__language_code="vi")
    pages += ProcedurePage.objects.filter(locale__language_code="vi", slug__in=wanted["procedures"])
    pages += BaseGuidePage.objects.filter(locale__language_code="vi", slug__in=wanted["guides"])
    made = 0
    for page in pages:
        if not page.get_translations().exists():
            lacking = translate_page(page.specific, locale, words)
            made += 1
            for text in lacking:
                say(f"no English for {text[:60]!r} on {page.slug}")
    return made
