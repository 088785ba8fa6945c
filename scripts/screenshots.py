"""Takes the pictures of docs/screenshots from a running site: `make run` in one window, then

.venv/bin/python scripts/screenshots.py [http://127.0.0.1:8000]
"""

import io
import subprocess
import sys
from pathlib import Path

from handbook_pictures import chromium, in_few_colours, log_in
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

BASE = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SHOP = "/thu-tuc/mo-cua-hang-dang-ky-ho-kinh-doanh/"
BIRTH = "/thu-tuc/lam-khai-sinh-cho-con/"
CASE = "?truong-hop=sinh-thuong&giay-chung-sinh=co&nguoi-nop=cha-me"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}


def save(picture: Image.Image, name: str, width: int) -> None:
    """Small enough to read in the README: fewer pixels, fewer colours."""
    picture = picture.convert("RGB").resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    in_few_colours(picture, FOLDER / f"{name}.png", 64)


def shot(browser: Browser, path: str, size: dict[str, int], **options: str) -> Image.Image:
    page = browser.new_page(viewport=size, device_scale_factor=1.5, locale="vi-VN", **options)  # type: ignore[arg-type]
    page.goto(BASE + path, wait_until="networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def ways(browser: Browser, path: str, size: dict[str, int]) -> Image.Image:
    """A guide's first screen: light, dark, at the largest letters, in forced colours, without styles."""
    pictures = []
    for way in ("light", "dark", "large", "forced", "plain"):
        page = browser.new_page(
            viewport=size,  # type: ignore[arg-type]
            locale="vi-VN",
            color_scheme="dark" if way == "dark" else "light",
            forced_colors="active" if way == "forced" else "none",
        )
        if way == "large":
            page.add_init_script("localStorage.setItem('co-chu', '3')")
        if way == "plain":
            page.route("**/*.css", lambda route: route.abort())
        page.goto(BASE + path, wait_until="networkidle")
        pictures.append(Image.open(io.BytesIO(page.screenshot())))
        page.close()
    return beside(*pictures)


def pdf(browser: Browser, path: str) -> Image.Image:
    page = browser.new_page()
    data = page.request.get(BASE + path).body()
    page.close()
    png = subprocess.run(["pdftoppm", "-png", "-r", "90", "-f", "1", "-l", "1", "-"], input=data, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(png))


def desk(browser: Browser) -> Image.Image:
    page = browser.new_page(base_url=BASE, viewport={"width": 1280, "height": 900}, device_scale_factor=1.5, locale="vi-VN")
    log_in(page, "duyet")
    page.goto(f"{BASE}/quan-tri/pages/", wait_until="networkidle")
    page.click("text=Thủ tục >> nth=0")
    page.click("text=Làm khai sinh cho con")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    picture = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return picture


def beside(*pictures: Image.Image) -> Image.Image:
    height = min(p.height for p in pictures)
    scaled = [p.convert("RGB").resize((round(p.width * height / p.height), height), Image.Resampling.LANCZOS) for p in pictures]
    out = Image.new("RGB", (sum(p.width for p in scaled) + 40 * (len(scaled) - 1), height), "#d3dae1")
    x = 0
    for picture in scaled:
        out.paste(picture, (x, 0))
        x += picture.width + 40
    return out


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        save(beside(shot(browser, BIRTH, PHONE), pdf(browser, f"{BIRTH}ho-so.pdf{CASE}")), "procedure", 860)
        save(shot(browser, "/", WIDE), "home", 640)
        save(shot(browser, "/thu-tuc/", WIDE), "catalogue", 640)
        save(shot(browser, f"{BIRTH}ho-so/{CASE}", WIDE), "checklist", 640)
        save(shot(browser, "/tim-kiem/?q=mo+tiem+tap+hoa", WIDE), "search", 640)
        save(shot(browser, f"{BIRTH}in/{CASE}", WIDE), "print", 640)
        save(pdf(browser, f"{SHOP}ho-so.pdf"), "pdf", 480)
        save(shot(browser, "/", PHONE, color_scheme="dark"), "dark", 320)
        save(ways(browser, BIRTH, PHONE), "ways", 1200)
        save(ways(browser, BIRTH, WIDE), "ways_wide", 2000)
        save(desk(browser), "desk", 640)
        browser.close()


if __name__ == "__main__":
    main()
