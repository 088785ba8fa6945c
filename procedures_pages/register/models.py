"""The register as we know it: snapshots, records, and each version of a record once. What is gone is marked, never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .parsing.records import RegisterProcedure
from .versions.serialization import unpack


class RegisterSnapshot(models.Model):
    """One import: what the register held on a day."""

    date = models.DateField(_("bản chụp ngày"), unique=True)
    imported_at = models.DateTimeField(_("nhập lúc"), auto_now=True)
    source = models.CharField(_("tệp"), max_length=255, blank=True, default="")
    report = models.JSONField(_("kết quả nhập"), default=dict)

    class Meta:
        verbose_name = _("bản chụp Cơ sở dữ liệu quốc gia")
        verbose_name_plural = _("bản chụp Cơ sở dữ liệu quốc gia")
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}"


class RegisterRecord(models.Model):
    """One code of the register. What lists and filters look at stands here; all the rest in its versions."""

    code = models.CharField(_("mã thủ tục"), max_length=30, unique=True)
    name = models.CharField(_("tên"), max_length=1000)
    area = models.CharField(_("lĩnh vực"), max_length=255, blank=True, default="", db_index=True)
    levels = models.CharField(_("cấp thực hiện"), max_length=60, blank=True, default="", help_text=_("Ví dụ: ward, province"))
    authority = models.CharField(_("cơ quan"), max_length=1000, blank=True, default="")
    keywords = models.TextField(_("từ khóa"), blank=True, default="")
    search_text = models.TextField(
        _("chữ để tìm"), blank=True, default="", help_text=_("Giấy tờ và kết quả, để tìm mà không phải mở từng bản ghi.")
    )
    decision = models.CharField(_("quyết định công bố"), max_length=120, blank=True, default="")
    # As ``classification.places`` says it, by rules of that number: "national", a province's slug, "province", or nothing.
    place = models.CharField(_("nơi quyết định"), max_length=20, blank=True, default="", db_index=True)
    place_rules = models.PositiveSmallIntegerField(default=0, editable=False)
    is_stub = models.BooleanField(_("mới có tên"), default=False)
    current = models.ForeignKey("RegisterVersion", null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("bản hiện hành"))
    first_seen = models.ForeignKey(RegisterSnapshot, verbose_name=_("thấy lần đầu"), on_delete=models.PROTECT, related_name="+")
    last_seen = models.ForeignKey(RegisterSnapshot, verbose_name=_("thấy lần cuối"), on_delete=models.PROTECT, related_name="+")
    changed_in = models.ForeignKey(
        RegisterSnapshot, verbose_name=_("đổi ở bản chụp"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    gone_in = models.ForeignKey(
        RegisterSnapshot, verbose_name=_("không còn từ bản chụp"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("bản ghi Cơ sở dữ liệu quốc gia")
        verbose_name_plural = _("bản ghi Cơ sở dữ liệu quốc gia")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def procedure(self) -> RegisterProcedure | None:
        return self.current.procedure if self.current else None


class RegisterVersion(models.Model):
    """What a record said, once for each content. ``fingerprint`` leaves out the raw text and the order of rows.

    ``source_mark`` is that of the newest source which said it: the same text need not be parsed again.
    """

    record = models.ForeignKey(RegisterRecord, on_delete=models.CASCADE, related_name="versions")
    fingerprint = models.CharField(max_length=64)
    source_mark = models.CharField(max_length=64, blank=True, default="", db_index=True)
    content = models.BinaryField()
    snapshot = models.ForeignKey(RegisterSnapshot, verbose_name=_("thấy lần đầu ở"), on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("phiên bản bản ghi")
        verbose_name_plural = _("phiên bản bản ghi")
        ordering = ["-snapshot__date", "-pk"]
        constraints = [models.UniqueConstraint(fields=["record", "fingerprint"], name="one_version_for_each_content")]

    def __str__(self) -> str:
        return f"{self.record_id} @ {self.snapshot_id}"

    @property
    def procedure(self) -> RegisterProcedure:
        return unpack(bytes(self.content))


class SourceCheck(models.Model):
    """An editor looked at a page and a version of its record: which, who, when, and what was said of each changed field."""

    page_key = models.UUIDField(_("trang"), db_index=True, help_text=_("Khóa dịch của trang: chung cho mọi ngôn ngữ."))
    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="checks", verbose_name=_("phiên bản"))
    checked_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người đối chiếu"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdicts = models.JSONField(_("kết luận từng phần"), default=dict)
    # {field to mend: digest of what the published page said of it}: the flag stays until that is another.
    parts = models.JSONField(_("phần của trang khi ấy"), default=dict, blank=True)

    class Meta:
        verbose_name = _("lần đối chiếu")
        verbose_name_plural = _("lần đối chiếu")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_key}: {self.version_id}"


class FindingWaiver(models.Model):
    """An editor let a finding of the truth check stand, and why. It holds as long as the finding's key is the same.

    ``key`` is made of the rule, the page's words and the part of the record they were compared with; ``version`` is the record's of
    that day.
    """

    page_key = models.UUIDField(_("trang"), db_index=True, help_text=_("Khóa dịch của trang: chung cho mọi ngôn ngữ."))
    rule = models.CharField(_("quy tắc"), max_length=60)
    key = models.CharField(_("khóa"), max_length=32)
    reason = models.CharField(_("lý do"), max_length=500)
    waived_at = models.DateTimeField(_("lúc"), auto_now=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người ghi"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.ForeignKey(RegisterVersion, verbose_name=_("phiên bản"), null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("khác biệt được chấp nhận")
        verbose_name_plural = _("khác biệt được chấp nhận")
        ordering = ["-waived_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["page_key", "key"], name="one_waiver_for_each_finding")]

    def __str__(self) -> str:
        return f"{self.page_key}: {self.rule}"
