"""Draws the preview pictures (site/static/site/og/, 1200 × 630): each thematic area's and cam-nang.png for every other page.

Run after an area is added or renamed.

Usage: .venv/bin/python scripts/og_images.py
"""

import html
import io
import shutil
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "site" / "static" / "site"
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: B; src: url(file://{font}) }}
* {{ margin: 0; box-sizing: border-box }}
body {{ width: 1200px; height: 630px; background: #083a66; color: #fff; font-family: B; padding: 90px; display: flex; flex-flow: column;
  justify-content: space-between; border-bottom: 24px solid #ffbf47 }}
p {{ font-size: 38px; color: #c9dbec }} h1 {{ font-size: 104px; line-height: 1.3 }}
</style><p>Cẩm nang Một cửa</p><h1>{name}</h1><p>Cần giấy tờ gì, ở đâu, bao lâu, bao nhiêu tiền</p>"""


def main() -> None:
    areas = yaml.safe_load((ROOT / "site/home/sample/reference.yaml").read_text("utf-8"))["areas"]
    names = {area["slug"]: area["name"] for area in areas} | {"cam-nang": "Thủ tục hành chính"}
    (STATIC / "og").mkdir(exist_ok=True)
    page_file = ROOT / "var" / "og.html"
    page_file.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for slug, name in names.items():
            page_file.write_text(PAGE.format(font=STATIC / "be-vietnam-pro-700.woff2", name=html.escape(name)), "utf-8")
            page.goto(page_file.as_uri())
            page.evaluate("document.fonts.ready")
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(32)
            picture.save(STATIC / "og" / f"{slug}.png", optimize=True)
        browser.close()
    page_file.unlink()


if __name__ == "__main__":
    main()
