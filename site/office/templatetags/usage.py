"""What uses a thing that is about to be deleted, for the desk's question whether one is sure."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from ..desk.usage import is_guarded, names, uses_of

register = template.Library()


@register.simple_tag(takes_context=True)
def what_uses(context: dict[str, Any], thing: Any) -> SafeString | str:
    """A list of links to everything that uses it; "" where nothing does, or where that is no hindrance."""
    uses = uses_of(thing) if is_guarded(thing) else []
    return names(uses, context["request"].user) if uses else ""
