"""What one text of the law sets for many pages: an amount, to what day it holds, and what holds after it where that is known."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from office.desk.effects import EffectPanel
from office.desk.sorting import vietnamese
from office.dong import DongModelField
from office.models import LegalResource
from office.shared_records import SharedRecord

from .bases import Basis


def _law(label: Any, **more: Any) -> models.ForeignKey:
    return models.ForeignKey(LegalResource, verbose_name=label, on_delete=models.PROTECT, related_name="+", **more)


def _amount(label: Any, help_text: Any) -> DongModelField:
    return DongModelField(label, null=True, blank=True, help_text=help_text)


class Rate(SharedRecord):
    """One rate: rows of costs of many pages name it and say what it says, each day what holds on that day."""

    name = models.CharField(
        _("tên mức thu"), max_length=120, unique=True, help_text=_("Chỉ người biên tập thấy. Ví dụ: Lệ phí đăng ký hộ kinh doanh")
    )
    law = _law(_("văn bản quy định"), help_text=_("Nghị quyết hoặc thông tư đặt ra mức này."))
    basis = models.CharField(_("mức thu là"), max_length=10, choices=Basis.choices, default=Basis.AMOUNT)
    amount = _amount(_("số tiền (đồng)"), _("Chỉ ghi khi mức thu là một số tiền. Ví dụ: 100.000 hoặc 4 triệu"))
    per = models.CharField(_("cho mỗi"), max_length=40, blank=True, default="", help_text=_("Ví dụ: trang, bản, lần"))
    per_en = models.CharField(_("cho mỗi, bằng tiếng Anh"), max_length=40, blank=True, default="", help_text=_("Ví dụ: page, copy, time"))
    since = models.DateField(_("áp dụng từ ngày"), null=True, blank=True, help_text=_("Để trống khi đang áp dụng rồi."))
    until = models.DateField(
        _("áp dụng đến hết ngày"),
        null=True,
        blank=True,
        help_text=_("Ngày cuối cùng, khi văn bản có nêu. Người đọc được báo trước 60 ngày. Ví dụ: 31/12/2026"),
    )
    then_from = models.DateField(
        _("từ ngày"), null=True, blank=True, help_text=_("Từ 0 giờ ngày này các trang tự nói mức sau. Ví dụ: 01/01/2027")
    )
    then_basis = models.CharField(_("mức sau là"), max_length=10, choices=Basis.choices, default=Basis.AMOUNT)
    then_amount = _amount(_("số tiền sau (đồng)"), _("Ví dụ: 200.000"))
    then_law = _law(_("văn bản quy định mức sau"), null=True, blank=True, help_text=_("Để trống khi cũng là văn bản ở trên."))
    panels = [
        EffectPanel(),
        HelpPanel(_("Ghi một lần ở đây, rồi chọn ở khoản thu của từng trang. Người khác duyệt xong thì mọi trang ấy nói mức mới.")),
        FieldPanel("name"),
        FieldPanel("law"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("basis"), FieldPanel("amount")]), FieldRowPanel([FieldPanel("per"), FieldPanel("per_en")])],
            heading=_("Mức thu"),
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("since"), FieldPanel("until")])], heading=_("Khi nào")),
        MultiFieldPanel(
            [
                FieldPanel("then_from"),
                FieldRowPanel([FieldPanel("then_basis"), FieldPanel("then_amount")]),
                FieldPanel("then_law"),
            ],
            heading=_("Sau đó, nếu đã biết"),
        ),
    ]

    class Meta:
        verbose_name = _("mức thu")
        verbose_name_plural = _("mức thu")
        ordering = [vietnamese("name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raises ValidationError for an amount that does not fit its basis, and for days that contradict each other."""
        super().clean()
        errors: dict[str, str] = {}
        unfit = gettext("Mức thu “Một số tiền” cần con số, và chỉ khi đó mới có con số.")
        if (self.basis == Basis.AMOUNT) != bool(self.amount):
            errors["amount"] = unfit
        if self.since and self.until and self.until < self.since:
            errors["until"] = gettext("Ngày này trước ngày bắt đầu áp dụng.")
        if self.then_from:
            if (self.then_basis == Basis.AMOUNT) != bool(self.then_amount):
                errors["then_amount"] = unfit
            if self.until and self.then_from <= self.until:
                errors["then_from"] = gettext("Ngày này phải sau ngày cuối cùng của mức đang ghi.")
            elif self.since and self.then_from <= self.since:
                errors["then_from"] = gettext("Ngày này phải sau ngày bắt đầu áp dụng.")
        elif self.then_amount or self.then_law_id or self.then_basis != Basis.AMOUNT:
            errors["then_from"] = gettext("Ghi từ ngày nào thì áp dụng mức sau, hoặc bỏ mức sau.")
        if errors:
            raise ValidationError(errors)
