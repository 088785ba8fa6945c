"""Rules about times, fees and numbers."""

from dataclasses import replace

from procedures_pages.factories import CostFactory, DeadlineFactory
from procedures_pages.facts.procedure import ProcessingTime, Step
from procedures_pages.register.parsing.records import RegisterChannel, RegisterFee

from ..factories import record
from .asking import COUNTER, ask, channel, page, said

BUILDING = RegisterChannel("in_person", 10, "working_days", (), "10 ngày làm việc (hoặc 7 ngày làm việc đối với nhà ở riêng lẻ)")


def test_a_number_that_the_record_lacks_is_found():
    facts = page(channels=(channel(costs=()),), steps=(Step("Chờ", "Cần xác minh thì không quá 5 ngày làm việc (quy định năm 2022)."),))
    (found,) = ask("numbers_occur", facts, record(channels=(COUNTER,)))
    assert (found.part, found.record) == ("trinh-tu", "3 ngày làm việc")
    assert found.page.startswith("5 ngày làm việc: “")


def test_a_number_that_occurs_in_words_or_has_a_source_of_its_own_is_none():
    record_ = record(channels=(COUNTER,), steps="Không quá năm (05) ngày. Phí 10.000 đồng/trường hợp.")
    steps = (Step("Chờ", "Chậm nhất 5 ngày, phí 10.000 đồng. Năm 2016 là 8.000 đồng theo Thông tư 281/2016/TT-BTC."),)
    assert said("numbers_occur", page(channels=(channel(costs=()),), steps=steps), record_) == []


def test_a_deadline_that_the_record_lacks_is_found():
    facts = page(channels=(channel(costs=()),), deadlines=(DeadlineFactory(),))
    (found,) = ask("numbers_occur", facts, record(channels=(COUNTER,)))
    assert (found.part, found.page) == ("tom-tat", "60 ngày: “60 ngày từ ngày sinh”")


def test_a_deadline_that_the_record_names_or_a_law_beside_it_is_none():
    named = record(channels=(COUNTER,), conditions="Trong thời hạn 60 ngày kể từ ngày sinh con, cha hoặc mẹ đăng ký.")
    assert said("numbers_occur", page(channels=(channel(costs=()),), deadlines=(DeadlineFactory(),)), named) == []
    for deadline in (DeadlineFactory(basis="Luật 60/2014/QH13, Điều 15"), DeadlineFactory(unit="before", amount=None)):
        assert said("numbers_occur", page(channels=(channel(costs=()),), deadlines=(deadline,)), record(channels=(COUNTER,))) == []


def test_a_number_in_what_happens_after_a_deadline_is_looked_up_too():
    facts = page(
        channels=(channel(costs=()),), deadlines=(DeadlineFactory(amount=3, unit="working_days", after="Quá 9 ngày thì bị phạt."),)
    )
    assert [page for page, _record in said("numbers_occur", facts, record(channels=(COUNTER,)))] == ["9 ngày: “Quá 9 ngày thì bị phạt.”"]


def test_a_number_whose_unit_is_cut_off_is_none():
    for words in ("Trong thời hạn 07 ngày làm…", "Trong thời hạn 07 ngày làm việc…", "Trong thời hạn 07 (bảy) ngày…"):
        facts = page(channels=(channel(costs=()),), steps=(Step("Bước 1", words),))
        assert said("numbers_occur", facts, record(channels=(COUNTER,))) == []
    whole = page(channels=(channel(costs=()),), steps=(Step("Bước 1", "Trong 07 ngày làm việc kể từ ngày nhận đủ hồ…"),))
    assert said("numbers_occur", whole, record(channels=(COUNTER,)))


def test_a_costs_own_note_is_its_source():
    costs = (CostFactory(amount=8_000, note="Theo Thông tư 281/2016/TT-BTC."), CostFactory(amount=9_000))
    (found,) = ask("numbers_occur", page(channels=(channel(costs=costs),)), record(channels=(COUNTER,)))
    assert (found.part, found.page) == ("le-phi", "9.000 đồng: “9.000 đồng”")


def test_two_times_of_a_channel_are_wanted_as_facts_not_as_a_note():
    facts = page(channels=(channel(amount=10, note="Nhà ở riêng lẻ: 7 ngày làm việc."),))
    assert said("times_by_case", facts, record(channels=(BUILDING,))) == [
        ("10 ngày làm việc; chỉ trong ghi chú: “Nhà ở riêng lẻ: 7 ngày làm việc.”", "7 ngày làm việc; 10 ngày làm việc")
    ]


def test_two_times_that_the_page_has_by_case_are_no_difference():
    facts = page(channels=(channel(amount=10),))
    by_case = replace(facts, times=(*facts.times, replace(facts.times[0], amount=7, applies=(("xay", frozenset({"nha-o"})),))))
    assert said("times_by_case", by_case, record(channels=(BUILDING,))) == []


def test_the_same_two_times_of_three_channels_are_told_once():
    facts = page(channels=tuple(channel(kind, 10) for kind in ("in_person", "online", "post")))
    channels = tuple(replace(BUILDING, method=kind) for kind in ("in_person", "online", "post"))
    assert len(ask("times_by_case", facts, record(channels=channels))) == 1


def test_an_extension_or_somebody_elses_time_is_no_second_case():
    for words in ("Cần xác minh: không quá 5 ngày làm việc.", "Hồ sơ thiếu thì báo trong 2 ngày làm việc.", "Kéo dài thêm 3 ngày."):
        assert said("times_by_case", page(channels=(channel(),)), record(channels=(replace(COUNTER, description=words),))) == []


def test_a_case_that_only_the_pages_note_and_the_records_steps_name_is_found():
    facts = page(channels=(channel(amount=1, note="Đổi giấy: 3 ngày làm việc."),))
    other = RegisterChannel("in_person", 1, "other")
    assert said("times_by_case", facts, record(channels=(other,), steps="Cấp trong thời hạn 03 ngày làm việc."))
    assert not said("times_by_case", facts, record(channels=(other,), steps="Cấp ngay."))


def test_a_page_without_a_record_may_not_leave_a_case_in_its_note_either():
    assert said("times_by_case", page(channels=(channel(amount=7, note="Hết hạn: 10 ngày làm việc."),)))
    assert not said("times_by_case", page(channels=(channel(amount=7, note="Nộp sau 15 giờ thì tính từ hôm sau."),)))


def test_other_is_unknown_unless_the_words_say_the_time():
    other = RegisterChannel("in_person", 3, "other")
    facts = page(channels=(channel(),))
    assert said("other_unit", facts, record(channels=(other,), steps="Phường xem hồ sơ.")) == [("3 ngày làm việc", "3, không có đơn vị")]
    spoken = "Trong thời hạn 03 ngày làm việc kể từ ngày nhận hồ sơ, phường cấp thẻ và thông báo."
    assert said("other_unit", facts, record(channels=(other,), steps=spoken)) == []
    verifying = "Trong thời hạn 03 ngày làm việc kể từ ngày tiếp nhận hồ sơ, phường có văn bản trao đổi với nơi khác."
    assert said("other_unit", facts, record(channels=(other,), steps=verifying))
    assert said("other_unit", page(channels=(channel(amount=None, unit="unknown"),)), record(channels=(other,))) == []


def test_same_day_needs_the_records_words():
    facts, other = page(channels=(channel(amount=None, unit="same_day"),)), RegisterChannel("in_person", 1, "other")
    assert said("other_unit", facts, record(channels=(other,), steps="Phường xem hồ sơ."))
    assert not said("other_unit", facts, record(channels=(other,), steps="Trả kết quả trong ngày."))


def test_a_time_differs_in_number_or_unit():
    assert said("same_time", page(channels=(channel(amount=5),)), record(channels=(COUNTER,))) == [("5 ngày làm việc", "3 ngày làm việc")]
    assert said("same_time", page(channels=(channel(unit="days"),)), record(channels=(COUNTER,)))
    assert not said("same_time", page(channels=(channel(),)), record(channels=(COUNTER,)))


def test_a_row_that_writes_its_working_days_as_bare_days_means_working_days_by_its_other_days():
    times = (ProcessingTime("working_days", 7), ProcessingTime("working_days", 10))
    facts = replace(page(channels=(channel(),)), times=times)
    row = replace(COUNTER, time_amount=10, description="10 ngày (hoặc 7 ngày đối với nhà ở riêng lẻ)")
    assert said("same_time", facts, record(channels=(row,))) == []
    assert said("same_time", facts, record(channels=(replace(row, description="7 ngày đối với nhà ở riêng lẻ"),)))


def test_each_fee_of_a_channel_is_wanted_as_a_cost():
    fees = (RegisterFee(350_000, "VND", "Dưới 200 suất"), RegisterFee(500_000, "VND", "Từ 200 suất"))
    facts = page(channels=(channel(costs=(CostFactory(amount=350_000, note="Mức khác: 500.000 đồng."),)),))
    assert said("fees_by_case", facts, record(channels=(replace(COUNTER, fees=fees),))) == [("350.000 đồng", "350.000 đồng; 500.000 đồng")]
    both = page(channels=(channel(costs=(CostFactory(amount=350_000), CostFactory(amount=500_000))),))
    assert said("fees_by_case", both, record(channels=(replace(COUNTER, fees=fees),))) == []


def test_one_fee_may_stand_in_a_note_and_a_ceiling_is_none():
    row = replace(COUNTER, fees=(RegisterFee(50_000),), description="Tổng mức thu không quá 200.000 đồng/bản.")
    cost = CostFactory(basis="by_council", note="Cổng ghi 50.000 đồng; mức của tỉnh chưa đối chiếu.")
    assert said("fees_by_case", page(channels=(channel(costs=(cost,)),)), record(channels=(row,))) == []
    silent = CostFactory(basis="by_council", note="Chưa rõ.")
    assert said("fees_by_case", page(channels=(channel(costs=(silent,)),)), record(channels=(row,)))
