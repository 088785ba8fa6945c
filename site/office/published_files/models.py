"""What readers were ever given."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedFile(models.Model):
    """That a published page, or shared record, has led readers to this document; ``file_hash``: to these bytes (SHA-1, as Wagtail's)."""

    document = models.OneToOneField("wagtaildocs.Document", verbose_name=_("biểu mẫu"), on_delete=models.CASCADE, related_name="+")
    document.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # it is no use of the document
    file_hash = models.CharField(_("nội dung"), max_length=40, blank=True)
    published_at = models.DateTimeField(_("lúc"), auto_now_add=True)

    class Meta:
        app_label = "office"
        verbose_name = _("tệp đã đến tay người đọc")
        verbose_name_plural = _("các tệp đã đến tay người đọc")

    def __str__(self) -> str:
        return str(self.document_id)
