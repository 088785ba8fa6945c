"""What the desk's scripts about lengths and uploads are told: their words, in the editor's language."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

from ..lengths import TOO_LONG


@hooks.register("insert_editor_js")
def length_script() -> str:
    return format_html('<script src="{}" data-words="{}"></script>', static("desk/lengths.js"), TOO_LONG)


@hooks.register("insert_global_admin_js")
def upload_script() -> str:
    return format_html(
        '<script src="{}" data-large="{}" data-out="{}" data-other="{}"></script>',
        static("desk/uploads.js"),
        _("Máy chủ không nhận tệp nặng như vậy. Hãy nén hoặc thu nhỏ tệp rồi tải lại."),
        _("Phiên làm việc đã hết. Hãy tải lại trang, đăng nhập rồi tải tệp lên lần nữa."),
        _("Đường truyền hoặc máy chủ gặp lỗi. Hãy thử lại; nếu vẫn vậy, hãy báo người quản trị."),
    )
