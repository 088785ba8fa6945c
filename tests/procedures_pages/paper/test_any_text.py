"""Any text a form accepts stays on the sheet: in every edition, nothing beyond a column or a margin, nothing lost."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from html import escape

import pdfua
import pypdf
import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from guides.batch import Batch, BatchPart
from guides.batch_views import _sheets
from guides.building import GuideFacts
from guides.planning import plan_of
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import ProcedurePage
from procedures_pages.paper.editions import A4, BY_CO
from procedures_pages.paper.posters import catalogue
from procedures_pages.paper.posters import pages as posters
from procedures_pages.paper.posters.listing import area_listings
from procedures_pages.paper.renderer import PdfEngine, folder
from procedures_pages.paper.sheets import html_for_pdf
from procedures_pages.paper.weasyprint_worker import IF_ROOM
from tests.any_text import KINDS, READ_OTHERWISE, filled, repeated

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("paper")]
MM = 72 / 25.4
# {edition: (width, height, margins left, right, bottom)} in millimetres, as the style sheets have them.
PAPERS = {"": (210, 297, 13, 12, 11), "lon": (210, 297, 16, 14, 24), "a5": (148, 210, 10, 9, 11), "phieu": (80, 150, 4, 4, 4)}
WORD = re.compile(r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>')
# As in production, but with time for texts as long as no page has them.
set_pdf = PdfEngine(seconds=120).set
FOOT = re.compile(r"(?:Cập nhật [\d/]+ · )?In ngày [\d/]+(?: ·\s+testserver/\s*\S+)?\s+Trang \d+/\d+")


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker):
    """A procedure with every kind of fact: questions, alternatives, papers that depend on an answer, steps, costs, law."""
    with django_db_blocker.unblock():
        pages = ProcedurePage.objects.published().filter(locale__language_code="vi", slug="mo-cua-hang-dang-ky-ho-kinh-doanh")
        facts = facts_of_all(pages)[0]
    papers = [replace(facts.documents[0], id="luon-can", applies=()), *facts.documents[:3]]
    return replace(facts, documents=tuple(papers), steps=facts.steps[:2], outputs=facts.outputs[:2], legal=facts.legal[:2])


def bare(text):
    """Letters and digits as they are read, whatever a line's end, a ligature or an invisible sign makes of them."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if not c.isspace() and unicodedata.category(c) != "Cf")


def extracted(pdf, *options):
    command = ["pdftotext", *options, "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout.decode(errors="replace")


def page_text(pdf, n):
    return extracted(pdf, "-raw", "-f", str(n), "-l", str(n))


def beyond(pdf, co, kind=""):
    """Words that stand outside of the margins; in the bottom one only the foot of the page may stand."""
    # Joined letters are measured before they are parted at the end of a line, and the sign for what is cut is not measured at all.
    slack = 14 if kind in READ_OTHERWISE else 8 if co == "phieu" else 1
    width, height, left, right, bottom = (number * MM for number in PAPERS[co])
    found = []
    for n, page in enumerate(extracted(pdf, "-bbox").split("<page ")[1:], 1):
        foot = []
        for x0, y0, x1, y1, word in WORD.findall(page):
            x0, y0, x1, y1 = map(float, (x0, y0, x1, y1))
            if x0 < left - slack or x1 > width - right + slack or y1 > height + 2:
                found.append(f"page {n}: {word[:40]} at {x0:.0f}–{x1:.0f}, {y1:.0f}")
            if (y0 + y1) / 2 > height - bottom:
                foot.append(word)
        wanted = FOOT.search(page_text(pdf, n))
        if foot and not (wanted and sorted(bare("".join(foot))) == sorted(bare(wanted[0]))):
            found.append(f"page {n}: in the foot: {' '.join(foot)[:120]}")
    return found


def missing(pdf, html, kind):
    """What of the page does not come back from the paper: numbers at the ends of texts, and signs, each as often as the page has it.

    Where a row goes on over a page, its cells come back in another order than they were written.
    """
    said = bare("".join(FOOT.sub("", page) for page in extracted(pdf, "-raw").split("\f")))
    page = BeautifulSoup(html, "html.parser").body
    for foot in page.select(".foot-line"):
        foot.decompose()
    texts = [bare(text) for text in page.find_all(string=True)]
    lost = [number for text in texts for number in re.findall(r"\d{4}$", text) if number not in said]
    if kind in READ_OTHERWISE:
        return lost
    # What no font of this machine can show comes back as another sign.
    wanted = Counter(c if c in said else "\ufffd" for text in texts for c in text)
    return lost + sorted((wanted - Counter(said)).items())


def the_case(facts):
    """The longest: answered throughout, and still with papers that depend on nothing."""
    return tailor(facts, {q.id: [q.answers[-1].id] for q in facts.questions[:1]})


@pytest.mark.parametrize(("co", "whole"), [("", False), ("", True), ("lon", False), ("a5", False)], ids=["list", "whole", "large", "a5"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_edition_holds_it_all(shop, co, whole, kind):
    facts = filled(shop, repeated(KINDS[kind]))
    html = html_for_pdf(facts, the_case(facts), BY_CO[co], whole)
    pdf = set_pdf(html)
    assert not beyond(pdf, co, kind)
    # Footnotes stand on a sheet whole, or, where they would begin a page, not at all.
    assert not missing(pdf, html, kind) or not missing(pdf, IF_ROOM.sub("", html), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_slip_is_one_page(shop, kind):
    facts = filled(shop, repeated(KINDS[kind]))
    for case in (the_case(facts), tailor(facts, {})):
        html = html_for_pdf(facts, case, BY_CO["phieu"])
        pdf = set_pdf(html)
        assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
        assert not beyond(pdf, "phieu", kind)
        assert not missing(pdf, re.sub(r'<p class="case.*?</p>', "", html), kind)


@pytest.mark.parametrize("kind", ["wide letters", "file name", "words", "Chinese", "dots"])
def test_the_papers_of_a_life_event_hold_it_all(shop, kind):
    parts = tuple(
        BatchPart(f"9.00000{n}", facts, the_case(facts), "", True, {})
        for n, facts in enumerate(filled(replace(shop, slug=f"thu-{n}"), repeated(KINDS[kind])) for n in range(2))
    )
    title = repeated(KINDS[kind])(255)
    plan = plan_of(GuideFacts("viec", "/huong-dan/viec/", "vi", title, "", (), (), (), (), None), {})
    html = render_to_string("print/batch.html", {**_sheets(Batch("viec", "vi", title, parts, 0, plan)), "for_pdf": True})
    pdf = set_pdf(html)
    assert not beyond(pdf, "", kind)
    assert not missing(pdf, html, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_posters_are_one_page_and_the_catalogue_holds_it_all(shop, kind):
    text = repeated(KINDS[kind])
    poster = set_pdf(posters.procedure_poster(filled(shop, text)))
    assert len(pypdf.PdfReader(io.BytesIO(poster)).pages) == 1
    listing = area_listings("vi")[0]
    listing = replace(listing, name=text(160), rows=tuple(replace(row, title=text(255), line=text(200)) for row in listing.rows))
    assert len(pypdf.PdfReader(io.BytesIO(set_pdf(posters.area_poster(listing, "vi")))).pages) == 1
    html = catalogue.catalogue_page([listing, listing], "vi")
    pdf = set_pdf(html)
    assert not [fault for fault in beyond(pdf, "", kind) if "foot" not in fault]
    for words in (listing.name, *(row.title for row in listing.rows)):
        assert not missing(pdf, f"<body>{escape(words)}", kind)


# Every script, and signs that no font has: each text another.
anything = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Co")), min_size=1, max_size=60)


@runs(max_examples=8)
@given(data=st.data())
@pytest.mark.parametrize("co", ["", "lon", "a5", "phieu"])
def test_no_text_leaves_its_page(shop, co, data):
    facts = filled(shop, lambda longest: (data.draw(anything) * longest)[:longest])
    pdf = set_pdf(html_for_pdf(facts, the_case(facts), BY_CO[co], whole=not co))
    width, height = (number * MM for number in PAPERS[co][:2])
    for x0, _y0, x1, y1, word in WORD.findall(extracted(pdf, "-bbox")):
        assert float(x0) >= -1, word
        assert float(x1) <= width + 1, word
        assert float(y1) <= height + 20, word


def test_long_addresses_have_a_place_of_their_own(shop, settings):
    """A host and a slug of any length: the foot of the page has no room for them."""
    settings.SITE_URL = "https://cam-nang-mot-cua.trung-tam-phuc-vu-hanh-chinh-cong.vinh-phuc.gov.vn"
    facts = replace(shop, codes=(), slug="thu-tuc-" * 31, url="/thu-tuc/" + "thu-tuc-" * 31 + "/")
    for co in PAPERS:
        html = html_for_pdf(facts, the_case(facts), BY_CO[co])
        pdf = set_pdf(html)
        assert not beyond(pdf, co)
        assert not missing(pdf, html, "")
        assert "cam-nang-mot-cua.trung-tam" in bare(extracted(pdf, "-raw"))


@pytest.fixture
def poor_engine(tmp_path):
    """The engine on a machine that has one font beside ours."""
    conf = tmp_path / "fonts.conf"
    conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir>'
        f"<cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    made = PdfEngine(
        ["env", f"FONTCONFIG_FILE={conf}", sys.executable, "-m", "procedures_pages.paper.weasyprint_worker", str(folder())], seconds=60
    )
    yield made
    made.stop()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("王小明", "���"), ("Giấy \U0010fffd tờ", "Giấy � tờ"), ("Ủy ban", "Ủy ban"), ("\u0378", "�"), ("👨‍👩‍👧", "���")],
)
def test_what_no_font_can_show_is_seen_to_be_missing(poor_engine, shop, tmp_path, text, shown):
    """An empty place would read as if nothing had been there; and PDF/UA wants no glyph that is none."""
    pdf = poor_engine.set(html_for_pdf(replace(shop, title=text), the_case(shop), A4))
    assert bare(shown) in bare(extracted(pdf, "-raw"))
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    assert not [f for f in pdfua.validate(str(file)).findings if f.severity is pdfua.Severity.ERROR]


ODD = (
    "\u1bc7\U00017ed9\u7cea\U00016b1d\u1a16\U00011ff0\ucbb0\U0001b16a\u1f0b\u18c7\u830a\U0001cbfa\ud0e3\U0001058c\u9ce8"
    "\U00016931\u1a8a\U0001e14e\u1381\u63d8\u5c1b\U00018579\U000125ae\U00016939\uce44\u608c\U0001314a\u77ed\u2b74\U0001fbda"
)


def test_a_page_of_odd_signs_spoils_no_page_after_it():
    """One process sets many pages: what it holds for missing after one of them is missing on all."""
    head = '<!doctype html><html lang="vi"><head><title>-</title><meta name="style" content="print.css"></head>'
    engine = PdfEngine([sys.executable, "-m", "procedures_pages.paper.weasyprint_worker", str(folder())], seconds=60)
    try:
        for text in ("abc", ODD):
            engine.set(f"{head}<body><p>{text}</p></body></html>")
        assert "Họ và tên" in extracted(engine.set(f"{head}<body><p>Họ và tên</p></body></html>"))
    finally:
        engine.stop()


@pytest.mark.parametrize("end", "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")
def test_ends_of_lines_of_other_machines_are_blanks(end):
    """Wherever a line of the paper ends, one of them may stand there."""
    text = f"từng{end}tờ {end} " * 100
    pdf = set_pdf(f'<!doctype html><html lang="vi"><head><title>-</title></head><body><p>{text}</p></body></html>')
    assert extracted(pdf, "-raw").split() == ["từng", "tờ"] * 100
