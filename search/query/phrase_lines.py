"""Phrases as editors list them: text with one phrase a line. What its normal form is, and what is wrong with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from vietnamese.normal import clean, clean_lines, old_tone_style

from .codes import code_typed
from .synonyms import Phrase
from .tokens import tokens

MAX_LINES = 40
MAX_LINE_LENGTH = 100  # characters
MAX_WORDS = 12
MAX_CHARACTERS = MAX_LINES * MAX_LINE_LENGTH

_https = URLValidator(schemes=["https"], message=_("Đường dẫn phải bắt đầu bằng https:// và đầy đủ. Ví dụ: https://dichvucong.gov.vn/"))


def tidy_line(text: str) -> str:
    """Any text in; the same words on one line out, NFC, in the old tone style."""
    return old_tone_style(clean(text))


def tidy_lines(text: str) -> str:
    """Any text in; its lines that have anything on them out, each like :func:`tidy_line`."""
    return old_tone_style(clean_lines(text))


def lines(text: str) -> list[str]:
    return tidy_lines(text).splitlines()


def first_line(text: str) -> str:
    return next(iter(text.splitlines()), "")


def phrases_of(text: str) -> dict[Phrase, str]:
    """Lines in; each phrase with the line it was read from out. Lines without a word are left out."""
    return {phrase: line for line in lines(text) if (phrase := tokens(line))}


def problem(text: str) -> Any:
    """Text of one phrase a line in; the first thing wrong with it in Vietnamese, or None. Empty text is nothing wrong."""
    found = lines(text[: MAX_CHARACTERS * 4])
    if len(found) > MAX_LINES:
        return _("Nhiều nhất %(most)s dòng. Hãy chia thành nhiều mục.") % {"most": MAX_LINES}
    seen: set[Phrase] = set()
    for line in found:
        phrase, shown = tokens(line), {"text": line[:60]}
        if not phrase:
            return _("Dòng “%(text)s” không có chữ nào.") % shown
        if len(line) > MAX_LINE_LENGTH or len(phrase) > MAX_WORDS:
            return _("Dòng “%(text)s” dài quá: nhiều nhất %(most)s tiếng.") % {**shown, "most": MAX_WORDS}
        if any(code_typed(word) for word in line.split()):
            return _("Dòng “%(text)s” có mã thủ tục. Tìm theo mã đã có sẵn, không cần ghi ở đây.") % shown
        if phrase in seen:
            return _("Dòng “%(text)s” có hai lần.") % shown
        seen.add(phrase)
    return None


def official_link(link: str) -> None:
    """A validator: https only, to a named host, without a user name before it that could hide where the link goes."""
    _https(link)
    parts = urlsplit(link)
    if "@" in parts.netloc or "." not in (parts.hostname or ""):
        raise ValidationError(_("Đường dẫn phải chỉ thẳng tới trang của cơ quan, không có tên người dùng trong địa chỉ."))
