from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from office.clean_fields import CleanCharField
from vietnamese import typed


class RemarkForm(forms.Form):
    words = CleanCharField(
        cleaner=typed.own_lines,
        must_read=False,
        label=_("Chỗ nào chưa đúng, nên ghi thế nào?"),
        help_text=_("Ví dụ: Ở quầy không thu tờ khai này nữa, chỉ xuất trình. Không ghi tên hay số giấy tờ của người dân."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Hãy viết vài chữ về chỗ chưa đúng.")},
    )
