"""The 34 provinces and cities since 01/07/2025 (Nghị quyết 202/2025/QH15), what each was before, and which of them a text names. Pure.

A province is known by its slug ("phu-tho"), a former one counts as the province it lies in now: Vĩnh Phúc is Phú Thọ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from vietnamese.folding import fold
from vietnamese.slugs import slugify


@dataclass(frozen=True, slots=True)
class Province:
    """``name`` without its kind; ``former``: provinces that are part of it now; ``aliases``: other spellings of all these names."""

    slug: str
    name: str
    is_city: bool = False
    former: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return f"{'thành phố' if self.is_city else 'tỉnh'} {self.name}"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.former, *self.aliases)


def _province(name: str, *former: str, city: bool = False, aliases: tuple[str, ...] = ()) -> Province:
    return Province(slugify(name), name, city, former, aliases)


PROVINCES = (
    _province("An Giang", "Kiên Giang"),
    _province("Bắc Ninh", "Bắc Giang"),
    _province("Cà Mau", "Bạc Liêu"),
    _province("Cao Bằng"),
    _province("Cần Thơ", "Sóc Trăng", "Hậu Giang", city=True),
    _province("Đà Nẵng", "Quảng Nam", city=True),
    _province("Đắk Lắk", "Phú Yên", aliases=("Đăk Lăk", "Đắc Lắc", "Đắc Lắk", "Đăk Lắk", "Đắk Lăk", "Daklak")),
    _province("Điện Biên"),
    _province("Đồng Nai", "Bình Phước", city=True),
    _province("Đồng Tháp", "Tiền Giang"),
    _province("Gia Lai", "Bình Định"),
    _province("Hà Nội", city=True),
    _province("Hà Tĩnh"),
    _province("Hải Phòng", "Hải Dương", city=True),
    _province("Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu", city=True, aliases=("HCM", "Bà Rịa Vũng Tàu", "Sài Gòn")),
    _province("Huế", "Thừa Thiên Huế", city=True, aliases=("Thừa Thiên - Huế",)),
    _province("Hưng Yên", "Thái Bình"),
    _province("Khánh Hòa", "Ninh Thuận"),
    _province("Lai Châu"),
    _province("Lạng Sơn"),
    _province("Lào Cai", "Yên Bái"),
    _province("Lâm Đồng", "Đắk Nông", "Bình Thuận", aliases=("Đăk Nông", "Đắc Nông")),
    _province("Nghệ An"),
    _province("Ninh Bình", "Hà Nam", "Nam Định"),
    _province("Phú Thọ", "Vĩnh Phúc", "Hòa Bình"),
    _province("Quảng Ngãi", "Kon Tum", aliases=("Kontum",)),
    _province("Quảng Ninh"),
    _province("Quảng Trị", "Quảng Bình"),
    _province("Sơn La"),
    _province("Tây Ninh", "Long An"),
    _province("Thái Nguyên", "Bắc Kạn", aliases=("Bắc Cạn",)),
    _province("Thanh Hóa"),
    _province("Tuyên Quang", "Hà Giang"),
    _province("Vĩnh Long", "Bến Tre", "Trà Vinh"),
)
BY_SLUG = {province.slug: province for province in PROVINCES}
OURS = "phu-tho"
CHOICES = [(province.slug, province.full_name) for province in PROVINCES]


def full_name(slug: str) -> str:
    """ "phu-tho" → "tỉnh Phú Thọ"; "" for what is no province's slug."""
    return BY_SLUG[slug].full_name if slug in BY_SLUG else ""


# --- In prose, written with marks. ---
_KIND = r"(?:tỉnh|thành phố|t\.?p\.?)"
# What a name stands behind as the name of a street, a ward, a person, a prize or an ocean: no province.
_OTHER = (
    r"(?:phường|xã|thị trấn|quận|huyện|đường|phố|đại lộ|quốc lộ|ngõ|tổ|thôn|bản|khóm|ấp|khu phố|trường|cầu|chợ"
    r"|chủ tịch|giải thưởng|tư tưởng|đoàn|huân chương|huy hiệu|bác|lăng|cộng sản|khu di tích|người việt|thái)"
)
# Names that are ordinary words, too, or a person's: a province only with its kind before them.
_NEEDS_KIND = frozenset(["hồ chí minh"])


@cache
def _written() -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {_key(name): province.slug for province in PROVINCES for name in province.names}
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+").replace(r"\-", "[-–]") for name in sorted(slugs, key=len, reverse=True))
    before = rf"(?:(?P<kind>\b{_KIND})[\s.\-–:]*|(?P<other>\b{_OTHER})\s+)?"
    return re.compile(rf"{before}(?<!\w)(?P<name>{names})(?!\w)(?!\s+(?:phủ|dương)\b)", re.IGNORECASE), slugs


def _key(name: str) -> str:
    return " ".join(name.lower().replace("–", "-").split())


def named_in(text: str) -> frozenset[str]:
    """The provinces that prose names, as slugs. The text is in the house's normal form.

    With "tỉnh" or "thành phố" before it, a name counts however it is written; alone it must have its capitals ("gìn giữ hòa bình" names
    nobody), and must not be that of a street, a ward or a person.
    """
    pattern, slugs = _written()
    found = set()
    for match in pattern.finditer(text):
        name = match["name"]
        if match["kind"] or (not match["other"] and _key(name) not in _NEEDS_KIND and _is_capital(name, text, match.start("name"))):
            found.add(slugs[_key(name)])
    return frozenset(found)


def _is_capital(name: str, text: str, start: int) -> bool:
    words = name.replace("-", " ").replace("–", " ").split()
    if not all(word[0].isupper() for word in words):
        return False
    # "Việt Nam Định cư", "NGƯỜI VIỆT NAM ĐỊNH CƯ"
    return not (words[0].lower() == "nam" and text[:start].rstrip().lower().endswith("việt"))


# --- In what somebody types, marks or none. ---
# Folded names that other words make, too: what may not stand before or behind them.
_NOT_BEFORE = {"nam dinh": ("viet",), "gia lai": ("danh", "dinh", "tham", "cap", "don"), "ha nam": ("phong",), "hoa binh": ("giu",)}
_NOT_BEHIND = {"nam dinh": ("cu",), "thai binh": ("duong",), "dien bien": ("phu",), "gia lai": ("xe",), "ha nam": ("hoc",)}
_SHORT = {"hcm": "ho-chi-minh", "hn": "ha-noi"}


@cache
def _typed() -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {fold(_key(name)).replace(" - ", " "): province.slug for province in PROVINCES for name in province.names} | _SHORT
    names = "|".join(sorted(slugs, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b"), slugs


def asked_for(words: Iterable[str]) -> frozenset[str]:
    """The provinces named by what somebody typed, word by word, as slugs.

    Words with marks must be the name's own ("giá lại" is not Gia Lai), words without may be.
    """
    typed = [word.lower() for word in words]
    folded = " ".join(map(fold, typed))
    pattern, slugs = _typed()
    found = set()
    for match in pattern.finditer(folded):
        first = folded[: match.start()].count(" ")
        count = match[0].count(" ") + 1
        before = fold(typed[first - 1]) if first else ""
        behind = fold(typed[first + count]) if first + count < len(typed) else ""
        if before in _NOT_BEFORE.get(match[0], ()) or behind in _NOT_BEHIND.get(match[0], ()):
            continue
        if _spelled(typed[first : first + count], BY_SLUG[slugs[match[0]]]):
            found.add(slugs[match[0]])
    return frozenset(found)


def _spelled(typed: list[str], province: Province) -> bool:
    """Whether what was typed can be one of the province's names: each word as it is written, or without marks."""
    names = [_key(name).replace(" - ", " ").split() for name in province.names]
    short = [word for word, slug in _SHORT.items() if slug == province.slug]
    return typed[0] in short or any(
        len(name) == len(typed) and all(word in (written, fold(written)) for word, written in zip(typed, name, strict=True))
        for name in names
    )
