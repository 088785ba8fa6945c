"""Templates are indented for those who write them; readers on slow telephones need not fetch that."""

from __future__ import annotations

import re
from typing import Any

from django.template import Origin
from django.template.loaders import filesystem

_INDENTATION = re.compile(r"\n[ \t]+")


def unindented(source: str) -> str:
    """A template in, the same one out with no space at the beginning of its lines: as many lines, so that an error still names its own.

    HTML shows a line's end and the spaces after it as one space. No template of ours has words of its own in a ``<pre>`` or ``<textarea>``.
    """
    return _INDENTATION.sub("\n", source)


class Loader(filesystem.Loader):
    """Reads the project's own templates; those of libraries are read as they are, by Django's loader for apps."""

    def get_contents(self, origin: Origin) -> Any:
        contents = super().get_contents(origin)
        return unindented(contents) if str(origin.name).endswith(".html") else contents
