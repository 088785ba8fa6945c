"""Records of the register that have no guide, as visitors see them: found, read, printed."""

import shutil

import pytest
from playwright.sync_api import expect

from tests.nu import nu_errors
from tests.procedures_pages.register.factories import CHANNEL, record_text, rows_text
from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, served

from .tools import DESKTOP, PHONE, axe_light_and_dark, fits, for_paper

# The site is made once, by one of the processes that run the tests.
pytestmark = pytest.mark.xdist_group("register site")
HERE = "/tra-cuu/9.000001/"
LONGEST = "/tra-cuu/9.000002/"
MANY = tuple(f"Giấy tờ số {n} của mèo: {'tên, tuổi, nơi ở và người nuôi của mèo; ' * 6}|1|1" for n in range(12))
LONG = ("Bản sao Giấychứngnhậnkhôngcódấucáchnàodàilắmdàilắmdàilắmdàilắmdàilắm|0|1", "Hồ sơ gồm:|1|0", "a) Đơn đề nghị|1|0", "b) Ảnh|2|0")


@pytest.fixture(scope="module")
def register_site(sample):
    """A site of its own with two made-up records, one of a guide and one of none."""
    with temporary_folder("register") as folder:
        data = shutil.copytree(sample, folder / "data")
        texts = folder / "texts"
        texts.mkdir()
        rows = rows_text(LONG, "Mèo con") + "\n" + rows_text((*LONG, "Cơ quan nhận hồ sơ có trách nhiệm kiểm tra.|0|0"), "Mèo lớn")
        (texts / "a.txt").write_text(record_text(rows=rows, conditions="Có mèo.\nMèo khỏe."), "utf-8")
        (texts / "c.txt").write_text(
            record_text(
                code="9.000002",
                name="THỦ TỤC CẤP GIẤY PHÉP NUÔI MÈO, CHÓ VÀ CÁC LOÀI VẬT NUÔI KHÁC TRONG NHÀ ĐỐI VỚI HỘ GIA ĐÌNH CHƯA KHAI BÁO (CẤP XÃ)",
                rows="\n".join(rows_text(MANY, f"Mèo thứ {n} của một hộ gia đình đã khai báo") for n in range(9)),
                conditions="\n".join(f"Mèo thứ {n} phải khỏe, có sổ tiêm phòng và chỗ ngủ riêng." for n in range(60)),
                channels="\n".join(
                    CHANNEL.format(fee=f"{n}0000 VNĐ (Phí thẩm định chuồng mèo loại {n}, thu một lần)") for n in range(1, 15)
                ),
            ),
            "utf-8",
        )
        (texts / "b.txt").write_text(record_text(code="1.001193"), "utf-8")
        env = environment(data)
        manage(env, "import_register", str(texts), "--snapshot", "2026-07-01")
        with served(env) as url:
            yield url


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 700}], ids=["phone", "desktop", "narrow"])
def test_a_record_is_readable_by_everyone(open_page, register_site, viewport):
    page = open_page(viewport, url=register_site)
    page.goto(HERE)
    fits(page)
    axe_light_and_dark(page)


def test_a_record_is_sound_html(open_page, register_site):
    page = open_page(url=register_site)
    assert nu_errors({"record": page.goto(HERE).text()}) == []


def test_a_record_is_found_in_search_and_opened(open_page, register_site):
    page = open_page(url=register_site)
    page.goto("/tim-kiem/?q=nuoi+meo")
    page.get_by_role("link", name="Đăng ký nuôi mèo").click()
    page.wait_for_url("**" + HERE)
    assert "Chưa biên tập." in page.inner_text("main")


def test_a_record_with_a_guide_is_found_once(open_page, register_site):
    page = open_page(url=register_site)
    page.goto("/tim-kiem/?q=1.001193")
    assert page.locator("main a[href*='/tra-cuu/']").count() == 0


def test_a_record_is_read_without_scripts(open_page, register_site):
    page = open_page(scripts=False, url=register_site)
    page.goto(HERE)
    assert "Đơn đề nghị" in page.inner_text("main")
    assert not page.get_by_role("button", name="In trang này").is_visible()


def test_on_paper_the_menus_are_left_out(open_page, register_site):
    page = open_page(DESKTOP, url=register_site)
    page.goto(HERE)
    for_paper(page).emulate_media(media="print")
    assert not page.get_by_role("search").first.is_visible()
    assert page.get_by_role("heading", name="Thành phần hồ sơ").is_visible()


def test_the_longest_record_is_six_screens_with_its_rows_on_the_first(open_page, register_site):
    page = open_page(url=register_site)
    page.goto(LONGEST)
    fits(page)
    axe_light_and_dark(page)
    rows = page.locator("header .glance").bounding_box()
    assert rows["y"] + rows["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollHeight") <= 6 * PHONE["height"]


def test_what_is_folded_away_opens_with_a_tap(open_page, register_site):
    page = open_page(url=register_site, scripts=False)
    page.goto(LONGEST)
    last = page.get_by_text("Mèo thứ 59 phải khỏe")
    assert not last.is_visible()
    page.locator("[data-part=dieu-kien] summary").click()
    assert last.is_visible()


def test_the_contents_lead_to_the_official_name(open_page, register_site):
    page = open_page(url=register_site, scripts=False)
    page.goto(LONGEST)
    page.get_by_role("link", name="Tên chính thức, nguồn").click()
    page.locator("#nguon").click()
    expect(page.locator("[data-official-name]")).to_be_visible()


def test_the_longest_record_is_sound_html(open_page, register_site):
    page = open_page(url=register_site)
    assert nu_errors({"record": page.goto(LONGEST).text()}) == []


def test_paper_has_the_papers_whole_and_of_the_rest_what_stands_open(open_page, register_site):
    page = open_page(DESKTOP, url=register_site)
    page.goto(LONGEST)
    for_paper(page).emulate_media(media="print")
    first = page.locator("[data-document]").first
    assert first.locator("details .prose").is_visible()
    assert not page.get_by_text("Mèo thứ 59 phải khỏe").is_visible()
    assert page.locator("[data-official-name]").is_visible()
    assert page.locator(".send img").is_visible()
    assert not page.locator("nav.contents").is_visible()


def test_a_message_is_copied(open_page, register_site):
    page = open_page(url=register_site)
    page.goto(HERE)
    page.get_by_role("heading", name="Gửi cho người khác").click()
    page.get_by_role("button", name="Chép lời nhắn").click()
    page.get_by_text("Đã chép lời nhắn").first.wait_for()
