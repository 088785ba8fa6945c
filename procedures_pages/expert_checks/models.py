"""What a specialist is asked of one edition of a page, and what they answered. No address of theirs is kept, nor the token of the link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from office.cleaning import CleanText

MAX_CORRECTION, MAX_REMARK = 1500, 1600


def _person(label: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=label, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class ExpertCheckQuerySet(models.QuerySet["ExpertCheck"]):
    def open(self) -> ExpertCheckQuerySet:
        """Those whose link opens now."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())

    def answered(self) -> ExpertCheckQuerySet:
        return self.filter(sent_at__isnull=False)

    def shown(self) -> ExpertCheckQuerySet:
        """Those that readers may be told of, as long as the page says what it said."""
        return self.answered().filter(is_confirmed=True, shown_at__isnull=False)


class ExpertCheck(CleanText, models.Model):
    """One link for one edition of one page.

    ``token_hash``: SHA-256 of the token, which is itself nowhere. ``edition``: digest of what readers would be told by that edition
    (``edition.told_digest``). ``versions``: keys of the record's versions that were beside it; ``findings``: (part of the page, its words,
    the record's) that were found to differ, and that nobody had a reason for. ``is_confirmed``: every fact was right.
    """

    page = models.ForeignKey("procedures_pages.ProcedurePage", verbose_name=_("trang"), on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("bản được kiểm"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    token_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    edition = models.CharField(max_length=32, editable=False)
    versions = models.JSONField(default=list, editable=False)
    findings = models.JSONField(default=list, editable=False)
    name = models.CharField(_("họ tên chuyên viên"), max_length=120)
    division = models.CharField(_("phòng"), max_length=120)
    made_by = _person(_("người nhờ"))
    made_at = models.DateTimeField(_("nhờ lúc"), default=timezone.now)
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    revoked_by = _person(_("người thu hồi"))
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)
    saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    remark = models.TextField(_("nhận xét chung"), max_length=MAX_REMARK, blank=True, default="")
    is_confirmed = models.BooleanField(default=False)
    seen_by = _person(_("người xem"))
    seen_at = models.DateTimeField(_("xem lúc"), null=True, blank=True)
    shown_by = _person(_("người cho hiện"))
    shown_at = models.DateTimeField(_("cho hiện lúc"), null=True, blank=True)
    own_words = ("name", "division", "remark")
    wagtail_reference_index_ignore = True
    objects = ExpertCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần nhờ chuyên viên kiểm")
        verbose_name_plural = _("lần nhờ chuyên viên kiểm")
        ordering = ["-made_at", "-pk"]
        # Who may edit the page may ask about it: there is no right of its own.
        default_permissions = ()
        indexes = [models.Index(fields=["sent_at"], condition=Q(seen_at=None), name="expert_check_unseen")]

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        """ "Trần Thị Bình, Phòng Tư pháp"."""
        return f"{self.name}, {self.division}"

    @property
    def edition_of(self) -> datetime:
        """When the edition was saved; where it is no longer kept as such, when it was asked about."""
        return self.revision.created_at if self.revision else self.made_at

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """In words for the desk."""
        if self.sent_at:
            return gettext("Đã trả lời")
        if self.revoked_at:
            return gettext("Đã thu hồi")
        if not self.is_open:
            return gettext("Hết hạn, chưa trả lời")
        return gettext("Đã lưu một phần, chưa gửi") if self.saved_at else gettext("Đang chờ trả lời")


class ExpertAnswer(CleanText, models.Model):
    """One fact as the edition told it, and what the specialist said of it.

    ``part``, ``fact``, ``block``: as ``on_page.parts`` calls them. ``mark``: as ``on_page.saving.mark``, the same as long as the page says
    the same of it. ``remark``: the one at the desk that a correction has become.
    """

    class Verdict(models.TextChoices):
        RIGHT = "right", _("Đúng")
        WRONG = "wrong", _("Chưa đúng")

    expert_check = models.ForeignKey(ExpertCheck, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=40, editable=False)
    fact = models.CharField(max_length=40, editable=False)
    block = models.CharField(max_length=40, blank=True, default="", editable=False)
    label = models.TextField(blank=True, default="", editable=False)
    words = models.TextField(editable=False)
    more = models.JSONField(default=list, editable=False)
    mark = models.CharField(max_length=16, editable=False)
    verdict = models.CharField(_("kết luận"), max_length=5, choices=Verdict, blank=True, default="")
    correction = models.TextField(_("nên sửa thế nào"), max_length=MAX_CORRECTION, blank=True, default="")
    remark = models.OneToOneField("procedures_pages.Remark", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    own_words = ("label", "words", "correction")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("điều nhờ chuyên viên kiểm")
        verbose_name_plural = _("điều nhờ chuyên viên kiểm")
        ordering = ["position"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.told

    @property
    def anchor(self) -> str:
        return f"{self.fact}-{self.block}" if self.block else self.fact

    @property
    def told(self) -> str:
        return ": ".join(filter(None, (self.label, self.words)))

    @property
    def is_right(self) -> bool:
        return self.verdict == self.Verdict.RIGHT

    @property
    def is_wrong(self) -> bool:
        return self.verdict == self.Verdict.WRONG


class ExpertUse(models.Model):
    """That a link was used: when, what for; not from where."""

    class What(models.TextChoices):
        OPENED = "opened", _("Mở")
        SAVED = "saved", _("Lưu")
        SENT = "sent", _("Gửi")

    expert_check = models.ForeignKey(ExpertCheck, on_delete=models.CASCADE, related_name="uses")
    what = models.CharField(_("việc"), max_length=6, choices=What)
    at = models.DateTimeField(_("lúc"), default=timezone.now)
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("lần dùng đường dẫn nhờ kiểm")
        verbose_name_plural = _("lần dùng đường dẫn nhờ kiểm")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.what
