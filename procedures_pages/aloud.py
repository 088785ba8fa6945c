"""Lines of a rendered list with what a voice should say for them, where that differs: ``data-spoken``.

Read off the HTML, so that what is heard is what is shown, whatever the templates make of a paper. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape

from vietnamese.spoken import spoken

# Only what stands after this mark is read aloud (static/site/listen.js).
REGION = "data-aloud"
# Elements that hold a line and no other line. A paragraph or a heading cannot hold blocks; an item of a list can, then its parts are lines.
_LINE = re.compile(
    r"<(?P<name>h[34]|p)(?P<attributes>(?:\s[^<>]*)?)>(?P<inside>.*?)</(?P=name)>"
    r"|<(?P<item>li)(?P<of_item>(?:\s[^<>]*)?)>(?P<text>(?:(?!</?(?:li|p|div|h\d|ul|ol)\b).)*)</li>",
    re.DOTALL,
)
# "1 bản chính" and "nộp" stand apart, though no comma is written between them.
_APART = re.compile(r"(?<=</b>)\s+(?=<span\b)|(?<=</span>)\s+(?=<span\b)|<br\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def with_spoken(html: str) -> str:
    """HTML as our templates write it in; the same with the words to say at lines of the region that need some out."""
    before, mark, after = html.partition(REGION)
    return before + mark + _LINE.sub(_marked, after)


def _marked(found: re.Match[str]) -> str:
    name, attributes, inside = found.group("name", "attributes", "inside") if found["name"] else found.group("item", "of_item", "text")
    written = " ".join(unescape(_TAG.sub("", _APART.sub(", ", inside))).split())
    said = _said(written)
    # A colon at the end of a line is a pause there anyway.
    if "<button" in inside or not said or said == written.rstrip(" ,;:"):
        return found[0]
    return f'<{name}{attributes} data-spoken="{escape(said)}">{inside}</{name}>'


@lru_cache(maxsize=4096)
def _said(written: str) -> str:
    """The same few thousand lines stand on all lists."""
    return spoken(written)
