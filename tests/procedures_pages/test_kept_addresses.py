"""Addresses that people have printed, scanned and sent since November 2026 open the same case, whatever the pages ask today.

``addresses_of_2026_11.json``: {code: {query string: the papers it gave then}}, of the sample as it was. What a page has learnt since
stands here: a paper that it has got may be added, none may go.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from procedures_pages.facts.case import tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import ProcedurePage

pytestmark = pytest.mark.django_db
KEPT = json.loads((Path(__file__).parent / "addresses_of_2026_11.json").read_text("utf-8"))
ADDED = {
    "giay-to-cu-tru",
    # of a renewal without the old one: VY-43
    "giay-xac-nhan-cu-viec-khac",
    # of the disabled person in the house, old or a child: VY-33
    "giay-khuyet-tat-cham-soc",
    # of works of diplomatic missions: VY-19, VY-20
    "hiep-dinh",
    # of a developer's project: VY-38
    "giay-chung-nhan-du-an",
    "quyet-dinh-giao-dat",
    "thoa-thuan-du-an",
    "quyet-dinh-du-an-the-chap",
    "giay-phep-du-an",
    "ban-ve-du-an",
}


def papers(case):
    decided = [d.fact.id for d in case.documents if not d.conditions]
    waiting = [d.fact.id for d in case.documents if d.conditions]
    return {"needed": [i for i in decided if i not in ADDED], "open": [i for i in waiting if i not in ADDED]}


def test_each_address_gives_the_papers_that_it_gave():
    every = facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi"))
    # Under any of its codes: an address has the code that it was printed with.
    pages = {name: facts for facts in every for name in (facts.slug, *(code.value for code in facts.codes))}
    assert pages.keys() >= KEPT.keys()
    other = []
    for code, addresses in KEPT.items():
        for query, told in addresses.items():
            case = tailor(pages[code], parse_qs(query))
            if papers(case) != told or case.ignored:
                other.append((code, query, papers(case), told))
    assert sum(map(len, KEPT.values())) == 200
    assert not other, other[:5]


@pytest.mark.parametrize("code", ["1.001612", "1.001193", "1.013225"])
def test_the_short_address_leads_there(client, code, settings):
    settings.KEPT_PAGES_MB = 0  # a page that is kept has no context
    for query in KEPT[code]:
        response = client.get(f"/t/{code}?{query}", follow=True)
        assert response.status_code == 200
        shown = response.context["case"]
        assert papers(shown) == KEPT[code][query]
