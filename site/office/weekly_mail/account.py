"""The switch for the mail, in each person's account."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets import SwitchInput

from ..desk.access import may_review
from ..models import WeeklyMail


class WeeklyMailForm(forms.ModelForm):
    class Meta:
        model = WeeklyMail
        fields = ("is_wanted",)
        widgets: ClassVar[dict[str, Any]] = {"is_wanted": SwitchInput()}


class WeeklyMailPanel(BaseSettingsPanel):
    name = "weekly_mail"
    title = _("Thư đầu tuần")
    tab = notifications_tab
    order = 200
    form_class = WeeklyMailForm

    def is_active(self) -> bool:
        return may_review(self.user)

    def get_form(self) -> Any:
        there = WeeklyMail.objects.filter(user=self.user).first() or WeeklyMail(user=self.user)
        return WeeklyMailForm(self.request.POST if self.request.method == "POST" else None, instance=there, prefix=self.name)


@hooks.register("register_account_settings_panel")
def weekly_mail_panel(request: Any, user: Any, profile: Any) -> WeeklyMailPanel:
    return WeeklyMailPanel(request, user, profile)
