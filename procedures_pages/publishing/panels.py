"""The edit form: parts in the order of the reader's page, and over each of them what publishing still needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TitleFieldPanel,
)
from wagtail.models import Page

from office.two_people.changing import changed_by

from .forms import DOUBT, ProcedureForm
from .links import LinksPanel
from .parted import Part, PartedInterface, Standing, place_of


class PublishingTodoPanel(Panel):
    """The same rules that refuse the publishing, as a list with a link to each field; and what is doubted, with a box to say so."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "procedures_pages/todo_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            form: Any = self.form
            gaps, doubts = form.standing.gaps, form.standing.doubts
            # A page still being added has nothing yet; its to-do list would only shout.
            context["gaps"] = [(gap, place_of(self.instance, gap.field)) for gap in gaps] if self.instance.pk else None
            if self.instance.pk or form.is_bound:
                places = [(doubt, place_of(self.instance, doubt.field)) for doubt in doubts]
                context |= {"doubts": places, "name": DOUBT, "ticked": form.ticked()}
            if self.instance.pk and self.instance.has_unpublished_changes and (latest := self.instance.latest_revision):
                context["is_own"] = changed_by(latest) == form.for_user.pk
                context["may_publish"] = self.instance.permissions_for_user(form.for_user).can_publish()
            return context


class ChangeNotePanel(FieldPanel):
    """Asked only of a page that readers have seen: of a new one everything is new."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.first_published_at)


def _group(heading: Any, *fields: Any, icon: str = "", collapsed: bool = False, help_text: Any = "") -> MultiFieldPanel:
    children = [FieldPanel(f) if isinstance(f, str) else f for f in fields]
    return MultiFieldPanel(children, heading=heading, icon=icon, classname="collapsed" if collapsed else "", help_text=help_text)


def _part(key: str, heading: Any, *fields: Any, **group: Any) -> Part:
    """A part of one group."""
    return Part([_group(heading, *fields, **group)], key=key, heading=heading)


def edit_handler(model: type[Page], beside: Sequence[Panel] = (), standing: Callable[..., Standing] | None = None) -> PartedInterface:
    """Parts in the order of the reader's page, then source and dates, address.

    ``beside``: panels of rooms above, of what is to be known before publishing; ``standing``: as of ``PartedInterface``.
    """
    parts = [
        Part(beside, key="truoc-khi-dang", heading=_("Trước khi đăng"), is_overview=True),
        _part(
            "nhan-dien",
            _("Nhận diện"),
            TitleFieldPanel(
                "title",
                placeholder=False,
                heading=_("Tên bằng lời người dân"),
                help_text=_("Động từ đứng đầu, nhiều nhất 70 ký tự. Ví dụ: Làm khai sinh cho con"),
            ),
            *model.promote_panels,
            "official_name",
            "summary",
            InlinePanel(
                "codes",
                heading=_("Mã thủ tục"),
                label=_("mã thủ tục"),
                min_num=0,
                help_text=_("Mã hiện hành và các mã cũ, để ai cầm giấy cũ vẫn tìm thấy trang."),
                panels=[
                    FieldPanel("value", heading=_("Mã thủ tục")),
                    FieldPanel(
                        "scheme", heading=_("Mã do ai đặt"), help_text=_("Mã có trong Cơ sở dữ liệu quốc gia, hay số do địa phương đặt.")
                    ),
                    "is_present",
                    FieldRowPanel(
                        [
                            FieldPanel("valid_from", help_text=_("Ngày mã bắt đầu dùng. Ví dụ: 01/07/2025")),
                            FieldPanel("valid_to", help_text=_("Ngày mã thôi dùng; để trống nếu còn dùng.")),
                        ]
                    ),
                    "note",
                ],
            ),
            "entries",
            FieldRowPanel([FieldPanel("area", help_text=_("Như trên máy lấy số tại quầy. Ví dụ: Hộ tịch")), FieldPanel("level")]),
            FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            icon="title",
        ),
        _part(
            "tinh-trang",
            _("Tình trạng"),
            FieldPanel("status", help_text=_("Hôm nay thủ tục còn áp dụng hay không.")),
            "status_note",
            "successor",
            FieldPanel("transfer", help_text=_("Khi việc này đã đổi cơ quan làm. Ví dụ: 01/07/2025, cấp huyện → phường")),
            icon="warning",
        ),
        _part(
            "cau-hoi",
            _("Câu hỏi trường hợp"),
            FieldPanel("questions", help_text=_("Nhiều nhất 5 câu; mỗi câu phải làm cho ít nhất một điều trên trang khác đi.")),
            icon="help",
            help_text=_("Câu hỏi lọc giấy tờ theo trường hợp. Không có trường hợp khác nhau thì không cần câu hỏi."),
        ),
        _part(
            "giay-to",
            _("Giấy tờ"),
            FieldPanel("documents", help_text=_("Mỗi tờ giấy một khối, theo thứ tự người dân chuẩn bị.")),
            icon="list-ul",
        ),
        _part(
            "cac-buoc",
            _("Các bước"),
            FieldPanel("steps", help_text=_("Việc người dân làm, theo thứ tự; việc của cơ quan thì không ghi.")),
            icon="order",
        ),
        _part(
            "cach-nop",
            _("Cách nộp, hạn, thời hạn, phí"),
            FieldPanel("channels", help_text=_("Tối đa ba cách: tại quầy, trực tuyến, bưu chính.")),
            FieldPanel(
                "deadlines",
                help_text=_("Luật cho người dân bao lâu để làm việc này. Khác thời hạn giải quyết của cơ quan. Để trống nếu không có hạn."),
            ),
            FieldPanel("times", help_text=_("Mỗi thời hạn một lần. Khác theo cách nộp hoặc theo trường hợp thì thêm một khối.")),
            FieldPanel("costs", help_text=_("Mỗi khoản một lần, kể cả “Không thu”. Khác theo cách nộp hoặc trường hợp thì thêm một khối.")),
            icon="mail",
        ),
        _part(
            "truc-tuyen",
            _("Nộp trực tuyến"),
            "portal_id",
            FieldPanel("submission_url", help_text=_("Khi nộp ở nơi khác Cổng Dịch vụ công quốc gia. Địa chỉ đầy đủ, bắt đầu bằng https.")),
            "submission_none_reason",
            FieldPanel("submission_asks", help_text=_("Thứ phải có sẵn trước khi mở Cổng. Ví dụ: Tài khoản VNeID mức 2")),
            "service_mode",
            "service_mode_reason",
            icon="link",
        ),
        _part(
            "noi-nop",
            _("Nơi nộp"),
            FieldPanel("authority", help_text=_("Cơ quan giải quyết, như bản ghi. Ví dụ: Ủy ban nhân dân cấp xã")),
            FieldPanel("offices", widget=forms.CheckboxSelectMultiple),
            "places",
            icon="home",
        ),
        _part(
            "ket-qua",
            _("Kết quả và điều kiện"),
            FieldPanel("outputs", help_text=_("Giấy tờ người dân cầm về. Ví dụ: Giấy khai sinh")),
            FieldPanel("conditions", help_text=_("Điều phải đạt mới được giải quyết. Ví dụ: Đủ 18 tuổi.")),
            icon="success",
        ),
        _part(
            "can-cu",
            _("Căn cứ pháp lý"),
            LinksPanel(
                "legal",
                label=_("văn bản"),
                chooser_field_name="resource",
                panels=[FieldPanel("resource", help_text=_("Một văn bản trong danh mục. Ví dụ: 168/2025/NĐ-CP"))],
                help_text=_("Văn bản còn hiệu lực mà bản ghi nêu."),
            ),
            icon="doc-full",
        ),
        _part("loi-khuyen", _("Lời khuyên"), "advice", icon="comment"),
        _part(
            "nguoi-mau",
            _("Người mẫu"),
            "people",
            icon="user",
            help_text=_("Ai trả lời như họ thì phải nhận đúng như đã ghi: kiểm tra mỗi lần xuất bản."),
        ),
        _part(
            "tim-kiem",
            _("Tìm kiếm và liên quan"),
            "keywords",
            LinksPanel(
                "related",
                label=_("thủ tục liên quan"),
                chooser_field_name="procedure",
                panels=[FieldPanel("procedure", help_text=_("Một trang thủ tục khác của trang web này."))],
                help_text=_("Việc người dân thường làm trước hoặc sau việc này."),
            ),
            "most_asked",
            icon="search",
        ),
        Part(
            [
                _group(_("Đối chiếu"), "source_record", "source_snapshot", "source_decision", "source_note", icon="history"),
                _group(
                    _("Ngày"),
                    "updated_on",
                    FieldRowPanel(
                        [FieldPanel("verified_on"), FieldPanel("verified_by", help_text=_("Tên người hoặc nhóm. Ví dụ: Tổ một cửa"))]
                    ),
                    FieldPanel("review_days"),
                    FieldRowPanel(
                        [
                            FieldPanel("effective_from", help_text=_("Ngày quy định này bắt đầu áp dụng. Ví dụ: 01/07/2025")),
                            FieldPanel("effective_to", help_text=_("Ngày thôi áp dụng; để trống nếu chưa biết.")),
                        ]
                    ),
                    ChangeNotePanel("tells_ahead"),
                    icon="calendar",
                ),
                _group(_("Gợi ý từ bản ghi"), "draft_suggestions", icon="clipboard-list", collapsed=True),
            ],
            key="nguon",
            heading=_("Nguồn và ngày"),
        ),
        _part(
            "danh-muc-2022",
            _("Danh mục năm 2022"),
            FieldPanel("list_2022_level", help_text=_("Để trống khi thủ tục không có trong danh mục ấy.")),
            FieldPanel("list_2022_area", help_text=_("Chép đúng tên cũ. Ví dụ: Hộ tịch")),
            FieldPanel("list_2022_name", help_text=_("Chép đúng tên cũ. Ví dụ: Đăng ký thành lập hộ kinh doanh")),
            icon="list-ol",
        ),
    ]
    # What is asked at publishing, and what Wagtail's own dialogs write into, is sent with every part.
    todo = ObjectList([PublishingTodoPanel(heading=_("Còn thiếu để xuất bản"), icon="tasks")])
    note = ObjectList([ChangeNotePanel("change_note", icon="comment")])
    interface = PartedInterface([todo, *parts, note, *model.settings_panels], standing=standing, base_form_class=ProcedureForm)
    bound: PartedInterface = interface.bind_to_model(model)
    return bound
