"""English versions of some sample pages."""

from __future__ import annotations

from collections.abc import Callable

from wagtail.models import Locale, Page

from guides.models import BaseGuidePage
from procedures_pages.models import ProcedurePage

from .models import StandardPage
from .sample_files import read_yaml
from .sample_schema import SAMPLE
from .setup.english import translate_page


def english_words() -> dict[str, str]:
    words: dict[str, str] = read_yaml(SAMPLE / "english.yaml")
    return words


def translate(say: Callable[[str], None]) -> int:
    """Translate what english.yaml names and has no English version yet. Returns how many pages were made."""
    words = english_words()
    wanted = read_yaml(SAMPLE / "reference.yaml")["meta"]["english"]
    locale = Locale.objects.get(language_code="en")
    pages: list[Page] = list(ProcedurePage.objects.filter(locale__language_code="vi", slug__in=wanted["procedures"]))
    pages += BaseGuidePage.objects.filter(locale__language_code="vi", slug__in=wanted["guides"])
    pages += StandardPage.objects.filter(locale__language_code="vi", slug__in=wanted["pages"])
    made = 0
    for page in pages:
        if not page.get_translations().exists():
            lacking = translate_page(page.specific, locale, words)
            made += 1
            for text in lacking:
                say(f"no English for {text[:60]!r} on {page.slug}")
    return made
