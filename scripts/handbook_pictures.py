"""Takes the pictures of the handbook's chapters, docs/bien-tap/hinh, from a running site with the sample: ``make run`` in one window, then

.venv/bin/python scripts/handbook_pictures.py [http://127.0.0.1:8000] [NAME …]

Without names: all of them. What each shows stands in docs/bien-tap/hinh/pictures.toml. Take them from a sample just loaded: what has
happened on it is seen.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "bien-tap" / "hinh"
COLOURS = 32
MAX_BYTES = 60_000
# Nothing moves; and a field for a file says in English, in the browser that takes the pictures, what it says in Vietnamese to editors.
STILL = """*, ::before { animation: none !important; transition: none !important }
input[type=file] { color: transparent !important } input[type=file]::file-selector-button { display: none }
input[type=file]::before { content: "Chọn tệp"; color: #000; padding: .25rem .5rem; border: 1px solid #767676; border-radius: 3px }"""


@dataclass(frozen=True, slots=True)
class Picture:
    """One table of pictures.toml, which says what the fields are."""

    name: str
    view: str
    user: str
    shows: str
    of: str = ""
    query: str = ""
    press: str = ""
    width: int = 1280
    height: int = 0
    above: int = 0
    edge: int = 10

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"

    def address(self, number_of: Callable[[str], int | str]) -> str:
        """Its screen; ``number_of`` tells the key of what it is of. Raises NoReverseMatch where no screen has that name any more."""
        from django.urls import reverse  # Django is set up by whoever asks

        args = [number_of(self.of)] if self.of else []
        return reverse(self.view, args=args) + (f"?{self.query}" if self.query else "")


def pictures() -> list[Picture]:
    """Raises TypeError where a table of pictures.toml says what no picture has."""
    return [Picture(name, **told) for name, told in tomllib.loads((FOLDER / "pictures.toml").read_text("utf-8")).items()]


def chromium(playwright: Any) -> Any:
    return playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])


def log_in(page: Any, user: str) -> None:
    """As one of the sample's users."""
    page.goto("/quan-tri/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", f"mau-{user}-2026")
    page.click("button[type=submit]")
    page.wait_for_url("**/quan-tri/")


def in_few_colours(picture: Image.Image, file: Path, colours: int) -> None:
    picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(file, optimize=True)


class Camera:
    """A browser on a running site; each user logs in once."""

    def __init__(self, browser: Any, base: str) -> None:
        self.browser, self.base, self.states = browser, base, {}

    def window(self, user: str, width: int) -> Any:
        if user not in self.states:
            page = self.browser.new_page(base_url=self.base)
            log_in(page, user)
            self.states[user] = page.context.storage_state()
            page.close()
        size = {"width": width, "height": 1000}
        return self.browser.new_page(base_url=self.base, viewport=size, locale="vi-VN", storage_state=self.states[user])

    def take(self, picture: Picture) -> Image.Image:
        page = self.window(picture.user, picture.width)
        page.goto(picture.address(lambda of: self.number(page, of)), wait_until="networkidle")
        page.add_style_tag(content=STILL)
        if picture.press:
            page.locator(picture.press).first.click()
        page.wait_for_timeout(800)
        box = page.locator(picture.shows).first.bounding_box()
        edge = picture.edge
        left, top = max(box["x"] - edge, 0), max(box["y"] - picture.above - edge, 0)
        right, shown = min(box["x"] + box["width"] + edge, picture.width), min(box["height"], picture.height or box["height"])
        clip = {"x": left, "y": top, "width": right - left, "height": box["y"] + shown + edge - top}
        taken = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))
        page.context.close()
        return taken

    def number(self, page: Any, of: str) -> int | str:
        """The key of what "page:<slug>", "record:<code>" or "first:<app_label>.<model>" names, asked of the site."""
        kind, _colon, name = of.partition(":")
        if kind == "record":
            self.know(name)
            return name
        if kind == "page":
            items = page.request.get(f"/api/v2/pages/?locale=vi&fields=slug&limit=1&slug={name}").json()["items"]
            return int(items[0]["id"])
        path = f"/quan-tri/snippets/{name.replace('.', '/')}/"
        return int(re.search(rf"{path}edit/(\d+)/", page.request.get(path).text())[1])  # type: ignore[index]

    def know(self, code: str) -> None:
        """A made-up record of the national register comes in through the desk: the sample has none."""
        from tests.procedures_pages.register.factories import record_text  # needs Django

        page = self.window("duyet", 1280)
        if page.request.get(f"/tra-cuu/{code}/").status == 404:
            page.goto("/quan-tri/co-so-du-lieu/nhap/")
            file = {"name": "2026-07-01.txt", "mimeType": "text/plain", "buffer": record_text(code=code).encode()}
            page.set_input_files("input[type=file]", [file])
            page.get_by_role("button", name="Xem trước").click()
            page.get_by_role("button", name="Nhập thật").click()
            page.wait_for_url("**/ban-chup/**")
        page.context.close()


def save(picture: Image.Image, file: Path) -> None:
    """Raises ValueError where it is too heavy in few colours, too: cut out less."""
    in_few_colours(picture, file, COLOURS)
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"{file.name}: {file.stat().st_size} bytes, at most {MAX_BYTES}")


def main(arguments: list[str]) -> None:
    import django
    from playwright.sync_api import sync_playwright

    base = arguments.pop(0).rstrip("/") if arguments and "://" in arguments[0] else "http://127.0.0.1:8000"
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    with sync_playwright() as playwright:
        camera = Camera(chromium(playwright), base)
        for picture in pictures():
            if not arguments or picture.name in arguments:
                save(camera.take(picture), picture.file)
                print(picture.name, picture.file.stat().st_size)


if __name__ == "__main__":
    main(sys.argv[1:])
