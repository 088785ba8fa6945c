"""Whether somebody wants the mail, and when they had the last one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WeeklyMail(models.Model):
    """One person. Without a row, they want it and have had none. ``told_on``: the Monday on which it was last seen to, mail or none."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, verbose_name=_("người nhận"), on_delete=models.CASCADE, primary_key=True)
    is_wanted = models.BooleanField(
        _("gửi tôi thư đầu tuần"),
        default=True,
        help_text=_("Sáng thứ Hai, những việc đang chờ bạn ở “Việc của tôi”; không có việc thì không có thư."),
    )
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        app_label = "office"
        verbose_name = _("thư đầu tuần")
        verbose_name_plural = _("thư đầu tuần")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.user)
