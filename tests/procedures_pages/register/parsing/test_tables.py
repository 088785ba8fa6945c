"""Times, fees, laws and lists as the register writes them."""

from datetime import date

import pytest

from procedures_pages.register.parsing import tables
from procedures_pages.register.parsing.records import RegisterFee
from procedures_pages.register.parsing.text_record import parse_text

from ..factories import record_text


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("3 WORKING_DAY", (3, "working_days", "")),
        ("15 ngày", (15, "days", "")),
        ("1 OTHER", (1, "other", "")),
        ("OTHER", (None, "other", "")),
        ("3.5 WORKING_DAY", (3.5, "working_days", "")),
        ("4 HOUR", (4, "hours", "")),
        ("2 MONTH", (2, "months", "")),
        ("Không có thông tin", (None, "", "")),
        (f"{'9' * 400} ngày", (None, "other", f"{'9' * 400} ngày")),
        ("Không quá 15 ngày làm việc. OTHER", (None, "other", "Không quá 15 ngày làm việc.")),
    ],
)
def test_times(text, time):
    assert tables.read_time(text) == time


def test_no_fee_at_all():
    assert tables.read_fees("Không có thông tin") == ()


def test_a_fee_of_zero_is_not_entered_and_never_free():
    assert tables.read_fees("0 VNĐ ()") == (RegisterFee(None, "VND", ""),)


def test_several_fees_of_one_row():
    assert tables.read_fees("50000 VNĐ (Lệ phí (tại quầy)) | 20000 VNĐ (Bản sao | mỗi bản)") == (
        RegisterFee(50_000, "VND", "Lệ phí (tại quầy)"),
        RegisterFee(20_000, "VND", "Bản sao | mỗi bản"),
    )


def test_a_fee_in_dollars():
    assert tables.read_fees("10 USD (mỗi lần)") == (RegisterFee(10, "USD", "mỗi lần"),)


def test_dollars_entered_as_dong_are_dollars_where_the_words_say_so():
    assert tables.read_fees("10 VNĐ (10 USD/giấy)") == (RegisterFee(10, "USD", "10 USD/giấy"),)


def test_an_amount_too_small_for_dong_has_no_believable_unit():
    assert tables.read_fees("5 VNĐ (Cấp mới)") == (RegisterFee(5, "", "Cấp mới"),)


def test_a_fee_in_words_alone_is_a_note():
    assert tables.read_fees("Do Hội đồng nhân dân tỉnh quy định") == (RegisterFee(None, "VND", "Do Hội đồng nhân dân tỉnh quy định"),)


@pytest.mark.parametrize(("text", "amount"), [("100.000 VNĐ ()", 100_000), ("2000 VNĐ ()", 2_000), ("1.500.000 VNĐ ()", 1_500_000)])
def test_thousands_with_and_without_points(text, amount):
    assert tables.read_fees(text)[0].amount == amount


def channels(text):
    return parse_text(record_text(channels=text)).channels


def test_a_way_may_have_several_rows():
    one = "  * Hình thức nộp: ONLINE\n    Thời hạn giải quyết: {} ngày\n    Phí, lệ phí: 0 VNĐ ()\n"
    assert [(c.method, c.time_amount) for c in channels(one.format(3) + one.format(5))] == [("online", 3), ("online", 5)]


def test_a_description_goes_on_over_its_lines():
    text = "  * Hình thức nộp: POSTAL\n    Thời hạn giải quyết: 1 OTHER\n    Mô tả: Gửi thư\n- kèm tem\n  và phong bì"
    assert channels(text)[0].description == "Gửi thư\n- kèm tem\nvà phong bì"


def test_an_unknown_way_keeps_its_name_in_words():
    (channel,) = channels("  * Hình thức nộp: PIGEON\n    Thời hạn giải quyết: 1 ngày")
    assert (channel.method, channel.description) == ("other", "PIGEON.")


@pytest.mark.parametrize(
    ("text", "number", "title", "day"),
    [
        ("Nghị định về mèo (12/2024/NĐ-CP)", "12/2024/NĐ-CP", "Nghị định về mèo", None),
        ("Luật Thú y (Luật số 79/2015/QH13)", "79/2015/QH13", "Luật Thú y (Luật số 79/2015/QH13)", None),
        ("Luật 60/2014/QH13 về hộ tịch", "60/2014/QH13", "Luật 60/2014/QH13 về hộ tịch", None),
        (
            "Nghị định số 12/2024/NĐ-CP ngày 05 tháng 02 năm 2024 về mèo (12/2024/NĐ-CP)",
            "12/2024/NĐ-CP",
            "Nghị định số 12/2024/NĐ-CP ngày 05 tháng 02 năm 2024 về mèo",
            date(2024, 2, 5),
        ),
        ("Trang chủ", "", "Trang chủ", None),
    ],
)
def test_laws(text, number, title, day):
    law = tables.read_law(text)
    assert (law.number, law.title, law.date) == (number, title, day)


def test_the_date_of_an_amended_law_is_not_the_laws_own():
    assert tables.read_law("Sửa đổi Nghị định số 12/2024/NĐ-CP ngày 05/02/2024 (88/2025/NĐ-CP)").date is None


def test_a_day_that_does_not_exist_is_no_date():
    assert tables.read_law("Nghị định ngày 31/02/2024 (12/2024/NĐ-CP)").date is None


def test_bodies_are_cut_where_a_new_body_begins():
    assert tables.names("Sở Nông nghiệp, Lâm nghiệp, Ủy ban nhân dân cấp xã", tables.BODY) == (
        "Sở Nông nghiệp, Lâm nghiệp",
        "Ủy ban nhân dân cấp xã",
    )


def test_outputs_are_cut_at_semicolons_and_new_papers():
    assert tables.names("Giấy phép nuôi, bán mèo; Quyết định, Thẻ mèo", tables.PAPER) == (
        "Giấy phép nuôi, bán mèo",
        "Quyết định",
        "Thẻ mèo",
    )
