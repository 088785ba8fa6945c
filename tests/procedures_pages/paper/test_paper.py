"""What comes out of the printer: every procedure as a PDF, general and for one case, read back as a reader and a telephone do."""

import io
import re
from dataclasses import dataclass

import pdfua
import pypdf
import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client

from home.sample_schema import load_procedures
from procedures_pages.facts.case import Case, tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.facts.phrases import case_words
from procedures_pages.facts.procedure import ProcedureFacts
from procedures_pages.models import ProcedurePage
from tests import paper

# The papers of all pages are set once, by one process.
pytestmark = pytest.mark.xdist_group("paper")

NOTES, LARGE = 11, 18
A4 = (595, 842)


@dataclass
class Paper:
    facts: ProcedureFacts
    case: Case
    pdf: bytes
    reader: pypdf.PdfReader
    text: str
    page: BeautifulSoup

    @property
    def name(self):
        return f"{self.facts.slug}?{self.case.query}"

    @property
    def catalog(self):
        return self.reader.trailer["/Root"]


def bare(text):
    """Without whitespace and case: where a line ends on paper says nothing."""
    return re.sub(r"\s+", "", text).casefold()


def paper_of(facts, answers=None, more=""):
    case, client = tailor(facts, answers or {}), Client()
    pdf = client.get(f"/thu-tuc/{facts.slug}/ho-so.pdf?{case.query}{more}")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf"), facts.slug
    page = client.get(f"/thu-tuc/{facts.slug}/ho-so/?{case.query}")
    reader = pypdf.PdfReader(io.BytesIO(pdf.content))
    return Paper(facts, case, pdf.content, reader, paper.text(pdf.content), BeautifulSoup(page.content, "html.parser"))


@pytest.fixture(scope="module")
def procedures(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        found = facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi").order_by("pk"))
    assert len(found) == len(load_procedures())
    return found


@pytest.fixture(scope="module")
def papers(procedures, django_db_blocker):
    with django_db_blocker.unblock():
        return [paper_of(facts) for facts in procedures]


@pytest.fixture(scope="module")
def cases(procedures, django_db_blocker):
    """Each procedure that asks something, with the last answer to every question."""
    with django_db_blocker.unblock():
        return [
            paper_of(facts, {q.id: [[a.id for a in q.answers if not a.leads_to][-1]] for q in facts.questions})
            for facts in procedures
            if facts.questions
        ]


@pytest.fixture(scope="module")
def large(procedures, django_db_blocker):
    with django_db_blocker.unblock():
        return [paper_of(facts, more="&co=lon") for facts in procedures[::4]]


def elements(node, role):
    """Every structure element of that role below a node."""
    node = node.get_object()
    if isinstance(node, pypdf.generic.ArrayObject):
        for child in node:
            yield from elements(child, role)
    elif isinstance(node, pypdf.generic.DictionaryObject):
        if node.get("/S") == role:
            yield node
        if "/K" in node:
            yield from elements(node["/K"], role)


def test_every_paper_is_a4_and_at_most_two_pages(papers, cases):
    faults = [p.name for p in papers + cases if len(p.reader.pages) > 2]
    for p in papers + cases:
        faults += [
            f"{p.name}: {page.mediabox}" for page in p.reader.pages if (round(page.mediabox.width), round(page.mediabox.height)) != A4
        ]
    assert not faults, faults


def test_nine_of_ten_in_force_need_one_page(papers):
    in_force = [p for p in papers if p.facts.status == "in_force"]
    longer = [p.facts.slug for p in in_force if len(p.reader.pages) > 1]
    one = len(in_force) - len(longer)
    assert one >= 0.9 * len(in_force), f"{one} of {len(in_force)} in force stand on one page; longer: {longer}"


def test_every_paper_in_force_says_what_to_keep_after_handing_in(papers, cases):
    said = bare("Nộp xong, giữ giấy hẹn.")
    wrong = [p.name for p in papers + cases if (said in bare(p.text)) != (p.facts.status == "in_force" and not p.case.exit)]
    assert not wrong, wrong


def test_every_paper_is_small(papers, cases, large):
    heavy = [f"{p.name}: {len(p.pdf)}" for p in papers + cases + large if len(p.pdf) > 60_000]
    assert not heavy, heavy


def test_every_paper_is_tagged_titled_and_in_vietnamese(papers, cases, large):
    faults = []
    for p in papers + cases + large:
        say = {
            "no structure": "/StructTreeRoot" in p.catalog,
            "not marked": bool(p.catalog.get("/MarkInfo", {}).get("/Marked")),
            "language": p.catalog.get("/Lang") == "vi",
            "title": (p.reader.metadata.title or "").startswith(p.facts.title),
            "title not shown": bool(p.catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
            "not PDF/UA": b"pdfuaid" in p.catalog["/Metadata"].get_data(),
            "no heading": any(elements(p.catalog["/StructTreeRoot"], "/H1")),
        }
        faults += [f"{p.name}: {what}" for what, right in say.items() if not right]
        figures = list(elements(p.catalog["/StructTreeRoot"], "/Figure"))
        if len(figures) != 1 or "/t/" not in figures[0].get("/Alt", ""):
            faults.append(f"{p.name}: the QR code is not told")
    assert not faults, faults


def test_definition_lists_are_lists(papers, large):
    """PDF/UA 7.6: only items in a list. A <div> around <dt> and <dd> breaks that."""
    faults = []
    for p in papers + large:
        for found in elements(p.catalog["/StructTreeRoot"], "/L"):
            kids = found["/K"] if isinstance(found["/K"], list) else [found["/K"]]
            faults += [
                f"{p.name}: {kid.get_object().get('/S')}" for kid in kids if kid.get_object().get("/S") not in ("/LI", "/Caption", "/L")
            ]
    assert not faults, faults


def test_pdfua_finds_no_error(papers, large, tmp_path):
    faults = []
    for p in papers + large:
        path = tmp_path / "paper.pdf"
        path.write_bytes(p.pdf)
        faults += [f"{p.name}: {f.rule_id} {f.message}" for f in pdfua.validate(str(path)).findings if f.severity is pdfua.Severity.ERROR]
    assert not faults, faults


def test_every_font_is_embedded(papers, large):
    faults = []
    for p in papers + large:
        for page in p.reader.pages:
            for font in page["/Resources"]["/Font"].values():
                font = font.get_object()
                inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {})):
                    faults.append(f"{p.name}: {font['/BaseFont']}")
    assert not faults, faults


def strings(checklist):
    """What /ho-so/ says about papers: names, explanations, kinds, counts, forms, conditions."""
    for item in checklist.select("[data-document]"):
        yield item.select_one("h3, h4").get_text()
        yield from (p.get_text().removesuffix(":") for p in item.select("p:not(.how)") if not p.find_next_sibling("ul", class_="oneof"))
        yield from (li.get_text() for li in item.select(".oneof li"))
        if not item.find_parent(class_="reserve"):
            yield item.select_one(".how b").get_text()
            yield item.select_one(".how span").get_text().split("(")[0]
    yield from (p.get_text() for p in checklist.select(".open-part .cond"))


def test_every_string_of_the_checklist_comes_back_from_the_paper(papers, cases, large):
    faults = []
    for p in papers + cases + large:
        said = bare(p.text)
        wanted = list(strings(p.page))
        assert len(wanted) >= 3 * (len(p.case.needed) + len(p.case.open))
        faults += [f"{p.name}: {text.strip()}" for text in wanted if bare(text) not in said]
    assert not faults, "\n".join(faults)


def test_the_code_on_the_page_leads_back_to_the_same_case(papers, cases):
    faults = []
    for p in papers + cases:
        wanted = f"{settings.SITE_URL}/t/{p.case.entry.code}" + (f"?{p.case.query}" if p.case.query else "")
        read = paper.codes(paper.picture(p.pdf))
        if read != [wanted]:
            faults.append(f"{p.name}: {read}")
        elif bare(f"/t/{p.case.entry.code}") not in bare(p.text):
            faults.append(f"{p.name}: the short address is not there in letters")
    assert not faults, faults


def words_of(document):
    return [document.name, document.note, document.form, document.issuer, *document.alternatives]


def test_a_case_is_named_and_has_its_papers_only(cases):
    faults = []
    for p in cases:
        said = bare(p.text)
        if bare("Cho trường hợp: " + case_words(p.case)) not in said:
            faults.append(f"{p.name}: the case is not named")
        assert not p.case.open
        numbered = [f"{n}. {document.name}" for n, document in enumerate(p.case.needed, 1)]
        faults += [f"{p.name}: {line}" for line in numbered if bare(line) not in said]
        # The name of another paper may be a word of this case's own papers or of the result.
        mine = bare(" ".join(words for d in p.case.needed for words in words_of(d)) + " ".join(o.name for o in p.facts.outputs))
        its_own = [*p.case.needed, *(waiting.fact for waiting in p.case.in_reserve)]
        others = [d.name for d in p.facts.documents if d not in its_own and bare(d.name) not in mine]
        faults += [f"{p.name}: not of this case: {name}" for name in others if bare(name) in said]
    assert not faults, "\n".join(faults)


def test_the_general_paper_names_no_case(papers):
    assert not [p.name for p in papers if bare("Cho trường hợp:") in bare(p.text)]


def test_papers_say_what_they_are_not_and_when_they_were_printed(papers, large):
    wanted = [
        "Trước khi nộp, quét mã để xem bản mới",
        "Không phải giấy biên nhận",
        "Cập nhật",
        "In ngày",
        "Bản mẫu, không phải danh mục chính thức",
    ]
    faults = [f"{p.name}: {words}" for p in papers + large for words in wanted if bare(words) not in bare(p.text)]
    assert not faults, faults


def test_nothing_is_set_too_small(papers, cases):
    small = {f"{p.name}: {size} pt: {text[:60]}" for p in papers + cases for text, size in paper.sizes(p.pdf).items() if size < NOTES}
    assert not small, small


def test_large_print_is_another_layout(large):
    faults = []
    for p in large:
        faults += [f"{p.name}: {size} pt: {text[:60]}" for text, size in paper.sizes(p.pdf).items() if size < LARGE]
        if any(elements(p.catalog["/StructTreeRoot"], "/Table")):
            faults.append(f"{p.name}: a table")
    assert not faults, faults
