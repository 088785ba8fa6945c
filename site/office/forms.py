from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from vietnamese import typed

from .clean_fields import CleanCharField

# Identity and phone numbers have no business in a report about a page.
DIGITS = re.compile(r"\d(?:[ .-]?\d){5,}")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class ReportForm(forms.Form):
    trang = forms.SlugField(max_length=255, widget=forms.HiddenInput)
    noi_dung = CleanCharField(
        cleaner=typed.own_lines,
        must_read=False,
        label=_("Chỗ nào chưa đúng hoặc khó hiểu?"),
        max_length=2000,
        strip=True,
        error_messages={"required": _("Hãy viết vài chữ về chỗ chưa đúng.")},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # A field that people do not see and programs fill in.
    website = forms.CharField(required=False, max_length=200)

    def clean_noi_dung(self) -> str:
        words = self.cleaned_data["noi_dung"]
        return EMAIL.sub("[đã che]", DIGITS.sub("[đã che]", words))
