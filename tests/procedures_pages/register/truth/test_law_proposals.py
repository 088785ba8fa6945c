"""What the register makes likely of legal texts, from made-up records and pages: and what it must not propose."""

from datetime import date

import pytest

from procedures_pages.register.truth.law_proposals import PageLaws, proposals
from procedures_pages.register.truth.register_view import EndDate, RegisterView

OLD, NEW = "118/2025/NĐ-CP", "309/2026/NĐ-CP"
PAGE = PageLaws("Khai sinh", ("1.000001",), frozenset({OLD}))


def view(laws, ends=(), cited=None):
    return RegisterView({}, {number: frozenset({title}) for number, title in laws.items()}, tuple(ends), cited or {})


def told(*args, edges=(), ends=None):
    return [(one.kind, one.number, one.target) for one in proposals(*args, edges, ends or {})]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (f"Nghị định sửa đổi, bổ sung một số điều của Nghị định số {OLD}", "amends"),
        (f"Nghị định thay thế Nghị định {OLD} về một cửa", "replaces"),
        (f"Nghị định bãi bỏ Nghị định {OLD}", "repeals"),
    ],
)
def test_a_text_whose_title_says_what_it_changes(title, kind):
    register = view({NEW: title, OLD: "Nghị định về một cửa"})
    assert told([PAGE], register) == [(kind, NEW, OLD)]
    assert told([PAGE], register, edges=[(NEW, OLD)]) == []
    # A page lists it: somebody has noticed. And where nobody rests on the old one, nobody asks.
    assert told([PAGE, PageLaws("Khai tử", (), frozenset({NEW}))], register) == []
    assert told([PageLaws("Khai tử", (), frozenset({"1/2020/NĐ-CP"}))], register) == []


def test_a_newer_law_of_the_same_name():
    register = view({"50/2014/QH13": "Luật Xây dựng số 50/2014/QH13", "135/2025/QH15": "Luật Xây dựng", "91/2015/QH13": "Bộ luật Dân sự"})
    page = PageLaws("Xây nhà", (), frozenset({"50/2014/QH13"}))
    found = proposals([page], register, (), {})
    assert [(one.kind, one.number, one.target, one.pages) for one in found] == [
        ("replaces", "135/2025/QH15", "50/2014/QH13", ("Xây nhà",)),
    ]
    assert told([PageLaws("Xây nhà", (), frozenset({"135/2025/QH15"}))], register) == []


def test_a_text_that_only_the_record_cites():
    register = view(
        {"18/2026/nđ-cp": "Nghị định cắt giảm thủ tục", OLD: "Nghị định"}, cited={"1.000001": ("18/2026/nđ-cp", OLD), "2.1": (NEW,)}
    )
    assert told([PAGE], register) == [("new", "18/2026/NĐ-CP", "")]
    assert told([PAGE], register, edges=[("18/2026/NĐ-CP", OLD)]) == []
    listing = PageLaws("Khai tử", (), frozenset({"18/2026/NĐ-CP"}))
    assert told([PAGE, listing], register) == []


def test_a_day_on_which_it_ends():
    register = view(
        {OLD: "Thông tư về phí"}, [EndDate(OLD, date(2026, 12, 31), "1.000001"), EndDate("9/2025/TT-BTC", date(2026, 6, 30), "2.1")]
    )
    (found,) = proposals([PAGE], register, (), {})
    assert (found.kind, found.number, found.day) == ("ends", OLD, date(2027, 1, 1))
    assert told([PAGE], register, ends={OLD: date(2027, 1, 1)}) == []
    # Entered with another day: somebody looks again.
    assert told([PAGE], register, ends={OLD: date(2027, 2, 1)}) == [("ends", OLD, "")]


def test_what_is_told_once_is_not_told_again_in_other_words():
    title = f"Nghị định sửa đổi Nghị định {OLD}"
    assert told([PAGE], view({NEW: title}, cited={"1.000001": (NEW,)})) == [("amends", NEW, OLD)]
