"""A text record cut into its labelled sections. Pure.

The texts are those of the portal's detail page: twenty labels at the start of a line, always in one order, with free text between
them that may itself hold lines that look like labels. So labels are looked for in their order, and those that open a table must stand
alone on their line.
"""

from __future__ import annotations

from dataclasses import dataclass

from vietnamese.normal import clean, old_tone_style

TITLE = "Chi tiết thủ tục hành chính"
NOTHING = "Không có thông tin"
CODE, NAME, STEPS, CHANNELS, CASES, LAWS = (
    "Mã thủ tục",
    "Tên thủ tục",
    "Trình tự thực hiện",
    "Cách thức thực hiện",
    "Thành phần hồ sơ",
    "Căn cứ pháp lý",
)
KEYWORDS, DESCRIPTION = "Từ khóa", "Mô tả"
LABELS = (
    *(CODE, "Số quyết định", NAME, "Cấp thực hiện", "Loại thủ tục", "Lĩnh vực", STEPS, CHANNELS, CASES, "Đối tượng thực hiện"),
    *("Cơ quan thực hiện", "Cơ quan có thẩm quyền", "Địa chỉ tiếp nhận HS", "Cơ quan được ủy quyền", "Cơ quan phối hợp"),
    *("Kết quả thực hiện", LAWS, "Yêu cầu, điều kiện thực hiện", KEYWORDS, DESCRIPTION),
)
BLOCKS = frozenset([STEPS, CHANNELS, CASES, LAWS])


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A cleaned line with words on it. ``number`` counts from 1 in the source."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    line: int
    lines: tuple[SourceLine, ...]  # what stands behind the label comes first

    @property
    def text(self) -> str:
        """All of it, line by line; empty where the register says that it has nothing."""
        text = "\n".join(line.text for line in self.lines)
        return "" if text.rstrip(".") == NOTHING else text


def read_lines(text: str) -> list[tuple[SourceLine, bool]]:
    """Every line that has a word, cleaned and in the house's spelling, with whether it stood at the left edge."""
    out = []
    for number, line in enumerate(text.splitlines(), 1):
        words = clean(line)
        if words:
            out.append((SourceLine(words, number), not line[:1].isspace()))
    # The tones of all lines at once: no syllable crosses a line break.
    spelled = old_tone_style("\n".join(line.text for line, _edge in out)).split("\n")
    return [(SourceLine(words, line.number), edge) for words, (line, edge) in zip(spelled, out, strict=True)] if out else []


def sections(text: str) -> dict[str, Section]:
    """{label: its section} of the labels that are there. What stands before the first label is left out; ``lossless`` tells of it."""
    lines = read_lines(text)
    starts: list[tuple[int, str]] = []
    at = 0
    for label in LABELS:
        found = next((n for n in range(at, len(lines)) if _opens(lines[n], label)), None)
        if found is not None:
            starts.append((found, label))
            at = found + 1
    starts = _last_keywords(lines, starts)
    ends = [start for start, _label in starts[1:]] + [len(lines)]
    out = {}
    for (start, label), end in zip(starts, ends, strict=False):
        first = lines[start][0]
        behind = first.text[len(label) + 1 :].strip()
        inside = ([SourceLine(behind, first.number)] if behind else []) + [line for line, _edge in lines[start + 1 : end]]
        out[label] = Section(label, first.number, tuple(inside))
    return out


def _opens(line: tuple[SourceLine, bool], label: str) -> bool:
    text, at_edge = line[0].text, line[1]
    return at_edge and (text == f"{label}:" if label in BLOCKS else text.startswith(f"{label}:"))


def _last_keywords(lines: list[tuple[SourceLine, bool]], starts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Conditions may end with an empty "Từ khóa:" of their own: the section is the last one before the description."""
    places = {label: start for start, label in starts}
    if KEYWORDS not in places:
        return starts
    end = places.get(DESCRIPTION, len(lines))
    last = max(n for n in range(places[KEYWORDS], end) if _opens(lines[n], KEYWORDS))
    return [(last if label == KEYWORDS else start, label) for start, label in starts]
