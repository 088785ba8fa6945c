"""Vietnamese words in an English page get ``lang="vi"``, so that a screen reader changes its voice (WCAG 2.2, 3.1.2).

Where templates know that a whole text is Vietnamese they say so themselves; this finds what stands inside English sentences: the
Vietnamese name of a paper, a place, the number of a decree, a title that nobody has translated.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from .lexicon import is_real_syllable

_TOKEN = re.compile(r"<!--.*?-->|<[a-zA-Z/!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_LANG = re.compile(r"""(?<![\w-])lang\s*=\s*["']?([\w-]+)""")
_SPOKEN = re.compile(r'(?<![\w-])(?:aria-label|title|alt|placeholder)\s*=\s*"([^"]*)"')
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_UNREAD = frozenset(["script", "style", "svg"])
_TEXT_ONLY = frozenset(["title", "textarea", "option"])  # cannot hold other elements
_WORD = re.compile(r"&#?\w+;|[\w\u0300-\u036f]+(?:[/.-][\w\u0300-\u036f]+)*")
# Letters that no other language in Latin script has so, and those that French, Spanish or Portuguese have, too.
_OURS = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9\u0306\u0309\u031b\u0323]")
_SHARED = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúý\u0300-\u0303]")
# English words that would pass for syllables without a mark.
_ENGLISH = frozenset([
    "a", "an", "be", "by", "can", "day", "do", "e", "go", "he", "hi", "him", "i", "in", "long", "man", "may", "me", "my", "no",
    "non", "on", "pay", "run", "say", "so", "ten", "than", "the", "them", "then", "to", "try",
])  # fmt: skip


def mark_vietnamese(page: str) -> str:
    """The HTML of an English page in; the same with each Vietnamese part marked out. A page in Vietnamese comes back as it is."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []  # names of open elements with the language inside each
    lang = ""
    for match in _TOKEN.finditer(page):
        token = match[0]
        if token.startswith("<"):
            tag = _TAG.match(token)
            if tag is None:
                out.append(token)
                continue
            name = tag[2].lower()
            if tag[1]:
                _close(name, opened)
                lang = opened[-1][1] if opened else ""
            else:
                if name == "html" and (found := _LANG.search(token)) and found[1] == "vi":
                    return page
                within = found[1] if (found := _LANG.search(token)) else lang
                if within != "vi" and name in _VOID and is_mostly_vietnamese(" ".join(map(html.unescape, _SPOKEN.findall(token)))):
                    token = _with_lang(token)
                if not token.endswith("/>") and name not in _VOID:
                    opened.append((name, within))
                    lang = within
            out.append(token)
            continue
        element = opened[-1][0] if opened else ""
        if lang == "vi" or token.isascii() or any(name in _UNREAD for name, _lang in opened):
            out.append(token)
        elif element in _TEXT_ONLY:
            if is_mostly_vietnamese(html.unescape(token)) and out:
                out[-1] = _with_lang(out[-1])
            out.append(token)
        else:
            out.append("".join(f'<span lang="vi">{part}</span>' if is_ours else part for part, is_ours in parts(token)))
    return "".join(out)


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """Text in; its parts in order out, each with whether it is Vietnamese: "Birth notice (", "Giấy chứng sinh", ")"."""
    words = list(_WORD.finditer(text))
    ours = [is_vietnamese(word[0]) for word in words]
    # Unmarked syllables belong to the marked words beside them: "Tờ khai đăng ký khai sinh".
    for order in (range(len(words)), reversed(range(len(words)))):
        before: int | None = None
        for n in order:
            if not ours[n] and before is not None and ours[before] and _joins(text, words, n, before):
                ours[n] = True
            before = n
    at = 0
    for first, last in _runs(text, words, ours):
        if words[first].start() > at:
            yield text[at : words[first].start()], False
        yield text[words[first].start() : words[last].end()], True
        at = words[last].end()
    if at < len(text):
        yield text[at:], False


@lru_cache(maxsize=20_000)
def is_vietnamese(word: str) -> bool:
    """Whether the marks of a word, or of a number with letters ("163/QĐ-BTP"), are Vietnamese ones."""
    return bool(_OURS.search(word) or (_SHARED.search(word) and is_real_syllable(word)))


def _joins(text: str, words: list[re.Match[str]], n: int, beside: int) -> bool:
    low, high = sorted((n, beside))
    if text[words[low].end() : words[high].start()].strip():
        return False
    word = words[n][0]
    return word.isalpha() and word.lower() not in _ENGLISH and is_real_syllable(word)


def _runs(text: str, words: list[re.Match[str]], ours: list[bool]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of Vietnamese words with nothing but blanks and light signs between them."""
    first: int | None = None
    for n, is_ours in enumerate(ours):
        if not is_ours:
            if first is not None:
                yield first, n - 1
            first = None
        elif first is None:
            first = n
        elif text[words[n - 1].end() : words[n].start()].strip(" ,\n\t–-"):
            yield first, n - 1
            first = n
    if first is not None:
        yield first, len(words) - 1


def is_mostly_vietnamese(text: str) -> bool:
    """Whether most words of a text are."""
    ours = sum(len(_WORD.findall(part)) for part, is_ours in parts(text) if is_ours)
    return 2 * ours > len(_WORD.findall(text))


def _with_lang(tag: str) -> str:
    if _LANG.search(tag):
        return tag
    end = 2 if tag.endswith("/>") else 1
    return f'{tag[:-end].rstrip()} lang="vi"{tag[-end:]}'


def _close(name: str, opened: list[tuple[str, str]]) -> None:
    """Closes the innermost element of this name and what was left open in it; an end without a beginning is nothing."""
    for n in range(len(opened) - 1, -1, -1):
        if opened[n][0] == name:
            del opened[n:]
            return
