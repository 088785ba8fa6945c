"""Records of the register that have no guide, as visitors see them: found, read, printed."""

import shutil

import pytest

from tests.nu import nu_errors
from tests.procedures_pages.register.factories import record_text, rows_text
from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, served

from .tools import DESKTOP, PHONE, axe_light_and_dark, fits

# The site is made once, by one of the processes that run the tests.
pytestmark = pytest.mark.xdist_group("register site")
HERE = "/tra-cuu/9.000001/"
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
    page.get_by_role("link", name="Thủ tục đăng ký nuôi mèo").click()
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
    page.emulate_media(media="print")
    assert not page.get_by_role("search").first.is_visible()
    assert page.get_by_role("heading", name="Thành phần hồ sơ").is_visible()
