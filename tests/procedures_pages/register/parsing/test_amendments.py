"""Which circulars amend which, by the titles of laws."""

from procedures_pages.register.parsing.amendments import amending

CIRCULAR, AMENDING = "04/2020/TT-ABC", "04/2024/TT-ABC"
LAWS = ((CIRCULAR, "Thông tư về mèo"), (AMENDING, f"Sửa đổi, bổ sung một số điều của Thông tư số {CIRCULAR}"))


def test_what_amends_the_circular_of_a_form_is_found_by_its_title():
    assert amending(f"Mẫu số 01 kèm theo Thông tư {CIRCULAR}", LAWS) == [AMENDING]


def test_what_the_form_names_already_and_what_amends_another_is_not():
    assert amending(f"Mẫu số 01 kèm theo Thông tư {CIRCULAR}, sửa đổi bởi {AMENDING}", LAWS) == []
    assert amending("Mẫu số 01 kèm theo Thông tư 05/2020/TT-ABC", LAWS) == []
    assert amending("Mẫu số 01", LAWS) == []
