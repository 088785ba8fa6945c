"""How large a file may be, in one sentence: before it is sent (``static/desk/uploads.js``), and from the server where no script ran."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from vietnamese.numbers import decimal

MEGA = 1024 * 1024


def told_before(most: int) -> dict[str, str]:
    """Attributes of an input for files of at most so many bytes, by which the desk's script tells of a larger one before it is sent."""
    return {"data-cn-bytes": str(most), "data-cn-too-large": _too_large(most)}


def bound(field: Any, most: int) -> None:
    """Gives a field of Wagtail's for documents or pictures, in place, its limit of bytes and the words for it."""
    field.max_upload_size = most
    field.max_upload_size_text = _mega(most)
    field.error_messages["file_too_large"] = _too_large(most)
    # Of the screen for several files, whose script does not say the size.
    words = _("Tệp nặng hơn %(most)s nên không tải lên. Hãy nén hoặc thu nhỏ tệp.")
    field.error_messages["file_too_large_unknown_size"] = words % {"most": _mega(most)}
    field.widget.attrs |= told_before(most)


def _mega(size: int) -> str:
    return f"{decimal(size / MEGA, 1)} MB"


def _too_large(most: int) -> str:
    """With a place for the size of the file, which Wagtail and the script fill in."""
    return _("Tệp nặng %(file_size)s; ở đây nhận nhiều nhất %(most)s.") % {"file_size": "%(file_size)s", "most": _mega(most)}
