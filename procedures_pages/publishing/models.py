"""What editors said: of a doubt, so that it is asked once; of a page that was withdrawn, or of one that will change, so that its readers
are told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SettledDoubt(models.Model):
    """Somebody looked at what publishing doubted and said that it is right. It holds for that value: another is asked about anew."""

    page_key = models.UUIDField(_("trang"), db_index=True, help_text=_("Khóa dịch của trang: chung cho mọi ngôn ngữ."))
    rule = models.CharField(_("quy tắc"), max_length=60)
    key = models.CharField(_("khóa"), max_length=16)
    message = models.CharField(_("điều đã hỏi"), max_length=500)
    settled_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người xem"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("điều đã xem lại")
        verbose_name_plural = _("điều đã xem lại")
        constraints = [models.UniqueConstraint(fields=["page_key", "key"], name="doubt_settled_once")]

    def __str__(self) -> str:
        return f"{self.page_key}: {self.rule}"


class Withdrawal(models.Model):
    """Why a page that readers knew is there no more, and where they go instead. Gone again when the page is published anew."""

    page_key = models.UUIDField(_("trang"), unique=True, help_text=_("Khóa dịch của trang: chung cho mọi ngôn ngữ."))
    reason = models.CharField(_("vì sao gỡ xuống"), max_length=400)
    successor = models.ForeignKey(
        "procedures_pages.ProcedurePage", verbose_name=_("thay bằng"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("lúc"), auto_now=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người gỡ"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("lần gỡ xuống")
        verbose_name_plural = _("các lần gỡ xuống")

    def __str__(self) -> str:
        return f"{self.page_key}: {self.reason}"


class ComingVersion(models.Model):
    """The version that has been approved for a page, waits for its hour, and is told before it. Written by ``history.coming`` alone.

    ``before``: the version that readers had when it was scheduled; where they have another, it is of the past.
    """

    page = models.OneToOneField("procedures_pages.ProcedurePage", on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("lúc"))
    # The page is in no use because of it.
    wagtail_reference_index_ignore = True

    class Meta:
        app_label = "procedures_pages"
        verbose_name = _("bản sắp đến")
        verbose_name_plural = _("bản sắp đến")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.page_id}: {self.revision_id}"
