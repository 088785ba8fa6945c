"""The register on the desk, as people there use it: a snapshot comes in, a record becomes a guide, a change is looked at."""

import json
import re
import shutil
import tarfile

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.procedures_pages.register.factories import CHANNEL, record_text
from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, site

from .test_story import in_vietnamese
from .tools import DESKTOP, axe, enter, part
from .tools import publish as press_publish

DESK = "/quan-tri/co-so-du-lieu/"
BIRTH = "1.001193"
# What Wagtail's own screens break.
WAGTAILS = ["aria-allowed-role"]


@pytest.fixture(scope="session")
def imported(sample):
    """The data folder of a site that knows two records of July. Copy it, never change it."""
    with temporary_folder("register") as folder:
        data = shutil.copytree(sample, folder / "data")
        texts = folder / "texts"
        texts.mkdir()
        (texts / "a.txt").write_text(record_text(), "utf-8")
        (texts / "b.txt").write_text(record_text(code=BIRTH, name="Thủ tục đăng ký khai sinh"), "utf-8")
        manage(environment(data), "import_register", str(texts), "--snapshot", "2026-07-01")
        yield data


@pytest.fixture
def register(imported):
    """A site of its own that knows two records of July."""
    with site(imported) as url:
        yield url


def upload(page, path):
    page.goto(DESK + "nhap/")
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_text("Chưa ghi gì.")).to_be_visible()


def write_it(page):
    page.get_by_role("button", name="Nhập thật").click()
    page.wait_for_url("**/ban-chup/**")


def archive(path):
    (path / "a.txt").write_text(record_text(code="9.000002", name="Thủ tục bán mèo"), "utf-8")
    with tarfile.open(path / "register-2026-08.tar.xz", "w:xz") as out:
        out.add(path / "a.txt", "a.txt")
    return path / "register-2026-08.tar.xz"


def workbook(path):
    book = Workbook()
    for row in (
        ["DANH SÁCH"],
        ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"],
        ["9.000002", "Bán mèo", "", "", "Thú"],
    ):
        book.active.append(row)
    book.save(path / "danh-sach-2026-08.xlsx")
    return path / "danh-sach-2026-08.xlsx"


def detail(path):
    (path / "chi-tiet-2026-08.json").write_text(json.dumps({"code": "OK", "data": {"code": "9.000002", "name": "Bán mèo"}}), "utf-8")
    return path / "chi-tiet-2026-08.json"


@pytest.mark.parametrize("made", [archive, workbook, detail], ids=["archive", "list", "detail"])
def test_a_source_of_each_shape_comes_in_through_a_preview(open_page, register, tmp_path, made):
    page = open_page(DESKTOP, url=register)
    enter(page, "duyet")
    upload(page, made(tmp_path))
    in_vietnamese(page)
    axe(page, but=WAGTAILS)
    assert page.request.get("/tra-cuu/9.000002/").status == 404
    write_it(page)
    assert page.request.get("/tra-cuu/9.000002/").status == 200


def test_an_ordinary_record_becomes_a_guide(open_page, register):
    page = open_page(DESKTOP, url=register)
    enter(page, "duyet")
    page.goto(DESK)
    page.get_by_role("link", name="Thủ tục đăng ký nuôi mèo").click()
    page.get_by_role("button", name="Soạn hướng dẫn từ bản ghi này").click()
    page.wait_for_url("**/edit/")
    in_vietnamese(page)
    part(page, "nhan-dien")
    page.locator("#id_title").fill("Nuôi mèo trong nhà")
    page.locator("#id_summary").fill("Dành cho người nuôi mèo. Bạn nhận thẻ mèo.")
    # Nobody has checked it yet but the machine that read the record.
    part(page, "nguon")
    checked = page.locator("#id_verified_on")
    checked.fill("01/07/2026")
    page.keyboard.press("Tab")
    # Left before its calendar opens (two waits of 100 ms): that must not come afterwards and lie over the button.
    checked.evaluate("field => { field.focus(); field.blur(); return new Promise(done => setTimeout(done, 500)); }")
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    press_publish(page)
    expect(page.get_by_text("Đã đăng khẩn cấp “Nuôi mèo trong nhà”")).to_be_visible()
    page.goto("/tra-cuu/9.000001/")
    assert re.search(r"/thu-tuc/[a-z-]+/$", page.url)
    assert "Sổ tiêm phòng của mèo" in page.inner_text("main")
    assert "không tẩy xóa" not in page.inner_text("main")


def test_a_changed_record_is_looked_at_field_by_field(open_page, register, tmp_path):
    page = open_page(DESKTOP, url=register)
    enter(page, "duyet")
    changed = record_text(code=BIRTH, name="Thủ tục đăng ký khai sinh", channels=CHANNEL.format(fee="25000 VNĐ (Lệ phí)"))
    (tmp_path / "2026-08.txt").write_text(changed, "utf-8")
    upload(page, tmp_path / "2026-08.txt")
    write_it(page)
    page.goto(DESK + "doi-chieu/")
    page.get_by_role("link", name="Làm khai sinh cho con").click()
    expect(page.get_by_role("button", name="Ghi kết quả đối chiếu")).to_be_visible()
    page.wait_for_load_state()
    axe(page, but=WAGTAILS)
    assert "25.000" in page.inner_text("main")
    page.get_by_label("Vẫn đúng: trang không phải sửa phần này").check()
    page.get_by_role("button", name="Ghi kết quả đối chiếu").click()
    page.wait_for_url(f"**{DESK}doi-chieu/")
    expect(page.get_by_text("Không có trang nào cần đối chiếu")).to_be_visible()


def test_a_page_that_names_another_record_is_compared_with_it_then_asked_why_it_differs(open_page, register):
    page = open_page(DESKTOP, url=register)
    enter(page, "duyet")
    page.goto(DESK + f"ban-ghi/{BIRTH}/")
    page.get_by_role("link", name="Làm khai sinh cho con").first.click()
    page.wait_for_url("**/edit/")
    part(page, "nguon")
    page.get_by_label("Mã bản ghi đã đối chiếu").fill("9.000001")
    part(page, "truoc-khi-dang")
    expect(page.get_by_text("Chưa ai đối chiếu trang với bản ghi 9.000001 của bản chụp ngày 01/07/2026")).to_be_visible()
    page.locator(".help-block").get_by_role("link", name="Đối chiếu", exact=True).click()
    page.wait_for_url("**/doi-chieu/**")
    in_vietnamese(page)
    page.get_by_role("button", name="Đã so: trang khớp với bản ghi ngày 01/07/2026").click()
    page.wait_for_url("**/edit/")
    press_publish(page)
    # Compared as a whole; now each thing that it says otherwise than that record wants its reason.
    # Told on top, and among what is left to do, with the way to the part where it is mended.
    expect(page.locator(".messages")).to_contain_text("Chưa lưu được trang")
    told = re.compile(r"\d+ điều trên trang khác bản ghi mà chưa có lý do")
    expect(page.locator(".messages")).to_contain_text(told)
    page.locator(".cn-gaps").get_by_role("link", name=told).click()
    expect(page.locator("#id_source_record")).to_be_visible()
    expect(page.get_by_text("Chưa ai đối chiếu trang với bản ghi")).to_have_count(0)


def test_an_editor_gives_the_reason_why_a_page_may_differ_from_its_record(open_page, register):
    page = open_page(DESKTOP, url=register)
    enter(page, "bien-tap")
    page.goto(DESK + f"ban-ghi/{BIRTH}/")
    page.get_by_role("link", name="Làm khai sinh cho con").first.click()
    page.wait_for_url("**/edit/")
    page.get_by_role("link", name="Xem từng điều, ghi lý do để giữ").click()
    page.wait_for_url("**/tung-dieu/")
    in_vietnamese(page)
    axe(page, but=WAGTAILS)
    before = page.get_by_role("button", name="Giữ như trang, ghi lý do").count()
    point = page.locator("form", has=page.get_by_label("Vì sao trang vẫn đúng")).first
    point.get_by_label("Vì sao trang vẫn đúng").press_sequentially("Đã hỏi Sở Tư pháp: bản ghi ghi nhầm.")
    point.get_by_role("button", name="Giữ như trang, ghi lý do").click()
    expect(page.get_by_text("Đã ghi lý do. Điều này mở lại khi phần ấy của bản ghi đổi.")).to_be_visible()
    expect(page.get_by_role("button", name="Giữ như trang, ghi lý do")).to_have_count(before - 1)
    expect(page.locator("main")).to_contain_text("Đã hỏi Sở Tư pháp: bản ghi ghi nhầm.")
    page.get_by_role("button", name="Mở lại").click()
    expect(page.get_by_text("Đã mở lại: điều này lại chờ được sửa.")).to_be_visible()
