"""A reader's yes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ReaderConfirmation(models.Model):
    """A reader says that a page is right. Nothing of the reader, no words, not even the hour: the page as it was read, and the day.

    ``page_version``, ``case``: as in ``ReaderReport``. Written by ``office.views.report`` alone.
    """

    day = models.DateField(_("ngày"), default=timezone.localdate, db_index=True)
    page_slug = models.CharField(_("trang"), max_length=255)
    page_version = models.CharField(_("bản cập nhật"), max_length=40, blank=True, default="")
    case = models.CharField(_("câu trả lời đã chọn"), max_length=300, blank=True, default="")

    class Meta:
        app_label = "office"
        verbose_name = _("lần người đọc nói đúng")
        verbose_name_plural = _("lần người đọc nói đúng")
        default_permissions = ()

    def __str__(self) -> str:
        return self.page_slug
