"""What the office tells over its pages for a time: an hour when a system rests, a counter that is closed, a law just changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.models import PreviewableMixin

from office import site_data
from office.shared_records import SharedRecord
from vietnamese import dates

from .telling import told

# Nghị định 224/2026/NĐ-CP, Điều 13: a rest that was planned is told so many working days ahead.
NOTICE_DAYS = 7
# Where the official days off of a year are not known yet: as many days have so many working days among them, outside of Tết.
NOTICE_DAYS_AT_LEAST = 9


def in_a_week() -> datetime:
    return timezone.now() + timedelta(days=7)


class Banner(PreviewableMixin, SharedRecord):
    """One notice over the pages: what it says, how grave it is, over which pages, from when to when."""

    class Severity(models.TextChoices):
        NEWS = "news", _("Tin cho biết")
        WARNING = "warning", _("Cần chú ý")
        PLANNED = "planned", _("Tạm dừng có kế hoạch")
        INCIDENT = "incident", _("Sự cố đang xảy ra")

    text = models.CharField(
        _("lời thông báo"),
        max_length=300,
        help_text=_("Một, hai câu, nói người dân cần làm gì. Ví dụ: Quầy nghỉ để chuyển trụ sở. Việc gấp xin đến phường Vĩnh Phúc."),
    )
    text_en = models.CharField(_("lời thông báo bằng tiếng Anh"), max_length=300, blank=True, default="")
    severity = models.CharField(_("mức độ"), max_length=10, choices=Severity.choices, default=Severity.NEWS)
    rests_from = models.DateTimeField(
        _("dừng từ lúc"), null=True, blank=True, help_text=_("Chỉ điền khi tạm dừng có kế hoạch. Trang tự thêm câu “Tạm dừng từ … đến …”.")
    )
    shown_from = models.DateTimeField(_("hiện từ lúc"), default=timezone.now, help_text=_("Nhưng không sớm hơn lúc được duyệt."))
    shown_until = models.DateTimeField(
        _("hiện đến lúc"),
        default=in_a_week,
        help_text=_("Hết giờ này thông báo tự mất. Tạm dừng có kế hoạch: cũng là lúc chạy lại."),
    )
    area = models.ForeignKey(
        "office.ThematicArea",
        verbose_name=_("chỉ ở lĩnh vực"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Để trống cả ô này và ô dưới: hiện trên mọi trang."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("chỉ ở trang"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Cả trang giấy tờ, trang quầy và bản tiếng Anh của trang ấy."),
    )
    link = models.CharField(
        _("địa chỉ để xem thêm"), max_length=300, blank=True, default="", help_text=_("Ví dụ: /noi-nop/ hoặc https://dichvucong.gov.vn/")
    )
    own_words = ("text", "text_en", "link")
    panels = [
        HelpPanel(_("Thông báo hiện ở đầu trang cho người đọc. Một người viết, người khác duyệt rồi mới hiện.")),
        MultiFieldPanel([FieldPanel(name) for name in ("text", "text_en", "link")], heading=_("Nói gì")),
        MultiFieldPanel([FieldPanel(name) for name in ("severity", "rests_from")], heading=_("Mức độ")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")])], heading=_("Khi nào")),
        MultiFieldPanel([FieldPanel("area"), FieldPanel("page")], heading=_("Ở đâu")),
    ]
    preview_modes = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]

    class Meta:
        verbose_name = _("thông báo đầu trang")
        verbose_name_plural = _("thông báo đầu trang")
        ordering = ["-shown_from", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_grave(self) -> bool:
        """Whether readers are to see it before all else."""
        return self.severity != self.Severity.NEWS

    @property
    def is_planned(self) -> bool:
        return self.severity == self.Severity.PLANNED

    def clean(self) -> None:
        """Raises ValidationError for hours that contradict each other, a planned rest told too late, and an address that is none."""
        super().clean()
        errors: dict[str, str] = {}
        if self.shown_from and self.shown_until and self.shown_until <= self.shown_from:
            errors["shown_until"] = gettext("Giờ này phải sau giờ bắt đầu hiện.")
        if self.area_id and self.page_id:
            errors["page"] = gettext("Chọn một lĩnh vực hoặc một trang, không chọn cả hai.")
        if self.link and not _leads_somewhere(self.link):
            errors["link"] = gettext("Viết một địa chỉ của trang này, bắt đầu bằng /, hoặc một địa chỉ đầy đủ bắt đầu bằng https://")
        if self.is_planned:
            errors |= self._told_too_late()
        elif self.rests_from:
            errors["rests_from"] = gettext("Chỉ điền khi mức độ là “Tạm dừng có kế hoạch”.")
        if errors:
            raise ValidationError(errors)

    def _told_too_late(self) -> dict[str, str]:
        if not self.rests_from:
            return {"rests_from": gettext("Điền lúc bắt đầu tạm dừng.")}
        if self.shown_until and self.shown_until <= self.rests_from:
            return {"shown_until": gettext("Giờ này phải sau lúc bắt đầu tạm dừng.")}
        earliest = self._may_rest_from()
        if earliest and self.rests_from < earliest:
            return {
                "rests_from": gettext(
                    "Tạm dừng có kế hoạch phải báo trước ít nhất %(n)s ngày làm việc (Nghị định 224/2026/NĐ-CP, Điều 13): "
                    "hiện từ lúc đã chọn thì sớm nhất là %(moment)s. Việc không tính trước được: chọn “Sự cố đang xảy ra”."
                )
                % {"n": NOTICE_DAYS, "moment": dates.hour_and_day(earliest)}
            }
        return {}

    def _may_rest_from(self) -> datetime | None:
        """The first moment at which a rest may begin that is told from ``shown_from`` on."""
        if not self.shown_from:
            return None
        shown = timezone.localtime(self.shown_from)
        day = site_data.calendar().after(shown.date(), NOTICE_DAYS)
        return shown + (day - shown.date() if day else timedelta(NOTICE_DAYS_AT_LEAST))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """A page with this notice alone, whatever its hours and pages."""
        with translation.override(mode_name or "vi"):
            context: dict[str, Any] = {"banners_in_preview": [told(self)], "untranslated": mode_name == "en" and not self.text_en}
            return render(request, "office/banner_preview.html", context)


def _leads_somewhere(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if any(letter.isspace() or letter == "\\" for letter in address):
        return False
    return bool(parts.scheme == "https" and parts.netloc) or (address.startswith("/") and not parts.netloc)
