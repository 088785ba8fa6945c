"""Rules that find headings: lists that follow in other rows, cases that only have a name.

Folded text in, a kind or None out.
"""

from __future__ import annotations

import re

from ..markers import Words, main_clause, names_paper, starts_with_condition
from .papers import paper_under_condition
from .patterns import ANY_PAPER, DOSSIER, INTRO, LIST_NAME, SAYS, THE_PAPERS, Kind


def in_brackets(w: Words) -> Kind | None:
    """A row wholly in brackets: with a statement it is a remark, a bare "(đối với trường hợp …)" is a heading."""
    whole = re.fullmatch(r"\((?P<inner>(?:[^()]|\([^()]*\))*)\)?[ .;,:)]*", w.text)
    if not whole:
        return None
    inner = whole["inner"].strip()
    if names_paper(inner) or not starts_with_condition(inner):
        return None if w.counted else "remark"
    return "remark" if SAYS.search(inner) else "heading"


def tells_contents(w: Words) -> bool:
    """ "Báo cáo …, gồm các nội dung:": what follows is inside the paper, so the row stays one."""
    if re.match(r"ban (?:sao|chup) (?:toan bo|cac) ", w.text) and re.search(r"\bgom ?:$", w.text):
        return False
    inside = re.search(r"\bnoi dung(?: (?:sau day|sau|chinh|co ban|chu yeu|toi thieu|nhu sau|gom))*:$|\btrong do\b[^:]{0,60}:$", w.text)
    return bool(inside) and names_paper(w.text) and not re.match(DOSSIER, w.text)


def list_to_come(w: Words) -> Kind | None:
    """Ends in "gồm:", "sau đây:", "cụ thể:", "phải có:", "giấy tờ phải nộp": the list follows in other rows, a heading."""
    if w.text.startswith("mau ") and not INTRO.search(w.text):
        return None
    if tells_contents(w):
        return None
    if w.counted and w.asks and not INTRO.search(w.text) and paper_under_condition(w):
        return None
    if w.asks and (INTRO.search(w.text) or starts_with_condition(w.text) or not names_paper(w.text)):
        return "heading"
    if w.asks and re.match(DOSSIER if w.counted else rf"{DOSSIER}|{THE_PAPERS}\b|(?:cac )?van ban, ", w.text):
        return "heading"
    if LIST_NAME.fullmatch(w.text) or (not w.counted and len(w.text) < 250 and re.match(r"(?:bo )?ho so (?:de nghi|dang ky|xin) ", w.text)):
        return "heading"
    return "heading" if re.search(r"\b(?:bao gom|gom|sau day|cac giay to sau|tai lieu sau|nhu sau)[.;,]?$", w.text) else None


def repeats_case(w: Words) -> Kind | None:
    """Says the case's name again and ends in ":": its heading."""
    own = w.text.rstrip(" :")
    return "heading" if w.asks and own and (own == w.case.rstrip(" :") or (len(own) > 40 and w.case.startswith(own))) else None


def bare_condition(w: Words) -> Kind | None:
    """ "Trường hợp …" without anything to hand in or to do: the heading of the rows below."""
    named = ANY_PAPER.search(w.text.replace("doi voi ho so ", ""))
    if not starts_with_condition(w.text) or len(w.text) > 250 or (w.counted and named):
        return None
    return None if main_clause(w.text) or SAYS.search(w.text) else "heading"
