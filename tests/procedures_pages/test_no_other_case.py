"""No text for a case holds a time, fee, paper, office or form of another case: all pages of the sample, all combinations of answers."""

from __future__ import annotations

import itertools
import random

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from procedures_pages.facts import phrases
from procedures_pages.facts.case import TAILORED, tailor
from procedures_pages.facts.from_pages import facts_of_all
from procedures_pages.models import ProcedurePage
from procedures_pages.sharing.messages import messages

pytestmark = pytest.mark.django_db
MOST = 5_000  # combinations of one page; of more, so many by chance


def pages():
    return facts_of_all(ProcedurePage.objects.published().filter(locale__language_code="vi", status="in_force"))


def combinations(facts):
    """Every way to answer, or not to answer, the questions of a page, as an address gives it."""
    choices = [[None, *(a.id for a in question.answers)] for question in facts.questions]
    every = [dict(zip((q.id for q in facts.questions), answers, strict=True)) for answers in itertools.product(*choices)]
    chosen = every if len(every) <= MOST else random.Random(7).sample(every, MOST)
    return [{question: [answer] for question, answer in one.items() if answer} for one in chosen]


def foreign(facts, case, kind, words):
    """What facts that the answers rule out would say, and no fact of the case says."""
    own = {words(one.fact) for one in getattr(case, kind)}
    # A note may name the paper that another stands for: "Nộp thay Giấy chứng sinh."
    mine = " | ".join([*own, *(getattr(one.fact, "note", "") for one in getattr(case, kind))])
    # The unit's counters are nobody's case: whoever is led to another procedure may ask there, too.
    told = [fact for fact in getattr(facts, kind) if getattr(fact, "is_told_apart", True)]
    return {said for fact in told if (said := words(fact)) not in own and said not in mine}


def faults_of(facts, case, shown, where):
    """``shown``: {kind of fact: the text that tells of it}."""
    words = {"times": phrases.time_words, "costs": phrases.cost_line, "documents": lambda d: d.name}
    words |= {"offices": lambda office: office.name, "forms": lambda form: form.form}
    return [
        f"{facts.slug}?{case.query} {where}: {said}"
        for kind, text in shown.items()
        for said in foreign(facts, case, kind, words[kind])
        if said in text
    ]


def test_no_message_line_or_list_tells_another_case():
    faults, tried = [], 0
    for facts in pages():
        for given in combinations(facts):
            case, tried = tailor(facts, given), tried + 1
            times = "\n".join([phrases.time_summary(case), *phrases.time_lines(case)])
            told = {"times": times, "costs": "\n".join(phrases.cost_lines(case)), "offices": phrases.offices_line(case)}
            told["forms"] = "\n".join(phrases.form_line(case, one.fact) for one in case.documents)
            faults += faults_of(facts, case, told, "in words")
            if tried % 7 == 0:
                sent = messages(facts, case)
                whole = sent.full.text
                _head, _mark, papers = whole.partition("Giấy tờ cần mang")
                told = [line for line in whole.splitlines() if line.startswith("Thời hạn")]
                faults += faults_of(
                    facts, case, {"times": "\n".join(told), "documents": papers, "offices": whole, "forms": papers}, "in a message"
                )
    assert tried > 1_000
    assert not faults, faults[:20]


def test_every_combination_gives_a_list_or_leads_elsewhere():
    empty = []
    for facts in pages():
        for given in combinations(facts):
            case = tailor(facts, given)
            if not (case.needed or case.open or case.in_reserve or case.exit):
                empty.append(f"{facts.slug}?{case.query}")
            assert case.exit or (case.times and case.costs and case.channels), facts.slug
            if not case.live and not case.exit:
                assert not any(one.conditions for kind in TAILORED for one in getattr(case, kind)), facts.slug
                assert len({t.fact for t in phrases.main_times(case)}) == 1, facts.slug
    assert not empty, empty[:20]


def test_no_page_or_paper_tells_another_case():
    """In a reader's page, the page to print and the API: of the pages whose times, costs, offices or forms differ by case."""
    client, faults, tried = Client(), [], 0
    for facts in pages():
        if not any(fact.applies for fact in (*facts.times, *facts.costs, *facts.offices, *facts.forms)):
            continue
        for given in random.Random(3).sample(every := combinations(facts), min(6, len(every))):
            case = tailor(facts, given)
            for path in (f"{facts.url}?{case.query}", f"{facts.url}in/?{case.query}"):
                soup, tried = BeautifulSoup(client.get(path).content, "html.parser"), tried + 1
                for asked in soup.select("[data-part=cau-hoi], details.people"):  # what is asked of everybody tells nobody's case
                    asked.decompose()
                told = {"times": '[data-part="thoi-han"]', "documents": '[data-part="giay-to"]', "forms": '[data-part="giay-to"]'}
                told["offices"] = '[data-part="noi-nop"], .facts'
                faults += faults_of(facts, case, {k: " ".join(p.get_text(" ") for p in soup.select(css)) for k, css in told.items()}, path)
            data = client.get(f"/api/v2/procedures/{facts.code}/?{case.query}").json()
            assert [t["amount"] for t in data["times"]] == [t.fact.amount for t in case.times if not t.conditions]
            assert [t["amount"] for t in data["times_open"]] == [t.fact.amount for t in case.times if t.conditions]
            assert [d["id"] for d in data["documents"]] == [d.fact.id for d in case.documents if not d.conditions]
    assert tried > 30
    assert not faults, faults[:20]
