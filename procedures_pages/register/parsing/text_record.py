"""From the text of one register record to a RegisterProcedure. Pure."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from ...code_shapes import CODE, EXAMPLE
from . import sections as layout
from . import tables
from .records import RegisterProcedure
from .sections import Section, sections

LEVELS = {"Cấp Xã": "ward", "Cấp Tỉnh": "province", "Cấp Bộ/Trung ương": "ministry", "Cấp Bộ": "ministry", "Cấp Huyện": "district"}
AREA = re.compile(r"(?P<code>[A-Z]\d{2}-[A-Z]{2}\d{2,3})\s+(?P<name>.+)")
MAX_LENGTH = 500_000
# One more whenever the parser reads the same text differently: then everything is read anew.
PARSER = 2
# The register's own commas inside the name of one audience.
AUDIENCES_WITH_COMMAS = ("Tổ chức (không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What could not be read: the file, the line where it is known (from 1; 0 for the whole file), and why, for an editor."""

    source: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor should know of how a source was read: which sheet, from which charset."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Same:
    """A text that was read before, word for word: nothing to parse again."""

    code: str


class Refused(ValueError):
    """Raised where a text is no record. ``line`` counts from 1; 0 means the whole of it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def source_mark(text: str) -> str:
    """A hash of a source as it came and of the parser that read it."""
    return hashlib.sha256(f"{PARSER}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def parse_text(text: str) -> RegisterProcedure:
    """The record of one text in the shape of the portal's detail page. Raises Refused where it has no code or name."""
    if len(text) > MAX_LENGTH:
        raise Refused(0, "Tệp quá dài để là một bản ghi.")
    found = sections(text)
    if layout.CODE not in found:
        raise Refused(1, "Không phải bản ghi thủ tục: thiếu dòng “Mã thủ tục:”.")
    code = code_of_section(found[layout.CODE])
    name = " ".join(found[layout.NAME].text.split()) if layout.NAME in found else ""
    if not name:
        raise Refused(found[layout.NAME].line if layout.NAME in found else 0, "Thiếu “Tên thủ tục”.")

    def text_of(label: str) -> str:
        return found[label].text if label in found else ""

    def section(label: str) -> Section:
        return found.get(label) or Section(label, 0, ())

    def bodies(label: str) -> tuple[str, ...]:
        return tables.names(text_of(label), tables.BODY)

    area = AREA.fullmatch(text_of("Lĩnh vực"))
    return RegisterProcedure(
        code=code,
        name=name,
        decision=text_of("Số quyết định"),
        levels=tables.distinct(LEVELS.get(level.strip(), "other") for level in text_of("Cấp thực hiện").split(",") if level.strip()),
        kind=text_of("Loại thủ tục"),
        area=area["name"] if area else text_of("Lĩnh vực"),
        area_code=area["code"] if area else "",
        steps=text_of(layout.STEPS),
        channels=tables.read_channels(section(layout.CHANNELS)),
        cases=tables.read_cases(section(layout.CASES)),
        audiences=audiences(text_of("Đối tượng thực hiện")),
        executing=bodies("Cơ quan thực hiện"),
        deciding=bodies("Cơ quan có thẩm quyền"),
        delegated=bodies("Cơ quan được ủy quyền"),
        coordinating=bodies("Cơ quan phối hợp"),
        reception_address=text_of("Địa chỉ tiếp nhận HS"),
        outputs=tables.names(text_of("Kết quả thực hiện"), tables.PAPER),
        laws=tables.read_laws(section(layout.LAWS)),
        conditions=text_of("Yêu cầu, điều kiện thực hiện"),
        keywords=tables.names(text_of(layout.KEYWORDS), re.compile(r"[,;\n]")),
        description=text_of(layout.DESCRIPTION),
        raw=text,
    )


def code_of_section(section: Section) -> str:
    """The code as text, never a number. Raises Refused where it is none."""
    code = section.text
    if not CODE.fullmatch(code):
        raise Refused(section.line, f"Mã thủ tục không đúng dạng (ví dụ {EXAMPLE}): “{code[:40]}”.")
    return code


def audiences(text: str) -> tuple[str, ...]:
    """The audiences of one line, in its order. "Tổ chức (không bao gồm doanh nghiệp, HTX)" is one of them."""
    for whole in AUDIENCES_WITH_COMMAS:
        text = text.replace(whole, whole.replace(",", "\0"))
    return tuple(part.strip().replace("\0", ",") for part in tables.value(text).split(",") if part.strip())
