"""What readers asked and what they opened, by day, without anything that tells who they are. Kept 90 days (``search.query_log``)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AskedQuery(models.Model):
    """One query (masked and in one normal form) on one day: how often it was asked, how often it found nothing, how much it found last."""

    day = models.DateField(_("ngày"), db_index=True)
    locale = models.CharField(_("ngôn ngữ"), max_length=5)
    text = models.CharField(_("câu tìm"), max_length=120)
    times = models.PositiveIntegerField(_("số lần"), default=0)
    without_hits = models.PositiveIntegerField(_("số lần không thấy"), default=0)
    hits = models.PositiveIntegerField(_("số kết quả"), default=0)

    class Meta:
        verbose_name = _("câu người dân tìm")
        verbose_name_plural = _("câu người dân tìm")
        constraints = [models.UniqueConstraint(fields=["day", "locale", "text"], name="search_asked_once_a_day")]

    def __str__(self) -> str:
        return self.text


class OpenedHit(models.Model):
    """On one day, after one query: how often the hit at this position (from 1) was opened; ``result`` as in ``data-result``."""

    day = models.DateField(_("ngày"), db_index=True)
    locale = models.CharField(_("ngôn ngữ"), max_length=5)
    text = models.CharField(_("câu tìm"), max_length=120)
    position = models.PositiveSmallIntegerField(_("vị trí"))
    result = models.CharField(_("kết quả"), max_length=200)
    times = models.PositiveIntegerField(_("số lần"), default=0)

    class Meta:
        verbose_name = _("kết quả đã mở")
        verbose_name_plural = _("kết quả đã mở")
        constraints = [models.UniqueConstraint(fields=["day", "locale", "text", "position", "result"], name="search_opened_once_a_day")]
        indexes = [models.Index(fields=["text"], name="search_opened_text")]

    def __str__(self) -> str:
        return f"{self.text} → {self.position}"
