"""'Thông tin này có đúng không?', by real keys without scripts on a telephone: yes, no with a part, and the desk has both counted,
in its list of pages and among the measures of Điều 12."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from .tools import DESKTOP, PHONE, axe, fits, log_in

PAGE = "/thu-tuc/lam-khai-sinh-cho-con/"


def test_a_reader_says_yes_another_no_and_the_desk_counts_them(open_page, own_site):
    reader, editor = open_page(PHONE, scripts=False, url=own_site), open_page(DESKTOP, url=own_site)
    reader.goto(PAGE)
    asked = reader.locator("[data-part=gop-y]")
    yes, no = asked.get_by_role("button", name="Đúng", exact=True), asked.get_by_role("link", name="Chưa đúng")
    for answer in (yes, no):
        answer.scroll_into_view_if_needed()
        assert answer.bounding_box()["height"] >= 44
    fits(reader)
    assert yes.bounding_box()["y"] == no.bounding_box()["y"], "beside each other"

    yes.focus()
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_contain_text("bạn thấy trang này đúng")
    fits(reader)
    reader.get_by_role("link", name="Về trang vừa đọc").press("Enter")
    assert urlsplit(reader.url).path == PAGE

    yes.focus()
    reader.keyboard.press("Tab")
    expect(no).to_be_focused()
    reader.keyboard.press("Enter")
    reader.get_by_label("Quầy vẫn đòi giấy không có ở đây").press("Space")
    reader.get_by_label("Chưa đúng hoặc khó hiểu thế nào?").press_sequentially("Quầy đòi sổ hộ khẩu.", delay=10)
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Cảm ơn bạn")
    fits(reader)

    scripted = open_page(PHONE, url=own_site)
    scripted.goto(PAGE)
    scripted.locator("[data-part=gop-y]").get_by_role("button").press("Enter")
    expect(scripted.get_by_role("heading", level=1)).to_have_text("Cảm ơn bạn")
    axe(scripted)

    log_in(editor, "bien-tap")
    editor.goto("/quan-tri/snippets/office/readerreport/")
    editor.get_by_role("link", name="Đúng, chưa đúng theo trang").press("Enter")
    editor.wait_for_url("**/gop-y-theo-trang/")
    row = editor.locator("main tr").filter(has_text="Làm khai sinh cho con")
    assert row.locator("td").all_inner_texts()[1:] == ["2", "1", "Quầy vẫn đòi giấy không có ở đây: 1", "1"]
    axe(editor)
    row.get_by_role("link").press("Enter")
    editor.wait_for_url("**/readerreport/?page_slug=lam-khai-sinh-cho-con")
    expect(editor.locator("main")).to_contain_text("Quầy đòi sổ hộ khẩu.")

    editor.goto("/quan-tri/den-han-ra/")
    editor.get_by_role("link", name="Đo lường theo Điều 12").press("Enter")
    editor.wait_for_url("**/do-luong-dieu-12/")
    expect(editor.locator("main tr").filter(has_text="Người đọc nói trang đúng")).to_contain_text("2 / 3 (66%)")
    axe(editor)
