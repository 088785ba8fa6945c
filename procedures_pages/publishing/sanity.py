"""What no page may say whatever its record says: dates that contradict each other, addresses that lead nowhere, a title that is shouted.

Rules as those of ``requirements`` are. What may be right, but seldom is, is asked about instead: ``doubts``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from vietnamese.folding import fold, has_marks

from ..facts.phrases import day_words
from ..queries import IN_SOURCE_LANGUAGE
from ..translation.words import words_of
from .requirements import Gap, of_words, rule, values

if TYPE_CHECKING:
    from ..models import ProcedurePage

# The portal's pages have a UUID, or a number in addresses of before.
PORTAL_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]{1,10}|[0-9]\.[0-9]{6}(\.[0-9]{3})*")
PRIVATE_NAMES = (".local", ".internal", ".localhost", ".lan", ".test", ".invalid", ".example", "example.com", "example.org")


@rule
def no_date_lies_ahead(page: ProcedurePage) -> Iterator[Gap]:
    """What was done was done until today: an update, a check. (Of the day of a record the register's own rule speaks.)"""
    today = timezone.localdate()
    for name in ("updated_on", "verified_on"):
        if (day := getattr(page, name)) and day > today:
            words = _("Ngày ở “%(name)s” (%(day)s) chưa tới.")
            yield Gap("no_date_lies_ahead", name, words % {"name": page._meta.get_field(name).verbose_name, "day": day_words(day)})


@rule
def dates_do_not_contradict(page: ProcedurePage) -> Iterator[Gap]:
    """A page cannot be known to be right after the day of the record that it was compared with; nothing ends before it begins."""
    if page.verified_on and page.source_snapshot and page.verified_on > page.source_snapshot:
        words = _("Ngày kiểm tra (%(checked)s) sau ngày của bản ghi đã đối chiếu (%(record)s).")
        yield Gap(
            "dates_do_not_contradict",
            "verified_on",
            words % {"checked": day_words(page.verified_on), "record": day_words(page.source_snapshot)},
        )
    if page.effective_from and page.effective_to and page.effective_to < page.effective_from:
        yield Gap("dates_do_not_contradict", "effective_to", _("“Hiệu lực đến” trước “hiệu lực từ”."))
    for code in page.codes.all():
        if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
            words = _("Mã %(code)s thôi dùng trước khi bắt đầu dùng.")
            yield Gap("dates_do_not_contradict", "codes", words % {"code": code.value})


@rule
def what_is_in_force_has_not_ended(page: ProcedurePage) -> Iterator[Gap]:
    if page.status == "in_force" and page.effective_to and page.effective_to < timezone.localdate():
        words = _("Tình trạng là “Đang áp dụng” nhưng đã thôi hiệu lực từ %(day)s.")
        yield Gap("what_is_in_force_has_not_ended", "status", words % {"day": day_words(page.effective_to)})


@rule
def the_portal_has_such_an_id(page: ProcedurePage) -> Iterator[Gap]:
    ids = [("portal_id", page.portal_id), *(("entries", entry.get("portal_id")) for entry in values(page.entries))]
    for field, given in ids:
        if given and not PORTAL_ID.fullmatch(given):
            words = _("“%(id)s” không phải mã trang trên Cổng: chép phần cuối địa chỉ, như 019d2bfb-d76d-737f-81b9-69258b07240b.")
            yield Gap("the_portal_has_such_an_id", field, words % {"id": given})


def is_public(address: str) -> bool:
    """Whether a reader anywhere could open the address: a name of the public web, no machine inside a house."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".").lower()
        _port = parts.port
    except ValueError:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return parts.scheme in ("http", "https") and "." in host and not host.endswith(PRIVATE_NAMES)


@rule
def the_way_to_submit_is_public(page: ProcedurePage) -> Iterator[Gap]:
    if page.submission_url and not is_public(page.submission_url):
        words = _("Người dân không mở được địa chỉ “%(url)s”: cần địa chỉ công khai, bắt đầu bằng https.")
        yield Gap("the_way_to_submit_is_public", "submission_url", words % {"url": page.submission_url})


@of_words
@rule
def title_is_not_shouted(page: ProcedurePage) -> Iterator[Gap]:
    if len(page.title.split()) > 1 and page.title.isupper():
        yield Gap("title_is_not_shouted", "title", _("Tên viết toàn chữ hoa khó đọc: chỉ viết hoa chữ đầu và tên riêng."))


@rule
def title_is_its_own(page: ProcedurePage) -> Iterator[Gap]:
    """Two pages whose names differ in marks alone are one to whoever types without marks."""
    others = type(page)._default_manager.filter(IN_SOURCE_LANGUAGE, live=True, alias_of=None)
    # Marks add no sign to a text in NFC: of a hundred thousand titles few are as long.
    others = others.exclude(translation_key=page.translation_key).alias(signs=Length("title")).filter(signs=len(page.title))
    others = others.values_list("title", flat=True)
    wanted = " ".join(fold(page.title).split())
    for title in others:
        if " ".join(fold(title).split()) == wanted:
            yield Gap("title_is_its_own", "title", _("Đã có trang “%(title)s”: hai trang cần hai tên khác nhau.") % {"title": title})
            return


@of_words
def says_the_essentials_in_its_language(page: ProcedurePage) -> Iterator[Gap]:
    """Title, summary and papers: what is still the source's own text there was never translated."""
    source = type(page)._default_manager.filter(IN_SOURCE_LANGUAGE, translation_key=page.translation_key).first()
    known = words_of(source) if source else {}
    waiting: dict[str, list[str]] = {}
    for path, text in words_of(page).items():
        field = path.partition(".")[0]
        if (
            (path in ("title", "summary") or (field == "documents" and path.endswith(".name")))
            and text == known.get(path)
            and has_marks(text)
        ):
            waiting.setdefault(field, []).append(text)
    for field, texts in waiting.items():
        words = _("Chưa dịch: “%(text)s”. Tên trang, tóm tắt và tên giấy tờ phải có bằng thứ tiếng của trang.")
        yield Gap("says_the_essentials_in_its_language", field, words % {"text": "”, “".join(texts[:3])})


LETTERS = re.compile(r"[^\W_]")


@of_words
@rule
def every_text_says_something(page: ProcedurePage) -> Iterator[Gap]:
    """One letter, or none but signs, was left behind by a finger. What counts (a form's number, an alternative) may be a digit."""
    for path, text in words_of(page).items():
        signs = LETTERS.findall(text)
        if len(signs) < 2 and not text.strip().isdigit():
            words = _("“%(text)s” chưa nói điều gì: viết cho hết, hoặc bỏ trống.")
            yield Gap("every_text_says_something", path.partition(".")[0], words % {"text": text.strip()})
