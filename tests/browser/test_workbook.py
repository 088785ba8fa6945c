"""Procedures leave as a workbook, come back edited, are previewed, and are drafts: by keys."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from .tools import DESKTOP, axe, fits, log_in

BIRTH = "Làm khai sinh cho con"


def edited(path):
    """The workbook with another first paper for one procedure, and a cell that is wrong in another's."""
    book = load_workbook(path)
    papers, costs = book["Giấy tờ"], book["Chi phí"]
    row = next(cells[0].row for cells in papers.iter_rows(min_row=2) if cells[0].value == BIRTH)
    papers.cell(row, 2).value = "Giấy chứng sinh của bệnh viện"
    other = next(cells[0].row for cells in costs.iter_rows(min_row=2) if cells[0].value != BIRTH)
    costs.cell(other, 2).value = "Phụ phí"
    book.save(path)
    return f"ô B{row}", f"ô B{other}: “Phụ phí” không có trong danh sách"


def test_a_workbook_goes_out_and_comes_back_as_a_draft(open_page, own_site, tmp_path):
    desk = open_page(DESKTOP, url=own_site)
    log_in(desk, "bien-tap")
    desk.goto("/quan-tri/danh-sach-thu-tuc/")
    expect(desk.get_by_role("button", name="In danh sách này")).to_be_visible()
    desk.emulate_media(media="print")
    assert desk.evaluate("document.documentElement.scrollHeight") > 2 * DESKTOP["height"]  # printed whole
    desk.emulate_media(media="screen")

    desk.goto("/quan-tri/bang-tinh/")
    axe(desk)
    with desk.expect_download() as going:
        desk.get_by_role("link", name="Tải về (.xlsx)").press("Enter")
    path = tmp_path / going.value.suggested_filename
    going.value.save_as(path)
    changed, wrong = edited(path)
    desk.get_by_label("Bảng tính đã sửa").set_input_files(path)
    desk.get_by_role("button", name="Xem trước").press("Enter")
    expect(desk.get_by_text("Chưa ghi gì.")).to_be_visible()
    row = desk.get_by_role("row").filter(has_text=changed)
    expect(row).to_contain_text("Giấy chứng sinh của bệnh viện")
    expect(desk.locator("main")).to_contain_text(wrong)
    axe(desk)
    desk.set_viewport_size({"width": 390, "height": 800})
    fits(desk)
    desk.set_viewport_size(DESKTOP)
    desk.get_by_role("button", name="Ghi thành bản nháp").press("Enter")
    expect(desk.locator("main")).to_contain_text("Đã ghi 1 bản nháp")

    # The draft is in the page's history, and readers see nothing of it.
    desk.get_by_role("link", name=BIRTH).press("Enter")
    desk.wait_for_url("**/su-kien/")
    expect(desk.locator("main")).to_contain_text("Giấy chứng sinh của bệnh viện")
    desk.goto(desk.url.replace("/trang/", "/pages/").replace("su-kien", "history"))
    expect(desk.get_by_role("row").filter(has_text="Bản nháp").first).to_contain_text("Biên tập")
    desk.goto("/thu-tuc/lam-khai-sinh-cho-con/")
    expect(desk.get_by_text("Giấy chứng sinh của bệnh viện")).to_have_count(0)
