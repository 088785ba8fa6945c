"""A change of law in words: what the text is called, from which day, how long since."""

from datetime import date, timedelta

import pytest

from procedures_pages.law_changes.words import AHEAD, LawChange, act_name, age_words, is_told, sentence

DAY = date(2026, 11, 15)


def change(kind="amends", since=DAY):
    return LawChange(kind, "309/2026/NĐ-CP", "Nghị định sửa đổi Nghị định 118/2025/NĐ-CP", "", since, "118/2025/NĐ-CP")


@pytest.mark.parametrize(
    ("number", "title", "name"),
    [
        ("309/2026/NĐ-CP", "Nghị định sửa đổi một cửa", "Nghị định 309/2026/NĐ-CP"),
        ("135/2025/QH15", "Luật Xây dựng", "Luật 135/2025/QH15"),
        ("91/2015/QH13", "Bộ luật Dân sự", "Bộ luật 91/2015/QH13"),
        ("66.18/2026/NQ-CP", "Về phân quyền", "Nghị quyết 66.18/2026/NQ-CP"),
        ("01/2022/TT-BTP", "", "Thông tư 01/2022/TT-BTP"),
        ("24/2021/QĐ-TTg", "", "Quyết định 24/2021/QĐ-TTg"),
        ("1/CP", "Công văn", "1/CP"),
    ],
)
def test_what_a_text_is_called(number, title, name):
    assert act_name(number, title) == name


def test_at_the_edges_of_its_day():
    since = "Nghị định 309/2026/NĐ-CP đã sửa quy định về việc này từ 15/11/2026; chúng tôi đang rà lại."
    assert sentence(change(), DAY) == sentence(change(), DAY + timedelta(400)) == since
    ahead = "Từ 15/11/2026, Nghị định 309/2026/NĐ-CP sửa quy định về việc này; chúng tôi đang rà lại."
    assert sentence(change(), DAY - timedelta(1)) == ahead
    assert is_told(change(), DAY - AHEAD)
    assert not is_told(change(), DAY - AHEAD - timedelta(1))
    for kind in ("amends", "repeals", "replaces", "guides"):
        assert sentence(change(kind), DAY) != sentence(change(kind), DAY - timedelta(1))


def test_how_long():
    assert [age_words(DAY, DAY + timedelta(days)) for days in (12, 1, 0, -33)] == ["đã 12 ngày", "đã 1 ngày", "từ hôm nay", "còn 33 ngày"]
