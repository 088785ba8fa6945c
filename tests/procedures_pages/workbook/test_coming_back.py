"""An edited workbook comes back: previewed, written as drafts, and what cannot be written is told by sheet and cell."""

import io
import zipfile

import pytest
from django.contrib.auth import get_user_model
from openpyxl import Workbook, load_workbook
from wagtail.models import ModelLogEntry, PageLogEntry

from office.set_costs.factories import RateFactory
from office.two_people.changing import changed_by
from procedures_pages.models import ProcedurePage
from procedures_pages.workbook import opening

from .books import Edited, confirmed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
CAT, DOG = "Nuôi mèo", "Nuôi chó"


@pytest.fixture
def desk(enter):
    return enter("bien-tap")


def draft(page):
    return ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def names(page):
    return [child.value["name"] for child in page.documents]


def looked_at(desk, edited):
    response = sent(desk, edited.bytes())
    assert response.status_code == 200
    return response.context["result"], response


def written(desk, edited):
    _result, response = looked_at(desk, edited)
    return confirmed(desk, response).context["result"]


def wrong(result):
    return [words for one in result.left for words in one.wrong] + result.stray


def test_a_changed_cell_becomes_a_draft_of_who_sent_it(desk, pages):
    edited = Edited()
    place = edited.set("Chi phí", edited.row("Chi phí", CAT), "Số tiền (đồng)", "80.000")
    result, response = looked_at(desk, edited)
    (one,) = result.ready
    (change,) = one.changes
    assert (one.pk, change.place, change.was, change.now) == (pages[0].pk, place, "50.000", "80.000")
    shown = response.content.decode()
    assert "Chưa ghi gì." in shown
    assert place in shown
    assert draft(pages[0]).costs[0].value["amount"] == 50_000

    done = confirmed(desk, response)
    assert "Đã ghi <strong>1</strong> bản nháp" in done.content.decode()
    page = ProcedurePage.objects.get(pk=pages[0].pk)
    assert page.live
    assert page.costs[0].value["amount"] == 50_000  # what readers see
    assert draft(page).costs[0].value["amount"] == 80_000
    assert draft(page).costs[0].id == page.costs[0].id
    me = get_user_model().objects.get(username="bien-tap")
    assert (page.latest_revision.user, changed_by(page.latest_revision)) == (me, me.pk)
    assert PageLogEntry.objects.filter(page=page, action="wagtail.edit", user=me).exists()
    assert ProcedurePage.objects.get(pk=pages[1].pk).latest_revision_id == pages[1].latest_revision_id
    assert not ModelLogEntry.objects.filter(action="wagtail.publish").exists()
    # The button is good once, and the same file says nothing new.
    again = confirmed(desk, response)
    assert again.status_code == 302
    result, _response = looked_at(desk, edited)
    assert (result.ready, result.left, result.untouched) == ([], [], 2)


def test_a_row_is_the_paper_wherever_it_is_moved(desk, pages):
    edited = Edited()
    first = edited.row("Giấy tờ", CAT)
    moved = edited.values("Giấy tờ", first)
    edited.delete("Giấy tờ", first)
    edited.insert("Giấy tờ", first + 2, moved)  # the first goes last
    edited.set("Giấy tờ", first, "Tên giấy tờ", "Giấy hai")
    ids = {child.value["name"]: child.id for child in pages[0].documents}
    result, _response = looked_at(desk, edited)
    told = [(change.what, change.was, change.now[:8]) for change in result.ready[0].changes]
    assert told == [("Tên giấy tờ", "Giấy 2", "Giấy hai"), ("Thứ tự khác", "", "Giấy 2 ·")]
    written(desk, edited)
    page = draft(pages[0])
    assert names(page) == ["Giấy hai", "Giấy 3", "Giấy 1"]
    assert [child.id for child in page.documents] == [ids["Giấy 2"], ids["Giấy 3"], ids["Giấy 1"]]
    # What no column has stays with it.
    assert [child.value["source_row"] for child in page.documents] == ["Dòng 2", "Dòng 3", "Dòng 1"]
    assert [child.value["slug"] for child in page.documents] == ["giay-2", "giay-3", "giay-1"]
    assert [(one.id, one.value["title"]) for one in page.steps] == [(one.id, one.value["title"]) for one in pages[0].steps]


def test_rows_go_come_are_copied_and_change_procedure(desk, pages):
    edited = Edited()
    at = edited.row("Giấy tờ", CAT)
    edited.set("Giấy tờ", at, "Thủ tục", DOG)  # the first paper of the one is the other's
    edited.delete("Giấy tờ", edited.row("Giấy tờ", CAT))  # the second is nobody's
    copied = edited.values("Giấy tờ", edited.row("Giấy tờ", CAT))
    end = edited.book["Giấy tờ"].max_row + 1
    edited.insert("Giấy tờ", end, copied)
    edited.set("Giấy tờ", end, "Tên giấy tờ", "Giấy chép")
    new = {"Thủ tục": CAT, "Tên giấy tờ": "Giấy mới", "Chỉ cần khi": "Ai nộp? -> Nhãn nguoi-khac"}
    for heading, value in new.items():
        edited.set("Giấy tờ", end + 1, heading, value)
    result = written(desk, edited)
    assert not result.left
    cat, dog = draft(pages[0]), draft(pages[1])
    assert names(cat) == ["Giấy 3", "Giấy chép", "Giấy mới"]
    assert len({child.id for child in cat.documents}) == 3
    assert [child.value["slug"] for child in cat.documents] == ["giay-3", "giay-chep", "giay-moi"]
    assert [child.value["source_row"] for child in cat.documents] == ["Dòng 3", "Dòng 3", ""]
    last = cat.documents[2].value
    assert (last["originals"], last["handling"], list(last["applies"])) == (1, "submit", ["ai-nop=nguoi-khac"])
    assert sorted(names(dog)) == ["Giấy 1", "Giấy 1", "Giấy 2", "Giấy 3"]


def test_fields_of_the_page_and_its_laws(desk, pages):
    edited = Edited()
    at = edited.row("Thủ tục", CAT, "Tên trang")
    edited.set("Thủ tục", at, "Tên trang", "Nuôi mèo ở nhà")
    edited.set("Thủ tục", at, "Đối tượng", "Công dân Việt Nam\nhộ kinh doanh")
    edited.set("Thủ tục", at, "Hiệu lực đến", "31/12/2027")
    law = edited.row("Căn cứ pháp lý", CAT)
    edited.insert("Căn cứ pháp lý", law, [CAT, "60/2014/QH13"])
    assert not written(desk, edited).left
    page = draft(pages[0])
    assert (page.title, page.audiences, f"{page.effective_to}") == ("Nuôi mèo ở nhà", ["citizen", "household_business"], "2027-12-31")
    assert [one.resource.number for one in page.legal.all()] == ["60/2014/QH13", "168/2025/NĐ-CP"]
    assert page.slug == pages[0].slug


def test_each_wrong_cell_is_named_and_its_page_left_alone(desk, pages):
    edited = Edited()
    cost = edited.row("Chi phí", CAT)
    paper = edited.row("Giấy tờ", CAT)
    law = edited.row("Căn cứ pháp lý", CAT)
    places = [
        edited.set("Thủ tục", edited.row("Thủ tục", CAT, "Tên trang"), "Mã thủ tục (để đọc)", "1.000000"),
        edited.set("Giấy tờ", paper, "Tên giấy tờ", "Giấy " + "dài " * 60),
        edited.set("Giấy tờ", paper, "Số bản chính", "hai"),
        edited.set("Giấy tờ", paper, "Chỉ cần khi", "Ai nộp? → Nhãn toi [ai-nop=nguoi-khac]"),
        edited.set("Giấy tờ", paper + 1, "Chỉ cần khi", "Con tôi"),
        edited.set("Chi phí", cost, "Loại", "Phụ phí"),
        edited.set("Chi phí", cost, "Số tiền (đồng)", "=2*40000"),
        edited.set("Căn cứ pháp lý", law, "Số, ký hiệu", "1/1999/XX"),
    ]
    stray = edited.set("Giấy tờ", edited.book["Giấy tờ"].max_row + 1, "Thủ tục", "Nuôi voi")
    edited.set("Chi phí", edited.row("Chi phí", DOG), "Số tiền (đồng)", 60_000)
    result, response = looked_at(desk, edited)
    assert [words.split(":")[0] for words in wrong(result)] == [*places, stray]
    shown = response.content.decode()
    assert all(place in shown for place in places)
    assert "là công thức" in shown
    assert "“Phụ phí” không có trong danh sách. Chọn: Phí; Lệ phí." in shown
    confirmed(desk, response)
    assert not ProcedurePage.objects.get(pk=pages[0].pk).has_unpublished_changes
    assert draft(pages[1]).costs[0].value["amount"] == 60_000


def test_a_paper_whose_procedure_is_misspelled_is_not_lost(desk, pages):
    edited = Edited()
    place = edited.set("Giấy tờ", edited.row("Giấy tờ", CAT), "Thủ tục", "Nuôi méo")
    result, _response = looked_at(desk, edited)
    assert not result.ready
    assert wrong(result)[0].startswith(place)


def test_pages_that_are_locked_wait_or_have_changed_are_left_alone(desk, pages):
    edited = Edited()
    for name in (CAT, DOG):
        edited.set("Chi phí", edited.row("Chi phí", name), "Số tiền (đồng)", 70_000)
    reviewer = get_user_model().objects.get(username="duyet")
    cat, dog = pages
    cat.locked, cat.locked_by = True, reviewer
    cat.save()
    dog.summary = "Người khác vừa sửa."
    dog.save_revision(user=reviewer)
    result, response = looked_at(desk, edited)
    assert {one.title: one.left for one in result.left} == {
        CAT: "Trang đang khóa.",
        DOG: "Trang đã đổi trên bàn làm việc từ khi tải về: tải về lại rồi sửa trên tệp mới.",
    }
    assert not response.context["token"]

    cat.locked, cat.locked_by = False, None
    cat.save()
    cat.save_revision(user=reviewer)
    edited = Edited()
    edited.set("Chi phí", edited.row("Chi phí", CAT), "Số tiền (đồng)", 70_000)
    result, response = looked_at(desk, edited)
    assert [one.title for one in result.ready] == [CAT]
    cat.refresh_from_db()
    cat.get_workflow().start(cat, reviewer)  # between the preview and the button
    result = confirmed(desk, response).context["result"]
    assert [one.left[:20] for one in result.left] == ["Trang đang chờ duyệt"]
    assert draft(cat).costs[0].value["amount"] == 50_000


def test_a_page_that_only_the_desk_has_changed_is_told(desk, pages):
    edited = Edited()
    pages[1].save_revision()
    result, _response = looked_at(desk, edited)
    assert (result.moved, result.untouched, result.left) == ([DOG], 2, [])


def test_what_the_file_lacks_stays(desk, pages):
    edited = Edited()
    del edited.book["Giấy tờ"]
    edited.book["Chi phí"].delete_cols(edited.column("Chi phí", "Ghi chú"))
    edited.delete("Thủ tục", edited.row("Thủ tục", DOG, "Tên trang"))
    edited.set("Chi phí", edited.row("Chi phí", CAT), "Cho mỗi", "con")
    result, response = looked_at(desk, edited)
    assert [(change.what, change.now) for change in result.ready[0].changes] == [("Cho mỗi", "con")]
    assert result.notes[0] == "Tệp không có trang “Giấy tờ”: phần ấy để nguyên."
    assert len(result.notes) == 3
    confirmed(desk, response)
    assert names(draft(pages[0])) == names(pages[0])


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


def other_workbook():
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7", "không phải là bảng tính .xlsx"),
        (zipped(a=b"x"), "không phải là bảng tính .xlsx"),
        (zipped(xl__workbook=b" " * 20_000_000), "bung ra quá lớn"),
        (zipped(xl__workbook=b"", **{f"a{n}": b"" for n in range(2000)}), "bung ra quá lớn"),
        (zipped(xl__workbook=b"<x"), "tệp hỏng"),
        (other_workbook(), "Đây không phải là bảng tính tải về từ mục này"),
        (other_workbook()[:-400], "không phải là bảng tính .xlsx"),
    ],
    ids=["pdf", "zip", "ratio", "members", "xml", "other", "cut"],
)
def test_a_bad_file_gets_one_sentence(desk, pages, data, told):
    response = sent(desk, data)
    (errors,) = response.context["form"].errors.values()
    assert len(errors) == 1
    assert told in errors[0]


def test_a_file_that_is_too_large_is_not_opened(desk, monkeypatch):
    monkeypatch.setattr("procedures_pages.workbook.desk.MAX_SENT", 3)
    assert "Tệp lớn hơn" in sent(desk, b"PK\x03\x04").content.decode()
    assert opening.MAX_SENT == 20 * 1024**2


def test_whoever_writes_no_pages_is_not_let_in(enter):
    desk = enter("quay")
    assert {desk.get(f"/quan-tri/{address}").status_code for address in ("bang-tinh/", "bang-tinh/tai-ve/", "danh-sach-thu-tuc/")} == {302}


def test_it_is_taken_away_under_its_day(desk, pages):
    response = desk.get("/quan-tri/bang-tinh/tai-ve/")
    assert response["Content-Disposition"].startswith('attachment; filename="thu-tuc-20')
    assert load_workbook(io.BytesIO(response.content))["Thủ tục"].max_row == 3


def test_a_rate_that_pages_share_is_chosen_by_its_name_and_stays(desk, pages):
    rate = RateFactory(name="Lệ phí nuôi thú")
    edited = Edited()
    row = edited.row("Chi phí", CAT)
    edited.set("Chi phí", row, "Số tiền (đồng)", None)
    edited.set("Chi phí", row, "Mức thu dùng chung", "lệ phí nuôi thú")
    assert not written(desk, edited).left
    value = draft(pages[0]).costs[0].value
    assert (value["rate"], value["amount"]) == (str(rate.pk), None)
    again = Edited()
    assert again.cell("Chi phí", row, "Mức thu dùng chung").value == "Lệ phí nuôi thú"
    again.set("Chi phí", row, "Ghi chú", "Trẻ em được miễn.")
    assert not written(desk, again).left
    value = draft(pages[0]).costs[0].value
    assert (value["rate"], value["note"]) == (str(rate.pk), "Trẻ em được miễn.")


def test_an_amount_beside_a_rate_is_named_as_wrong(desk, pages):
    RateFactory(name="Lệ phí nuôi thú")
    edited = Edited()
    place = edited.set("Chi phí", edited.row("Chi phí", CAT), "Mức thu dùng chung", "Lệ phí nuôi thú")
    result, _response = looked_at(desk, edited)
    (words,) = wrong(result)
    assert words.startswith(place)
    assert "lấy từ mức thu dùng chung" in words
