"""The box of a block or a stream of blocks, which Wagtail's script draws from JSON: as Wagtail's, in half of the bytes."""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.telepath import JSContext
from wagtail.blocks.base import BlockWidget, get_error_json_data

_HALF_SIGN = re.compile("[\ud800-\udfff]")  # half of a sign, in a text stored long ago, is none in UTF-8


def compact(value: Any) -> str:
    """JSON without blanks, its letters written as such."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(value, separators=(",", ":")) if _HALF_SIGN.search(text) else text


def in_single_quotes(text: str) -> SafeString:
    """For the value of an attribute in single quotes, where the double quotes of JSON stay as they are."""
    return mark_safe(text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;"))  # noqa: S308 (escaped here)


class StreamWidget(BlockWidget):
    def _build_block_json(self) -> None:
        self._js_context = JSContext()
        self._block_json = compact(self._js_context.pack(self.block_def))

    def shown(self, value: Any, errors: Any) -> str:
        """What the block holds, and what is wrong with it."""
        return compact([self.block_def.get_form_state(value), get_error_json_data(errors.as_data()[0]) if errors else None])

    def render_with_errors(self, name: str, value: Any, attrs: Any = None, errors: Any = None, renderer: Any = None) -> str:
        return format_html(
            """<div id="{}" data-block data-controller="w-block" data-w-block-data-value='{}' data-w-block-arguments-value='{}'></div>""",
            name,
            in_single_quotes(self.block_json),
            in_single_quotes(self.shown(value, errors)),
        )
