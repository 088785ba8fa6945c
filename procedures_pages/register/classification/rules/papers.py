"""Rules that find papers. Folded text in, a kind or None out."""

from __future__ import annotations

import re

from ..markers import Words, main_clause, names_paper, starts_with_condition
from .patterns import APPLICANT, HAND_IN, INTRO, LIST_INSIDE, OWN_DOSSIER, PREDICATE, SPARED, THOSE, WEAK, Kind


def list_inside(w: Words) -> Kind | None:
    """ "…, gồm: - đơn …; - bản sao …": the list stands in the row itself, so it is a paper (in fact several)."""
    found = next(
        (m for m in LIST_INSIDE.finditer(w.text) if names_paper(w.text[m.end() :]) and not INTRO.fullmatch(w.text[m.end() :])), None
    )
    return "paper" if found and not SPARED.search(w.text[: found.start()]) else None


def paper_under_condition(w: Words) -> Kind | None:
    """ "Trường hợp … thì phải nộp bản sao …", "Đối với …: văn bản …": a paper."""
    if not starts_with_condition(w.text):
        return None
    for main in _mains(w.text):
        found = HAND_IN.match(main)
        paper = main[found.end() :] if found else main
        stated = not found and (PREDICATE.match(main) or f"thì {main}" in w.text)
        known = WEAK.match(paper) or OWN_DOSSIER.search(main) or (not w.counted and THOSE.match(paper))
        if names_paper(paper) and not stated and not known:
            return "paper"
    return None


def applicant_hands_in(w: Words) -> Kind | None:
    """ "Người … nộp bản sao …": a paper, but not "hồ sơ", "các giấy tờ nêu trên"."""
    found = re.match(
        rf"{APPLICANT}\b[^,;:.]{{0,80}}? (?:phai |can )?(?:nop|gui|xuat trinh|cung cap)(?: (?:them|kem|kem theo|bo sung))* ", w.text
    )
    if not found or re.search(r"\b(?:chi|da|khong|co the|co trach nhiem)\b", found[0]):
        return None
    paper = w.text[found.end() :]
    known = WEAK.match(paper) or OWN_DOSSIER.search(paper) or paper.startswith("ho so")
    return "paper" if names_paper(paper) and not known else None


def _mains(text: str) -> list[str]:
    """The main clause without the applicant as its subject, and what stands after the first "thì nộp", "phải nộp", "phải gửi kèm"."""
    main = re.sub(
        rf"^{APPLICANT}[^,;]{{0,80}}? (?=(?:con |can |phai |them )*(?:nop|gui|kem|xuat trinh|bo sung|cung cap)\b)", "", main_clause(text)
    )
    later = re.search(r"\b(?<!khong )(?:phai|thì|can|con) (?:nop|gui kem|kem|bo sung|xuat trinh|cung cap|co)\b", text)
    return [clause for clause in (main, text[later.start() :] if later else "") if clause]


def names_a_paper(w: Words) -> Kind | None:
    """Starts with the name of a paper: "Đơn …", "01 bản sao …", "Một trong các giấy tờ …"."""
    text = re.sub(r"^\([^()]*\) ?", "", w.text)
    hand_in = re.match(r"(?:nop kem|nop|xuat trinh|gui kem|gui|kem theo|tai len|co)(?: (?:them|kem|bo sung|lai))* ", text)
    label = None if starts_with_condition(text) else re.match(r"(?:(?:trinh|nop) [^:;.]{3,60}|[^:;.]{3,40}): ", text)
    starts = [0, *(m.end() for m in (hand_in, label) if m)]
    return "paper" if any(names_paper(text[start:]) for start in starts) else None


def counted(w: Words) -> Kind | None:
    """The register asks for an original or a copy of what has a name: a paper."""
    return "paper" if w.counted and w.text else None
