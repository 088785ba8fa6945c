"""What an editor said of a doubt, so that it is asked once."""

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
