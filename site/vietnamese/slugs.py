"""Addresses in plain letters."""

import re

from .folding import fold

_OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, max_length: int = 0) -> str:
    """Text in; "dang-ky-ket-hon" out: lower case, no marks, words joined by hyphens.

    With ``max_length``, cut after a whole word where there is one.
    """
    slug = _OTHER.sub("-", fold(text)).strip("-")
    if not max_length or len(slug) <= max_length:
        return slug
    cut = slug[: max_length + 1].rpartition("-")[0]
    return cut or slug[:max_length]
