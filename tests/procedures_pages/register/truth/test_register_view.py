"""The register as a whole, read from packed records."""

from datetime import date

from procedures_pages.register.parsing.records import RegisterLaw
from procedures_pages.register.truth.register_view import EndDate, RegisterView, last_days, view_of
from procedures_pages.register.versions.serialization import pack

from ..factories import record


def viewed(*records):
    return view_of((one.code, one.name, pack(one)) for one in records)


def test_names_and_laws_of_all_records_are_known():
    one = record(code="9.000001", laws=(RegisterLaw("50/2014/QH13", "Luật Xây dựng"),))
    other = record(code="9.000002", name="Nuôi chó", laws=(RegisterLaw("50/2014/QH13", "Luật 50/2014/QH13"), RegisterLaw("", "Không số")))
    view = viewed(one, other)
    assert view.names == {"9.000001": "Thủ tục đăng ký nuôi mèo", "9.000002": "Nuôi chó"}
    assert view.laws == {"50/2014/QH13": frozenset({"Luật Xây dựng", "Luật 50/2014/QH13"})}


def test_a_day_that_ends_a_law_is_found_beside_its_number():
    text = "Mức thu từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư số 64/2025/TT-BTC."
    assert viewed(record(description=text)).ends == (EndDate("64/2025/TT-BTC", date(2026, 12, 31), "9.000001"),)


def test_an_end_without_a_law_or_on_no_day_is_left_out():
    assert viewed(record(description="Nghỉ đến hết ngày 31/12/2026"), record(code="9.000002", description="hết ngày 45/13/2026")).ends == ()


def test_the_raw_text_is_not_read():
    assert viewed(record(raw="đến hết ngày 31/12/2026 theo Thông tư 64/2025/TT-BTC")).ends == ()


def test_a_record_longer_than_a_piece_is_read_whole():
    long = record(steps="dài " * 60_000, laws=(RegisterLaw("12/2024/NĐ-CP", "Nuôi mèo"),))
    assert viewed(long).laws == {"12/2024/NĐ-CP": frozenset({"Nuôi mèo"})}


def test_the_last_day_of_a_law_is_the_latest_that_a_record_gives():
    ends = tuple(EndDate("64/2025/TT-BTC", date(year, 12, 31), "9.000001") for year in (2026, 2027, 2025))
    assert last_days(RegisterView(ends=ends)) == {"64/2025/TT-BTC": date(2027, 12, 31)}
