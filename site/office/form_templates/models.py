"""A form kept once: what it is called, and its versions, each with the circular that issued it, its file and the day from which it is used.

The kind is "FormTemplate" in code: "form" alone is what Django calls something else.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from office.cleaning import CleanText
from office.desk.effects import EffectPanel
from office.desk.sorting import vietnamese
from office.desk.titles import NewNamePanel, slug_panel
from office.models import LegalResource, Named

from .desk_form import FormTemplateForm


class FormTemplate(index.Indexed, Named, ClusterableModel):
    """Biểu mẫu: one row, used by many procedures. Which file readers get follows the day (``kept``)."""

    slug = models.SlugField(
        _("tên trong địa chỉ"),
        max_length=60,
        unique=True,
        help_text=_("Địa chỉ của mẫu, in ra giấy được, không đổi về sau. Ví dụ: giay-de-nghi-dang-ky-ho-kinh-doanh"),
    )
    name = models.CharField(_("tên mẫu"), max_length=160, help_text=_("Không kèm số. Ví dụ: Giấy đề nghị đăng ký hộ kinh doanh"))
    number = models.CharField(
        _("số của mẫu"), max_length=60, blank=True, default="", help_text=_("Như in trên mẫu; để trống nếu không có. Ví dụ: Mẫu số 01")
    )
    base_form_class = FormTemplateForm
    panels = [
        EffectPanel(),
        HelpPanel(_("Mẫu đổi thì thêm một bản ở dưới cùng, đừng sửa bản cũ: ai giữ địa chỉ tệp cũ sẽ được dẫn đến mẫu mới.")),
        MultiFieldPanel([NewNamePanel("name"), FieldPanel("number"), slug_panel(), FieldPanel("name_en")], heading=_("Biểu mẫu")),
        InlinePanel(
            "versions",
            heading=_("Các bản của mẫu"),
            label=_("bản"),
            min_num=1,
            panels=[
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("label")]),
                FieldPanel("circular"),
                FieldPanel("file"),
            ],
        ),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.AutocompleteField("number")]

    class Meta:
        verbose_name = _("biểu mẫu dùng chung")
        verbose_name_plural = _("biểu mẫu dùng chung")
        ordering = [vietnamese("name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})" if self.number else self.name

    def clean(self) -> None:
        """Raises ValidationError for a slug that would be the address of a file, and for another one than readers have."""
        super().clean()
        if self.slug.isdigit():
            raise ValidationError({"slug": gettext("Tên trong địa chỉ cần có chữ, không chỉ có số.")})
        known = type(self).objects.filter(pk=self.pk, live=True).values_list("slug", flat=True).first() if self.pk else None
        if known is not None and known != self.slug:
            words = gettext("Địa chỉ này đã đến tay người dân nên không đổi: giữ “%(slug)s”.") % {"slug": known}
            raise ValidationError({"slug": words})


class FormVersion(CleanText, Orderable, models.Model):
    """One version of a form, in force from a day on until a later one is. Its rows are made anew when the form is published."""

    form = ParentalKey(FormTemplate, verbose_name=_("biểu mẫu"), on_delete=models.CASCADE, related_name="versions")
    effective_from = models.DateField(
        _("dùng từ ngày"), help_text=_("Ngày sắp tới cũng được: đến ngày ấy mọi trang tự đổi. Ví dụ: 01/07/2026")
    )
    label = models.CharField(
        _("tên của bản"), max_length=60, blank=True, default="", help_text=_("Nếu cần phân biệt hai bản cùng số. Ví dụ: bản 2026")
    )
    circular = models.ForeignKey(
        LegalResource,
        verbose_name=_("ban hành kèm văn bản"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Văn bản trong danh mục. Văn bản sửa đổi nó thì trang tự ghi thêm. Ví dụ: 68/2025/TT-BTC"),
    )
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("tệp của bản này"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Tệp trắng để người dân tải về. Bản mới là một tệp mới."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("bản của biểu mẫu")
        verbose_name_plural = _("bản của biểu mẫu")

    def __str__(self) -> str:
        return self.label or f"{self.effective_from:%d/%m/%Y}"
