"""What an editor can read on a screen of the desk, and which of it looks English.

`strings(html)` reads a screen as a person or a screen reader does: texts, buttons, titles, labels, placeholders, and what waits in
templates and JSON attributes for a script to show it. `looks_english` judges one string.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from django.apps import apps

SPOKEN = ("title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt", "label", "content", "summary")
UNREAD = {"script", "style", "svg", "noscript", "code"}
# In JSON: words for people, whatever they look like, and values that are never shown.
LABELS = {"label", "helpText", "help_text", "text", "title", "description", "addLabel", "heading", "verbose_name", "message", "name_label"}
NEVER_SHOWN = {
    "accept", "autocomplete", "class", "classname", "comparison", "form_classname", "format", "groupId", "icon", "id", "iconName",
    "input_type", "mode", "name", "pattern", "regex", "slug", "src", "tag", "type", "url", "value", "widget", "_type", "_id", "_ref",
    "dateFormat", "timeFormat", "dateTimeFormat", "formats", "baseURL", "prefix", "blockDefId", "definitionPrefix", "contentpath",
    "data-controller", "data-action",
}  # fmt: skip
# Attributes of Stimulus and of telepath that hold words or JSON; all others of `data-` are wiring.
DATA = re.compile(
    r"^data-(w-[a-z-]+-(value|label|text|message|content|name)s?|[a-z-]*value|.*-(text|label|title|message|confirm|content|comment|string)s?)$"
)
WIRED = re.compile(r"-(url|urls|id|class|name|param|path|type|event|selector|key|target|method|format)-value$|-(url|id|path)$")

VIETNAMESE = re.compile(r"[À-ỹđĐ]")
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
# A syllable that can stand in Vietnamese without any mark: "trang", "xem", "khi". One that ends in c, ch, p or t always has a tone mark.
SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:a|e|i|o|u|y|ai|ao|au|ay|eo|ia|iu|oa|oai|oay|oe|oi|ua|ui|uy|uya|oao|oeo|uyu|ya)(?:m|n|ng|nh)?",
    re.IGNORECASE,
)
# These would pass as syllables; alone on a button they are English.
SHORT = {"go", "no", "on", "or", "by", "the", "then", "to", "them", "than", "yes", "and", "new", "main", "menu"}
# The same word here: names of products, formats and things that have no other name.
NAMES = {
    "wagtail", "english", "html", "url", "urls", "pdf", "csv", "xlsx", "json", "api", "vneid", "google", "microsoft",
    "authenticator", "android", "ios", "ctrl", "alt", "byte", "id", "seo", "slug", "email", "web", "qr", "otp", "utc", "pixel",
    "px", "kb", "mb", "docx", "doc", "xls", "ods", "odt", "jpg", "jpeg", "png", "webp", "rss", "http", "https", "javascript",
}  # fmt: skip
BLOCKS = {"answer", "channel", "cost", "kind", "note", "output", "question", "section", "statement", "step"}
SAID_BY = ("wagtail", "wagtail_localize", "wagtail_2fa", "axes", "django", "django_otp", "taggit", "rest_framework", "django_filters")


def syllable(word: str) -> bool:
    return bool(SYLLABLE.fullmatch(word))


@cache
def english() -> frozenset[str]:
    """Every word of what the apps of the desk can say in English, but for those that can be Vietnamese."""
    words = set(SHORT)
    for app in SAID_BY:
        folder = Path(find_spec(app).submodule_search_locations[0])
        for source in folder.rglob("locale/en/LC_MESSAGES/*.po"):
            for entry in polib.pofile(str(source)):
                text = re.sub(r"<[^>]*>|%\(\w+\)\w|\{\w*\}|&\w+;", " ", f"{entry.msgid} {entry.msgid_plural}")
                words.update(w.lower() for w in WORD.findall(text) if len(w) > 1 and not syllable(w))
    # A field without a label is called by its name, and a model without one by its class.
    for model in apps.get_models():
        names = [model.__name__, *(field.name for field in model._meta.get_fields())]
        words.update(w.lower() for name in names for w in re.findall(r"[A-Z]?[a-z]+", name) if len(w) > 2 and not syllable(w))
    words.update(BLOCKS)
    return frozenset(words - NAMES)


def looks_english(text: str) -> bool:
    """English words and no Vietnamese letter; or Vietnamese with two English words side by side, as a half translated sentence has."""
    if len(text) > 40 and " " not in text:
        return False  # a token
    text = re.sub(r"https?://\S+|/\S*|\S+@\S+|[\w-]+(?:\.[\w-]+)+|%\(\w+\)\w|\{\w*\}|&\w+;", " ", text)
    if not VIETNAMESE.search(text):
        return any(w.lower() in english() for w in WORD.findall(text) if not w.isupper() or len(w) == 1)
    pairs = re.findall(r"[A-Za-z]+ [A-Za-z]+(?![À-ỹđĐ])", text)
    return any(all(w.lower() in english() for w in pair.split()) for pair in pairs)


def tidy(text: str) -> str:
    return " ".join(text.split())


def _in_json(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _in_json(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _in_json(inner, key)
    elif isinstance(value, str) and value.strip():
        if "<" in value and ">" in value:
            yield from strings(value)
        elif value[:1] in "[{" and (inner := _json(value)) is not None:
            yield from _in_json(inner)
        elif key in LABELS or (key not in NEVER_SHOWN and (" " in value.strip() or value[:1].isupper())):
            yield tidy(value)


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _attributes(tag: Tag) -> Iterator[str]:
    for name, value in tag.attrs.items():
        if not isinstance(value, str) or not value.strip():
            continue
        if (name in SPOKEN and not (name == "content" and tag.name == "meta")) or (
            name == "value" and tag.name == "input" and tag.get("type") in {"submit", "button", "reset"}
        ):
            yield tidy(value)
        elif name.startswith("data-"):
            if (inner := _json(value) if value.lstrip()[:1] in {"[", "{"} else None) is not None:
                yield from _in_json(inner)
            elif "<" in value and ">" in value:
                yield from strings(value)
            elif DATA.match(name) and not WIRED.search(name) and (" " in value.strip() or value[:1].isupper()):
                yield tidy(value)


def _walk(tag: Tag) -> Iterator[str]:
    for node in tag.children:
        if isinstance(node, Tag):
            yield from _attributes(node)
            if node.name == "script" and "json" in node.get("type", "") and node.string:
                yield from _in_json(_json(node.string))
            if node.name not in UNREAD and not node.has_attr("data-side-panel-toggle-counter"):
                yield from _walk(node)
        elif not isinstance(node, PreformattedString) and node.strip():
            yield tidy(node)


def strings(html: str) -> list[str]:
    """Everything on a screen that a person may be shown, in the order of the source, each once; but what says itself that it is English:
    what readers of English are told."""
    screen = BeautifulSoup(html, "html.parser")
    for told in screen.select(':is(td, th)[lang="en"]'):
        told.clear()
    return list(dict.fromkeys(_walk(screen)))
