"""The unit behind the site, the places where papers are handed in, and what procedures refer to by name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable
from wagtail.search import index

from vietnamese import dates
from vietnamese.folding import fold

from . import places, provinces
from .cleaning import CleanText
from .desk.effects import EffectPanel
from .desk.sorting import vietnamese
from .desk.titles import NewNamePanel, slug_panel
from .legal_effects import LegalResourceForm, StandingPanel, refuse_circles
from .settling import OPEN_FIRST, Settled
from .shared_records import SharedRecord
from .working_days import SATURDAY, OfficialYear, UnreadableDays, read_days

Day = date  # a model may have a field of that name


def in_readers_language(vietnamese: str, english: str) -> str:
    """The English of a text for whoever reads English, where there is any; else the Vietnamese."""
    return english if get_language() == "en" and english else vietnamese


class Named(SharedRecord):
    """Reference data with a Vietnamese name and an English one. Not translatable pages: one row serves both languages."""

    slug = models.SlugField(
        _("tên trong địa chỉ"), max_length=60, unique=True, help_text=_("Dùng trong địa chỉ trang, không đổi về sau. Ví dụ: ho-tich")
    )
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the reader's language; Vietnamese where there is no other."""
        return in_readers_language(self.name, self.name_en)


def _officer(label: Any, help_text: Any) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        limit_choices_to={"is_active": True},
        related_name="+",
        help_text=help_text,
    )


class ThematicArea(index.Indexed, Named):
    """Lĩnh vực: how the register and the counter's queue machine sort procedures."""

    hint = models.CharField(
        _("gợi ý"), max_length=160, blank=True, default="", help_text=_("Vài việc thường gặp. Ví dụ: Khai sinh, kết hôn, khai tử")
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0, help_text=_("Như trên máy lấy số tại quầy; số nhỏ đứng trước"))
    responsible = _officer(_("người phụ trách"), _("Nhận thư báo khi có trang của lĩnh vực chờ duyệt. Để trống: mọi người duyệt đều nhận."))
    deputy = _officer(_("người thay"), _("Cũng nhận thư báo, khi người phụ trách vắng."))
    panels = [
        EffectPanel(),
        *(NewNamePanel("name"), FieldPanel("name_en"), slug_panel(), FieldPanel("hint"), FieldPanel("order")),
        MultiFieldPanel([FieldPanel("responsible"), FieldPanel("deputy")], heading=_("Ai lo lĩnh vực này")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("lĩnh vực")
        verbose_name_plural = _("lĩnh vực")
        ordering = ["order", "pk"]

    @property
    def owner_name(self) -> str:
        """The name of whoever answers for it: the deputy where nobody is responsible, "" where nobody is either."""
        who = self.responsible or self.deputy
        return str(who.get_full_name() or who.get_username()) if who else ""


class CompetentAuthority(index.Indexed, Named):
    """Cơ quan thực hiện."""

    panels = [EffectPanel(), NewNamePanel("name"), FieldPanel("name_en"), slug_panel()]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("cơ quan thực hiện")
        verbose_name_plural = _("cơ quan thực hiện")
        ordering = [vietnamese("name")]


class AuthorityTransfer(SharedRecord):
    """One transfer of powers, told on every procedure it concerns: change it here and all its pages say the new thing."""

    date = models.DateField(_("từ ngày"), help_text=_("Ngày việc chuyển có hiệu lực. Ví dụ: 01/07/2025"))
    from_name = models.CharField(_("trước do"), max_length=255, help_text=_("Ví dụ: Ủy ban nhân dân thành phố Vĩnh Yên (cấp huyện)"))
    to_name = models.CharField(_("nay do"), max_length=255, help_text=_("Ví dụ: Ủy ban nhân dân phường"))
    to_authority = models.ForeignKey(
        CompetentAuthority,
        verbose_name=_("cơ quan thực hiện từ ngày ấy"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Chọn thì từ ngày ấy các trang tự ghi cơ quan này ở “Cơ quan thực hiện”. Để trống: trang giữ cơ quan đang ghi."),
    )
    basis = models.CharField(_("căn cứ"), max_length=255, blank=True, default="", help_text=_("Ví dụ: Nghị định số 120/2025/NĐ-CP"))
    from_name_en = models.CharField(_("trước do, bằng tiếng Anh"), max_length=255, blank=True, default="")
    to_name_en = models.CharField(_("nay do, bằng tiếng Anh"), max_length=255, blank=True, default="")
    basis_en = models.CharField(_("căn cứ, bằng tiếng Anh"), max_length=255, blank=True, default="")
    panels = [
        EffectPanel(),
        *(FieldPanel(name) for name in ("date", "from_name", "to_name", "to_authority", "basis")),
        MultiFieldPanel([FieldPanel(name) for name in ("from_name_en", "to_name_en", "basis_en")], heading=_("Cho trang tiếng Anh")),
    ]

    class Meta:
        verbose_name = _("việc chuyển thẩm quyền")
        verbose_name_plural = _("việc chuyển thẩm quyền")
        ordering = ["-date", "pk"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.from_name} → {self.to_name}"

    def authority_on(self, day: Day) -> CompetentAuthority | None:
        """Who decides on that day because of it; None where pages say so themselves: before its day, or where it names nobody live."""
        if self.to_authority_id is None or day < self.date:
            return None
        return self.to_authority if self.to_authority and self.to_authority.live else None

    @property
    def local_from_name(self) -> str:
        return in_readers_language(self.from_name, self.from_name_en)

    @property
    def local_to_name(self) -> str:
        return in_readers_language(self.to_name, self.to_name_en)

    @property
    def local_basis(self) -> str:
        return in_readers_language(self.basis, self.basis_en)


class LegalResource(index.Indexed, SharedRecord, ClusterableModel):
    """Văn bản pháp luật: one row, cited by many procedures. It knows what it does to other texts (``effects``)."""

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("Còn hiệu lực")
        PARTLY = "partly", _("Hết hiệu lực một phần")
        EXPIRED = "expired", _("Hết hiệu lực")
        UNKNOWN = "unknown", _("Chưa kiểm tra")

    number = models.CharField(_("số, ký hiệu"), max_length=60, unique=True, help_text=_("Ví dụ: 168/2025/NĐ-CP"))
    title = models.CharField(_("tên văn bản"), max_length=255, help_text=_("Ví dụ: Nghị định về đăng ký doanh nghiệp"))
    title_en = models.CharField(
        _("tên tiếng Anh"), max_length=255, blank=True, default="", help_text=_("Trang tiếng Anh hiện tên này, bên cạnh tên tiếng Việt.")
    )
    date = models.DateField(_("ngày ban hành"), null=True, blank=True, help_text=_("Ví dụ: 30/06/2025"))
    link = models.URLField(_("đường dẫn tới văn bản"), blank=True, default="")
    status = models.CharField(_("hiệu lực"), max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    ends_on = models.DateField(
        _("hết hiệu lực từ ngày"),
        null=True,
        blank=True,
        help_text=_("Chỉ khi chính văn bản nêu ngày: ngày đầu tiên không còn hiệu lực. Ví dụ: 01/03/2027"),
    )
    base_form_class = LegalResourceForm
    panels = [
        EffectPanel(),
        StandingPanel(),
        *(FieldPanel(name) for name in ("number", "title", "title_en", "date", "link")),
        FieldRowPanel([FieldPanel("status"), FieldPanel("ends_on")]),
        InlinePanel(
            "effects",
            heading=_("Văn bản này sửa, bãi bỏ, thay thế, hướng dẫn văn bản nào"),
            label=_("tác động"),
            help_text=_("Khi đăng, mọi trang dẫn văn bản bị tác động được báo cho người phụ trách và cho người đọc."),
            panels=[
                FieldRowPanel([FieldPanel("kind"), FieldPanel("effective_from")]),
                FieldPanel("target"),
                FieldPanel("articles"),
                FieldPanel("note"),
            ],
        ),
    ]
    search_fields = [
        index.SearchField("number"),
        index.SearchField("title"),
        index.AutocompleteField("number"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("văn bản pháp luật")
        verbose_name_plural = _("văn bản pháp luật")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's. Raises ValidationError where the text would act on itself, directly or by way of others."""
        refuse_circles(revision.as_object())
        return super().publish(revision, *args, **kwargs)


class LegalEffect(CleanText, Orderable, models.Model):
    """What one legal text does to another, from which day: entered with the one that acts, live with it."""

    class Kind(models.TextChoices):
        AMENDS = "amends", _("Sửa đổi, bổ sung")
        REPEALS = "repeals", _("Bãi bỏ")
        REPLACES = "replaces", _("Thay thế")
        GUIDES = "guides", _("Hướng dẫn, quy định chi tiết")

    acting = ParentalKey(LegalResource, verbose_name=_("văn bản tác động"), on_delete=models.CASCADE, related_name="effects")
    kind = models.CharField(_("việc"), max_length=10, choices=Kind.choices, default=Kind.AMENDS)
    target = models.ForeignKey(
        LegalResource,
        verbose_name=_("văn bản bị tác động"),
        on_delete=models.PROTECT,
        related_name="affected_by",
        help_text=_("Văn bản mà các trang đang dẫn. Chưa có trong danh mục thì thêm trước."),
    )
    effective_from = models.DateField(_("từ ngày"), help_text=_("Ngày có hiệu lực của việc sửa, bãi bỏ. Ví dụ: 05/08/2026"))
    articles = models.CharField(
        _("điều, khoản"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Bãi bỏ, thay thế cả văn bản thì để trống. Ví dụ: Điều 17; khoản 3 Điều 20"),
    )
    note = models.CharField(_("ghi chú"), max_length=255, blank=True, default="", help_text=_("Cho người sửa trang: điều gì đổi."))

    class Meta(Orderable.Meta):
        verbose_name = _("tác động của văn bản")
        verbose_name_plural = _("tác động của văn bản")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target.number}"


_TAG = re.compile(r"</?[a-zA-Z!]")


class Term(index.Indexed, Named):
    """Thuật ngữ: a word of the administration that readers need not know, told in one line where it stands in a page's text."""

    forms = models.TextField(
        _("cách viết khác"), blank=True, default="", help_text=_("Mỗi dòng một cách, cùng một nghĩa. Ví dụ: bản sao trích lục hộ tịch")
    )
    explanation = models.CharField(
        _("giải thích một dòng"), max_length=160, help_text=_("Một câu, lời thường. Ví dụ: Giấy chép lại từ sổ của ủy ban, có dấu.")
    )
    more = models.TextField(_("giải thích thêm"), blank=True, default="", help_text=_("Vài câu nữa, nếu cần. Chỉ hiện ở trang Thuật ngữ."))
    law = models.ForeignKey(LegalResource, verbose_name=_("căn cứ"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    forms_en = models.TextField(
        _("cách viết khác, bằng tiếng Anh"), blank=True, default="", help_text=_("Mỗi dòng một cách, cả số nhiều. Ví dụ: certified copies")
    )
    explanation_en = models.CharField(_("giải thích một dòng, bằng tiếng Anh"), max_length=200, blank=True, default="")
    more_en = models.TextField(_("giải thích thêm, bằng tiếng Anh"), blank=True, default="")
    names_by_line = ("forms", "forms_en")
    panels = [
        EffectPanel(),
        MultiFieldPanel([NewNamePanel("name"), FieldPanel("forms"), slug_panel()], heading=_("Thuật ngữ")),
        MultiFieldPanel([FieldPanel(name) for name in ("explanation", "more", "law")], heading=_("Giải thích")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("name_en", "forms_en", "explanation_en", "more_en")], heading=_("Cho trang tiếng Anh")
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("forms"),
        index.SearchField("explanation"),
    ]

    class Meta:
        verbose_name = _("thuật ngữ")
        verbose_name_plural = _("thuật ngữ")
        ordering = [vietnamese("name")]

    @property
    def written(self) -> list[str]:
        """Every way of writing it, its name first."""
        return [self.name, *self.forms.splitlines()]

    @property
    def written_en(self) -> list[str]:
        return [form for form in (self.name_en, *self.forms_en.splitlines()) if form]

    def clean(self) -> None:
        """Raises ValidationError for tags, which readers would see, and for a word that is told twice, marks and case aside."""
        super().clean()
        errors: dict[str, Any] = {}
        for name in ("name", "forms", "explanation", "more", "name_en", "forms_en", "explanation_en", "more_en"):
            if _TAG.search(getattr(self, name)):
                errors[name] = gettext("Chỉ viết chữ, không viết thẻ HTML: người đọc sẽ thấy nguyên cả thẻ.")
        taken = {fold(form): other.name for other in Term.objects.exclude(pk=self.pk) for form in other.written}
        for form in self.written:
            field = "name" if form == self.name else "forms"
            if fold(form) in taken:
                said = gettext("“%(form)s” đã có ở thuật ngữ “%(name)s”.") % {"form": form, "name": taken[fold(form)]}
                errors.setdefault(field, said)
            taken[fold(form)] = self.name
        if errors:
            raise ValidationError(errors)


class HolidayYear(SharedRecord):
    """Lịch nghỉ lễ, Tết of one year, as the state announced it: by it the day is worked out on which a result is due."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True, help_text=_("Ví dụ: 2027"))
    off = models.TextField(
        _("ngày nghỉ"),
        help_text=_(
            "Mỗi dòng một ngày hoặc một đợt, tính cả thứ Bảy, Chủ nhật trong đợt và ngày nghỉ bù, nghỉ hoán đổi. "
            "Ví dụ: 14/02/2026 – 22/02/2026: Tết Nguyên đán"
        ),
    )
    worked = models.TextField(
        _("ngày làm bù"), blank=True, default="", help_text=_("Thứ Bảy, Chủ nhật đi làm thay, mỗi dòng một ngày. Ví dụ: 10/01/2026")
    )
    source = models.CharField(
        _("căn cứ"), max_length=400, help_text=_("Số, ngày của thông báo. Ví dụ: Thông báo 9441/TB-BNV ngày 16/10/2025 của Bộ Nội vụ")
    )
    names_by_line = ("off", "worked")
    panels = [FieldPanel(name) for name in ("year", "off", "worked", "source")]

    class Meta:
        verbose_name = _("lịch nghỉ lễ, Tết")
        verbose_name_plural = _("lịch nghỉ lễ, Tết")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(_("Năm %(year)s")) % {"year": self.year}

    @property
    def official(self) -> OfficialYear:
        """Raises UnreadableDays for a row that did not pass through ``clean``."""
        return OfficialYear(self.year, read_days(self.off), read_days(self.worked))

    # By law, whatever a year's notice says besides: Bộ luật Lao động 45/2019/QH14, Điều 112.1; Nghị quyết 28/2026/QH16, Điều 2.
    EVERY_YEAR = ((1, 1), (30, 4), (1, 5), (2, 9))
    CULTURE_DAY, SINCE = (24, 11), 2026
    # Tết of five days, Giỗ Tổ, and of the others at least two, each made up where it falls on a weekend.
    LEAST_WEEKDAYS = 9

    def clean(self) -> None:
        """Raises ValidationError for a line that says no day, a day of another year, a year that is not there as a whole."""
        super().clean()
        errors: dict[str, Any] = {}
        days: dict[str, frozenset[date]] = {}
        for name in ("off", "worked"):
            try:
                days[name] = read_days(getattr(self, name) or "")
            except UnreadableDays as unreadable:
                errors[name] = gettext("Không đọc được dòng “%(line)s”. Viết như 14/02/2026 hoặc 14/02/2026 – 22/02/2026.") % {
                    "line": unreadable.line
                }
                continue
            other = sorted(day for day in days[name] if day.year != self.year)
            if other:
                errors[name] = gettext("Ngày %(day)s không thuộc năm %(year)s.") % {"day": dates.short(other[0]), "year": self.year}
        if not errors:
            errors = self._unlikely(days["off"], days["worked"])
        if errors:
            raise ValidationError(errors)

    def _unlikely(self, off: frozenset[date], worked: frozenset[date]) -> dict[str, str]:
        fixed = [*self.EVERY_YEAR, *([self.CULTURE_DAY] if self.year >= self.SINCE else [])]
        lacking = [f"{day:02}/{month:02}" for day, month in fixed if date(self.year, month, day) not in off]
        if lacking:
            return {"off": gettext("Còn thiếu ngày nghỉ theo luật: %(days)s.") % {"days": ", ".join(lacking)}}
        if sum(day.weekday() < SATURDAY for day in off) < self.LEAST_WEEKDAYS:
            return {"off": gettext("Còn thiếu ngày nghỉ: cả năm phải có Tết Nguyên đán (5 ngày) và Giỗ Tổ Hùng Vương.")}
        wrong = sorted(day for day in worked if day.weekday() < SATURDAY or day in off)
        if wrong:
            return {"worked": gettext("Ngày %(day)s không phải thứ Bảy, Chủ nhật đi làm bù.") % {"day": dates.short(wrong[0])}}
        return {}


class Office(index.Indexed, Named, ClusterableModel):
    """Nơi nộp: a counter with its address and hours, and the former units it took over from."""

    ward = models.CharField(_("phường, xã"), max_length=80, help_text=_("Ví dụ: phường Vĩnh Yên"))
    province = models.CharField(_("tỉnh"), max_length=80, help_text=_("Ví dụ: tỉnh Phú Thọ"))
    address = models.CharField(
        _("địa chỉ"), max_length=255, blank=True, default="", help_text=_("Số nhà, đường; không ghi huyện, thành phố cũ")
    )
    entrance = models.CharField(
        _("lối vào"), max_length=120, blank=True, default="", help_text=_("Khi khó tìm. Ví dụ: cổng đường Lý Bôn, tầng 1")
    )
    place_id = models.CharField(
        _("mã địa điểm"),
        max_length=12,
        blank=True,
        default="",
        validators=[RegexValidator(r"^\d{12}$", _("Mã địa điểm có đúng 12 chữ số."))],
        help_text=_("12 chữ số, theo Nghị định 326/2026/NĐ-CP."),
    )
    latitude = models.DecimalField(
        _("vĩ độ"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(8), MaxValueValidator(24)],
        help_text=_("Ví dụ: 21.308900"),
    )
    longitude = models.DecimalField(
        _("kinh độ"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(102), MaxValueValidator(118)],
        help_text=_("Ví dụ: 105.604700"),
    )
    moves_on = models.DateField(
        _("chuyển địa điểm từ ngày"),
        null=True,
        blank=True,
        help_text=_("Người đọc được báo trước 60 ngày; từ ngày ấy các trang tự ghi địa chỉ mới. Ví dụ: 01/03/2027"),
    )
    moves_to = models.CharField(_("địa chỉ mới"), max_length=255, blank=True, default="", help_text=_("Ví dụ: Số 5, đường Nguyễn Trãi"))
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True, default="", help_text=_("Ví dụ: 0211 3861 234"))
    email = models.EmailField(_("thư điện tử"), blank=True, default="")
    hours = models.CharField(
        _("giờ làm việc"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Ví dụ: Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ"),
    )
    other_hours = models.TextField(
        _("ngày làm việc khác thường"),
        blank=True,
        default="",
        help_text=_("Mỗi dòng một ngày hay một đợt; người đọc thấy trước 14 ngày. Ví dụ: 24/12/2026: nghỉ cả ngày"),
    )
    map_url = models.URLField(_("đường dẫn bản đồ"), blank=True, default="")
    predecessors = models.TextField(
        _("đơn vị cũ"), blank=True, default="", help_text=_("Mỗi dòng một tên, để người dân tìm theo tên cũ. Ví dụ: phường Hội Hợp")
    )
    predecessors_note = models.CharField(_("ghi chú về đơn vị cũ"), max_length=255, blank=True, default="")
    note = models.CharField(_("ghi chú"), max_length=255, blank=True, default="")
    hours_en = models.CharField(_("giờ làm việc, bằng tiếng Anh"), max_length=255, blank=True, default="")
    predecessors_note_en = models.CharField(_("ghi chú về đơn vị cũ, bằng tiếng Anh"), max_length=255, blank=True, default="")
    note_en = models.CharField(_("ghi chú, bằng tiếng Anh"), max_length=255, blank=True, default="")
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    names_by_line = ("predecessors",)
    panels = [
        EffectPanel(),
        MultiFieldPanel([NewNamePanel("name"), FieldPanel("name_en"), slug_panel(), FieldPanel("order")], heading=_("Tên")),
        MultiFieldPanel(
            [
                *(FieldPanel(f) for f in ("ward", "province", "address", "entrance", "map_url")),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("place_id"),
            ],
            heading=_("Địa chỉ"),
        ),
        MultiFieldPanel([FieldPanel("moves_on"), FieldPanel("moves_to")], heading=_("Chuyển địa điểm")),
        MultiFieldPanel([FieldPanel(f) for f in ("hours", "other_hours", "phone", "email", "note")], heading=_("Giờ và liên hệ")),
        MultiFieldPanel([FieldPanel("predecessors"), FieldPanel("predecessors_note")], heading=_("Đơn vị cũ")),
        MultiFieldPanel([FieldPanel(f) for f in ("hours_en", "predecessors_note_en", "note_en")], heading=_("Cho trang tiếng Anh")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("predecessors")]

    class Meta:
        verbose_name = _("nơi nộp hồ sơ")
        verbose_name_plural = _("nơi nộp hồ sơ")
        ordering = ["order", "pk"]

    def clean(self) -> None:
        """Raises ValidationError for half a move, half a point on the map, and days that nobody can read."""
        super().clean()
        errors: dict[str, Any] = {}
        if bool(self.moves_on) != bool(self.moves_to):
            errors["moves_to" if self.moves_on else "moves_on"] = gettext("Chuyển địa điểm thì ghi cả ngày và địa chỉ mới.")
        if (self.latitude is None) != (self.longitude is None):
            errors["longitude" if self.longitude is None else "latitude"] = gettext("Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.")
        try:
            list(places.read_other_hours(self.other_hours))
        except UnreadableDays as unreadable:
            errors["other_hours"] = gettext("Không đọc được dòng “%(line)s”. Viết như 24/12/2026: nghỉ cả ngày.") % {
                "line": unreadable.line
            }
        if errors:
            raise ValidationError(errors)

    @property
    def has_moved(self) -> bool:
        return self.moves_on is not None and self.moves_on <= timezone.localdate()

    @property
    def address_today(self) -> str:
        return places.address_on(self.address, self.entrance, self.moves_on, self.moves_to, timezone.localdate())

    @property
    def whole_address_today(self) -> str:
        return ", ".join(filter(None, (self.address_today, self.ward, self.province)))

    @property
    def map_today(self) -> str:
        """Where a map is; "" once it is elsewhere: what was written down is of the place before."""
        return "" if self.has_moved else self.map_url or places.map_of(self.latitude, self.longitude)

    @property
    def predecessor_names(self) -> list[str]:
        return [line.strip() for line in self.predecessors.splitlines() if line.strip()]

    # What pages send readers to an office for.
    ASKED = ("address", "hours", "phone")

    @property
    def unknown(self) -> list[str]:
        """What nobody can be told of it: "địa chỉ", "giờ làm việc", "điện thoại"."""
        return [str(self._meta.get_field(name).verbose_name) for name in self.ASKED if not getattr(self, name)]  # type: ignore[union-attr]

    @property
    def local_hours(self) -> str:
        return places.hours_on(in_readers_language(self.hours, self.hours_en), self.other_hours, timezone.localdate())

    @property
    def local_predecessors_note(self) -> str:
        return in_readers_language(self.predecessors_note, self.predecessors_note_en)

    @property
    def local_note(self) -> str:
        return in_readers_language(self.note, self.note_en)


@register_setting(icon="home", order=10)
class Unit(CleanText, BaseGenericSetting):
    """The unit responsible for the site: header, footer, printed pages. Law asks for its full name and a responsible person."""

    name = models.CharField(
        _("tên đầy đủ của đơn vị"), max_length=200, default="", help_text=_("Ví dụ: Trung tâm Phục vụ hành chính công phường Vĩnh Yên")
    )
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True, default="")
    responsible = models.CharField(
        _("người chịu trách nhiệm"), max_length=160, blank=True, default="", help_text=_("Chức danh, họ tên. Ví dụ: Giám đốc Trung tâm")
    )
    responsible_en = models.CharField(_("người chịu trách nhiệm, bằng tiếng Anh"), max_length=160, blank=True, default="")
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True, default="")
    address_en = models.CharField(_("địa chỉ, bằng tiếng Anh"), max_length=255, blank=True, default="")
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True, default="")
    email = models.CharField(_("thư điện tử"), max_length=120, blank=True, default="")
    province = models.CharField(
        _("thuộc tỉnh, thành phố"),
        max_length=20,
        choices=provinces.CHOICES,
        default=provinces.OURS,
        help_text=_("Bản ghi do tỉnh khác quyết định chỉ hiện ở mục “Ở tỉnh khác”. Tỉnh cũ tính vào tỉnh sau sắp xếp."),
    )
    portal_procedure = models.CharField(
        _("mẫu địa chỉ thủ tục trên Cổng Dịch vụ công"),
        max_length=200,
        default="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{id}",
        help_text=_("{id} được thay bằng mã trang trên Cổng. Đổi ở đây khi Cổng đổi cách ghi địa chỉ."),
    )
    portal_tracking = models.URLField(_("địa chỉ tra cứu hồ sơ"), default="https://dichvucong.gov.vn/")
    content_check = models.BooleanField(
        _("có bước kiểm tra nội dung"),
        default=True,
        help_text=_(
            "Trang gửi duyệt thì một người có vai trò Kiểm tra xem nội dung trước, rồi người duyệt mới duyệt: ba người khác nhau. "
            "Bỏ chọn, hay chưa ai khác người soạn có vai trò ấy: trang đến thẳng người duyệt, vẫn luôn hai người."
        ),
    )
    # Whether the sample was loaded: then every page says so (setting SAMPLE_NOTICE).
    has_sample = models.BooleanField(default=False, editable=False)
    own_words = ("responsible", "responsible_en", "email", "portal_procedure")
    panels = [
        HelpPanel(_("Những điều này hiện ở đầu và cuối mọi trang, trên bản in và tệp PDF.")),
        MultiFieldPanel([FieldPanel(f) for f in ("name", "responsible", "address", "phone", "email", "province")], heading=_("Đơn vị")),
        MultiFieldPanel([FieldPanel(f) for f in ("name_en", "responsible_en", "address_en")], heading=_("Cho trang tiếng Anh")),
        MultiFieldPanel([FieldPanel("portal_procedure"), FieldPanel("portal_tracking")], heading=_("Cổng Dịch vụ công quốc gia")),
        MultiFieldPanel([FieldPanel("content_check")], heading=_("Duyệt trang")),
    ]

    class Meta:
        verbose_name = _("đơn vị và liên hệ")

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        return in_readers_language(self.name, self.name_en)

    @property
    def province_name(self) -> str:
        """ "tỉnh Phú Thọ"."""
        return provinces.full_name(self.province)

    @property
    def portal(self) -> str:
        """Where the portal's own search is: "https://dichvucong.gov.vn/"."""
        scheme, _sep, rest = self.portal_procedure.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}/"

    @property
    def portal_name(self) -> str:
        """ "dichvucong.gov.vn", as a person types it."""
        return self.portal.partition("://")[2].rstrip("/")

    @property
    def local_responsible(self) -> str:
        return in_readers_language(self.responsible, self.responsible_en)

    @property
    def local_address(self) -> str:
        return in_readers_language(self.address, self.address_en)


class ReaderReport(CleanText, Settled):
    """A reader says that something is wrong. Of the reader no name, no address: only the page as it was read, the part and the words.

    ``page_version``: when what the reader saw was published ("27/11/2026 18:47"); "" where the page was not found. ``case``: the answers
    that the page was read with, as its address has them; "" without any. ``words`` may be empty where ``part`` is not.
    """

    class Part(models.TextChoices):
        PAPERS = "papers", _("Giấy tờ phải mang")
        DEMANDED = "demanded", _("Quầy vẫn đòi giấy không có ở đây")
        COSTS = "costs", _("Phí, lệ phí")
        TIMES = "times", _("Thời hạn")
        PLACE = "place", _("Nơi nộp, giờ làm việc, số điện thoại")
        LINK = "link", _("Liên kết, biểu mẫu không mở được")
        OTHER = "other", _("Chuyện khác")

    created_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    page_slug = models.CharField(_("trang"), max_length=255)
    page_version = models.CharField(_("bản cập nhật"), max_length=40, blank=True, default="")
    part = models.CharField(_("phần"), max_length=10, choices=Part, blank=True, default="")
    case = models.CharField(_("câu trả lời đã chọn"), max_length=300, blank=True, default="")
    words = models.TextField(_("nội dung"), max_length=2000, blank=True)
    own_words = ("words", "answer")

    class Meta:
        verbose_name = _("góp ý của người đọc")
        verbose_name_plural = _("góp ý của người đọc")
        ordering = OPEN_FIRST

    def __str__(self) -> str:
        return f"{self.page_slug}: {self.words[:60] or self.get_part_display()}"


class ScheduledJob(models.Model):
    """A job of the site's clock: who runs it until when, and how it last went. Written by ``office.clock`` alone.

    Rows that belong to no job say who does work that a person starts (``office.clock.exclusive``).
    """

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField(db_default=Now())
    claim = models.CharField(max_length=100, default="", blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    last_run = models.DateTimeField(null=True, blank=True)
    took = models.FloatField(null=True, blank=True)  # seconds
    result = models.TextField(default="", blank=True)
    error = models.TextField(default="", blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("việc định kỳ")
        verbose_name_plural = _("việc định kỳ")

    def __str__(self) -> str:
        return self.name


class QueuedMail(models.Model):
    """A mail that waits to be sent. Written and deleted by ``office.mail_queue`` alone."""

    created_at = models.DateTimeField(db_default=Now(), db_index=True)
    subject = models.CharField(max_length=255, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    recipients = models.TextField()  # JSON: addresses
    source = models.BinaryField()  # the message as it is sent (MIME)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(db_default=Now(), db_index=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        verbose_name = _("thư chờ gửi")
        verbose_name_plural = _("thư chờ gửi")

    def __str__(self) -> str:
        return self.subject


class MadeBackup(models.Model):
    """A backup that was made, or that the site was restored from. Written by ``office.backup`` alone."""

    made_at = models.DateTimeField(db_index=True)
    file = models.TextField()  # its path on the machine that made it
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("bản sao lưu")
        verbose_name_plural = _("bản sao lưu")

    def __str__(self) -> str:
        return self.file


# The tables of what readers were given and what they confirmed, of what one person published alone, of who wants a mail belong to this app
# too.
from .published_files.models import PublishedFile  # noqa: E402, F401
from .reader_answers.models import ReaderConfirmation  # noqa: E402, F401
from .two_people.models import UrgentPublication  # noqa: E402, F401
from .two_people.steps import ContentCheck  # noqa: E402, F401
from .weekly_mail.models import WeeklyMail  # noqa: E402, F401
