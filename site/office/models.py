"""The unit behind the site, the places where papers are handed in, and what procedures refer to by name."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.search import index

from .cleaning import CleanText
from .desk.sorting import vietnamese
from .desk.titles import NewNamePanel


class Named(CleanText, models.Model):
    """Reference data with a Vietnamese name and an English one. Not translatable pages: one row serves both languages."""

    slug = models.SlugField(_("mã"), max_length=60, unique=True, help_text=_("Dùng trong địa chỉ trang, không đổi về sau. Ví dụ: ho-tich"))
    name = models.CharField(_("tên"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        """The name in the reader's language; Vietnamese where there is no other."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


class ThematicArea(index.Indexed, Named):
    """Lĩnh vực: how the register and the counter's queue machine sort procedures."""

    hint = models.CharField(
        _("gợi ý"), max_length=160, blank=True, default="", help_text=_("Vài việc thường gặp. Ví dụ: Khai sinh, kết hôn, khai tử")
    )
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0, help_text=_("Như trên máy lấy số tại quầy; số nhỏ đứng trước"))
    panels = [NewNamePanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("hint"), FieldPanel("order")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("lĩnh vực")
        verbose_name_plural = _("lĩnh vực")
        ordering = ["order", "pk"]


class CompetentAuthority(index.Indexed, Named):
    """Cơ quan thực hiện."""

    panels = [NewNamePanel("name"), FieldPanel("name_en"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("cơ quan thực hiện")
        verbose_name_plural = _("cơ quan thực hiện")
        ordering = [vietnamese("name")]


class AuthorityTransfer(CleanText, models.Model):
    """One transfer of powers, told on every procedure it concerns: change it here and all its pages say the new thing."""

    date = models.DateField(_("từ ngày"), help_text=_("Ngày việc chuyển có hiệu lực. Ví dụ: 01/07/2025"))
    from_name = models.CharField(_("trước do"), max_length=255, help_text=_("Ví dụ: Ủy ban nhân dân thành phố Vĩnh Yên (cấp huyện)"))
    to_name = models.CharField(_("nay do"), max_length=255, help_text=_("Ví dụ: Ủy ban nhân dân phường"))
    basis = models.CharField(_("căn cứ"), max_length=255, blank=True, default="", help_text=_("Ví dụ: Nghị định số 120/2025/NĐ-CP"))
    panels = [FieldPanel("date"), FieldPanel("from_name"), FieldPanel("to_name"), FieldPanel("basis")]

    class Meta:
        verbose_name = _("việc chuyển thẩm quyền")
        verbose_name_plural = _("việc chuyển thẩm quyền")
        ordering = ["-date", "pk"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.from_name} → {self.to_name}"


class LegalResource(CleanText, index.Indexed, models.Model):
    """Văn bản pháp luật: one row, cited by many procedures."""

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("Còn hiệu lực")
        PARTLY = "partly", _("Hết hiệu lực một phần")
        EXPIRED = "expired", _("Hết hiệu lực")
        UNKNOWN = "unknown", _("Chưa kiểm tra")

    number = models.CharField(_("số, ký hiệu"), max_length=60, unique=True, help_text=_("Ví dụ: 168/2025/NĐ-CP"))
    title = models.CharField(_("tên văn bản"), max_length=255, help_text=_("Ví dụ: Nghị định về đăng ký doanh nghiệp"))
    date = models.DateField(_("ngày ban hành"), null=True, blank=True, help_text=_("Ví dụ: 30/06/2025"))
    link = models.URLField(_("đường dẫn tới văn bản"), blank=True, default="")
    status = models.CharField(_("hiệu lực"), max_length=10, choices=Status.choices, default=Status.UNKNOWN)
    panels = [FieldPanel("number"), FieldPanel("title"), FieldPanel("date"), FieldPanel("link"), FieldPanel("status")]
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


class Office(index.Indexed, Named, ClusterableModel):
    """Nơi nộp: a counter with its address and hours, and the former units it took over from."""

    ward = models.CharField(_("phường, xã"), max_length=80, help_text=_("Ví dụ: phường Vĩnh Yên"))
    province = models.CharField(_("tỉnh"), max_length=80, help_text=_("Ví dụ: tỉnh Phú Thọ"))
    address = models.CharField(
        _("địa chỉ"), max_length=255, blank=True, default="", help_text=_("Số nhà, đường; không ghi huyện, thành phố cũ")
    )
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True, default="", help_text=_("Ví dụ: 0211 3861 234"))
    email = models.EmailField(_("thư điện tử"), blank=True, default="")
    hours = models.CharField(
        _("giờ làm việc"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("Ví dụ: Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ"),
    )
    map_url = models.URLField(_("đường dẫn bản đồ"), blank=True, default="")
    predecessors = models.TextField(
        _("đơn vị cũ"), blank=True, default="", help_text=_("Mỗi dòng một tên, để người dân tìm theo tên cũ. Ví dụ: phường Hội Hợp")
    )
    predecessors_note = models.CharField(_("ghi chú về đơn vị cũ"), max_length=255, blank=True, default="")
    note = models.CharField(_("ghi chú"), max_length=255, blank=True, default="")
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    names_by_line = ("predecessors",)
    panels = [
        MultiFieldPanel([NewNamePanel("name"), FieldPanel("name_en"), FieldPanel("slug"), FieldPanel("order")], heading=_("Tên")),
        MultiFieldPanel([FieldPanel(f) for f in ("ward", "province", "address", "map_url")], heading=_("Địa chỉ")),
        MultiFieldPanel([FieldPanel(f) for f in ("hours", "phone", "email", "note")], heading=_("Giờ và liên hệ")),
        MultiFieldPanel([FieldPanel("predecessors"), FieldPanel("predecessors_note")], heading=_("Đơn vị cũ")),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.SearchField("predecessors")]

    class Meta:
        verbose_name = _("nơi nộp hồ sơ")
        verbose_name_plural = _("nơi nộp hồ sơ")
        ordering = ["order", "pk"]

    @property
    def predecessor_names(self) -> list[str]:
        return [line.strip() for line in self.predecessors.splitlines() if line.strip()]


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
    address = models.CharField(_("địa chỉ"), max_length=255, blank=True, default="")
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True, default="")
    email = models.CharField(_("thư điện tử"), max_length=120, blank=True, default="")
    portal_procedure = models.CharField(
        _("mẫu địa chỉ thủ tục trên Cổng Dịch vụ công"),
        max_length=200,
        default="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/{id}",
        help_text=_("{id} được thay bằng mã trang trên Cổng. Đổi ở đây khi Cổng đổi cách ghi địa chỉ."),
    )
    portal_tracking = models.URLField(_("địa chỉ tra cứu hồ sơ"), default="https://dichvucong.gov.vn/")
    outage_notice = models.CharField(
        _("thông báo tạm dừng"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Hiện trên mọi trang. Báo trước ít nhất 7 ngày làm việc (Nghị định 224/2026/NĐ-CP, Điều 13). Để trống khi không có."),
    )
    # Whether the sample was loaded: then every page says so (setting SAMPLE_NOTICE).
    has_sample = models.BooleanField(default=False, editable=False)
    own_words = ("responsible", "email", "portal_procedure")
    panels = [
        HelpPanel(_("Những điều này hiện ở đầu và cuối mọi trang, trên bản in và tệp PDF.")),
        MultiFieldPanel([FieldPanel(f) for f in ("name", "name_en", "responsible", "address", "phone", "email")], heading=_("Đơn vị")),
        MultiFieldPanel([FieldPanel("portal_procedure"), FieldPanel("portal_tracking")], heading=_("Cổng Dịch vụ công quốc gia")),
        FieldPanel("outage_notice"),
    ]

    class Meta:
        verbose_name = _("đơn vị và liên hệ")

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name


class ReaderReport(CleanText, models.Model):
    """A reader says that something is wrong. No name, no address: only the page, its version and the words.

    ``page_version``: when what the reader saw was published ("27/11/2026 18:47"); "" where the page was not found.
    """

    created_at = models.DateTimeField(_("lúc"), auto_now_add=True)
    page_slug = models.CharField(_("trang"), max_length=255)
    page_version = models.CharField(_("bản cập nhật"), max_length=40, blank=True, default="")
    words = models.TextField(_("nội dung"), max_length=2000)
    is_done = models.BooleanField(_("đã xem"), default=False)
    own_words = ("words",)

    class Meta:
        verbose_name = _("góp ý của người đọc")
        verbose_name_plural = _("góp ý của người đọc")
        ordering = ["is_done", "-created_at"]

    def get_is_done_display(self) -> str:
        """In lists Wagtail would show True or False."""
        return str(_("Rồi") if self.is_done else _("Chưa"))

    def __str__(self) -> str:
        return f"{self.page_slug}: {self.words[:60]}"


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
