"""What somebody pointed out and somebody else settles: mended, or left as it is and why. Readers' reports, officers' remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.expressions import Combinable
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from vietnamese import typed

from .clean_fields import CleanCharField


class Outcome(models.TextChoices):
    OPEN = "open", _("Chưa trả lời")
    MENDED = "mended", _("Đã sửa")
    KEPT = "kept", _("Không sửa")
    # From the time when nobody was asked what became of it.
    SEEN = "seen", _("Đã xem")


SETTLED = (Outcome.MENDED, Outcome.KEPT)
# What nobody has settled yet first, the newest of it first.
OPEN_FIRST: Sequence[str | Combinable] = [F("settled_at").desc(nulls_first=True), "-pk"]


class Settled(models.Model):
    """What became of it, who said so and when."""

    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    answer = models.TextField(
        _("trả lời"),
        max_length=600,
        blank=True,
        default="",
        help_text=_("Không sửa thì ghi vì sao. Ví dụ: Không sửa vì Thông tư 04/2024/TT-BTP vẫn hỏi giấy này."),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người trả lời"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(_("trả lời lúc"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.OPEN

    def settle(self, outcome: str, answer: str, user: Any) -> None:
        """In memory: what became of it, by whom, now."""
        self.outcome, self.answer = outcome, answer
        self.settled_by, self.settled_at = user, timezone.now()


class SettlingForm(WagtailAdminModelForm):
    """Mended, or not and why. Saving it notes who and when; ``for_user`` is who."""

    outcome = forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect, choices=[(one.value, one.label) for one in SETTLED])
    answer = CleanCharField(
        cleaner=typed.own_lines,
        label=_("Trả lời"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=Settled._meta.get_field("answer").help_text,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("outcome") not in SETTLED:
            self.initial["outcome"] = None

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("outcome") == Outcome.KEPT and not told.get("answer"):
            self.add_error("answer", gettext("Hãy ghi vì sao không sửa: người góp ý sẽ đọc câu này."))
        return told

    def save(self, commit: bool = True) -> Any:
        self.instance.settle(self.cleaned_data["outcome"], self.cleaned_data["answer"], self.for_user)
        return super().save(commit)
