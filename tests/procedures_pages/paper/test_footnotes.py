"""On paper the terms that a sheet names are told at its end, and no sheet grows by a page for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.utils.text import capfirst

from office.models import Term
from procedures_pages.explaining import MAX_A_PAGE
from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import ProcedurePage
from procedures_pages.paper.editions import A4
from procedures_pages.paper.renderer import folder
from procedures_pages.paper.sheets import html_for_pdf
from procedures_pages.paper.weasyprint_worker import Setter
from tests import paper

SLUG = "lam-khai-sinh-cho-con"
PAGE = (
    '<!doctype html><html lang="vi"><head><title>-</title><meta name="style" content="print.css"></head>'
    "<body><h1>Tờ thử</h1>{}<footer class='small not' data-if-room><p>Chú thích</p></footer></body></html>"
).replace("'", '"')


@pytest.fixture(scope="module")
def setter():
    return Setter(Path(folder()))


def test_notes_that_fit_are_set(setter):
    pdf = setter.set(PAGE.format("<p>Dòng</p>"))
    assert paper.pages(pdf) == 1
    assert "Chú thích" in paper.text(pdf)


@pytest.mark.parametrize("full", [1, 2])
def test_notes_that_would_begin_a_page_are_left_out(setter, full):
    height = 278 * full - 10  # what A4 holds with these margins, less the title and a rest
    pdf = setter.set(PAGE.format(f'<div style="height: {height}mm"></div>'))
    without = setter.set(PAGE.format(f'<div style="height: {height}mm"></div>').replace("<p>Chú thích</p>", ""))
    assert paper.pages(pdf) == paper.pages(without) == full
    assert "Chú thích" not in paper.text(pdf)


def test_notes_on_a_second_page_that_is_there_anyway_are_set(setter):
    pdf = setter.set(PAGE.format('<div style="height: 200mm"></div><div style="height: 120mm"></div>'))
    assert paper.pages(pdf) == 2
    assert "Chú thích" in paper.text(pdf)


@pytest.mark.django_db
def test_the_pdf_of_a_whole_procedure_ends_with_its_terms():
    (facts,) = facts_of_all(ProcedurePage.objects.filter(locale__language_code="vi", slug=SLUG))
    soup = BeautifulSoup(html_for_pdf(facts, tailor(facts, {}), A4, True), "html.parser")
    told = soup.select("body > footer p b")
    assert 1 <= len(told) <= MAX_A_PAGE
    text = soup.main.get_text(" ").lower()
    terms = {capfirst(one.name): one for one in Term.objects.all()}
    for name in told:
        one = terms[name.get_text()]
        assert any(form.lower() in text.split(one.explanation.lower())[0] for form in one.written), name


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["in/", "ho-so/in/", "ho-so/", ""])
def test_a_list_whose_room_nobody_knows_has_none(client, path):
    html = client.get(f"/thu-tuc/{SLUG}/{path}").content.decode()
    assert "data-if-room" not in html
    assert Term.objects.get(slug="ban-chinh").explanation not in html


@pytest.mark.django_db
@pytest.mark.xdist_group("paper")
def test_no_list_has_a_page_more_for_its_notes(client):
    slugs = list(ProcedurePage.objects.published().filter(locale__language_code="vi").order_by("pk").values_list("slug", flat=True))
    # Each takes half a second to set, twice; that notes never begin a page is the engine's doing, tried above.
    addresses = [f"/thu-tuc/{slug}/ho-so.pdf" for slug in slugs[::5]] + [f"/thu-tuc/{slug}/ho-so.pdf?co=a5" for slug in slugs[::12]]

    def lengths():
        return {address: paper.pages(client.get(address).content) for address in addresses}

    with_notes = lengths()
    Term.objects.all().delete()
    cache.clear()
    assert with_notes == lengths()


@pytest.mark.django_db
def test_the_pdf_of_a_list_tells_them_where_there_is_room(client):
    told = 0
    for slug in (SLUG, "dang-ky-ket-hon", "xin-giay-xac-nhan-doc-than", "dang-ky-giam-ho"):
        response = client.get(f"/thu-tuc/{slug}/ho-so.pdf")
        assert response.status_code == 200
        said = paper.text(response.content)
        told += any(one.explanation in said for one in Term.objects.all())
    assert told
