"""Sets one page after another as PDF, in a process of its own: ``python -m procedures_pages.paper.weasyprint_worker FOLDER``.

A PDF engine cannot be interrupted from within; a process can be killed. Nothing of Django is loaded here. FOLDER holds the style sheets and
fonts; the engine reads nothing else, no network and no other file.

Comes in on stdin: 8 bytes with the length, then HTML in UTF-8. Goes out on stdout: one byte ("k" for done, "e" for a failure), 8 bytes with
the length, then the PDF (pdf/ua-1) or the reason in a few words.
"""

from __future__ import annotations

import base64
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

from weasyprint import CSS, HTML
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .frame import LENGTH

PREFIX = "https://static.invalid/print/"
KINDS = {".css": "text/css", ".woff2": "font/woff2"}
MAX_PAGES = 150
# What stands for a sign that no font can show: nothing may vanish, and PDF/UA allows no glyph that is none.
STANDS_FOR = ("\N{REPLACEMENT CHARACTER}", "?")
TRIAL = '<!doctype html><html lang="vi"><head><title>-</title><meta name="style" content="print.css"></head><body><p>{}</p></body></html>'
MAX_TRIED = 20_000
# Ends of lines and parts of other machines: the engine stumbles over one at the end of its own line. In HTML they are no more than blanks.
OTHER_ENDS = dict.fromkeys(map(ord, "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
# Before such signs no line ends, and the engine breaks a text that is too long only where its line begins: "Tên: ..........." would leave
# the page. With a place of no width to end the line at, it does not.
LONG_RUN = re.compile(r"(?<=[\s>])(?=[^\w\s<]\S{15})")
# Footnotes of a sheet: only where they begin no page.
IF_ROOM = re.compile(r"<footer [^<>]*\bdata-if-room>.*?</footer>", re.DOTALL)
OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/ua-1", "optimize_images": False, "full_fonts": False}


class OwnFiles(URLFetcher):
    """Our style sheets and fonts, and data in the page itself."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            head, _sep, data = url.partition(",")
            read = base64.b64decode if head.endswith(";base64") else unquote_to_bytes
            return URLFetcherResponse(url, read(data), {"Content-Type": head[5:].split(";")[0]})
        name = url.removeprefix(PREFIX)
        kind = KINDS.get(Path(name).suffix)
        if url != PREFIX + name or "/" in name or not kind:
            raise ValueError("not one of our files")
        return URLFetcherResponse(url, (self.folder / name).read_bytes(), {"Content-Type": kind})


def _with_languages(build: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """WeasyPrint tags no part of a page with its language (``lang``); PDF/UA and screen readers want it."""

    def built(box: Any, *arguments: Any) -> Iterator[Any]:
        html = getattr(box, "element", None)
        language = html.get("lang") if html is not None and box.element_tag not in ("html", "body") else None
        for element in build(box, *arguments):
            if language:
                element.setdefault("Lang", tags.pydyf.String(language))
            yield element

    return built


tags._build_box_tree = _with_languages(tags._build_box_tree)


class UnshownSigns(logging.Handler):
    """Notes the signs that no font here can show, as WeasyPrint warns of them while it draws a page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.signs: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.signs.add(str(record.args[0]))


class Setter:
    """Style sheets and fonts are read once for the life of the process: half of the time of a first sheet."""

    def __init__(self, folder: Path) -> None:
        self.files = OwnFiles(folder)
        self.fonts = FontConfiguration()
        self.styles: dict[str, CSS] = {}
        self.tried = {" "}
        self.lacking: set[str] = set()
        self.unshown = UnshownSigns()
        log = logging.getLogger("weasyprint")
        log.addHandler(self.unshown)
        log.propagate = False

    def style(self, name: str) -> CSS:
        if name not in self.styles:
            self.styles[name] = CSS(url=PREFIX + name, url_fetcher=self.files, font_config=self.fonts)
        return self.styles[name]

    def set(self, html: str) -> bytes:
        """The PDF of a page. The style sheets are those that its ``<meta name="style" content="a.css b.css">`` names.

        Signs that no font can show are set as "\ufffd". Raises ValueError where it would have more than ``MAX_PAGES`` pages.
        """
        head, body, text = html.partition("<body")  # The title and the description are not drawn.
        text = text.translate(OTHER_ENDS)
        for sign in STANDS_FOR:
            self._try(text)
            text = text.translate(dict.fromkeys(map(ord, self.lacking), sign))
        return self._set(head + body + LONG_RUN.sub("\u200b", text))

    def _try(self, text: str) -> None:
        """Sets each sign of ``text`` that was not tried before, so that ``lacking`` knows it where no font has it.

        Each between letters that every font has: beside a sign that no font has, the blanks and signs that belong to no script are
        reported, too. A blank that was once taken for lacking would be one on every page that this process sets.
        """
        new = set(text) - self.tried
        if new:
            if len(self.tried) > MAX_TRIED:
                self.tried, self.lacking = {" "}, set()
                new = set(text) - self.tried
            self.unshown.signs = set()
            self._set(TRIAL.format("a a".join(map(escape, ["", *sorted(new), ""]))))
            self.lacking |= self.unshown.signs & new
            self.tried |= new

    def _set(self, html: str) -> bytes:
        document = self._render(html)
        # One page cannot be fewer; most sheets are set once.
        if len(document.pages) > 1 and IF_ROOM.search(html):
            without = self._render(IF_ROOM.sub("", html))
            if len(without.pages) < len(document.pages):
                document = without
        if len(document.pages) > MAX_PAGES:
            raise ValueError(f"{len(document.pages)} pages")
        done: bytes = document.write_pdf(**OPTIONS)
        return done

    def _render(self, html: str) -> Any:
        page = HTML(string=html, base_url=PREFIX, url_fetcher=self.files)
        names = [
            name for meta in page.etree_element.iter("meta") if meta.get("name") == "style" for name in meta.get("content", "").split()
        ]
        return page.render(stylesheets=[self.style(name) for name in names], font_config=self.fonts, **OPTIONS)


def serve(setter: Setter, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Until nothing more comes in."""
    while len(head := incoming.read(LENGTH.size)) == LENGTH.size:
        html = incoming.read(LENGTH.unpack(head)[0]).decode()
        try:
            kind, answer = b"k", setter.set(html)
        except Exception as error:  # Whatever the engine stumbles over: the next page may be fine.
            kind, answer = b"e", f"{type(error).__name__}: {error}"[:300].encode()
        outgoing.write(kind + LENGTH.pack(len(answer)) + answer)
        outgoing.flush()


def main(folder: str) -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # What a library prints must not stand between the answers.
    serve(Setter(Path(folder)), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main(sys.argv[1])
