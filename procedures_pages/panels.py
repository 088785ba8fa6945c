"""The edit form: groups in the order of the reader's page, and beside them what publishing still needs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page

from .requirements import missing


class PublishingTodoPanel(Panel):
    """The same rules that refuse the publishing, as a list with a link to each field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures_pages/todo_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            # A page still being added has nothing yet; its to-do list would only shout.
            context["gaps"] = missing(self.instance) if self.instance.pk else None
            return context


def _group(heading: Any, *fields: Any, icon: str = "", collapsed: bool = False, help_text: Any = "") -> MultiFieldPanel:
    children = [FieldPanel(f) if isinstance(f, str) else f for f in fields]
    return MultiFieldPanel(children, heading=heading, icon=icon, classname="collapsed" if collapsed else "", help_text=help_text)


def edit_handler() -> TabbedInterface:
    """Tabs: the reader's page, then source and dates, then Wagtail's own settings."""
    from django import forms

    reader = [
        PublishingTodoPanel(heading=_("Còn thiếu để xuất bản"), icon="tasks"),
        _group(
            _("Nhận diện"),
            FieldPanel(
                "title",
                heading=_("Tên bằng lời người dân"),
                help_text=_("Động từ đứng đầu, nhiều nhất 70 ký tự. Ví dụ: Làm khai sinh cho con"),
            ),
            "official_name",
            "summary",
            InlinePanel("codes", heading=_("Mã thủ tục"), label=_("mã"), min_num=0),
            FieldRowPanel([FieldPanel("area"), FieldPanel("level")]),
            FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            icon="title",
        ),
        _group(_("Tình trạng"), "status", "status_note", "successor", "transfer", icon="warning"),
        _group(
            _("Câu hỏi và giấy tờ"),
            "questions",
            "documents",
            icon="list-ul",
            help_text=_("Câu hỏi lọc giấy tờ theo trường hợp. Không có trường hợp khác nhau thì không cần câu hỏi."),
        ),
        _group(_("Các bước"), "steps", icon="order"),
        _group(_("Cách nộp, thời hạn, phí"), "channels", icon="mail"),
        _group(
            _("Nộp trực tuyến"),
            "portal_id",
            "submission_url",
            "submission_none_reason",
            "submission_asks",
            "service_mode",
            "service_mode_reason",
            icon="link",
        ),
        _group(_("Nơi nộp"), "authority", FieldPanel("offices", widget=forms.CheckboxSelectMultiple), icon="home"),
        _group(_("Kết quả và điều kiện"), "outputs", "conditions", icon="success"),
        _group(_("Căn cứ pháp lý"), MultipleChooserPanel("legal", label=_("văn bản"), chooser_field_name="resource"), icon="doc-full"),
        _group(_("Mách nhỏ từ quầy"), "advice", icon="comment"),
        _group(
            _("Tìm kiếm và liên quan"),
            "keywords",
            MultipleChooserPanel("related", label=_("thủ tục liên quan"), chooser_field_name="procedure"),
            "most_asked",
            icon="search",
        ),
    ]
    source = [
        _group(_("Đối chiếu"), "source_record", "source_snapshot", "source_decision", icon="history"),
        _group(
            _("Ngày"),
            "updated_on",
            FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")]),
            FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
            icon="calendar",
        ),
        _group(_("Danh mục năm 2022"), "list_2022_level", "list_2022_area", "list_2022_name", icon="list-ol", collapsed=True),
    ]
    return TabbedInterface(
        [
            ObjectList(reader, heading=_("Trang của người đọc")),
            ObjectList(source, heading=_("Nguồn và ngày")),
            ObjectList(Page.promote_panels + Page.settings_panels, heading=_("Địa chỉ và lịch đăng")),
        ]
    ).bind_to_model(_page_model())


def _page_model() -> Any:
    from .models import ProcedurePage

    return ProcedurePage
