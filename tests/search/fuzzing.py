"""Every code point of Unicode, often repeated, through all that strangers' and editors' text goes through, native code included.

``python -m tests.search.fuzzing NOTE TASK…``: for each failure a line of JSON, ``{"task", "parts", "error"}``, with the fewest parts that
fail. What it is at stands in the file NOTE, so that whoever started it knows what killed it; without a TASK it is at that once more.
"""

from __future__ import annotations

import json
import os
import random
import sys
import traceback
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils.html import escape  # noqa: E402

from procedures_pages.paper import renderer  # noqa: E402
from procedures_pages.register.desk import finding  # noqa: E402
from procedures_pages.register.parsing.text_record import Refused, parse_text  # noqa: E402
from procedures_pages.sharing import links  # noqa: E402
from search.index import indexing, sources  # noqa: E402
from search.index.analysis import analyse, pack, unpack  # noqa: E402
from search.index.documents import SearchDocument  # noqa: E402
from search.meaning.embedder import embedder  # noqa: E402
from search.meaning.model_text import model_text  # noqa: E402
from search.pages.highlighting import highlighted  # noqa: E402
from search.query.reading import MAX_LENGTH, MAX_WORDS, Query, read_query  # noqa: E402
from search.query_log.masking import MAX_LENGTH as MAX_KEPT_LENGTH  # noqa: E402
from search.query_log.masking import text_to_keep  # noqa: E402
from vietnamese.folding import unmarked  # noqa: E402
from vietnamese.normal import clean, clean_lines  # noqa: E402
from vietnamese.slugs import slugify  # noqa: E402

Parts = Sequence[str]
SEED = int(os.environ.get("FUZZ_SEED", "11"))

ASSIGNED = [c for c in map(chr, range(1, sys.maxunicode + 1)) if unicodedata.category(c) not in {"Cn", "Co", "Cs"}]


def _changes(c: str) -> bool:
    """Whether any normal form or case makes something else of it, or it is none of the letters, signs and blanks that stay as they are."""
    kind = unicodedata.category(c)
    return kind[0] in "MN" or kind in {"Cc", "Cf", "Lm", "Sk"} or any(changed != c for changed in _forms(c))


def _forms(c: str) -> Iterator[str]:
    yield unicodedata.normalize("NFKD", c)
    yield unicodedata.normalize("NFKC", c)
    yield c.lower()
    yield c.upper()


# Korean syllables are put together by rule of the same 67 letters: one in 28 of them stands for the others here.
CHANGING = [c for c in ASSIGNED if _changes(c) and not ("\uac00" <= c <= "\ud7a3" and (ord(c) - 0xAC00) % 28)]
GROWING = [c for c in CHANGING if len(unicodedata.normalize("NFKC", c)) > 1 or unicodedata.combining(c)]


def mixtures(number: int) -> list[str]:
    """Texts of whatever comes: rare code points beside ordinary words, repeated, stacked, glued together."""
    chance = random.Random(SEED)
    ordinary = ["khai", "sinh", "đăng ký", "1.001193", " ", "\n", "<b>", '"', "'", "\\", "%", "&amp;", "\ufffd", "😀", "\u200d", "a"]
    texts = []
    for _text in range(number):
        pieces = []
        while sum(map(len, pieces)) < chance.choice([5, 60, 250, 900]):
            piece = chance.choice([chance.choice(ASSIGNED), chance.choice(CHANGING), chance.choice(GROWING), chance.choice(ordinary)])
            pieces.append(piece * chance.choice([1, 1, 1, 2, 20, 300]))
        texts.append("".join(pieces))
    return texts


def in_parts(texts: Iterable[str], size: int) -> Iterator[Parts]:
    texts = list(texts)
    for at in range(0, len(texts), size):
        yield texts[at : at + size]


# --- What is tried with each text. Each raises what is wrong. ---


def read(text: str) -> Query:
    found = read_query(text)
    assert len(found.text) <= MAX_LENGTH
    assert len(found.words) <= MAX_WORDS
    assert all(reading.key and not any(map(str.isspace, reading.key)) for word in found.words for reading in word.readings)
    return found


def letters(parts: Parts) -> None:
    for text in parts:
        read(text)


def query(parts: Parts) -> None:
    for text in parts:
        found = read(text)
        assert len(text_to_keep(text)) <= MAX_KEPT_LENGTH
        assert highlighted(text[:300], found).replace("<mark>", "").replace("</mark>", "") == escape(text[:300])
        assert clean(clean(text)) == clean(text)
        clean_lines(text)
        assert slugify(text).isascii()
        assert unmarked(text).isascii()


documents: dict[str, SearchDocument] = {}
sources.register_source(
    sources.DocumentSource(
        "fuzz",
        ("fuzz",),
        lambda keys: {key: hash(documents[key]) for key in documents if keys is None or key in keys},
        lambda keys: [documents[key] for key in keys],
    )
)


def title(parts: Parts) -> None:
    """As a title, a citizens' name, a code and a text that is published: taken apart, stored, indexed."""
    document = SearchDocument(
        key=f"fuzz:{len(documents)}",
        kind="fuzz",
        locale="en" if len(documents) % 2 else "vi",
        title=" ".join(parts),
        url="/",
        keywords=tuple(parts),
        codes=(parts[0][:20],),
        body="\n".join(parts),
        places=parts[-1],
    )
    taken_apart = analyse(document)
    stored = unpack(json.loads(json.dumps(pack(taken_apart))))
    assert stored == taken_apart
    assert all(form and not any(map(str.isspace, form)) and len(form) <= 80 for form in taken_apart.weights)
    documents[document.key] = document
    try:
        indexing.update([document.key])
    except BaseException:
        del documents[document.key]
        raise


def answer(parts: Parts) -> None:
    """As a query, while it is typed, and at the counter: from the address to the page."""
    text = " ".join(parts)
    for path in ("/tim-kiem/", ("/tim-kiem/goi-y/", "/quay/")[ord(text[0]) % 2]):
        response = Client(headers={"host": "testserver"}).get(path, {"q": text, "tim": text, "linh-vuc": text[:50]})
        assert response.status_code in {200, 302}, response.status_code


def meaning(parts: Parts) -> None:
    """Through the model process: a vector each, and the same process after it."""
    model = embedder()
    assert model
    for text, vector in zip(parts, model.passages(parts), strict=True):
        length = float(vector @ vector)
        assert abs(length - (1 if model_text(text) else 0)) < 1e-4, length


RECORD = """Chi tiết thủ tục hành chính
Mã thủ tục: 9.000001
Tên thủ tục: Nuôi mèo {0}
Cách thức thực hiện:
  * Hình thức nộp: DIRECT
    Thời hạn giải quyết: {0}
    Phí, lệ phí: {0}
Thành phần hồ sơ:
    - {0}
      Số lượng: {0}
"""


def record(parts: Parts) -> None:
    """In every part of a record of the register, and looked for on the desk."""
    text = " ".join(parts)
    line = " ".join(text.split())
    for source in (RECORD.format(line), text):
        with suppress(Refused):
            parse_text(source)
    finding.records_with(text)
    finding.records_of_authority(text)


def code(parts: Parts) -> None:
    """In an address that becomes a QR code, however long."""
    link = "https://example.vn/t/1.001193?" + "&".join(f"q={text.encode().hex()}" for text in parts)
    assert links.qr_svg(link).startswith(b"<svg")
    assert links.qr_png(link).startswith(b"\x89PNG")
    assert links.qr_in_page(link)


_engine = renderer.PdfEngine(seconds=60)
HEAD = '<!doctype html><html lang="vi"><head><title>{0}</title><meta name="style" content="print.css"></head>'
PAGE = HEAD + "<body><h1>{1}</h1>{2}</body></html>"


def pdf(parts: Parts) -> None:
    """On paper, through the engine that sets it: one process for all, which must outlive every text."""
    before = _engine._process
    lines = "".join(f"<p>{escape(text)}</p>" for text in parts)
    assert _engine.set(PAGE.format(escape(parts[0][:300]), escape(parts[-1][:300]), lines)).startswith(b"%PDF-")
    assert before is None or _engine._process is before


def glued(letters: Iterable[str]) -> list[str]:
    """Each within a word, where an engine may see the end of it."""
    return [f"a{c}b" for c in letters]


def repeated(letters: Iterable[str], times: int) -> list[str]:
    return [c * times for c in letters]


def lines(letters: Iterable[str], times: int, size: int) -> list[str]:
    return [" ".join(repeated(part, times)) for part in in_parts(letters, size)]


TASKS: dict[str, tuple[Callable[[Parts], None], Callable[[], Iterable[Parts]]]] = {
    "query": (query, lambda: in_parts([*repeated(CHANGING, 20), *repeated(GROWING, 300), *glued(CHANGING), *mixtures(300)], 50)),
    "letters": (letters, lambda: in_parts(lines(ASSIGNED, 20, 10), 50)),
    "title": (title, lambda: in_parts([*repeated(CHANGING, 20), *repeated(GROWING, 300), *glued(CHANGING), *mixtures(300)], 200)),
    "titles": (title, lambda: in_parts(repeated(ASSIGNED, 3), 2000)),
    "answer": (answer, lambda: [*in_parts(glued(CHANGING), 24), *in_parts(repeated(GROWING, 20), 9), *in_parts(mixtures(60), 1)]),
    "meaning": (meaning, lambda: in_parts([*lines(GROWING, 20, 60), *lines(ASSIGNED, 20, 4000), *mixtures(40)], 20)),
    "record": (record, lambda: in_parts([*repeated(CHANGING, 20), *repeated(GROWING, 300), *mixtures(100)], 400)),
    "code": (code, lambda: in_parts([*repeated(GROWING[::50], 20), *mixtures(10)], 3)),
    "pdf": (pdf, lambda: in_parts([*lines(CHANGING, 20, 100), *lines(GROWING, 300, 10), *lines(ASSIGNED, 1, 1000), *mixtures(20)], 1)),
}


def fewest(run: Callable[[Parts], None], parts: Parts) -> Iterator[tuple[Parts, str]]:
    """Of parts that fail together, those that fail alone; all of them where none does."""
    try:
        run(parts)
        return
    except Exception:
        error = traceback.format_exc()[-600:]
    if len(parts) == 1:
        yield parts, error
        return
    alone = [found for half in (parts[: len(parts) // 2], parts[len(parts) // 2 :]) for found in fewest(run, half)]
    yield from alone or [(parts, error)]


def main(note: Path, names: Sequence[str]) -> None:
    if not names:
        at = json.loads(note.read_text())
        tell(note, at["task"], [at["parts"]])
    for name in names:
        tell(note, name, TASKS[name][1]())
    _engine.stop()


def tell(note: Path, name: str, texts: Iterable[Parts]) -> None:
    for parts in texts:
        note.write_text(json.dumps({"task": name, "parts": parts}))
        for some, error in fewest(TASKS[name][0], parts):
            print(json.dumps({"task": name, "parts": some, "error": error}), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
