"""English versions of pages, made through wagtail-localize as a translator would: string by string, then published."""

from __future__ import annotations

from collections.abc import Mapping

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue

# The pages that setup makes itself.
WORDS = {
    "Cẩm nang Một cửa": "One-Stop Guide",
    "Bạn cần làm giấy tờ gì?": "What do you need to get done?",
    "Gõ việc bạn muốn làm. Có dấu hay không dấu, đúng tên hay theo cách gọi hằng ngày đều được.": (
        "Type what you want to do, in English or Vietnamese, with or without diacritics, in official or everyday words."
    ),
    "Thủ tục hành chính": "Administrative procedures",
    "Hướng dẫn": "Guides",
}


def _english(vietnamese: str, words: Mapping[str, str]) -> str | None:
    """The English of one string; keywords come as lines, each looked up by itself."""
    if vietnamese in words:
        return words[vietnamese]
    lines = vietnamese.split("\n")
    if len(lines) > 1 and any(line in words for line in lines):
        return "\n".join(words.get(line, line) for line in lines)
    return None


def translate_page(page: Page, locale: Locale, words: Mapping[str, str]) -> list[str]:
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
