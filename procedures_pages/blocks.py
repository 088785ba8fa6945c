"""The parts of a procedure that an editor fills in. Codes, numbers and ids never become translatable strings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter, StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from office import site_data
from office.clean_fields import readable, received
from office.dong import DongField
from office.form_templates.kept import choices as form_choices
from office.form_templates.models import FormTemplate
from office.lengths import say_lengths
from office.models import Office
from office.set_costs import known
from office.set_costs.bases import Basis
from office.set_costs.models import Rate
from vietnamese import typed

from .block_text import text_cleaner
from .facts.phrases import CHANNELS


class CleanBlock(blocks.FieldBlock):
    """A block of text that is cleaned when a form brings it, before its length is measured; what nobody can read is an error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["validators"] = (*kwargs.get("validators", ()), readable)
        super().__init__(*args, **kwargs)
        if "field" in vars(self):
            say_lengths(self.field)

    def value_from_form(self, value: Any) -> Any:
        value = super().value_from_form(value)
        cleaner = text_cleaner(self)
        return received(value, cleaner) if cleaner and isinstance(value, str) else value


class SyncedCharBlock(CleanBlock, blocks.CharBlock):
    """Text that is the same in every language: codes, ids, form numbers. wagtail-localize copies it and never translates it."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value


class WordsBlock(CleanBlock, blocks.CharBlock):
    """A short text. Empty is "", never None, or translation stumbles over it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class LongWordsBlock(CleanBlock, blocks.TextBlock):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs.setdefault("rows", 2)
        super().__init__(*args, **kwargs)

    @cached_property
    def field(self) -> forms.Field:
        """As Wagtail's, which makes it when it is first asked for."""
        field: forms.Field = super().field
        say_lengths(field)
        return field


class PreviewedStruct(blocks.StructBlock):
    """A struct whose preview in the block chooser is drawn with the words of ``preview_value``."""

    class Meta:
        preview_template = "procedures_pages/block_preview.html"


class RowBlock(PreviewedStruct):
    """A struct of many boxes: in a stream one line until it is opened (static/desk/rows.js). ``summary``: the boxes that the line tells."""

    class Meta:
        summary: tuple[str, ...] = ()


class RowAdapter(StructBlockAdapter):
    js_constructor = "cn.Row"

    def js_args(self, block: RowBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        return [name, children, {**meta, "summary": block.meta.summary}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["desk/rows.js"])


register(RowAdapter(), RowBlock)


class FormerIdsBlock(SyncedCharBlock):
    """Ids that stand for the same question or answer in addresses people have kept."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Tên cũ trong địa chỉ"),
            required=False,
            max_length=200,
            default="",
            help_text=_("Hệ thống tự ghi khi tên trong địa chỉ đổi. Thêm tay khi mục này thay cho một mục đã bỏ; cách nhau bằng dấu phẩy."),
        )


class AnswerBlock(PreviewedStruct):
    label = WordsBlock(label=_("Câu trả lời"), max_length=70, help_text=_("Lời của người dân. Ví dụ: Một mình tôi"))
    phrase = WordsBlock(
        label=_("Nói trong câu"),
        required=False,
        max_length=90,
        help_text=_("Bắt đầu bằng “khi” hoặc “nếu”, đọc một mình vẫn hiểu. Ví dụ: khi nhờ người khác nộp thay"),
    )
    slug = SyncedCharBlock(
        label=_("Tên trong địa chỉ"), required=False, max_length=60, default="", help_text=_("Để trống, hệ thống tự đặt. Không đổi về sau.")
    )
    former = FormerIdsBlock()
    leads_to = SyncedCharBlock(
        label=_("Mã thủ tục khác phải làm"),
        required=False,
        max_length=20,
        default="",
        help_text=_("Khi ai trả lời câu này phải làm một thủ tục khác, ghi mã thủ tục đó. Ví dụ: 1.001022"),
    )
    leads_to_name = WordsBlock(
        label=_("Tên thủ tục khác phải làm"), required=False, max_length=120, help_text=_("Lời của người dân. Ví dụ: Nhận cha, mẹ, con")
    )

    class Meta:
        icon = "check"
        form_classname = "cn-answer"
        label_format = "{label}"


class QuestionBlock(RowBlock):
    label = WordsBlock(label=_("Câu hỏi"), max_length=90, help_text=_("Hỏi điều quyết định giấy tờ. Ví dụ: Ai đứng tên hộ kinh doanh?"))
    help = WordsBlock(
        label=_("Giải thích"),
        required=False,
        max_length=200,
        help_text=_("Một câu, nếu câu hỏi có thể hiểu sai. Ví dụ: Chủ hộ là người đứng tên trên giấy chứng nhận."),
    )
    answers = blocks.ListBlock(
        AnswerBlock(label=_("Câu trả lời")),
        label=_("Các câu trả lời"),
        min_num=2,
        max_num=6,
        # Every part of them: the desk would write "undefined" into one that is not there.
        default=[dict.fromkeys(("label", "phrase", "slug", "former", "leads_to", "leads_to_name"), "") for _answer in range(2)],
        help_text=_("Từ 2 đến 6, loại trừ nhau; trường hợp thường gặp đứng trước."),
    )
    slug = SyncedCharBlock(
        label=_("Tên trong địa chỉ"),
        required=False,
        max_length=60,
        default="",
        help_text=_("Để trống, hệ thống tự đặt. Không đổi về sau: nó nằm trong địa chỉ người dân đã lưu."),
    )
    former = FormerIdsBlock()

    class Meta:
        icon = "help"
        label = _("Câu hỏi")
        label_format = "{label}"
        form_classname = "cn-question struct-block"
        summary = ("answers",)
        description = _("Một câu hỏi để lọc giấy tờ theo trường hợp")
        preview_value = {"label": "Ai đi nộp hồ sơ?", "answers": [{"label": "Tôi tự nộp"}, {"label": "Người khác nộp thay"}]}


class LinkBlock(CleanBlock, blocks.URLBlock):
    """An address of the web."""


class SourceRowBlock(SyncedCharBlock):
    """The row of the record a document was drafted from, as the record has it: for the editor's eyes only."""

    text_cleaner = staticmethod(typed.own_lines)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(required=False, default="", max_length=2000)
        super().__init__(*args, **kwargs)
        self.field.widget.attrs["readonly"] = True


class ConditionBlock(SyncedCharBlock):
    """``question-slug=answer-slug``. In the desk a script turns it into a list of the page's own answers."""


class AppliesBlock(blocks.ListBlock):
    """The answers a fact applies to: one of those of each question that is named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Chỉ khi"))
        kwargs.setdefault(
            "help_text",
            _("Để trống: ai cũng vậy. Nhiều câu trả lời của cùng một câu hỏi: một trong số đó. Nhiều câu hỏi: phải đủ tất cả."),
        )
        answer = ConditionBlock(label=_("Khi trả lời"), max_length=130, help_text=_("Chọn một câu trả lời của trang này."))
        super().__init__(answer, *args, required=False, default=[], form_classname="cn-conditions", **kwargs)


class ChannelsBlock(blocks.MultipleChoiceBlock):
    """The channels a time or a cost is the same for; none chosen: all of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("choices", list(CHANNELS.items()))
        kwargs.setdefault("label", _("Chỉ với cách nộp"))
        kwargs.setdefault("help_text", _("Để trống nếu cách nộp nào cũng vậy."))
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(*args, required=False, **kwargs)


class OfDirectoryBlock(blocks.ChoiceBlock):
    """A record of a directory, by its key. A choice and no chooser: facts find it in the site's data, without asking the database."""

    model: type[Model]

    def extract_references(self, value: Any) -> Iterator[tuple[type[Model], str, str, str]]:
        """So that none is deleted under a page that names it, and the directory knows its pages."""
        if value:
            yield self.model, str(value), "", ""


class FormTemplateBlock(OfDirectoryBlock):
    """A form: name and file are those of its version of the day."""

    model = FormTemplate

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", form_choices)
        kwargs.setdefault("default", "")
        kwargs.setdefault("label", _("Biểu mẫu dùng chung"))
        super().__init__(required=False, **kwargs)


class StoredAsBefore:
    """Of a struct that got keys when pages stood already: one that is empty is stored as it was before, so that to save changes nothing."""

    later: tuple[str, ...] = ()

    def get_prep_value(self, value: Any) -> Any:
        stored = super().get_prep_value(value)  # type: ignore[misc]
        return {key: kept for key, kept in stored.items() if kept or key not in self.later}


class WithForm(StoredAsBefore):
    """Of a struct with a form: it is chosen from the directory, or told in words with a file, never both."""

    later = ("form_template",)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)  # type: ignore[misc]
        if wrong := told_twice(cleaned):
            where = "form" if cleaned.get("form") else "form_file"
            raise StructBlockValidationError({where: ValidationError(wrong)})
        return cleaned


def told_twice(value: Any) -> str:
    """Why a paper, or its form for some of the answers, cannot say this; "" where it can: it has a chosen form or one of its own."""
    if not (value.get("form_template") and (value.get("form") or value.get("form_file"))):
        return ""
    return gettext("Đã chọn biểu mẫu dùng chung thì để trống tên mẫu và tệp mẫu: trang lấy tên và tệp đang dùng từ biểu mẫu ấy.")


class FormBlock(WithForm, PreviewedStruct):
    """The form of a paper for some of the answers, in place of the paper's own."""

    form_template = FormTemplateBlock(help_text=_("Chọn ở đây thì để trống hai ô dưới."))
    form = WordsBlock(
        label=_("Mẫu đơn, tờ khai"),
        required=False,
        max_length=160,
        help_text=_("Tên hoặc số mẫu. Ví dụ: Mẫu số 1b, Nghị định 20/2021/NĐ-CP"),
    )
    form_file = DocumentChooserBlock(
        label=_("Tệp mẫu"), required=False, help_text=_("Tệp để người dân tải về. Chỉ mẫu đúng số, đúng văn bản ở ô trên.")
    )
    applies = AppliesBlock(help_text=_("Các câu trả lời phải dùng mẫu này thay cho mẫu chung ở trên."))

    class Meta:
        icon = "doc-empty"
        label = _("Mẫu theo trường hợp")
        label_format = "{form} {form_template}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned.get("form") or cleaned.get("form_template") or self.is_deferred_validation):
            raise StructBlockValidationError({"form": ValidationError(gettext("Chọn một biểu mẫu dùng chung, hoặc ghi tên mẫu."))})
        return cleaned


class DocumentBlock(WithForm, RowBlock):
    name = WordsBlock(
        label=_("Tên giấy tờ"),
        max_length=140,
        help_text=_("Chỉ là tên của một tờ giấy thật. Ví dụ: Giấy chứng sinh. Lời dặn thì ghi ở “Giải thích” hoặc “Lời khuyên”."),
        form_attrs={"data-cn-rows": ""},  # a list that is pasted here becomes rows (static/desk/word_lists.js)
    )
    note = LongWordsBlock(
        label=_("Giải thích"), required=False, max_length=260, help_text=_("Là gì, lấy ở đâu, khi nào. Ví dụ: Bệnh viện nơi sinh cấp.")
    )
    originals = blocks.IntegerBlock(label=_("Số bản chính"), min_value=0, max_value=20, default=1, help_text=_("Theo bản ghi. Ví dụ: 1"))
    copies = blocks.IntegerBlock(label=_("Số bản sao"), min_value=0, max_value=20, default=0, help_text=_("Cả hai số không thể cùng là 0."))
    handling = blocks.ChoiceBlock(
        label=_("Tại quầy"),
        choices=[
            ("submit", _("Nộp (cơ quan giữ)")),
            ("show", _("Xuất trình (cho xem rồi nhận lại)")),
            ("number", _("Chỉ đọc số (không phải mang giấy)")),
            ("looked_up", _("Quầy tự tra (không phải mang giấy)")),
            ("waived", _("Không còn phải nộp")),
        ],
        default="submit",
        help_text=_("Giấy được giữ lại, chỉ cho xem, hay không phải mang. Ba cách sau cần căn cứ và lời dặn phòng khi không tra được."),
    )
    fallback = WordsBlock(
        label=_("Phòng khi không tra được"),
        required=False,
        max_length=200,
        help_text=_("Một câu, chỉ với giấy không phải mang. Ví dụ: Mang theo phòng khi quầy không tra được."),
    )
    basis = WordsBlock(label=_("Căn cứ không phải mang"), required=False, max_length=120, help_text=_("Ví dụ: Nghị định 18/2026/NĐ-CP"))
    per_person = blocks.BooleanBlock(
        label=_("Mỗi người"),
        required=False,
        default=False,
        help_text=_("Số bản trên là của mỗi người. Ví dụ: căn cước của hai bên nam, nữ."),
    )
    handling_online = blocks.ChoiceBlock(
        label=_("Khi nộp trực tuyến"),
        required=False,
        default="",
        choices=[("photo", _("Tải ảnh chụp hoặc bản quét")), ("digital", _("Khai trên Cổng")), ("not_needed", _("Không cần"))],
        help_text=_("Để trống khi bản ghi không nói."),
    )
    applies = AppliesBlock(
        label=_("Chỉ cần khi"),
        help_text=_("Để trống: ai cũng cần. Nhiều câu trả lời của cùng một câu hỏi: một trong số đó. Nhiều câu hỏi: phải đủ tất cả."),
    )
    alternatives = blocks.ListBlock(
        WordsBlock(label=_("Một trong các giấy"), max_length=140, help_text=_("Ví dụ: Hộ chiếu")),
        label=_("Hoặc một trong các giấy"),
        required=False,
        default=[],
        help_text=_("Ví dụ: Căn cước; Hộ chiếu. Để trống nếu không có lựa chọn."),
    )
    form_template = FormTemplateBlock(help_text=_("Trang lấy tên và tệp đang dùng. Mẫu chưa có trong danh mục thì ghi ở hai ô dưới."))
    form = WordsBlock(
        label=_("Mẫu đơn, tờ khai"),
        required=False,
        max_length=160,
        help_text=_("Tên hoặc số mẫu. Ví dụ: Mẫu số 1, Thông tư 68/2025/TT-BTC"),
    )
    form_file = DocumentChooserBlock(
        label=_("Tệp mẫu"), required=False, help_text=_("Tệp để người dân tải về. Chỉ mẫu đúng số, đúng văn bản ở ô trên.")
    )
    example_file = DocumentChooserBlock(
        label=_("Bản đã điền làm mẫu"),
        required=False,
        help_text=_("Tệp của một tờ đã điền, bằng tên và số không có thật. Không đúng mẫu đang dùng thì gỡ ra."),
    )
    forms = blocks.ListBlock(
        FormBlock(label=_("Mẫu theo trường hợp")),
        label=_("Mẫu khác theo trường hợp"),
        required=False,
        default=[],
        help_text=_("Chỉ khi có người phải dùng một mẫu khác. Ai không thuộc trường hợp nào thì dùng mẫu ở trên."),
    )
    issuer = WordsBlock(label=_("Nơi cấp"), required=False, max_length=120, help_text=_("Ví dụ: Bệnh viện nơi sinh"))
    issued_by = SyncedCharBlock(
        label=_("Mã thủ tục cấp giấy này"),
        required=False,
        max_length=20,
        default="",
        help_text=_("Nếu giấy này là kết quả của một thủ tục trên trang này, ghi mã thủ tục đó. Ví dụ: 1.001612"),
    )
    source_row = SourceRowBlock(
        label=_("Dòng nguồn"), help_text=_("Dòng của bản ghi mà giấy tờ này được soạn từ đó; không hiện cho người đọc.")
    )
    slug = SyncedCharBlock(
        label=_("Tên trong địa chỉ"), required=False, max_length=60, default="", help_text=_("Để trống, hệ thống tự đặt. Không đổi về sau.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Giấy tờ")
        label_format = "{name}"
        form_classname = "cn-document struct-block"
        summary = ("applies", "originals", "copies", "handling")
        description = _("Một giấy tờ phải nộp hoặc xuất trình")
        preview_value = {"name": "Giấy chứng sinh", "note": "Bệnh viện nơi sinh cấp.", "originals": 1, "copies": 0, "handling": "submit"}


class DongBlock(blocks.IntegerBlock):
    """Whole đồng, typed as they are written here: 100.000 is a hundred thousand, which a box for numbers takes for a hundred."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        known = ("required", "help_text", "min_value", "max_value")
        self.field = DongField(**{name: kwargs[name] for name in known if name in kwargs})


class RateBlock(OfDirectoryBlock):
    """A rate that many pages share."""

    model = Rate
    of_directory = True

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", lambda: [(key, rate.name) for key, rate in known.published().items()])
        super().__init__(**kwargs)

    def normalize_choice(self, value: Any) -> Any:
        """Keys are text: the directory is not gone through for each row of costs that is read."""
        return value


def own_amount_beside_rate(cost: Any) -> str:
    """Why a row of costs cannot say this; "" where it can: what a rate says, the row does not say too."""
    if not (cost.get("rate") and (cost.get("amount") or cost.get("per"))):
        return ""
    return gettext("Số tiền và “Cho mỗi” lấy từ mức thu dùng chung đã chọn: để trống hai ô ấy, hoặc bỏ chọn mức thu dùng chung.")


class CostBlock(StoredAsBefore, PreviewedStruct):
    later = ("rate",)
    kind = blocks.ChoiceBlock(
        label=_("Loại"),
        choices=[("phi", _("Phí")), ("le_phi", _("Lệ phí"))],
        default="le_phi",
        help_text=_("Hai khoản khác nhau; xem bản ghi."),
    )
    basis = blocks.ChoiceBlock(
        label=_("Mức thu là"),
        choices=[
            *Basis.choices,
            ("not_charged", _("Không thu (thủ tục không có khoản này)")),
            ("by_council", _("Theo nghị quyết HĐND tỉnh")),
            ("unknown", _("Chưa có thông tin")),
        ],
        default="unknown",
        help_text=_("Số 0 trên Cổng thường nghĩa là “chưa nhập”, không phải miễn phí."),
    )
    amount = DongBlock(
        label=_("Số tiền (đồng)"),
        required=False,
        min_value=1,
        max_value=10_000_000_000,
        help_text=_("Chỉ ghi khi mức thu là một số tiền. Ví dụ: 100.000 hoặc 4 triệu"),
    )
    per = WordsBlock(label=_("Cho mỗi"), required=False, max_length=40, help_text=_("Ví dụ: trang, bản, lần"))
    rate = RateBlock(
        label=_("Mức thu dùng chung"),
        required=False,
        default="",
        help_text=_("Chọn thì mức thu lấy ở danh mục; để trống số tiền ở trên."),
    )
    label = WordsBlock(label=_("Khoản thu"), required=False, max_length=120, help_text=_("Ví dụ: Cấp bản sao trích lục"))
    note = WordsBlock(label=_("Ghi chú"), required=False, max_length=300, help_text=_("Vì sao chưa có số tiền, ai được miễn, hỏi ở đâu."))
    channels = ChannelsBlock()
    applies = AppliesBlock()

    class Meta:
        icon = "tag"
        label = _("Khoản thu")
        label_format = "{basis} {amount}"
        description = _("Một khoản phí hay lệ phí")
        preview_value = {"kind": "le_phi", "basis": "amount", "amount": 8000}

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if wrong := own_amount_beside_rate(cleaned):
            name = "amount" if cleaned.get("amount") else "per"
            raise StructBlockValidationError({name: ValidationError(wrong)})
        return cleaned


class TimeBlock(PreviewedStruct):
    unit = blocks.ChoiceBlock(
        label=_("Thời hạn tính bằng"),
        choices=[
            ("working_days", _("Ngày làm việc")),
            ("days", _("Ngày (cả ngày nghỉ)")),
            ("hours", _("Giờ")),
            ("months", _("Tháng")),
            ("same_day", _("Trong ngày")),
            ("unknown", _("Chưa có thông tin")),
        ],
        default="working_days",
        help_text=_("Đúng như bản ghi: “ngày làm việc” không tính ngày nghỉ."),
    )
    amount = blocks.IntegerBlock(
        label=_("Thời hạn (số)"),
        required=False,
        min_value=1,
        max_value=3650,
        help_text=_("Để trống khi “Trong ngày” hoặc “Chưa có thông tin”. Ví dụ: 3"),
    )
    counted_from = WordsBlock(label=_("Tính từ"), required=False, max_length=255, help_text=_("Ví dụ: kể từ ngày nhận đủ hồ sơ hợp lệ"))
    note = WordsBlock(label=_("Ghi chú"), required=False, max_length=300, help_text=_("Ví dụ: Nếu cần xác minh: không quá 5 ngày làm việc"))
    channels = ChannelsBlock()
    applies = AppliesBlock()

    class Meta:
        icon = "time"
        label = _("Thời hạn")
        label_format = "{amount} {unit}"
        description = _("Bao lâu thì có kết quả")
        preview_value = {"unit": "working_days", "amount": 3}


class DeadlineBlock(PreviewedStruct):
    amount = blocks.IntegerBlock(
        label=_("Hạn (số)"), required=False, min_value=1, max_value=3650, help_text=_("Để trống khi “Trước một ngày”. Ví dụ: 60")
    )
    unit = blocks.ChoiceBlock(
        label=_("Hạn tính bằng"),
        choices=[
            ("days", _("Ngày (cả ngày nghỉ)")),
            ("working_days", _("Ngày làm việc")),
            ("hours", _("Giờ")),
            ("months", _("Tháng")),
            ("years", _("Năm")),
            ("before", _("Trước một ngày (không có số)")),
        ],
        default="days",
        help_text=_("Đúng như văn bản: “ngày làm việc” không tính ngày nghỉ."),
    )
    counted_from = WordsBlock(
        label=_("Tính từ đâu"),
        max_length=120,
        help_text=_("Đọc tiếp sau con số, bắt đầu bằng “từ”, “kể từ”, “sau” hoặc “trước”. Ví dụ: từ ngày sinh; trước ngày tạm ngừng"),
    )
    after = WordsBlock(
        label=_("Khi quá hạn"),
        required=False,
        max_length=120,
        help_text=_("Một câu: quá hạn thì sao. Ví dụ: Quá hạn vẫn đăng ký được."),
    )
    basis = WordsBlock(
        label=_("Căn cứ"),
        required=False,
        max_length=120,
        help_text=_("Khi bản ghi không nói đến hạn này: số hiệu văn bản, điều. Ví dụ: Luật 60/2014/QH13, Điều 15"),
    )
    applies = AppliesBlock()

    class Meta:
        icon = "calendar-alt"
        label = _("Hạn của người dân")
        label_format = "{amount} {unit} {counted_from}"
        description = _("Người dân phải đến trước khi nào")
        preview_value = {"amount": 60, "unit": "days", "counted_from": "từ ngày sinh", "after": "Quá hạn vẫn đăng ký được."}


class ChannelBlock(PreviewedStruct):
    kind = blocks.ChoiceBlock(
        label=_("Cách nộp"),
        choices=list(CHANNELS.items()),
        default="in_person",
        help_text=_("Mỗi cách nộp ghi một lần."),
    )
    note = WordsBlock(
        label=_("Ghi chú"), required=False, max_length=300, help_text=_("Điều chỉ đúng với cách nộp này. Ví dụ: Nhận kết quả tại nhà.")
    )
    applies = AppliesBlock()

    class Meta:
        icon = "mail"
        label = _("Cách thức")
        label_format = "{kind}"
        description = _("Một cách nộp")
        preview_value = {"kind": "in_person"}


class StepBlock(PreviewedStruct):
    title = WordsBlock(label=_("Việc làm"), max_length=90, help_text=_("Động từ đứng đầu. Ví dụ: Nộp hồ sơ và lệ phí"))
    text = LongWordsBlock(
        label=_("Nói rõ thêm"),
        required=False,
        max_length=420,
        help_text=_("Đi đâu, gặp ai, mang gì. Ví dụ: Lấy số ở máy, chờ gọi tại quầy."),
    )
    channel = blocks.ChoiceBlock(
        label=_("Chỉ khi nộp"),
        required=False,
        default="",
        choices=list(CHANNELS.items()),
        help_text=_("Để trống nếu cách nộp nào cũng vậy."),
    )
    applies = AppliesBlock()

    class Meta:
        icon = "order"
        label = _("Bước")
        label_format = "{title}"
        description = _("Một bước của người dân")
        preview_value = {"title": "Nộp hồ sơ và lệ phí", "text": "Tại quầy, qua bưu chính hoặc trên Cổng."}


class OutputBlock(PreviewedStruct):
    name = WordsBlock(label=_("Kết quả"), max_length=200, help_text=_("Ví dụ: Giấy khai sinh"))
    handover = WordsBlock(
        label=_("Trả bằng cách nào"), required=False, max_length=200, help_text=_("Ví dụ: Nhận tại quầy hoặc qua bưu chính")
    )
    applies = AppliesBlock()

    class Meta:
        icon = "success"
        label = _("Kết quả")
        label_format = "{name}"
        description = _("Giấy tờ người dân nhận được")
        preview_value = {"name": "Giấy khai sinh", "handover": "Nhận tại quầy"}


class TailoredStatementBlock(PreviewedStruct):
    text = LongWordsBlock(label=_("Lời"), max_length=600, help_text=_("Một hai câu. Ví dụ: Đủ 18 tuổi."))
    applies = AppliesBlock()

    class Meta:
        icon = "pilcrow"
        label = _("Điều cần nói")
        label_format = "{text}"
        description = _("Một hai câu, cho ai cũng đúng hoặc theo trường hợp")
        preview_value = {"text": "Đủ 18 tuổi."}


def _offices() -> list[tuple[str, str]]:
    return [(str(office.pk), office.name) for office in site_data.offices()]


class OfficeBlock(OfDirectoryBlock):
    """An office of the directory."""

    model = Office

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("choices", _offices)
        super().__init__(**kwargs)


class PlaceBlock(PreviewedStruct):
    """An office that a page names itself: one of the directory, for whom it is; or one that is not there."""

    office = OfficeBlock(label=_("Nơi trong danh mục"), required=False, help_text=_("Nơi này thì chỉ nhận những trường hợp ghi dưới đây."))
    name = WordsBlock(
        label=_("Hoặc nơi khác"),
        required=False,
        max_length=160,
        help_text=_("Lời người dân hiểu ngay. Ví dụ: Phường nơi người mất cư trú lần cuối"),
    )
    address = WordsBlock(
        label=_("Địa chỉ, giờ"), required=False, max_length=200, help_text=_("Chỉ của nơi không có trong danh mục; để trống nếu chưa biết.")
    )
    applies = AppliesBlock(help_text=_("Để trống: ai cũng nộp được ở đây."))

    class Meta:
        icon = "home"
        label = _("Nơi nộp")
        label_format = "{name}"
        description = _("Một nơi nộp, cho ai cũng được hoặc theo trường hợp")
        preview_value = {"name": "Phường nơi người mất cư trú lần cuối"}


class EntryBlock(PreviewedStruct):
    """Another code of the register for some of the answers, with what goes with a code."""

    code = SyncedCharBlock(label=_("Mã thủ tục"), max_length=20, help_text=_("Một mã hiện hành khác của việc này. Ví dụ: 2.000748"))
    official_name = WordsBlock(label=_("Tên chính thức"), max_length=500, help_text=_("Chép đúng như bản ghi của mã này."))
    portal_id = SyncedCharBlock(
        label=_("Mã trang trên Cổng"),
        required=False,
        max_length=80,
        default="",
        help_text=_("Phần cuối địa chỉ trang thủ tục trên Cổng Dịch vụ công; để trống thì trang này không có nút nộp."),
    )
    authority = WordsBlock(
        label=_("Cơ quan thực hiện"), required=False, max_length=200, help_text=_("Để trống nếu vẫn là cơ quan của trang.")
    )
    applies = AppliesBlock()

    class Meta:
        icon = "code"
        label = _("Mã theo trường hợp")
        label_format = "{code}"
        description = _("Trường hợp mang một mã khác của Cơ sở dữ liệu quốc gia")
        preview_value = {"code": "2.000748", "official_name": "Thủ tục có yếu tố nước ngoài"}


class OutcomeBlock(SyncedCharBlock):
    """What an example person must get, a line each, as the page tells it."""

    text_cleaner = staticmethod(typed.own_lines)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(required=False, default="", max_length=4000)
        super().__init__(*args, **kwargs)
        self.field.widget = forms.Textarea(attrs={"rows": 6})


class ExamplePersonBlock(RowBlock):
    name = WordsBlock(label=_("Người mẫu"), max_length=60, help_text=_("Tên gọi, như bạn kể về họ. Ví dụ: Chị Hạnh, mẹ nuôi con một mình"))
    situation = LongWordsBlock(
        label=_("Hoàn cảnh"), max_length=200, help_text=_("Một câu. Ví dụ: Chị sinh con khi chưa kết hôn, có giấy chứng sinh.")
    )
    answers = AppliesBlock(
        label=_("Họ trả lời"), help_text=_("Một câu trả lời của mỗi câu hỏi mà họ được hỏi; để trống nếu trang không hỏi gì.")
    )
    outcome = OutcomeBlock(
        label=_("Phải ra"),
        help_text=_("Mỗi dòng một điều, đúng như trang nói. Để trống rồi lưu: “Còn thiếu” cho biết trang nay nói gì, để xem và chép."),
    )
    slug = SyncedCharBlock(
        label=_("Tên trong địa chỉ"), required=False, max_length=60, default="", help_text=_("Để trống, hệ thống tự đặt. Không đổi về sau.")
    )

    class Meta:
        icon = "user"
        label = _("Người mẫu")
        label_format = "{name}"
        summary = ("situation", "answers")
        description = _("Một người mà trang phải phục vụ đúng")
        preview_value = {"name": "Chị Hạnh, mẹ nuôi con một mình", "situation": "Chị sinh con khi chưa kết hôn, có giấy chứng sinh."}


class StatementBlock(LongWordsBlock):
    """One sentence or two: what the portal asks for."""

    class Meta:
        icon = "pilcrow"
        label = _("Điều cần nói")
        description = _("Một hai câu")
        preview_template = "procedures_pages/block_preview.html"
        preview_value = "Đủ 18 tuổi."
