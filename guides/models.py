"""Editorial guides and life events: ordered steps that lead through several procedures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from office.desk.once import stored
from office.desk.pages import SitePage
from procedures_pages.blocks import QuestionBlock
from procedures_pages.fields import PlainStreamField
from procedures_pages.publishing.previews import DrawnByView
from procedures_pages.publishing.requirements import PublishingRefused
from procedures_pages.publishing.stable_ids import fill_ids, keep_former_ids
from procedures_pages.queries import PublishedQuerySet

from .blocks import GuideStepBlock, ParagraphBlock
from .forms import GuideForm
from .requirements import missing

GuideManager = Page._default_manager.__class__.from_queryset(PublishedQuerySet)


class GuideIndexPage(SitePage, DrawnByView, Page):
    """``/huong-dan/``."""

    preview_view = "guides.views.preview_index"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["guides.GuidePage", "guides.LifeEventPage"]
    max_count_per_parent = 1
    promote_panels: ClassVar[list[Any]] = []  # its address is written in the code
    translatable_fields: ClassVar[list[Any]] = [TranslatableField("title"), SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("danh mục hướng dẫn")


class BaseGuidePage(SitePage, DrawnByView, Page):
    """What a guide and a life event share. Concrete, so that one query finds both."""

    summary = models.CharField(
        _("tóm tắt"), max_length=155, blank=True, default="", help_text=_("Một câu, hiện ở trang đầu và trong kết quả tìm kiếm.")
    )
    intro = PlainStreamField([("paragraph", ParagraphBlock())], verbose_name=_("mở đầu"), blank=True, default=list, max_num=6)
    questions = PlainStreamField(
        [("question", QuestionBlock())],
        verbose_name=_("câu hỏi"),
        blank=True,
        default=list,
        max_num=5,
        help_text=_("Hai hay ba câu là đủ; mỗi câu phải làm cho ít nhất một bước khác đi. Để trống: mọi bước hiện cho mọi người."),
    )
    steps = PlainStreamField([("step", GuideStepBlock())], verbose_name=_("các bước"), blank=True, default=list, max_num=30)
    closing = PlainStreamField([("paragraph", ParagraphBlock())], verbose_name=_("sau đó"), blank=True, default=list, max_num=8)
    keywords = models.TextField(
        _("cách gọi của người dân"), blank=True, default="", max_length=2000, help_text=_("Mỗi dòng một cách gọi. Ví dụ: mở quán")
    )
    updated_on = models.DateField(_("cập nhật"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0, help_text=_("Ở trang đầu; số nhỏ đứng trước."))

    objects = GuideManager()
    base_form_class = GuideForm
    names_by_line = ("keywords",)
    preview_view = "guides.views.preview"
    parent_page_types = ["guides.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # Wagtail's own name for the template of a model is by class; both kinds share one.
    template = "guides/guide.html"
    content_panels = [
        MultiFieldPanel(
            [TitleFieldPanel("title", placeholder=False, help_text=_("Bằng lời người dân. Ví dụ: Sinh con")), FieldPanel("summary")],
            heading=_("Tên và tóm tắt"),
        ),
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("steps"),
        FieldPanel("closing"),
        MultiFieldPanel([FieldPanel("keywords"), FieldPanel("updated_on"), FieldPanel("order")], heading=_("Tìm kiếm và ngày")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("keywords")]
    translatable_fields: ClassVar[list[Any]] = [
        *(TranslatableField(name) for name in ("title", "summary", "intro", "questions", "steps", "closing", "keywords")),
        *(SynchronizedField(name, overridable=False) for name in ("slug", "updated_on", "order")),
    ]

    class Meta:
        verbose_name = _("hướng dẫn")

    def clean(self) -> None:
        super().clean()
        fill_ids(self.questions)
        if (before := stored(self)) is not None:
            keep_former_ids(before.questions, self.questions)
        fill_ids(self.steps)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, but a guide that lacks what publishing requires is refused, whichever way it comes. Raises PublishingRefused."""
        if gaps := missing(revision.as_object()):
            raise PublishingRefused(self, gaps)
        return super().publish(revision, *args, **kwargs)


class GuidePage(BaseGuidePage):
    """A guide on one subject, in sections."""

    class Meta:
        verbose_name = _("bài hướng dẫn")
        verbose_name_plural = _("bài hướng dẫn")


class LifeEventPage(BaseGuidePage):
    """Sự kiện trong đời: steps in order, each with its procedures."""

    class Meta:
        verbose_name = _("việc trong đời")
        verbose_name_plural = _("việc trong đời")
