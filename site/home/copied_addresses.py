"""Guesses what was meant by an address that leads nowhere. Pure: takes a path, returns its readings, the likeliest first.

Addresses come back out of sentences, messages and printed pages: with the comma or bracket that stood behind them, with quotation marks, in
capitals, with ``1,001193`` for ``1.001193``, with a full-width sign, a blank, the next word, a parameter after ``&`` instead of ``?``. A
reading has only signs that addresses of this site are made of. Whether anything stands at it, this module does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode

from vietnamese.slugs import slugify

CODE_SECTIONS = frozenset({"t", "tra-cuu"})
PAGE_SECTIONS = frozenset({"thu-tuc", "quay", "huong-dan"})
SLUG_SECTIONS = PAGE_SECTIONS | {"giay-to", "bieu-mau"}
MAX_PATH = 1000
MAX_QUERY = 1500
MAX_SEGMENTS = 8
MAX_WORDS = 100
# Ends of syllables that hang on to a slug before the first letter with a mark: "…-connghỉ" is read as "…-connghi".
MAX_STUCK = 4

_FILE = re.compile(r"[a-z0-9-]+\.(?:pdf|svg|png)(?![a-z0-9])", re.IGNORECASE)
_GLUED = re.compile(r"(thu-tuc|huong-dan|giay-to|bieu-mau|quay|tra-cuu|t(?=[0-9]))([0-9a-z].*)")
_RUN = re.compile(r"[0-9A-Za-z._-]*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
_FIRST_DIGIT = re.compile(r"^(\W*[0-9])[\s.,:;·_-]*(?=[0-9]{6})")
_CODE = re.compile(r"(?<![0-9.])[0-9][\s.,:;·_-]{0,3}[0-9]{6,7}(?![0-9])")
_LEADING_CODE = re.compile(r"[0-9]\.?[0-9]{6,9}(?:\.000\.00\.00\.[Hh][0-9]{2})?")
# Words of addresses that say nothing about what was looked for.
_NAMELESS = (
    CODE_SECTIONS | SLUG_SECTIONS | {"en", "vi", "www", "index", "ho-so", "in", "gui", "qr", "ap-phich", "tim-kiem", "http", "https"}
)


@dataclass(frozen=True, slots=True)
class AddressReading:
    """A path as ``segments`` behind the language's prefix: ("thu-tuc", "lam-khai-sinh-cho-con", "ho-so.pdf")."""

    lang: str
    segments: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The page's own part of an address of a procedure or guide; "" for others."""
        return self.segments[1] if len(self.segments) > 1 and self.segments[0] in PAGE_SECTIONS else ""

    @property
    def paper(self) -> str:
        """The slug of an address of a paper; "" for others."""
        return self.segments[1] if len(self.segments) == 2 and self.segments[0] == "giay-to" else ""


@dataclass(frozen=True, slots=True)
class Copied:
    """``query``: parameters that stood in the path. ``words``: a code or words that the path names, for a search field."""

    readings: tuple[AddressReading, ...]
    query: str
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class _Segment:
    """``run``: the signs an address may have. What follows them was ``cut``; where that begins with a letter, it is ``stuck`` to the run.

    ``before``: the blank or other sign that stood before it; the address may have ended there.
    """

    text: str
    run: str
    cut: bool
    stuck: bool
    before: str


def read_copied(path: str) -> Copied:
    """``path`` as the server decoded it. Nothing in it raises; the work is bounded."""
    text, query = _split(path[:MAX_PATH])
    segments = [segment for segment in map(_segment, text.split("/")[: MAX_SEGMENTS * 4]) if segment.text][:MAX_SEGMENTS]
    # An address that was copied twice over, or with its host.
    while segments and (":" in segments[0].text or segments[0].text.startswith("www.")) and len(segments) > 1:
        segments = segments[2:] if segments[0].text.lower() in ("http:", "https:") else segments[1:]
    lang = "en" if segments and segments[0].run.lower() == "en" else "vi"
    segments = segments[lang == "en" :]
    code = _CODE.search(text)
    return Copied(
        readings=tuple(dict.fromkeys(AddressReading(lang, names) for names in _readings(segments))),
        query=query,
        words=_words(segments, code),
        code=_written(code[0]) if code else "",
    )


def _split(path: str) -> tuple[str, str]:
    """The path proper, without invisible signs and look-alikes, and what stood in it as a query string."""
    for _time in range(2):  # "%2520" was copied from where it was encoded already.
        path = unquote(path, errors="replace") if "%" in path else path
    text = unicodedata.normalize("NFKC", path.translate(_DASHES))
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text if unicodedata.category(c) not in ("Cf", "Cs"))
    end = re.search(r"[?&#]", text)
    if end is None:
        return text, ""
    return text[: end.start()], clean_query(text[end.start() :]) if end[0] != "#" else ""


def clean_query(query: str) -> str:
    """A query string as it was copied in; its parameters with a value out, without what HTML or a second ``?`` left in their names."""
    pairs = parse_qsl(query.replace("&amp;", "&").replace("?", "&").partition("#")[0][:MAX_QUERY], errors="replace")
    return urlencode([(re.sub(r"^(?:amp;)+", "", name).strip(), value) for name, value in pairs][:40])[:MAX_QUERY]


def _segment(text: str) -> _Segment:
    before, text = "" if text[:1].isalnum() else text[:1], text.strip()
    start = next((n for n, c in enumerate(text) if c.isalnum()), len(text))
    text = text[start:]
    run = text[: _RUN.match(text).end()]  # type: ignore[union-attr]
    if file := _FILE.match(run):  # "ho-so.pdf.Bạn"
        run = file[0]
    rest = text[len(run) :].lstrip("._-")
    return _Segment(text, run.strip("._-"), bool(rest.strip()), rest[:1].isalpha(), before)


def _readings(segments: list[_Segment]) -> Iterator[tuple[str, ...]]:
    """All segments; as far as the first that was cut; and without that one, where it may be the next word of the sentence."""
    lengths = [len(segments)]
    cut = next((n for n, segment in enumerate(segments) if segment.cut or (segment.before and n > 1)), None)
    if cut is not None:
        lengths += [cut + 1, *([cut] if cut > 1 or segments[cut].before.isspace() else [])]
    for length in lengths:
        names = [segment.run.lower() for segment in segments[:length]]
        for second in _second(names[0], segments[1]) if length > 1 else ("",):
            reading = (*names[:1], second, *names[2:]) if length > 1 else tuple(names)
            if all(reading):
                yield reading
                yield from _without_a_slash(reading)


def _without_a_slash(reading: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """ "/t1.001193" and "/thu-tuc/<slug>ho-so.pdf": the slash may have been lost where a line ended."""
    glued = _GLUED.fullmatch(reading[0]) if reading else None
    if glued:
        yield glued[1], glued[2], *reading[1:]
    if len(reading) == 2 and reading[0] in PAGE_SECTIONS:
        for tail in ("ho-so.pdf", "in.pdf", "ho-so"):
            if reading[1].endswith(tail) and reading[1] != tail:
                yield reading[0], reading[1].removesuffix(tail).rstrip("._-"), tail


def _second(section: str, segment: _Segment) -> list[str]:
    """What the second segment may be: the slug or the code need not be in the form in which they stand there."""
    if section in CODE_SECTIONS:
        return [_code(segment)]
    slugs = [segment.run.lower()]
    if section in SLUG_SECTIONS and segment.stuck:
        slugs += [slugify(segment.text), *(slugs[0][:-n] for n in range(1, MAX_STUCK + 1))]
    if section in SLUG_SECTIONS and "." in slugs[0]:
        slugs.append(slugs[0].partition(".")[0])
    return list(dict.fromkeys(slug.strip("._-") for slug in slugs))


def _code(segment: _Segment) -> str:
    """A code's case is kept: the register has "1.014955-Xoa"."""
    again = _segment(_FIRST_DIGIT.sub(r"\1.", segment.text))
    leading = _LEADING_CODE.match(again.run) if again.stuck else None
    return leading[0] if leading else again.run


def _written(code: str) -> str:
    digits = re.sub(r"\D", "", code)
    return f"{digits[0]}.{digits[1:]}"


def _words(segments: list[_Segment], code: re.Match[str] | None) -> str:
    """The code, or the words of the page's own part of the path, or of the last part that says something."""
    if code is not None:
        return _written(code[0])
    if len(segments) > 1 and segments[0].run.lower() in SLUG_SECTIONS:
        segments = segments[1:2]
    for segment in reversed(segments):
        if segment.run.lower().partition(".")[0] in _NAMELESS and not segment.stuck:
            continue
        text = re.sub(r"\.(?:html?|php|aspx?|jsp|pdf|svg|png)\b.*$", "", segment.text, flags=re.IGNORECASE)
        words = " ".join(re.sub(r"[\W_]+", " ", text).split())[:MAX_WORDS].strip()
        if words:
            return words
    return ""
