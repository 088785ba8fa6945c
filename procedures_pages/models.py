"""One procedure, one page. The page holds data and its own rules; what renders, prints, shares or imports it is a module of that name."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from office.cleaning import CleanText, TargetsThere
from office.desk.once import stored
from office.desk.pages import SitePage
from office.models import AuthorityTransfer, CompetentAuthority, LegalResource, Office, ThematicArea

from . import blocks
from .facts.phrases import AUDIENCES, LEVELS, SERVICE_MODES, STATUSES
from .fields import ChoiceListField, PlainStreamField
from .publishing.doubts import asked, open_doubts
from .publishing.previews import DrawnByView
from .publishing.requirements import PublishingRefused, missing, wrong
from .publishing.stable_ids import fill_ids, keep_former_ids
from .queries import PublishedQuerySet

PageManager = Page._default_manager.__class__.from_queryset(PublishedQuerySet)


class CatalogueIndexPage(SitePage, DrawnByView, Page):
    """``/thu-tuc/``: the parent of all procedure pages. What a reader sees at this address is drawn by ``views.catalogue``."""

    preview_view = "procedures_pages.views.preview_catalogue"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["procedures_pages.ProcedurePage"]
    max_count_per_parent = 1
    promote_panels: ClassVar[list[Any]] = []  # its address is written in the code
    translatable_fields: ClassVar[list[Any]] = [TranslatableField("title"), SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("danh mục thủ tục")


class ProcedurePage(SitePage, DrawnByView, Page):
    # --- Nhận diện ---
    official_name = models.CharField(
        _("tên chính thức"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Chép đúng như bản ghi. Ví dụ: Đăng ký thành lập hộ kinh doanh"),
    )
    summary = models.CharField(
        _("tóm tắt"),
        max_length=155,
        blank=True,
        default="",
        help_text=_("Dành cho ai, được gì; hiện trong kết quả tìm kiếm. Ví dụ: Dành cho người mở quán, mở tiệm với quy mô gia đình."),
    )
    area = models.ForeignKey(ThematicArea, verbose_name=_("lĩnh vực"), null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(
        _("cấp thực hiện"),
        max_length=10,
        blank=True,
        default="ward",
        choices=list(LEVELS.items()),
        help_text=_("Cấp giải quyết hôm nay."),
    )
    audiences = ChoiceListField(
        _("đối tượng"), choices=list(AUDIENCES.items()), default=list, blank=True, help_text=_("Ai được làm thủ tục này.")
    )
    authority = models.ForeignKey(
        CompetentAuthority, verbose_name=_("cơ quan thực hiện"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    offices = ParentalManyToManyField(
        Office, verbose_name=_("nơi nộp"), blank=True, related_name="+", help_text=_("Để trống: mọi nơi nộp trong danh mục.")
    )
    places = PlainStreamField(
        [("place", blocks.PlaceBlock())],
        verbose_name=_("nơi nộp riêng của trang"),
        blank=True,
        default=list,
        max_num=12,
        help_text=_("Nơi chỉ nhận một số trường hợp, hoặc không có trong danh mục. Không có thì để trống."),
    )
    keywords = models.TextField(
        _("cách gọi của người dân"),
        blank=True,
        default="",
        help_text=_("Mỗi dòng một cách gọi, để tìm thấy trang. Ví dụ: mở tiệm tạp hóa"),
        max_length=2000,
    )

    # --- Tình trạng ---
    status = models.CharField(
        _("tình trạng"),
        max_length=16,
        default="in_force",
        choices=list(STATUSES.items()),
    )
    status_note = models.TextField(
        _("lời giải thích tình trạng"),
        max_length=1200,
        blank=True,
        default="",
        help_text=_("Hiện ngay dưới tên trang. Cần khi không phải “Đang áp dụng”."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("thay bằng"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        help_text=_("Trang mới, khi tình trạng là “Đã thay thế”."),
    )
    transfer = models.ForeignKey(
        AuthorityTransfer, verbose_name=_("việc chuyển thẩm quyền"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    # --- Câu hỏi và giấy tờ ---
    questions = PlainStreamField([("question", blocks.QuestionBlock())], verbose_name=_("câu hỏi"), blank=True, default=list, max_num=5)
    documents = PlainStreamField([("document", blocks.DocumentBlock())], verbose_name=_("giấy tờ"), blank=True, default=list, max_num=60)

    # --- Cách làm ---
    steps = PlainStreamField([("step", blocks.StepBlock())], verbose_name=_("các bước"), blank=True, default=list, max_num=20)
    channels = PlainStreamField([("channel", blocks.ChannelBlock())], verbose_name=_("cách nộp"), blank=True, default=list, max_num=3)
    deadlines = PlainStreamField(
        [("deadline", blocks.DeadlineBlock())], verbose_name=_("hạn của người dân"), blank=True, default=list, max_num=10
    )
    times = PlainStreamField([("time", blocks.TimeBlock())], verbose_name=_("thời hạn"), blank=True, default=list, max_num=20)
    costs = PlainStreamField([("cost", blocks.CostBlock())], verbose_name=_("phí, lệ phí"), blank=True, default=list, max_num=40)
    portal_id = models.CharField(
        _("mã trang trên Cổng"),
        max_length=80,
        blank=True,
        default="",
        help_text=_("Phần cuối địa chỉ trang thủ tục trên Cổng Dịch vụ công. Ví dụ: 019d2bfb-d76d-737f-81b9-69258b07240b"),
    )
    submission_url = models.URLField(_("hoặc địa chỉ nộp trực tuyến khác"), max_length=300, blank=True, default="")
    submission_none_reason = models.CharField(
        _("hoặc lý do không có nộp trực tuyến"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Ví dụ: Cổng chưa có trang cho thủ tục này."),
    )
    submission_asks = PlainStreamField(
        [("statement", blocks.StatementBlock(label=_("Thứ cần có")))],
        verbose_name=_("Cổng hỏi những gì"),
        blank=True,
        default=list,
        max_num=10,
    )
    service_mode = models.CharField(
        _("mức dịch vụ trực tuyến"),
        max_length=16,
        default="unknown",
        choices=list(SERVICE_MODES.items()),
        help_text=_("Tên theo Nghị định 224/2026/NĐ-CP. Không dùng “mức độ 3, 4”."),
    )
    service_mode_reason = models.CharField(
        _("lý do"), max_length=300, blank=True, default="", help_text=_("“Một phần” phải nêu lý do công khai (Điều 14).")
    )
    outputs = PlainStreamField([("output", blocks.OutputBlock())], verbose_name=_("kết quả"), blank=True, default=list, max_num=10)
    conditions = PlainStreamField(
        [("statement", blocks.TailoredStatementBlock(label=_("Điều kiện")))],
        verbose_name=_("điều kiện"),
        blank=True,
        default=list,
        max_num=20,
    )
    advice = PlainStreamField(
        [("statement", blocks.TailoredStatementBlock(label=_("Lời khuyên")))],
        verbose_name=_("lời khuyên"),
        blank=True,
        default=list,
        max_num=10,
        help_text=_("Lời khuyên, không phải yêu cầu: cơ quan không được đặt thêm giấy tờ ngoài luật (Nghị định 63/2010/NĐ-CP, Điều 18)."),
    )

    entries = PlainStreamField(
        [("entry", blocks.EntryBlock())],
        verbose_name=_("mã theo trường hợp"),
        blank=True,
        default=list,
        max_num=6,
        help_text=_("Chỉ khi có người làm việc này dưới một mã khác. Mã ấy cũng ghi ở “Mã thủ tục”, là mã hiện hành."),
    )

    # --- Người mẫu ---
    people = PlainStreamField(
        [("person", blocks.ExamplePersonBlock())],
        verbose_name=_("người mẫu"),
        blank=True,
        default=list,
        max_num=12,
        help_text=_("Người thật thường gặp ở quầy. Trang chỉ xuất bản được khi ai cũng nhận đúng điều phải nhận."),
    )

    # --- Nguồn và ngày ---
    source_note = models.TextField(
        _("ghi chú về nguồn"),
        max_length=600,
        blank=True,
        default="",
        help_text=_("Điều người đọc kỹ cần biết về nguồn, hiện ở cuối trang. Ví dụ: Bản ghi không nêu thời hạn khi nộp trực tuyến."),
    )
    source_decision = models.CharField(_("quyết định công bố"), max_length=80, blank=True, default="", help_text=_("Ví dụ: 2353/QĐ-BTC"))
    source_record = models.CharField(_("mã bản ghi đã đối chiếu"), max_length=20, blank=True, default="", help_text=_("Ví dụ: 1.001612"))
    source_snapshot = models.DateField(_("bản ghi ngày"), null=True, blank=True, help_text=_("Ngày của bản chụp Cơ sở dữ liệu quốc gia."))
    updated_on = models.DateField(
        _("cập nhật"), null=True, blank=True, help_text=_("Ngày có thay đổi mà người dân cần biết. Ví dụ: 03/08/2022")
    )
    change_note = models.CharField(
        _("người dân cần biết?"),
        max_length=200,
        blank=True,
        default="",
        help_text=_(
            "Không bắt buộc. Một câu về điều vừa đổi, hiện đầu trang ở “Có gì mới” trong 90 ngày kể từ ngày đăng; chỉ cho lần đăng này. "
            "Ví dụ: Từ 01/12/2026 không thu lệ phí nữa."
        ),
    )
    tells_ahead = models.BooleanField(
        _("báo trước cho người dân"),
        default=False,
        help_text=_("Chỉ khi bản này hẹn giờ đăng: duyệt xong, trang đang đăng báo ngay “Từ ngày … trang này đổi” và những điều sẽ đổi."),
    )
    # What the last publication told, and on which day: written when it goes live (``change_notes``), by nobody else.
    news = models.CharField(_("có gì mới"), max_length=200, blank=True, default="", editable=False)
    news_on = models.DateField(_("báo ngày"), null=True, blank=True, editable=False)
    verified_on = models.DateField(
        _("ngày kiểm tra"),
        null=True,
        blank=True,
        help_text=_("Trang còn đúng đến ngày nào: không sau ngày của bản ghi đã đối chiếu. Để trống nếu không có bản ghi."),
    )
    verified_by = models.CharField(_("người kiểm tra"), max_length=120, blank=True, default="")
    review_days = models.PositiveSmallIntegerField(
        _("rà lại sau (ngày)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(7), MaxValueValidator(366)],
        help_text=_("Từ 7 đến 366 ngày. Điều hay đổi, như mức phí, thì đặt ngắn. Để trống: theo mức chung của trang web."),
    )
    effective_from = models.DateField(_("hiệu lực từ"), null=True, blank=True)
    effective_to = models.DateField(_("hiệu lực đến"), null=True, blank=True)

    # --- Danh mục năm 2022 ---
    list_2022_level = models.CharField(
        _("cấp trong danh mục 2022"), max_length=6, blank=True, default="", choices=[("city", _("Thành phố")), ("ward", _("Phường, xã"))]
    )
    list_2022_area = models.CharField(_("lĩnh vực trong danh mục 2022"), max_length=120, blank=True, default="")
    list_2022_name = models.CharField(_("tên trong danh mục 2022"), max_length=500, blank=True, default="")
    most_asked = models.PositiveSmallIntegerField(
        _("thứ tự ở “Hỏi nhiều nhất”"), null=True, blank=True, help_text=_("Để trống nếu không đưa lên trang đầu.")
    )

    draft_suggestions = models.TextField(
        _("ghi chú của cơ quan công bố"),
        blank=True,
        default="",
        help_text=_("Chép từ bản ghi khi soạn nháp, để bạn chọn lọc vào điều kiện, các bước hay lời khuyên. Không hiện cho người đọc."),
    )

    objects = PageManager()

    own_words = ("verified_by",)
    exclude_fields_in_copy: ClassVar[list[str]] = ["change_note", "tells_ahead", "news", "news_on"]
    names_by_line = ("keywords",)
    preview_view = "procedures_pages.views.preview"
    parent_page_types = ["procedures_pages.CatalogueIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "procedures_pages/procedure.html"

    search_fields = [
        *Page.search_fields,
        index.SearchField("official_name"),
        index.SearchField("keywords"),
        index.AutocompleteField("official_name"),
        index.FilterField("status"),
        index.FilterField("level"),
        index.FilterField("area"),
        index.RelatedFields("codes", [index.SearchField("value")]),
    ]

    translatable_fields: ClassVar[list[Any]] = [
        *(
            TranslatableField(name)
            for name in (
                "title",
                "official_name",
                "summary",
                "keywords",
                "status_note",
                "questions",
                "documents",
                "steps",
                "channels",
                "places",
            )
        ),
        *(TranslatableField(name) for name in ("deadlines", "times", "costs", "source_note")),
        *(
            TranslatableField(name)
            for name in (
                "submission_none_reason",
                "submission_asks",
                "service_mode_reason",
                "outputs",
                "conditions",
                "advice",
                "entries",
                "people",
            )
        ),
        *(
            SynchronizedField(name, overridable=False)
            for name in [
                "slug",
                "area",
                "level",
                "audiences",
                "authority",
                "offices",
                "status",
                "successor",
                "transfer",
                "portal_id",
                "submission_url",
                "service_mode",
                "source_decision",
                "source_record",
                "source_snapshot",
                "updated_on",
                "verified_on",
                "verified_by",
                "review_days",
                "effective_from",
                "effective_to",
                "list_2022_level",
                "list_2022_area",
                "list_2022_name",
                "most_asked",
                "draft_suggestions",
                "codes",
                "legal",
                "related",
            ]
        ),
    ]

    class Meta:
        verbose_name = _("thủ tục")
        verbose_name_plural = _("thủ tục")
        indexes = [models.Index(fields=["status"]), models.Index(fields=["most_asked"])]

    # What the desk shows, and in which frames.
    preview_modes = [("", _("Trang thủ tục")), ("checklist", _("Danh mục giấy tờ")), ("print", _("Bản in A4"))]
    preview_sizes = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Điện thoại, 360 px")},
        {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Máy tính bảng")},
        {"name": "a4", "icon": "doc-full", "device_width": 794, "label": _("Khổ A4")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Máy tính")},
    ]

    def clean(self) -> None:
        super().clean()
        fill_ids(self.questions)
        if (before := stored(self)) is not None:
            keep_former_ids(before.questions, self.questions)
        fill_ids(self.documents)
        fill_ids(self.people)
        if gaps := wrong(self):
            raise ValidationError({gap.field: ValidationError(gap.message, code=gap.rule) for gap in gaps})

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, but a page that lacks what publishing requires, or says what nobody has looked at, is refused, whichever way it
        comes (form, workflow, schedule).

        Raises PublishingRefused, a ValidationError with every gap.
        """
        wanted = revision.as_object()
        if gaps := missing(wanted) + asked(open_doubts(wanted)):
            raise PublishingRefused(self, gaps)
        return super().publish(revision, *args, **kwargs)


class ProcedureCode(CleanText, Orderable):
    """A code the register knows the procedure under, now or formerly. Kept as text: never sorted or read as a number."""

    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="codes")
    value = models.CharField(_("mã thủ tục"), max_length=20, db_index=True, help_text=_("Ví dụ: 1.001612"))
    scheme = models.CharField(
        _("hệ mã"),
        max_length=12,
        default="national",
        choices=[("national", _("Cơ sở dữ liệu quốc gia")), ("local", _("Mã của địa phương"))],
    )
    is_present = models.BooleanField(
        _("mã hiện hành"), default=True, help_text=_("Bỏ chọn với mã cũ. Mã hiện hành thứ hai phải có ở “Mã theo trường hợp”.")
    )
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)
    note = models.CharField(_("ghi chú"), max_length=255, blank=True, default="", help_text=_("Ví dụ: Mã của năm 2022"))

    class Meta(Orderable.Meta):
        verbose_name = _("mã thủ tục")
        verbose_name_plural = _("mã thủ tục")

    def __str__(self) -> str:
        return self.value


class ProcedureLegalResource(TargetsThere, Orderable):
    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="legal")
    resource = models.ForeignKey(LegalResource, verbose_name=_("văn bản"), on_delete=models.PROTECT, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("căn cứ pháp lý")
        verbose_name_plural = _("căn cứ pháp lý")

    def __str__(self) -> str:
        return str(self.resource)


class RelatedProcedure(TargetsThere, Orderable):
    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="related")
    procedure = models.ForeignKey(ProcedurePage, verbose_name=_("thủ tục"), on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("thủ tục liên quan")
        verbose_name_plural = _("thủ tục liên quan")

    def __str__(self) -> str:
        return str(self.procedure)


# The tables of other rooms, of facts and changes of law, of publishing, the register and transfers, belong here too.
from .facts.stamp import FactsStamp  # noqa: E402
from .law_changes.models import EffectOnPage, SettledProposal  # noqa: E402
from .publishing.models import ComingVersion, SettledDoubt, Withdrawal  # noqa: E402
from .register.models import FindingWaiver, RegisterRecord, RegisterSnapshot, RegisterVersion, SourceCheck  # noqa: E402
from .remarks.models import Remark  # noqa: E402
from .sharing.models import CaseCode  # noqa: E402
from .transfers.models import TransferBatch, TransferredPage  # noqa: E402
from .translation.models import TranslatedWords  # noqa: E402

__all__ = [
    "CaseCode",
    "CatalogueIndexPage",
    "ComingVersion",
    "EffectOnPage",
    "FactsStamp",
    "FindingWaiver",
    "ProcedureCode",
    "ProcedureLegalResource",
    "ProcedurePage",
    "RegisterRecord",
    "RegisterSnapshot",
    "RegisterVersion",
    "RelatedProcedure",
    "Remark",
    "SettledDoubt",
    "SettledProposal",
    "SourceCheck",
    "TransferBatch",
    "TransferredPage",
    "TranslatedWords",
    "Withdrawal",
]
