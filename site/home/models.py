"""The front page and plain pages (about, accessibility)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from guides.blocks import SectionBlock
from office.desk.pages import SitePage
from procedures_pages.fields import PlainStreamField
from procedures_pages.publishing.previews import DrawnByView
from procedures_pages.queries import PublishedQuerySet

PageManager = Page._default_manager.__class__.from_queryset(PublishedQuerySet)


class HomePage(SitePage, DrawnByView, Page):
    heading = models.CharField(_("câu hỏi trên ô tìm kiếm"), max_length=80, default="Bạn cần làm giấy tờ gì?")
    lead = models.CharField(
        _("lời dẫn"), max_length=200, default="Gõ việc bạn muốn làm. Có dấu hay không dấu, đúng tên hay theo cách gọi hằng ngày đều được."
    )
    examples = models.TextField(_("ví dụ"), blank=True, default="", help_text=_("Mỗi dòng một câu tìm thử. Ví dụ: làm khai sinh"))

    objects = PageManager()
    names_by_line = ("examples",)
    preview_view = "home.views.preview_front"
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 1
    promote_panels: ClassVar[list[Any]] = []  # its address is written in the code
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lead"), FieldPanel("examples")], heading=_("Ô tìm kiếm")),
    ]
    translatable_fields: ClassVar[list[Any]] = [
        *(TranslatableField(n) for n in ("title", "heading", "lead", "examples")),
        SynchronizedField("slug", overridable=False),
    ]

    class Meta:
        verbose_name = _("trang đầu")

    @property
    def example_lines(self) -> list[str]:
        return [line.strip() for line in self.examples.splitlines() if line.strip()]


class StandardPage(SitePage, DrawnByView, Page):
    """A page of sections: about the site, accessibility."""

    summary = models.CharField(_("tóm tắt"), max_length=200, blank=True, default="")
    sections = PlainStreamField([("section", SectionBlock())], verbose_name=_("các mục"), blank=True, default=list, max_num=30)
    updated_on = models.DateField(_("cập nhật"), null=True, blank=True)

    objects = PageManager()
    preview_view = "home.views.preview_standard"
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("sections"), FieldPanel("updated_on")]
    translatable_fields: ClassVar[list[Any]] = [
        *(TranslatableField(n) for n in ("title", "summary", "sections")),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("updated_on", overridable=False),
    ]

    class Meta:
        verbose_name = _("trang thường")
