"""Templates are indented for those who write them; readers on slow telephones, and editors, need not fetch that."""

from __future__ import annotations

import re
from typing import Any

from django.template import Origin
from django.template.loaders import app_directories, filesystem

from office.desk.nonces import marked, unstyled

_INDENTATION = re.compile(r"\n[ \t]+")
# A sentence that is translated is found by all of its signs, those between its lines too, unless it is trimmed.
_SENTENCE = re.compile(r"(\{% *blocktrans(?:late)?\b(?:(?!%\}|\btrimmed\b).)*%\}.*?\{% *endblocktrans(?:late)? *%\})", re.DOTALL)


def unindented(source: str) -> str:
    """A template in, the same one out with no space at the beginning of its lines: as many lines, so that an error still names its own.

    HTML shows a line's end and the spaces after it as one space. No template of ours has words of its own in a ``<pre>`` or ``<textarea>``.
    """
    return _INDENTATION.sub("\n", source)


def unindented_around_sentences(source: str) -> str:
    """As ``unindented``, of a template that others write: what is translated stays as its catalogue knows it."""
    return "".join(part if n % 2 else unindented(part) for n, part in enumerate(_SENTENCE.split(source)))


class Loader(filesystem.Loader):
    """Reads the project's own templates."""

    def get_contents(self, origin: Origin) -> Any:
        contents = super().get_contents(origin)
        return marked(unindented(contents)) if str(origin.name).endswith(".html") else contents


class LibraryLoader(app_directories.Loader):
    """Reads Wagtail's and other libraries' templates: an edit screen was a fifth of blanks. Words in a ``<pre>`` stay as they are."""

    def get_contents(self, origin: Origin) -> Any:
        contents = super().get_contents(origin)
        if not str(origin.name).endswith(".html") or "/notifications/" in str(origin.name):  # those are mails
            return contents
        contents = unstyled(marked(contents))
        return contents if re.search("<(?:pre|textarea)", contents) else unindented_around_sentences(contents)
