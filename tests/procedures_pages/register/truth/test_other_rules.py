"""Rules about audience, codes, channels, laws, pointers, authority and dates."""

from dataclasses import replace
from datetime import date

import pytest

from procedures_pages.factories import QuestionFactory
from procedures_pages.factories import RequiredDocumentFactory as Paper
from procedures_pages.facts.procedure import Code, Entry, LegalResource, Named, Source, Statement, Submission
from procedures_pages.register.parsing.records import RegisterLaw
from procedures_pages.register.truth.register_view import EndDate, RegisterView
from procedures_pages.register.truth.rules.laws import amends, law_name

from ..factories import CODE, record
from .asking import COUNTER, channel, page, said


def told(*texts):
    return tuple(map(Statement, texts))


def test_a_record_with_a_foreign_element_is_narrower_than_a_page_for_all():
    foreign = record(name="Đăng ký nuôi mèo có yếu tố nước ngoài")
    assert said("same_audience", page(), foreign) == [("Đăng ký nuôi mèo", f"{CODE}: Đăng ký nuôi mèo có yếu tố nước ngoài")]
    assert said("same_audience", page(summary="Dành cho người nước ngoài nuôi mèo."), foreign) == []


def test_a_title_that_is_the_records_name_as_far_as_it_fits_narrows_nothing():
    name = "Đăng ký nuôi mèo " * 15 + "ở khu vực biên giới"  # the 255th letter is a space
    assert said("same_audience", page(title=name[:255].strip()), record(name=name)) == []
    assert said("same_audience", page(title=name[:200].strip()), record(name=name))


def test_an_audience_that_the_record_lacks_is_found():
    facts = page(audiences=("citizen", "enterprise", "household_business"))
    assert said("same_audience", facts, record(audiences=("Công dân Việt Nam", "Tổ chức (không bao gồm doanh nghiệp, HTX)"))) == [
        ("Đối tượng: Doanh nghiệp", "Công dân Việt Nam, Tổ chức (không bao gồm doanh nghiệp, HTX)")
    ]


def test_a_second_present_code_is_for_the_answers_that_it_names():
    codes = (Code(CODE, True), Code("9.000002", True))
    assert said("same_audience", page(codes=codes, questions=(QuestionFactory(),)), record())
    assert not said("same_audience", page(codes=codes, other_entries=(Entry("9.000002", "Nuôi mèo", ""),)), record())


def test_the_record_of_a_code_by_case_may_be_narrower_than_the_page():
    foreign = record(code="9.000002", name="Đăng ký nuôi mèo có yếu tố nước ngoài")
    assert said("same_audience", page(), foreign)
    assert not said("same_audience", page(other_entries=(Entry("9.000002", "Nuôi mèo", ""),)), foreign)


def test_a_former_code_that_the_register_still_has_is_found():
    view = RegisterView(names={"9.000002": "Nuôi mèo trong nước"})
    codes = (Code(CODE, True), Code("9.000002", False), Code("9.000003", False))
    assert said("former_codes_are_gone", page(codes=codes), register=view) == [("Mã cũ: 9.000002", "9.000002: Nuôi mèo trong nước")]


def test_a_page_without_a_record_is_led_to_the_one_of_the_same_name():
    view = RegisterView(names={"9.000007": "Thủ tục cấp giấy nuôi mèo (cấp tỉnh)"})
    facts = page(official_name="Cấp giấy nuôi mèo (thẩm quyền cấp huyện)")
    assert said("same_name_elsewhere", facts, register=view) == [(facts.official_name, "9.000007 Thủ tục cấp giấy nuôi mèo (cấp tỉnh)")]
    assert said("same_name_elsewhere", replace(facts, status_note="Xem mã 9.000007."), register=view) == []
    assert said("same_name_elsewhere", facts, record(), register=view) == []
    many = RegisterView(names={f"9.00001{n}": "Cấp giấy nuôi mèo" for n in range(4)})
    assert said("same_name_elsewhere", facts, register=many) == []


def test_ways_of_handing_in_are_the_records():
    facts = page(channels=(channel(), channel("post")))
    assert said("channels_equal", facts, record(channels=(COUNTER, replace(COUNTER, method="online")))) == [
        ("Tại quầy, Qua bưu chính", "Tại quầy, Trực tuyến")
    ]


def test_an_address_needs_an_online_channel_and_its_absence_none():
    online = record(channels=(COUNTER, replace(COUNTER, method="online")))
    address, none = page(submission=Submission("https://cong.example/x", "")), page(submission=Submission("", "Chưa có địa chỉ."))
    assert said("online_as_recorded", address, record(channels=(COUNTER,))) == [("https://cong.example/x", "Tại quầy")]
    assert said("online_as_recorded", address, online) == []
    assert said("online_as_recorded", none, online) == [("Chưa có địa chỉ.", "Tại quầy, Trực tuyến")]
    assert said("online_as_recorded", none, record(channels=(COUNTER,))) == []


def test_the_code_to_look_for_denies_no_online_channel():
    told = page(submission=Submission("", f"Vào Cổng Dịch vụ công quốc gia, tìm theo mã {CODE}."))
    assert said("online_as_recorded", told, record(channels=(COUNTER, replace(COUNTER, method="online")))) == []


NUMBER = "12/2024/NĐ-CP"


def law(number=NUMBER, title="Nghị định về nuôi mèo"):
    return LegalResource(number, title)


def test_a_law_that_is_missing_and_one_too_many_are_found():
    one = record(laws=(RegisterLaw(NUMBER, "Nuôi mèo"), RegisterLaw("13/2024/NĐ-CP", "Nuôi chó")), steps="Theo Nghị định 14/2024/NĐ-CP.")
    facts = page(legal=(law(), law("14/2024/NĐ-CP"), law("15/2024/NĐ-CP")))
    assert said("legal_equal", facts, one) == [
        ("không có văn bản này", "13/2024/NĐ-CP Nuôi chó"),
        ("15/2024/NĐ-CP Nghị định về nuôi mèo", "bản ghi không nêu văn bản này"),
    ]


def test_a_number_in_small_letters_is_the_same_law():
    assert said("legal_equal", page(legal=(law(),)), record(laws=(RegisterLaw("12/2024/nđ-cp", "Nuôi mèo"),))) == []


def test_a_law_cited_in_the_text_is_listed():
    facts = page(legal=(law(),), conditions=told(f"Theo {NUMBER} và 13/2024/NĐ-CP."))
    assert [found[0][:13] for found in said("cited_is_listed", facts)] == ["13/2024/NĐ-CP"]
    assert said("cited_is_listed", facts, record(steps="Theo Nghị định 13/2024/NĐ-CP.")) == []


def test_the_prime_ministers_decision_is_listed_and_named_by_its_whole_number():
    decision = "24/2021/QĐ-TTg"
    facts = page(legal=(law(decision),), conditions=told(f"Theo {decision}."))
    assert said("cited_is_listed", facts) == []
    assert said("legal_equal", facts, record(laws=(RegisterLaw(NUMBER, "Nuôi mèo"),), steps=f"Theo Quyết định {decision}.")) == [
        ("không có văn bản này", f"{NUMBER} Nuôi mèo")
    ]


def test_one_law_has_one_title_on_all_pages():
    other = page(legal=(law(title="Nghị định nuôi mèo"),))
    assert said("one_title", page(legal=(law(),)), pages=(other,)) == [(f"{NUMBER} Nghị định về nuôi mèo", "Nghị định nuôi mèo")]


def test_a_form_names_the_circulars_that_amend_its_own():
    circular, amending = "04/2020/TT-ABC", "04/2024/TT-ABC"
    laws = (RegisterLaw(circular, "Thông tư về mèo"), RegisterLaw(amending, f"Sửa đổi, bổ sung một số điều của Thông tư số {circular}"))
    old = page(documents=(Paper(name="Tờ khai", form=f"Mẫu kèm Thông tư {circular}"),))
    new = page(documents=(Paper(name="Tờ khai", form=f"Mẫu kèm Thông tư {circular}, sửa đổi bởi {amending}"),))
    assert said("form_with_amendments", old, record(laws=laws))
    assert said("form_with_amendments", new, record(laws=laws)) == []


def test_a_law_that_only_details_an_amendment_amends_nothing():
    assert amends("Thông tư sửa đổi, bổ sung một số điều của Thông tư 04/2020/TT-ABC", "04/2020/TT-ABC")
    assert not amends("Thông tư quy định chi tiết Nghị định 5/2025/NĐ-CP sửa đổi Thông tư 04/2020/TT-ABC", "04/2020/TT-ABC")


def test_a_newer_law_of_the_same_name_anywhere_in_the_register_is_found():
    view = RegisterView(laws={"135/2025/QH15": frozenset({"Luật Xây dựng"}), "62/2020/QH14": frozenset({"Luật sửa đổi Luật Xây dựng"})})
    facts = page(legal=(law("50/2014/QH13", "Luật Xây dựng"),))
    assert said("newer_law", facts, register=view) == [("50/2014/QH13 Luật Xây dựng", "135/2025/QH15 Luật Xây dựng")]
    assert said("newer_law", page(legal=(*facts.legal, law("135/2025/QH15", "Luật Xây dựng"))), register=view) == []


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        ("50/2014/QH13", "Luật Xây dựng", "luat xay dung"),
        ("60/2014/QH13", "Luật Hộ tịch (Luật 60/2014/QH13)", "luat ho tich"),
        ("108/2025/QH15", "Luật số 108/2025/QH15 của Quốc hội: Luật Quản lý thuế", "luat quan ly thue"),
        ("27/2023/QH15", "Luật Nhà ở số 27/2023/QH15", "luat nha o"),
        ("60/2014/QH13", "Luật 60/2014/QH13", ""),
        ("62/2020/QH14", "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng", ""),
        ("12/2024/NĐ-CP", "Luật lệ nuôi mèo", ""),
    ],
)
def test_a_laws_name_is_told_from_its_dressing(number, title, name):
    assert law_name(number, title) == name


def test_a_law_that_ends_is_found_unless_the_page_says_the_day():
    view = RegisterView(ends=(EndDate(NUMBER, date(2026, 12, 31), "9.000009"),))
    assert said("newer_law", page(legal=(law(),)), register=view) == [
        ("không nói ngày hết áp dụng", f"{NUMBER} chỉ áp dụng đến hết ngày 31/12/2026")
    ]
    assert said("newer_law", page(legal=(law(),), conditions=told("Mức này áp dụng đến hết 31/12/2026.")), register=view) == []


def test_a_pointer_elsewhere_needs_a_code_or_a_page_and_one_record_is_proposed():
    view = RegisterView(names={"9.000005": "Thủ tục đăng ký nhận nuôi chó con", CODE: "Thủ tục đăng ký nuôi mèo"})
    advice = "Nhận nuôi chó con là thủ tục khác."
    assert said("pointer_links", page(advice=told(advice)), register=view) == [(advice, "9.000005 Thủ tục đăng ký nhận nuôi chó con")]
    assert said("pointer_links", page(advice=told("Nuôi chó là thủ tục khác.")), register=view) == [
        ("Nuôi chó là thủ tục khác.", "chưa dẫn tới trang hay mã nào")
    ]
    assert said("pointer_links", page(advice=told("Nuôi chó là thủ tục khác, mã 9.000005.")), register=view) == []


def test_asking_at_the_desk_is_told_once_for_a_part():
    (found,) = said("pointer_links", page(conditions=told("Chưa rõ thì hỏi quầy.", "Mèo lạ: xin hỏi tại quầy.")))
    assert found[0] == "Chưa rõ thì hỏi quầy. / Mèo lạ: xin hỏi tại quầy."


def test_level_and_authority_are_the_records():
    commune = page(authority=Named("ubnd", "Ủy ban nhân dân cấp xã (phường)"))
    chosen = record(executing=("Cơ quan chức năng do tỉnh chỉ định",), steps="Nộp hồ sơ.")
    assert said("same_level", commune, chosen) == [("Ủy ban nhân dân cấp xã (phường)", "Cơ quan chức năng do tỉnh chỉ định")]
    assert said("same_level", commune, record(executing=("Ủy ban Nhân dân xã, phường, thị trấn.",))) == []
    assert said("same_level", commune, record(executing=("Sở Mèo - TP.HCM",), steps="Nộp hồ sơ.")) == []
    assert said("same_level", replace(commune, level="province"), record())


def test_who_only_acts_for_an_authority_is_not_held_against_the_page():
    commune = page(authority=Named("ubnd", "Ủy ban nhân dân cấp xã (phường)"))
    acting = record(executing=(), deciding=(), delegated=("Bộ Mèo",), steps="Nộp hồ sơ.")
    assert said("same_level", commune, acting) == []
    assert said("same_level", commune, replace(acting, executing=("Sở Mèo",)))


def test_checked_needs_a_snapshot_and_is_not_after_it():
    assert said("dates_hold", page(verified_on=date(2026, 11, 24), source=Source("", "", date(2022, 8, 1)))) == [
        ("Ngày kiểm tra: 24/11/2026", "trang không ghi bản ghi nào đã đối chiếu")
    ]
    assert said("dates_hold", page(verified_on=date(2026, 11, 24))) == [("Ngày kiểm tra: 24/11/2026", "bản chụp ngày 03/08/2026")]
    assert said("dates_hold", page()) == []


def test_a_page_in_force_says_nothing_of_2022():
    assert said("nothing_of_2022", page(advice=told("Năm 2022 không thu.")))
    assert not said("nothing_of_2022", page(advice=told("Năm 2022 không thu."), status="under_review"))
    assert not said("nothing_of_2022", page(advice=told("Theo Luật Nuôi mèo, nuôi chó năm 2022 thì mèo có thẻ.")))
    assert said("nothing_of_2022", page(advice=told("Theo Luật Nuôi mèo, quy định năm 2022 là 5 ngày.")))
    assert not said("nothing_of_2022", page(advice=told("Theo Thông tư 10/2022/TT-BYT ngày 22 tháng 9 năm 2022.")))
