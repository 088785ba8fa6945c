"""Numbers of legal documents: "61/2018/NĐ-CP" is said "Nghị định sáu mươi mốt năm hai nghìn không trăm mười tám của Chính phủ"."""

from __future__ import annotations

import re

from .names import BODIES, KINDS, letter_by_letter
from .numerals import cardinal, row
from .rules import Rule, rule

_KIND_WORDS = "|".join(sorted({*KINDS.values(), "Luật", "Bộ luật", "Công văn", "Quy chế", "Quy định"}, key=len, reverse=True))
_SAID = rf"(?P<said>(?<![^\W\d_])(?:(?:{_KIND_WORDS}) (?:số ?:? ?)?|số ?:? ?))?"
_NUMBER = r"(?<![\d.,/-])(?P<number>\d{1,6}(?:\.\d{1,2})?)(?P<letter>[a-zđ]?)"
_PART = r"[A-ZĐ](?:[A-ZĐƯa-zđ]{0,10}[A-ZĐg])?\d{0,2}"
_SIGN = rf"(?P<sign>{_PART}(?: ?[-–] ?{_PART}){{0,5}})(?![^\W_])"
# The issuer is said once, also where the text itself goes on with it.
_DATED = r"ngày (?:[\d/.-]{3,10}|\d{1,2} tháng \d{1,2} năm \d{4}),? "
_GOES_ON = re.compile(rf",? ?(?:\(?ban hành )?(?:{_DATED})?(?:đã được |do |của )", re.IGNORECASE)
_PARLIAMENT = re.compile(r"(QH|UBTVQH)(\d{1,2})\Z")


def _document(found: re.Match[str]) -> str:
    """A number with its sign; what is no sign of a law stays for the rules of codes."""
    first, *rest = re.split(r" ?[-–] ?", found["sign"])
    if first not in KINDS and not _PARLIAMENT.match(first):
        return found[0]
    kind, issuers = (KINDS[first], rest) if first in KINDS else ("", [first, *rest])
    said = found["said"] or ""
    # Who has already read "Nghị định" or "số" is not told again.
    parts = [said.strip(" :") or kind or "số", _numbered(found)]
    if issuers and not _GOES_ON.match(found.string, found.end()):
        parts.append("của " + " và ".join(map(_issuer, issuers)))
    return " ".join(parts)


def _issuer(sign: str) -> str:
    if parliament := _PARLIAMENT.match(sign):
        return f"{BODIES[parliament[1]]} khóa {cardinal(int(parliament[2]))}"
    letters, digits = re.match(r"(.*?)(\d*)\Z", sign).groups()  # type: ignore[union-attr]
    return " ".join(filter(None, [BODIES.get(letters) or letter_by_letter(letters), digits and row(digits)]))


def _numbered(found: re.Match[str]) -> str:
    whole, _, part = found["number"].partition(".")
    number = row(whole) + (f" chấm {row(part)}" if part else "") + (f" {found['letter']}" if found["letter"] else "")
    return f"{number} năm {cardinal(int(found['year']))}" if found["year"] else number


def _by_year(found: re.Match[str]) -> str:
    return f"{found['said'].strip(' :')} {_numbered(found)}"


RULES: tuple[Rule, ...] = (
    rule(rf"{_SAID}{_NUMBER} ?/ ?(?:(?P<year>[12]\d{{3}}) ?/ ?)?{_SIGN}", _document, signs="/"),
    # "Nghị định 118/2025", as in talk and in the news.
    rule(rf"(?P<said>(?:{_KIND_WORDS}) (?:số ?:? ?)?){_NUMBER} ?/ ?(?P<year>[12]\d{{3}})(?![\d/])", _by_year, signs="/"),
    rule(r"(?<![^\W_])QH(\d{1,2})(?![^\W_])", lambda found: f"Quốc hội khóa {row(found[1])}", signs="Q"),
)
