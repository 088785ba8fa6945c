"""The official days off that were known when this version was made, each with where it is told. A new site begins with them.

What a year's notice says is written down as a whole or not at all: an office adds the next year on the desk (``HolidayYear``), as soon as
the notice is out. Read as third-party copies; the notices themselves are what holds.

The law: Bộ luật Lao động 45/2019/QH14, Điều 112.1 (1/1; Tết, five days; 10/3 of the lunar calendar; 30/4; 1/5; 2/9 and a day beside it),
112.3 (the Prime Minister decides Tết and the day beside 2/9), 111.3 (a holiday on a weekly day of rest is made up on the next working day);
Nghị quyết 28/2026/QH16, Điều 2, in force since 01/07/2026: 24/11, Ngày Văn hóa Việt Nam.
"""

from __future__ import annotations

from dataclasses import dataclass

from .working_days import OfficialYear, WorkingCalendar, calendar_of, read_days


@dataclass(frozen=True, slots=True)
class Announced:
    """A year as it is written on the desk: ``off`` and ``worked`` with one day or span a line."""

    year: int
    off: str
    worked: str
    source: str

    @property
    def official(self) -> OfficialYear:
        return OfficialYear(self.year, read_days(self.off), read_days(self.worked))


ANNOUNCED = (
    Announced(
        2025,
        off="""\
01/01/2025: Tết Dương lịch
25/01/2025 – 02/02/2025: Tết Nguyên đán
07/04/2025: Giỗ Tổ Hùng Vương (10/3 âm lịch)
30/04/2025 – 04/05/2025: Ngày Chiến thắng, Quốc tế Lao động, thứ Sáu 02/05 hoán đổi
30/08/2025 – 02/09/2025: Quốc khánh""",
        worked="26/04/2025: làm bù thứ Sáu 02/05/2025",
        source="Bộ luật Lao động 45/2019/QH14, Điều 112; Thông báo 6150/TB-BLĐTBXH (03/12/2024)",
    ),
    Announced(
        2026,
        off="""\
01/01/2026 – 04/01/2026: Tết Dương lịch, thứ Sáu 02/01 hoán đổi
14/02/2026 – 22/02/2026: Tết Nguyên đán
26/04/2026 – 27/04/2026: Giỗ Tổ Hùng Vương (10/3 âm lịch), nghỉ bù thứ Hai
30/04/2026 – 03/05/2026: Ngày Chiến thắng, Quốc tế Lao động
29/08/2026 – 02/09/2026: Quốc khánh, thứ Hai 31/08 hoán đổi
24/11/2026: Ngày Văn hóa Việt Nam""",
        worked="""\
10/01/2026: làm bù thứ Sáu 02/01/2026
22/08/2026: làm bù thứ Hai 31/08/2026""",
        # A swap of Monday 23/11/2026 for Saturday 28/11/2026 was proposed in September 2026; no decision was found. Both days are past.
        source="Bộ luật Lao động 45/2019/QH14, Điều 111, 112; Thông báo 9441/TB-BNV (16/10/2025); "
        "Công văn 12729/VPCP-KGVX (25/12/2025); Công văn 3383/BNV-CVL (10/04/2026); Nghị quyết 28/2026/QH16, Điều 2",
    ),
)


def calendar() -> WorkingCalendar:
    """Of these years alone."""
    return calendar_of(year.official for year in ANNOUNCED)
