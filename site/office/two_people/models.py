"""What one person put live alone, in an emergency, and who looked at it afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..cleaning import CleanText


def next_working_day(day: date) -> date:
    """The first day after ``day`` that is no Saturday or Sunday."""
    following = day + timedelta(days=1)
    while following.weekday() >= 5:
        following += timedelta(days=1)
    return following


class UrgentPublication(CleanText, models.Model):
    """What one person published: its last editor, or past the check. Waits on the desk until somebody else has looked at it.

    ``replaced``: the version that readers had until then.
    """

    content_type = models.ForeignKey(ContentType, verbose_name=_("loại"), on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("số"), max_length=40)
    title = models.CharField(_("tên"), max_length=255)
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("phiên bản"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaced = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("bản trước"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người đăng"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(_("vì sao không chờ được"), max_length=400)
    due_on = models.DateField(_("xem lại trước hết ngày"))
    reviewed_at = models.DateTimeField(_("xem lại lúc"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người xem lại"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "office"
        verbose_name = _("lần đăng khẩn cấp")
        verbose_name_plural = _("các lần đăng khẩn cấp")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> Any:
        """What was published, as it is now; None where it is gone."""
        found = self.content_type.model_class()._base_manager.filter(pk=self.object_id).first()  # type: ignore[union-attr]
        return getattr(found, "specific", found)
