"""What follows people about in copied addresses. Pure."""

from __future__ import annotations

import re

from vietnamese import typed

MAX_QUERY = 1500
# What messengers, mailers and advertisers hang on to an address. Pages pass over whatever is none of their questions; redirects, which
# cannot know the questions of the page that they lead to, leave out these.
_TRACKER = re.compile(
    r"(?:utm|gad|mc|ga|gl|hs\w*|cft|tn|openstat|pk|mtm|vero|branch)_|_(?:ga|gl|hs|openstat)|__(?:cft|tn)|(?:amp;)*(?:fbclid|gclid|gclsrc|dclid|gbraid"
    r"|wbraid|msclkid|ttclid|twclid|li_fat_id|igshid|igsh|mibextid|sfnsn|srsltid|yclid|ymclid|zarsrc|zclid|epik|rdt_cid|s_cid|oly_\w+|wickedid)$",
    re.IGNORECASE,
)


def without_trackers(query: str) -> str:
    """A query string without what is known to follow readers about; the rest as it was, at most ``MAX_QUERY`` signs of it."""
    return "&".join(part for part in query[:MAX_QUERY].split("&") if part and not _TRACKER.match(part.partition("=")[0]))


def address(text: str) -> str:
    """An address as somebody pasted it; the same on one line and without what follows readers about: they would carry it on."""
    text = typed.own_line(text)
    before, fragment_mark, fragment = text.partition("#")
    base, mark, query = before.partition("?")
    if not mark:
        return text
    kept = "&".join(part for part in query.split("&") if not _TRACKER.match(part.partition("=")[0]))
    return base + (f"?{kept}" if kept else "") + fragment_mark + fragment
