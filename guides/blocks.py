"""The steps of a guide. They lead through procedures and remember nothing about the reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from office.desk.once import rows
from procedures_pages.blocks import AppliesBlock, LinkBlock, LongWordsBlock, SyncedCharBlock, WordsBlock


class ElsewhereBlock(blocks.StructBlock):
    """Something done at another office: not here, go there."""

    name = WordsBlock(label=_("Việc"), required=False, max_length=160, help_text=_("Ví dụ: Đăng ký thường trú cho con"))
    who = WordsBlock(label=_("Hỏi ở đâu"), required=False, max_length=200, help_text=_("Ví dụ: Công an phường"))
    url = LinkBlock(label=_("Đường dẫn"), required=False, default="")

    class Meta:
        icon = "redirect"


class KnownAnswerBlock(blocks.StructBlock):
    """An answer of a step's procedures that follows from the guide's own questions."""

    answer = SyncedCharBlock(
        label=_("Thủ tục được trả lời"),
        max_length=130,
        help_text=_("Tên trong địa chỉ của câu hỏi, dấu bằng, rồi của câu trả lời, như ở trang thủ tục. Ví dụ: truong-hop=sinh-thuong"),
    )
    applies = AppliesBlock(help_text=_("Để trống: ai đến bước này cũng vậy. Nếu không: chọn câu trả lời của trang hướng dẫn này."))

    class Meta:
        icon = "check"
        label_format = "{answer}"


class ProcedureChooserBlock(blocks.PageChooserBlock):
    """As Wagtail's, which asks for the page when the form is read, when it is cleaned, and when it is read again."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"page_type": "procedures_pages.ProcedurePage", **kwargs})

    def value_from_form(self, value: Any) -> Any:
        if not str(value).isdecimal():
            return super().value_from_form(value)
        return rows(self.model_class, [int(value)]).get(int(value))

    def clean(self, value: Any) -> Any:
        return value if isinstance(value, self.model_class) else super().clean(value)


class GuideStepBlock(blocks.StructBlock):
    title = WordsBlock(label=_("Việc làm"), max_length=120, help_text=_("Ví dụ: Làm khai sinh cho con"))
    text = LongWordsBlock(label=_("Nói rõ thêm"), required=False, max_length=1200)
    applies = AppliesBlock(
        label=_("Chỉ khi trả lời"),
        help_text=_(
            "Để trống: ai cũng có bước này. Nhiều câu trả lời của cùng một câu hỏi: một trong số đó. Nhiều câu hỏi: phải đủ tất cả."
        ),
    )
    when = WordsBlock(
        label=_("Chỉ khi (người đọc tự xét)"),
        required=False,
        max_length=200,
        help_text=_("Điều trang không hỏi. Để trống nếu ai đến bước này cũng làm. Ví dụ: Chỉ khi bạn bán rượu"),
    )
    procedures = blocks.ListBlock(
        ProcedureChooserBlock(label=_("Thủ tục")),
        label=_("Thủ tục"),
        required=False,
        default=[],
    )
    known = blocks.ListBlock(
        KnownAnswerBlock(label=_("Câu trả lời")),
        label=_("Trả lời sẵn cho thủ tục"),
        required=False,
        default=[],
        help_text=_("Điều đã biết từ câu hỏi của trang này, để thủ tục không hỏi lại và giấy tờ hiện đúng trường hợp."),
    )
    elsewhere = ElsewhereBlock(label=_("Việc làm ở nơi khác"), required=False)
    slug = SyncedCharBlock(
        label=_("Tên trong địa chỉ"), required=False, default="", max_length=60, help_text=_("Để trống, hệ thống tự đặt.")
    )

    class Meta:
        icon = "order"
        label = _("Bước")
        label_format = "{title}"
        description = _("Một bước, dẫn tới một hay vài thủ tục")
        preview_template = "procedures_pages/block_preview.html"
        preview_value = {"title": "Làm khai sinh cho con", "text": "Trong 60 ngày kể từ ngày sinh."}


class ParagraphBlock(LongWordsBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Đoạn văn")
        preview_template = "procedures_pages/block_preview.html"
        preview_value = "Một đoạn văn ngắn."


class SectionBlock(blocks.StructBlock):
    heading = WordsBlock(label=_("Tiêu đề"), max_length=120)
    paragraphs = blocks.ListBlock(LongWordsBlock(label=_("Đoạn văn")), label=_("Các đoạn văn"), required=False, default=[])
    items = blocks.ListBlock(LongWordsBlock(label=_("Mục")), label=_("Danh sách"), required=False, default=[])

    class Meta:
        icon = "title"
        label = _("Mục")
        label_format = "{heading}"
        description = _("Một mục có tiêu đề, đoạn văn và danh sách")
        preview_template = "procedures_pages/block_preview.html"
        preview_value = {"heading": "Liên hệ", "paragraphs": ["Hỏi tại quầy."]}
