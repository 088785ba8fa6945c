"""What of a screen's HTML a browser would not let count, by the policy that came with it."""

import re

_TAG = re.compile(r"<(script|style)\b([^>]*)>", re.IGNORECASE)
_DATA = re.compile(r"\bsrc=|\btype=(?![\"']?(?:text/javascript|module))")
_ATTRIBUTE = re.compile(r"<[a-z][^<>]*?\s(style|on[a-z]+)=", re.IGNORECASE)
# What stands between these is text.
_TEXT = re.compile(r"<!--.*?-->|<(script|style|textarea)\b([^>]*)>.*?</\1>", re.DOTALL | re.IGNORECASE)


def blocked(html, policy):
    """Inline scripts and styles without this answer's number, attributes with either; of HTML that comes alone (no ``policy``) all."""
    number = re.search(r"'nonce-([^']+)'", policy)
    own = f' nonce="{number[1]}"' if number else None
    text = re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL)
    tags = [f"<{name}{words}>" for name, words in _TAG.findall(text) if not _DATA.search(words) and words != own]
    return [*tags, *_ATTRIBUTE.findall(_TEXT.sub(r"<\1\2>", text))]
