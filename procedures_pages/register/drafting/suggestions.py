"""From a record's cases to the questions, documents and remarks of a draft. Suggestions: the editor sees the row each came from.

What the register calls a case is often none: "Giấy tờ phải nộp", "Giấy tờ phải xuất trình" and "Lưu ý" are for everybody. Only a name
that says for whom or when ("Trường hợp …", "Đối với …", "Cấp lại …") asks the reader something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from vietnamese.folding import fold

from ...facts.procedure import DEMANDS
from ..classification.attaching import attach_all
from ..classification.markers import without_marker
from ..classification.rows import judge
from ..parsing.amendments import amending
from ..parsing.records import RegisterCase, RegisterLaw
from .handlings import Handled, handled
from .paper_names import Suggestion, cut, suggest

MAX_QUESTIONS, MAX_ANSWERS, MAX_DOCUMENTS, MAX_FORM = 5, 6, 60, 160
FOR_WHOM = re.compile(
    r"\b(?:truong hop|doi voi|neu|khi|cap (?:moi|lai|doi|lan dau|bo sung)|lan dau|gia han|dieu chinh|bo sung|thay doi|chuyen doi"
    r"|cham dut|tam ngung|dang ky (?:moi|lai|lan dau|thay doi))\b"
)
# However they go on, these are parts of every reader's file.
FOR_ALL = re.compile(
    r"^[\W\d]*(?:cac )?(?:giay to (?:phai |can )?(?:nop|xuat trinh)|thanh phan ho so (?:phai )?xuat trinh|luu y|ghi chu)\b"
)


@dataclass(slots=True)
class Suggested:
    """Values of the page's blocks, and the rows that are no papers."""

    questions: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    documents: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)  # {condition: slug of its question}


def suggested(cases: tuple[RegisterCase, ...], laws: tuple[RegisterLaw, ...] = ()) -> Suggested:
    """All cases of a record in; at most what a page can hold out: further papers are remarks, further conditions words in a note.

    ``laws``: those of the record; a form is named with the circulars among them that amend its own.
    """
    titles = [(law.number, law.title) for law in laws]
    out = Suggested()
    judged = [(case, judge(case)) for case in cases]
    waivers = attach_all([(case.name, rows) for case, rows in judged])
    with_papers = [case for case, rows in judged if any(row.kind == "paper" for row in rows)]
    apart = [case for case in with_papers if is_for_some(case.name)]
    answers = _question(out, apart, everybody=len(apart) < len(with_papers))
    for case, rows in judged:
        for row in rows:
            if row.kind != "paper" or len(out.documents) == MAX_DOCUMENTS:
                out.remarks.append(row.row.text)
                continue
            applies, note = answers.get(id(case), ([], "")) if case in apart else ([], "")
            how = handled(row, waivers)
            out.remarks += [text for text in how.notes if text not in out.remarks]
            paper = suggest(row)
            form = _form(paper.form, titles)
            _document(out, replace(paper, form=form), row.row.text, list(applies), note, how)
    return out


def _form(form: str, laws: list[tuple[str, str]]) -> str:
    """The words about a form, with the circulars that amend its own, as long as a page can hold."""
    by = amending(form, laws)
    end = _(" (sửa đổi, bổ sung bởi %(numbers)s)") % {"numbers": ", ".join(by)} if by else ""
    return f"{cut(form, MAX_FORM - len(end))}{end}" if len(end) < MAX_FORM // 2 else form


def is_for_some(name: str) -> bool:
    """Whether the name of a case says for whom or when its papers are."""
    plain = fold(name)
    return bool(FOR_WHOM.search(plain)) and not FOR_ALL.search(plain)


def _question(out: Suggested, apart: list[RegisterCase], everybody: bool) -> dict[int, tuple[list[str], str]]:
    """Asks which case it is; returns {id of a case: (what its papers apply to, a note where there were too many cases to ask)}."""
    names = [_label(case.name) for case in apart]
    if len(apart) == 1 and everybody:
        slug = _ask(out, names[0])
        return {id(apart[0]): ([f"{slug}=co"], "")}
    if len(apart) < 2 or len(apart) + everybody > MAX_ANSWERS or len(set(names)) < len(names):
        return {id(case): ([], f"{name}. " if len(apart) > 1 else "") for case, name in zip(apart, names, strict=True)}
    answers = [{"label": cut(name, 70), "slug": f"truong-hop-{n}"} for n, name in enumerate(names, 1)]
    if everybody:
        answers.append({"label": _("Không thuộc các trường hợp này"), "slug": "khac"})
    out.questions.append(("question", {"label": _("Bạn thuộc trường hợp nào?"), "help": "", "answers": answers, "slug": "truong-hop"}))
    return {id(case): ([f"truong-hop=truong-hop-{n}"], "") for n, case in enumerate(apart, 1)}


def _ask(out: Suggested, condition: str) -> str:
    """The slug of the yes-or-no question for a condition; "" where the page has all the questions it can have."""
    if condition in out.asked or len(out.questions) == MAX_QUESTIONS:
        return out.asked.get(condition, "")
    slug = out.asked[condition] = f"dieu-kien-{len(out.asked) + 1}"
    both = [{"label": _("Có"), "slug": "co"}, {"label": _("Không"), "slug": "khong"}]
    label = cut(_("Bạn có thuộc trường hợp: %(case)s") % {"case": condition}, 89) + "?"
    rest = cut(condition, 200) if "…" in label else ""
    out.questions.append(("question", {"label": label, "help": rest, "answers": both, "slug": slug}))
    return slug


def _document(out: Suggested, paper: Suggestion, row: str, applies: list[str], note: str, how: Handled) -> None:
    note += paper.note
    if paper.condition:
        slug = _ask(out, paper.condition)
        if slug:
            applies.append(f"{slug}=co")
        else:
            note = f"{paper.condition}. {note}"
    value = {
        **{"name": cut(paper.name, 140), "note": cut(note.strip(), 260), "form": cut(paper.form, MAX_FORM), "source_row": row[:2000]},
        **{"originals": min(paper.originals, 20), "copies": min(paper.copies, 20), "handling": paper.handling, "applies": applies},
    }
    if how.handling not in DEMANDS:
        value |= {"handling": how.handling, "basis": cut(how.basis, 120), "fallback": cut(how.fallback, 200)}
    out.documents.append(("document", value))


def _label(name: str) -> str:
    bare = without_marker(name).strip(" *:-–.")
    return f"{bare[:1].upper()}{bare[1:]}"
