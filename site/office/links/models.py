"""What is known of each link. Written by ``office.links`` alone: no editor types anything here."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from office.models import ThematicArea

from . import checking
from .guard import MAX_ADDRESS


class State(models.TextChoices):
    NEW = "new", _("Chưa thử")
    ALIVE = checking.ALIVE, _("Mở được")
    FAILING = checking.FAILING, _("Không mở được")
    UNKNOWN = checking.UNKNOWN, _("Không thử được")


class Link(models.Model):
    """One address, however often it is used. ``failures``: checks since ``failing_since`` that all failed.

    ``is_submission``: papers are handed in there: asked daily, and readers are told when it is dead (``DeadSubmission``).
    """

    url = models.CharField(max_length=MAX_ADDRESS, unique=True)
    host = models.CharField(max_length=255)
    is_submission = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    reason = models.CharField(max_length=20, blank=True, default="")
    detail = models.CharField(max_length=200, blank=True, default="")
    leads_to = models.CharField(max_length=MAX_ADDRESS, blank=True, default="")
    for_good = models.BooleanField(default=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    last_ok = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        verbose_name = _("liên kết")
        verbose_name_plural = _("liên kết")

    def __str__(self) -> str:
        return self.url

    @property
    def told(self) -> str:
        return str(self.get_state_display()) if self.state == State.NEW else checking.words(self.reason, self.detail)


class LinkChange(models.Model):
    """The history of a link: a row where a check came out otherwise than the one before."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=20, blank=True, default="")
    detail = models.CharField(max_length=200, blank=True, default="")
    leads_to = models.CharField(max_length=MAX_ADDRESS, blank=True, default="")

    class Meta:
        verbose_name = _("thay đổi của liên kết")
        verbose_name_plural = _("thay đổi của liên kết")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def told(self) -> str:
        return checking.words(self.reason, self.detail)


class LinkUse(models.Model):
    """Where it stands, as it was when links were last collected. ``is_home``: where it is edited, not only shown."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="uses")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    edit_path = models.CharField(max_length=255)
    area = models.ForeignKey(ThematicArea, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    is_home = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("nơi dùng liên kết")
        verbose_name_plural = _("nơi dùng liên kết")
        ordering = ["-is_home", "kind", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class DeadSubmission(models.Model):
    """A link where papers should be handed in and nobody can: what readers are told. Its rows come and go with that alone, because
    each write ends the pages that are kept."""

    url = models.CharField(max_length=MAX_ADDRESS, unique=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("liên kết nộp không mở được")
        verbose_name_plural = _("liên kết nộp không mở được")

    def __str__(self) -> str:
        return self.url
