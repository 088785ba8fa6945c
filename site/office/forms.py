from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.translation import gettext_lazy as _

from vietnamese import typed
from vietnamese.numbers import PERSONAL_DIGITS

from .clean_fields import CleanCharField
from .models import ReaderReport

# Identity and phone numbers have no business in a report about a page.
DIGITS = re.compile(rf"\d(?:[ .-]?\d){{{PERSONAL_DIGITS - 1},}}")
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_CASE, MAX_ANSWERS = 300, 50


def answers_in(query: str) -> str:
    """The answers to a page's questions in a query string, and nothing else that may stand there; "" where they are too many."""
    try:
        pairs = parse_qsl(query, max_num_fields=MAX_ANSWERS)
    except ValueError:
        return ""
    told = "&".join(f"{name}={value}" for name, value in pairs if NAME.fullmatch(name) and NAME.fullmatch(value))
    return told if len(told) <= MAX_CASE else ""


class ReportForm(forms.Form):
    trang = forms.SlugField(max_length=255, widget=forms.HiddenInput)
    truong_hop = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    phan = forms.ChoiceField(label=_("Phần nào chưa đúng?"), choices=ReaderReport.Part.choices, required=False, widget=forms.RadioSelect)
    noi_dung = CleanCharField(
        cleaner=typed.own_lines,
        must_read=False,
        label=_("Chưa đúng hoặc khó hiểu thế nào?"),
        max_length=500,
        strip=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # A field that people do not see and programs fill in.
    website = forms.CharField(required=False, max_length=200)

    def clean_truong_hop(self) -> str:
        return answers_in(self.cleaned_data["truong_hop"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if "noi_dung" in told and not told["noi_dung"] and not told.get("phan"):
            self.add_error("noi_dung", _("Hãy chọn một phần, hoặc viết vài chữ về chỗ chưa đúng."))
        return told

    def clean_noi_dung(self) -> str:
        words = self.cleaned_data["noi_dung"]
        return EMAIL.sub("[đã che]", DIGITS.sub("[đã che]", words))
