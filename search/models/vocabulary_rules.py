"""The editors' own words: what people say and what the office calls it, answers put first, pairs that are mixed up, what is done elsewhere.

What a clean row promises: Vietnamese in one normal form (NFC, old tone style), one phrase a line, each phrase with a word in it, none
listed twice. ``search.editors_words.vocabulary_rules`` makes of all rows what a query is looked up in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from office.shared_records import SharedRecord

from ..query.phrase_lines import MAX_CHARACTERS, first_line, official_link, phrases_of, problem, tidy_line, tidy_lines

HOW = _("Mỗi dòng một cách nói, viết có dấu: ai gõ không dấu vẫn khớp. Dòng viết không dấu chỉ khớp với câu gõ không dấu.")


def _phrases(label: Any, example: Any, **options: Any) -> models.TextField:
    return models.TextField(label, max_length=MAX_CHARACTERS, help_text=format_lazy("{} {}", example, HOW), **options)


def _page(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Nếu có. Trang chưa xuất bản thì người đọc không thấy đường dẫn"),
    )


class EditorsWords(SharedRecord):
    """What the four kinds have in common. ``PHRASES`` are fields of one phrase a line, ``LINES`` fields of one line.

    One word changes what many queries find: it goes live by two people, as what many pages say does.
    """

    PHRASES: ClassVar[tuple[str, ...]] = ()
    LINES: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]

    def clean(self) -> None:
        """Brings the text into its normal form; raises ValidationError by field, in Vietnamese, for phrases that cannot be looked up."""
        wrong: dict[str, Any] = {}
        for name in self.PHRASES:
            text = getattr(self, name)
            if said := problem(text):
                wrong[name] = said
            else:
                setattr(self, name, tidy_lines(text))
        for name in self.LINES:
            setattr(self, name, tidy_line(getattr(self, name)))
        if not wrong:
            wrong = self.clashes()
        if wrong:
            raise ValidationError(wrong)

    def clashes(self) -> dict[str, Any]:
        """Field → message, for what does not go together with itself or with another row."""
        return {}

    def others(self, **more: Any) -> Iterable[Any]:
        return type(self)._default_manager.filter(**more).exclude(pk=self.pk)

    def listed_elsewhere(self, name: str, others: Iterable[Any]) -> dict[str, Any]:
        """A message where a phrase of the field ``name`` stands in another row's."""
        mine = phrases_of(getattr(self, name))
        for other in others:
            if shared := mine.keys() & phrases_of(getattr(other, name)).keys():
                said = {"text": mine[min(shared)], "other": str(other)}
                return {name: _("“%(text)s” đã có ở mục “%(other)s”. Hãy sửa mục ấy hoặc bỏ dòng này.") % said}
        return {}


class Synonym(EditorsWords):
    """What people say, and the office's words that search then looks for too."""

    class Kind(models.TextChoices):
        SYNONYM = "synonym", _("từ đồng nghĩa")
        ABBREVIATION = "abbreviation", _("viết tắt")

    PHRASES = names_by_line = ("said", "official")
    LINES = ("note",)
    said = _phrases(_("người dân nói"), _("Ví dụ: mở tiệm tạp hóa."))
    official = models.TextField(
        _("từ của cơ quan"),
        max_length=MAX_CHARACTERS,
        help_text=_("Mỗi dòng một cụm từ có trong tên thủ tục, đúng nhất đứng trước. Ví dụ: đăng ký thành lập hộ kinh doanh"),
    )
    both_ways = models.BooleanField(
        _("hai chiều"),
        default=False,
        help_text=_("Đánh dấu khi hai bên cùng nghĩa: tìm bên này ra cả bên kia. Ví dụ: thế chấp ⇄ biện pháp bảo đảm"),
    )
    kind = models.CharField(
        _("loại"),
        max_length=20,
        choices=Kind.choices,
        default=Kind.SYNONYM,
        help_text=_("Để lọc danh sách; cách tìm như nhau. Ví dụ viết tắt: HKD"),
    )
    note = models.CharField(
        _("ghi chú"), max_length=160, blank=True, default="", help_text=_("Cho đồng nghiệp, người đọc không thấy. Ví dụ: nghe ở quầy")
    )

    class Meta(EditorsWords.Meta):
        verbose_name = _("từ đồng nghĩa, viết tắt")
        verbose_name_plural = _("từ đồng nghĩa, viết tắt")

    def __str__(self) -> str:
        return f"{first_line(self.said)} {'⇄' if self.both_ways else '→'} {first_line(self.official)}"

    def clashes(self) -> dict[str, Any]:
        said, official = phrases_of(self.said), phrases_of(self.official)
        if shared := said.keys() & official.keys():
            return {"official": _("“%(text)s” có ở cả hai bên.") % {"text": official[min(shared)]}}
        return self.listed_elsewhere("said", self.others())


class Confusion(EditorsWords):
    """Two things that are taken for each other; whoever asks for one sees both, explained."""

    PHRASES = names_by_line = ("first", "second")
    LINES = ("difference", "first_text", "second_text")
    difference = models.CharField(
        _("khác nhau ở đâu"),
        max_length=200,
        help_text=_("Một câu. Ví dụ: Công chứng là việc của tổ chức hành nghề công chứng; chứng thực làm được ở phường."),
    )
    first = _phrases(_("việc thứ nhất"), _("Dòng đầu là tên hiện cho người đọc, dòng sau là cách nói khác. Ví dụ: công chứng."))
    first_text = models.CharField(_("giải thích việc thứ nhất"), max_length=300, help_text=_("Một, hai câu: là gì, làm ở đâu, khi nào cần"))
    first_page = _page(_("trang của việc thứ nhất"))
    second = _phrases(_("việc thứ hai"), _("Dòng đầu là tên hiện cho người đọc, dòng sau là cách nói khác. Ví dụ: chứng thực."))
    second_text = models.CharField(_("giải thích việc thứ hai"), max_length=300, help_text=_("Một, hai câu: là gì, làm ở đâu, khi nào cần"))
    second_page = _page(_("trang của việc thứ hai"))

    class Meta(EditorsWords.Meta):
        verbose_name = _("cặp dễ nhầm")
        verbose_name_plural = _("cặp dễ nhầm")

    def __str__(self) -> str:
        return f"{first_line(self.first)} ≠ {first_line(self.second)}"

    def clashes(self) -> dict[str, Any]:
        first, second = phrases_of(self.first), phrases_of(self.second)
        if shared := first.keys() & second.keys():
            return {"second": _("“%(text)s” có ở cả hai bên.") % {"text": second[min(shared)]}}
        for other in self.others():
            one, two = phrases_of(other.first), phrases_of(other.second)
            if (first.keys() & one and second.keys() & two) or (first.keys() & two and second.keys() & one):
                return {"first": _("Cặp này đã có ở mục “%(other)s”.") % {"other": str(other)}}
        return {}


class PromotedAnswer(EditorsWords):
    """A page that stands first for some queries."""

    PHRASES = names_by_line = ("queries",)
    LINES = ("reason",)
    queries = _phrases(
        _("câu tìm"), _("Khớp khi cả câu tìm là dòng này, thêm từ hỏi như “ở đâu”, “xin” cũng được. Ví dụ: mất giấy khai sinh.")
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("trang trả lời"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Thủ tục hoặc hướng dẫn. Chỉ hiện khi trang đã xuất bản, ở ngôn ngữ của người đọc"),
    )
    reason = models.CharField(
        _("lý do"),
        max_length=160,
        blank=True,
        default="",
        help_text=_("Một câu hiện dưới tên trang, có thể để trống. Ví dụ: Xin bản sao là đủ, không phải đăng ký lại."),
    )

    class Meta(EditorsWords.Meta):
        verbose_name = _("câu trả lời gợi ý")
        verbose_name_plural = _("câu trả lời gợi ý")

    def __str__(self) -> str:
        return first_line(self.queries)

    def clashes(self) -> dict[str, Any]:
        # Several pages may answer one query; the same page is named for it once.
        return self.listed_elsewhere("queries", self.others(page_id=self.page_id)) if self.page_id else {}


class Elsewhere(EditorsWords):
    """Something people ask for here that another office does."""

    PHRASES = names_by_line = ("queries", "unless")
    LINES = ("title", "who", "explanation")
    queries = _phrases(_("câu tìm"), _("Khớp khi câu tìm có cụm từ này. Ví dụ: đổi bằng lái xe."))
    unless = models.TextField(
        _("trừ khi câu tìm có"),
        max_length=MAX_CHARACTERS,
        blank=True,
        default="",
        help_text=_("Mỗi dòng một cụm từ; câu tìm có từ ấy thì không hiện. Ví dụ với hộ chiếu: sao y"),
    )
    title = models.CharField(_("tên việc"), max_length=100, help_text=_("Ví dụ: Đổi, cấp lại giấy phép lái xe"))
    who = models.CharField(_("nơi làm"), max_length=160, help_text=_("Cơ quan làm việc ấy. Ví dụ: Phòng Cảnh sát giao thông, Công an tỉnh"))
    link = models.URLField(
        _("đường dẫn chính thức"),
        max_length=300,
        blank=True,
        default="",
        validators=[official_link],
        help_text=_("Trang của chính cơ quan ấy hoặc Cổng Dịch vụ công quốc gia. Ví dụ: https://dichvucong.gov.vn/"),
    )
    explanation = models.TextField(
        _("giải thích"),
        max_length=400,
        blank=True,
        default="",
        help_text=_("Một, hai câu người dân cần biết trước khi đi. Ví dụ: Nộp được trên mạng."),
    )

    class Meta(EditorsWords.Meta):
        verbose_name = _("việc không làm ở đây")
        verbose_name_plural = _("việc không làm ở đây")

    def __str__(self) -> str:
        return self.title

    def clashes(self) -> dict[str, Any]:
        return self.listed_elsewhere("queries", self.others())
