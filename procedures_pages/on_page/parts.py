"""What a page is made of on the screen where it is edited: parts in the order of readers, in each its facts, each fact one question."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of the page that are one question together. ``key`` stands in the address of its form."""

    key: str
    fields: tuple[str, ...]
    question: Words


@dataclass(frozen=True, slots=True)
class Stream:
    """Blocks of one kind: each has a form of its own.

    ``first``: the boxes that are shown at once, all others under headings of their own; empty where the block is one box. ``add``: what
    the link says that adds one; ``one``: what one of them is called within a sentence.
    """

    key: str
    field: str
    question: Words
    add: Words
    one: Words
    first: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (self.field,)


Kind = Group | Stream


@dataclass(frozen=True)
class Part:
    """``key``: its anchor on the screen."""

    key: str
    heading: Words
    kinds: tuple[Kind, ...]

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(name for kind in self.kinds for name in kind.fields)


PARTS: tuple[Part, ...] = (
    Part(
        "ten",
        _("Tên và tóm tắt"),
        (
            Group("ten-trang", ("title",), _("Tên trang bằng lời người dân là gì?")),
            Group("tom-tat", ("summary",), _("Tóm tắt trong một câu thế nào?")),
            Group("ten-chinh-thuc", ("official_name",), _("Tên chính thức của thủ tục là gì?")),
        ),
    ),
    Part(
        "tinh-trang",
        _("Tình trạng"),
        (Group("tinh-trang", ("status", "status_note", "successor", "transfer"), _("Hôm nay còn áp dụng không?")),),
    ),
    Part(
        "han",
        _("Hạn của người dân"),
        (
            Stream(
                *("han", "deadlines", _("Người dân phải đến trong bao lâu?"), _("Thêm một hạn"), _("hạn này")),
                first=("amount", "unit", "counted_from"),
            ),
        ),
    ),
    Part(
        "le-phi",
        _("Phí, lệ phí"),
        (Stream("khoan-thu", "costs", _("Khoản này là bao nhiêu?"), _("Thêm khoản thu"), _("khoản thu này"), first=("amount", "per")),),
    ),
    Part(
        "thoi-han",
        _("Thời gian giải quyết"),
        (Stream("thoi-han", "times", _("Bao lâu thì có kết quả?"), _("Thêm thời hạn"), _("thời hạn này"), first=("amount", "unit")),),
    ),
    Part(
        "noi-nop",
        _("Nơi nộp"),
        (
            Group("co-quan", ("authority", "level"), _("Cơ quan nào giải quyết?")),
            Group("quay", ("offices",), _("Nộp ở những quầy nào?")),
            Stream("noi-rieng", "places", _("Nơi này là đâu?"), _("Thêm nơi nộp riêng"), _("nơi này"), first=("office", "name", "address")),
        ),
    ),
    Part(
        "cach-nop",
        _("Cách nộp"),
        (Stream("cach-nop", "channels", _("Nộp bằng cách nào?"), _("Thêm cách nộp"), _("cách nộp này"), first=("kind", "note")),),
    ),
    Part(
        "truc-tuyen",
        _("Nộp trực tuyến"),
        (
            Group("lien-ket", ("portal_id", "submission_url", "submission_none_reason"), _("Nộp trực tuyến ở đâu?")),
            Group("muc-dich-vu", ("service_mode", "service_mode_reason"), _("Làm trực tuyến được đến đâu?")),
            Stream("cong-hoi", "submission_asks", _("Cổng hỏi thứ gì?"), _("Thêm thứ cần có"), _("điều này")),
        ),
    ),
    Part(
        "cau-hoi",
        _("Câu hỏi trường hợp"),
        (
            Stream(
                "cau-hoi", "questions", _("Hỏi người dân điều gì?"), _("Thêm câu hỏi"), _("câu hỏi này"), first=("label", "help", "answers")
            ),
        ),
    ),
    Part(
        "giay-to",
        _("Giấy tờ"),
        (
            Stream(
                *("giay-to", "documents", _("Giấy tờ này là gì, mấy bản?"), _("Thêm giấy tờ"), _("giấy tờ này")),
                first=("name", "originals", "copies", "handling", "note"),
            ),
        ),
    ),
    Part(
        "cac-buoc", _("Các bước"), (Stream("buoc", "steps", _("Bước này làm gì?"), _("Thêm bước"), _("bước này"), first=("title", "text")),)
    ),
    Part(
        "ket-qua",
        _("Bạn nhận được gì"),
        (Stream("ket-qua", "outputs", _("Người dân nhận được gì?"), _("Thêm kết quả"), _("kết quả này"), first=("name", "handover")),),
    ),
    Part(
        "dieu-kien",
        _("Dành cho ai, điều kiện"),
        (
            Group("doi-tuong", ("audiences",), _("Ai được làm?")),
            Stream("dieu-kien", "conditions", _("Điều kiện này là gì?"), _("Thêm điều kiện"), _("điều kiện này"), first=("text",)),
        ),
    ),
    Part(
        "loi-khuyen",
        _("Lời khuyên"),
        (Stream("loi-khuyen", "advice", _("Khuyên người dân điều gì?"), _("Thêm lời khuyên"), _("lời khuyên này"), first=("text",)),),
    ),
    Part("can-cu", _("Căn cứ pháp lý"), (Group("can-cu", ("legal",), _("Thủ tục dựa vào những văn bản nào?")),)),
    Part(
        "nguoi-mau",
        _("Người mẫu"),
        (
            Stream(
                *("nguoi-mau", "people", _("Người mẫu này là ai, phải nhận gì?"), _("Thêm người mẫu"), _("người mẫu này")),
                first=("name", "situation", "answers", "outcome"),
            ),
        ),
    ),
    Part(
        "nguon",
        _("Nguồn và ngày"),
        (
            Group("ma-thu-tuc", ("codes",), _("Thủ tục mang những mã nào?")),
            Stream(
                *("ma-theo-truong-hop", "entries", _("Trường hợp này mang mã nào?"), _("Thêm mã theo trường hợp"), _("mã này")),
                first=("code", "official_name", "applies"),
            ),
            Group("doi-chieu", ("source_record", "source_snapshot", "source_decision"), _("Đã đối chiếu với bản ghi nào, ngày nào?")),
            Group("ghi-chu-nguon", ("source_note",), _("Người đọc cần biết gì về nguồn?")),
            Group("dieu-doi", ("change_note", "tells_ahead"), _("Người dân cần biết điều gì vừa đổi?")),
            Group("ngay", ("updated_on", "verified_on", "verified_by", "review_days"), _("Cập nhật và kiểm tra ngày nào?")),
            Group("hieu-luc", ("effective_from", "effective_to"), _("Hiệu lực từ ngày nào, đến ngày nào?")),
        ),
    ),
    Part(
        "tim-kiem",
        _("Tìm kiếm và liên quan"),
        (
            Group("linh-vuc", ("area",), _("Thuộc lĩnh vực nào?")),
            Group("cach-goi", ("keywords",), _("Người dân gọi việc này là gì?")),
            Group("lien-quan", ("related",), _("Người dân thường làm việc gì trước hoặc sau?")),
        ),
    ),
)
# Boxes that say for whom a fact is.
FOR_WHOM = ("channels", "channel", "applies")
KINDS: dict[str, tuple[Part, Kind]] = {kind.key: (part, kind) for part in PARTS for kind in part.kinds}


def part_of(field: str) -> Part | None:
    """The part in which a field of the page stands; None for one that this screen leaves to the long form."""
    return next((part for part in PARTS if field in part.fields), None)


def stream_child(page: Any, stream: Stream, block: str) -> Any:
    """The block of that id, or None."""
    return next((child for child in getattr(page, stream.field) if child.id == block), None)
