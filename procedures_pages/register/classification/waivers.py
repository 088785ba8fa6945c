"""What a row of "Thành phần hồ sơ" spares the citizen: a number will do, the office looks it up, another paper stands for it, it is no
longer asked. Pure: no Django, every word as the row has it.

Which sentences waive is decided by :mod:`.rules.waivers`; here they are read: the paper, the fallback, the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from vietnamese.folding import fold
from vietnamese.normal import clean

from ..parsing.law_numbers import LEGAL_NUMBER
from .markers import folded, names_paper, without_marker
from .rules.waivers import DATA, Sentence, find

How = Literal["number", "looked_up", "waived", "replaced"]


@dataclass(frozen=True, slots=True)
class Waiver:
    """One thing a row spares.

    ``how``: "number" (its number or what stands in it is given), "looked_up" (the office gets it), "waived" (no longer asked), "replaced"
    (an easier paper stands for it). ``spares``: the paper in the row's own words, "" where it says only "giấy tờ này". ``fallback``: what
    is asked where the look-up fails; ``basis``: the law it cites ("66.7/2025/NQ-CP"); both "" where the row has none.
    """

    how: How
    spares: str
    sentence: str
    fallback: str
    basis: str
    rule: str


_SENTENCE = re.compile(
    r"(?<=[.;])\s*(?=[(\"“]?[A-ZĐÀ-Ỹ+*-])|(?<=[.;:])\s+(?=\S)|\s(?=Trường hợp )|\s(?=[+*•] )|\s(?=- [A-ZĐ])",
)
# Words without which no rule speaks: most rows have none of them.
_MAY_WAIVE = re.compile(
    r"khong|chua|mien |thay |khai thac|tra cuu|du lieu|csdl|chia se|chi (?:can|phai|yeu cau|nop|gui|xuat trinh)|thong tin|tuong duong|nhung"
    r"|(?:hoac|cung cap) (?:ma so|so)\b|duoc cat|hoac duong dan|chi dan"
)
_DOT_IN_NUMBER = re.compile(r"(?<=\d)\.(?=\d)")
_BY_NUMBER = re.compile(r"\b(?:ke khai|cung cap|khai bao) (?:thong tin )?(?:so dinh danh|ma so)\b|\bcung cap thong tin ve giay to\b")
_BY_OTHER_DATA = frozenset(["only_where_data_fail", "office_looks_it_up"])
_FALLBACK = re.compile(
    r"(?:^|\W)(?:truong hop|nếu|khi)\b[^;]{0,160}?\b(?:khong|chua)(?: the)?(?: duoc)? (?:khai thac|tra cuu|ket noi|chia se|tich hop"
    r"|co thong tin)\b"
    r".*?\b(?:yeu cau|nop|xuat trinh|bo sung|cung cap|con co)\b"
)
_WANTED_ONLY = re.compile(
    r",?\(? ?(?:chi nop |chi ap dung )?(?:trong |doi voi )?(?:cac )?truong hop\b.{0,120}?\b(?:khong|chua)\b|\(? ?nếu (?:khong|chua)\b"
    r"|\(? ?khong ap dung\b|,? ?tru truong hop\b|\(? ?doi voi cac dieu kien\b|\(? ?khi chua\b"
)
_OBJECT_ENDS = re.compile(
    r"[.;:()]| (?:trong (?:cac )?truong hop|trong ho so|bao gom|neu tren|khi|nếu|thì|tru truong hop|doi voi|nhung|ma|theo quy dinh"
    r"|giai quyet|de (?:giai quyet|huong|lam)"
    r"|quy dinh tai|tren co so|trong co so|kem theo|va chi can)\b|,(?! (?:giay|ban|van ban|ho chieu|the|thẻ|can cuoc|quyen so huu|chung))"
)
# "các giấy tờ này", "tài liệu tại điểm này", "bản sao nếu đã có": no name.
_THOSE = re.compile(
    r"(?:cac |nhung |mot trong |loai |de )*(?:(?:thanh phan ho so|giay to|van ban|tai lieu|chung tu|ho so giay|ho so"
    r"|quy dinh)(?: trong thu tuc \w+ \w+)?"
    r"(?: (?:nay|do|neu|tren|tuong ung|co lien quan|khai thac duoc|quy dinh|tai|la|giai quyet|duoc)\b|(?=[ .,;:)]*$))"
    r"|(?:ban giay|ban sao|ban chup|bien ban|thong tin|du lieu)(?=[ .,;:)]*$| nếu\b)|(?:thong tin|du lieu)\b)"
)
_MORE_VERBS = re.compile(r"(?:[ ,]|(?:hoac|va|nop|xuat trinh|cung cap|gui|tai len)\b)*")
_DOSSIER_PART = re.compile(r"(?:cac )?thanh phan ho so (?:la )?")
_SUBJECT = re.compile(
    r"(?:thong tin|du lieu|khai thac duoc)(?: (?:tren|ve|cua|chung minh))* (?P<what>(?!nay|do\b|tuong ung|da co|tu\b|trong\b"
    r"|tren\b).{4,160}?)"
    r"(?= (?:trong|tren|tu|thong qua|da co|da duoc|duoc|cung cap|cua (?:cong dan|nguoi|ca nhan|cha)|nay|thì)\b|[,.;:)]|$)"
)
# What an office looks up without the name of a paper.
_TOPIC = re.compile(
    r"(?:noi )?(?:cu tru|thuong tru|o hien)|tinh trang hon nhan|thanh vien ho|dan toc|ly lich tu phap|nhan than|quan he"
    r"|dang ky doanh nghiep|ho ngheo"
)
_FIRST_NAMED = re.compile(
    r"(?P<what>.{4,200}?)(?= (?:la thanh phan|la mot|quy dinh|duoc|da duoc|doi voi|khong|trong|nếu|theo)\b|[,.;:(]|$)"
)
_PAPER_IN_DATA = re.compile(
    r"\b(?P<what>(?:giay|ho chieu|can cuoc|bang|chung chi|van bang|phieu|trich luc"
    r"|quyet dinh)\b[^,.;:()]{3,120}?)(?= (?:nay )?(?:da|duoc|nếu|la)\b)"
)
_OFFICE_GETS = re.compile(r"\bco trach nhiem yeu cau\b[^;]{0,80}\bdu lieu\b.*;$")
_COPY = re.compile(r"^(?:(?:cac|mot|\d+) )*(?:ban (?:sao|chinh|goc|chup)(?: co chung thuc| hop le)? )?(?:cua )?")
_ASKED = re.compile(
    r"\b(?:nop|xuat trinh|bo sung|cung cap|phai co|con co|kem theo)(?: (?:ban sao|ban chinh|hoac|xuat trinh|theo"
    r"|them))* "
)


def waivers_in(text: str) -> tuple[Waiver, ...]:
    """The text of a row in; what it spares out, in the order in which it says so, each paper once. The name of its case does not count."""
    whole = clean(text)
    row = _words(whole)
    if not _MAY_WAIVE.search(row):
        return ()
    sentences = [part.strip() for part in _SENTENCE.split(whole) if part and part.strip()]
    own = _own_name(whole)
    fallback = next((s for s in sentences if _FALLBACK.search(_words(s))), "")
    found: dict[str, Waiver] = {}
    before = ""
    for sentence in sentences:
        words = _words(sentence)
        match = find(Sentence(words, row))
        # The fallback of what came before is no waiver of its own.
        if match and not (found and sentence == fallback):
            rule, at = match
            spares = _paper(rule, sentence, words, at) or own
            asked = fallback if fallback != sentence else _wanted_only(sentence, words)
            basis = next((law[0] for law in (LEGAL_NUMBER.search(part) for part in (sentence, asked)) if law), "")
            context = f"{before} {words}" if before.endswith(":") or _OFFICE_GETS.search(before) else words
            waiver = Waiver(_how(rule, context), spares, _bare(sentence), _bare(asked), basis, rule)
            key = _COPY.sub("", fold(spares))
            found[key] = _together(found[key], waiver) if key in found else waiver
        before = words
    return tuple(found.values())


def _words(text: str) -> str:
    """Folded, letter under letter with the text, and without dots inside numbers."""
    words = folded(text)
    if len(words) != len(text):
        words = folded("".join(c if len(fold(c)) == 1 else " " for c in text))
    return _DOT_IN_NUMBER.sub("-", words)


def _how(rule: str, words: str) -> How:
    if rule == "number_is_enough" or _BY_NUMBER.search(words):
        return "number"
    if rule in _BY_OTHER_DATA or DATA.search(words):
        return "replaced" if "tuong duong voi viec" in words else "looked_up"
    return "replaced" if rule == "stands_for_the_paper" else "waived"


def _together(first: Waiver, second: Waiver) -> Waiver:
    """Two sentences about one paper: the first one's words, what it lacks from the second."""
    return Waiver(first.how, first.spares, first.sentence, first.fallback or second.fallback, first.basis or second.basis, first.rule)


def _paper(rule: str, sentence: str, words: str, at: int) -> str:
    """The paper a waiving sentence is about, "" where it says only "thành phần hồ sơ này"."""
    if rule == "number_is_enough":
        listed = re.match(r"(?P<what>[^;]{3,200}?) thì\b", words)
        if listed and names_paper(words):
            return _cut(sentence, 0, listed.end("what"))
        told = re.search(r"\bthong tin (?:ve |cua )?(?P<what>[^;]{3,160}?) de [^.;]{0,60}tra cuu\b", words)
        if told:
            return _cut(sentence, told.start("what"), told.end("what"))
        given = re.search(
            r"\bcung cap (?:so|thong tin)\b[^;.]{0,20}?(?:cua |ve )?(?P<what>(?:giay|quyet dinh|dang ky)[^,.;(]{3,90})", words
        )
        return _cut(sentence, given.start("what"), given.end("what")) if given else ""
    if rule == "only_where_data_fail":
        limit = _WANTED_ONLY.search(words)
        start = len(words) - len(_words(without_marker(sentence)))
        if limit and limit.start() > start + 6 and names_paper(words[start:]) and not _THOSE.match(words, start):
            return _cut(sentence, start, limit.start())
        asked = [m for m in _ASKED.finditer(words) if names_paper(words[m.end() :])]
        return _object(sentence, words, asked[-1].end()) if asked else ""
    if rule != "office_looks_it_up" and (named := _object(sentence, words, at)):
        return named
    for expression in (_SUBJECT, _PAPER_IN_DATA):
        for found in expression.finditer(words):
            what = found["what"]
            if (names_paper(what) and not _THOSE.match(what)) or (expression is _SUBJECT and _TOPIC.match(what)):
                return _cut(sentence, found.start("what"), found.end("what"))
    start = len(words) - len(_words(without_marker(sentence)))
    first = _FIRST_NAMED.match(words, start)
    if first and names_paper(words[start:]) and not _THOSE.match(words, start):
        return _cut(sentence, start, first.end("what"))
    return ""


def _object(sentence: str, words: str, at: int) -> str:
    """What is named at a place of the sentence, to its end; "" where only "giấy tờ này" stands there."""
    at = _MORE_VERBS.match(words, at).end()  # type: ignore[union-attr]  # it may be empty
    part = _DOSSIER_PART.match(words, at)
    if part and names_paper(words[part.end() :]):
        at = part.end()
    end = _OBJECT_ENDS.search(words, at)
    stop = end.start() if end else len(words)
    if _THOSE.match(words[at:stop]) or not names_paper(words[at:]):
        return ""
    return _cut(sentence, at, stop)


def _wanted_only(sentence: str, words: str) -> str:
    """The part of a sentence that says when the paper is wanted after all."""
    limit = _WANTED_ONLY.search(words)
    return sentence[limit.start() :] if limit else sentence


def _own_name(whole: str) -> str:
    """The paper a row begins with, to its first stop; "" where it begins with something else."""
    text = without_marker(whole)
    words = _words(text)
    if not names_paper(words) or re.match(
        r"(?:cac )?(?:giay to|tai lieu|thanh phan ho so|ho so|thong tin)\b(?! (?:chung minh|co gia tri))", words
    ):
        return ""
    stop = re.search(r"[.;(:]|, (?:trong|tru|doi voi)| (?:trong |tru )?truong hop\b| doi voi\b| theo (?:quy dinh|mau)\b", words[6:])
    return _cut(text, 0, stop.start() + 6 if stop else len(words))


def _cut(text: str, start: int, end: int) -> str:
    return re.sub(r" (?:này|đó)$", "", _bare(text[start:end]))


def _bare(text: str) -> str:
    text = text.strip(" .,;:-+*")
    return text.strip("() .;") if text.count("(") != text.count(")") else text
