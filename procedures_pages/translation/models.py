"""What a translation was made from, text by text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class TranslatedWords(models.Model):
    """``made_from``: {path of a text: digest of the source's text it was translated from}, noted when the translation is published."""

    page = models.OneToOneField(Page, verbose_name=_("trang"), on_delete=models.CASCADE, related_name="translated_words")
    made_from = models.JSONField(_("dịch từ"), default=dict)

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("lời dịch của trang")
        verbose_name_plural = _("lời dịch của trang")

    def __str__(self) -> str:
        return str(self.page_id)
