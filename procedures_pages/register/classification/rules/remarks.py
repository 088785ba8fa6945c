"""Rules that find remarks: notes, what officials do, what need not be handed in, how papers must look.

Folded text in, a kind or None out.
"""

from __future__ import annotations

import re

from ..markers import Words, main_clause, names_paper, starts_with_condition
from .patterns import (
    APPLICANT,
    COPIES,
    COUNTED_NOTE,
    DEMAND,
    DOSSIER_MUST,
    ELSEWHERE,
    FETCH,
    FORM_OF_THOSE,
    MUST_LOOK,
    NOTE,
    OFFICE_VERB,
    OFFICIAL,
    QUALITY,
    ROUTE,
    SELF,
    SETS,
    SPARED,
    SPECIFIC,
    THE_PAPERS,
    THOSE,
    TRANSLATED,
    Kind,
)


def note_word(w: Words) -> Kind | None:
    """Starts with "Lưu ý", "Ghi chú", "Ví dụ": a remark."""
    return "remark" if NOTE.match(w.text) else None


def number_of_sets(w: Words) -> Kind | None:
    """ "Số lượng hồ sơ: 01 bộ", "… số lượng mỗi thành phần hồ sơ … là 01 bản": how many sets, a remark."""
    many = SETS.match(w.text) or re.search(r"\bso luong moi thanh phan ho so\b", w.text)
    return "remark" if many else None


def officials_act(w: Words) -> Kind | None:
    """An office or an official is the one who acts: a remark, unless the row goes on with what the applicant then hands in."""
    later = re.search(r"\bthì (?:phai )?nop (?:them |bo sung )?", w.text)
    if w.counted and later and names_paper(w.text[later.end() :]):
        return None
    main = main_clause(w.text) if starts_with_condition(w.text) else "" if w.counted else w.text
    asked = re.search(r"^[^:;]{0,60}\byeu cau (?:nguoi|thuong nhan|to chuc|ca nhan|doanh nghiep|don vi)", main) and main != w.text
    act = re.match(rf"{OFFICIAL}\b(?P<rest>[^;]*)", main)
    if act and (
        re.match(
            r"[^;]{0,60}\bphai (?:nop|co|gui"
            r"|bo sung)\b",
            act["rest"],
        )
        or (w.counted and not OFFICE_VERB.search(act["rest"]))
    ):
        return None
    return "remark" if asked or act else None


def nothing_to_hand_in(w: Words) -> Kind | None:
    """ "Trường hợp … thì không phải nộp", "được sử dụng bản điện tử": what need not be handed in, a remark."""
    if names_paper(w.text) and (w.counted or not re.match(r"(?:cac )?(?:giay to|tai lieu|ho so|ban chup)", w.text)):
        return None
    if re.match(r"mien (?:cac )?(?:tai lieu|giay to|nop)", w.text):
        return "remark"
    main = main_clause(w.text) if starts_with_condition(w.text) else w.text
    first = re.split(r"[.;](?= )", main)[0]
    if w.counted and main == w.text:
        first = first[:40]
    return "remark" if SPARED.search(first) or ELSEWHERE.search(first) else None


def translations(w: Words) -> Kind | None:
    """ "Tài liệu bằng tiếng nước ngoài phải kèm bản dịch": a demand on every paper, a remark."""
    starts = starts_with_condition(w.text) or re.match(rf"{THE_PAPERS}|(?:cac )?van ban", w.text)
    found = TRANSLATED.search(w.text)
    return "remark" if starts and found and found.start() < 120 and not w.counted else None


def fetching_the_result(w: Words) -> Kind | None:
    """ "Khi đến nhận kết quả …": what happens at the end, a remark."""
    return "remark" if FETCH.match(w.text) and not w.counted else None


def demand_on_papers(w: Words) -> Kind | None:
    """ "Các giấy tờ … phải được dịch": how papers must look, not one more paper: a remark."""
    if SELF.match(w.text) and not w.counted:
        return "remark"
    those = THOSE.match(w.text)
    subject = those if w.counted else those or re.match(rf"{THE_PAPERS}|{COPIES}", w.text)
    if not subject:
        return None
    said = w.text[subject.end() :]
    if not those and re.match(SPECIFIC, said):
        return None
    by_whom = those and re.search(rf": {APPLICANT}\b.{{0,40}}\bnop\b", said)
    return "remark" if by_whom or DEMAND.search(said.split(":")[0][:200]) else None


def asked_where_data_fail(w: Words) -> Kind | None:
    """ "Nếu không khai thác được …, cơ quan yêu cầu công dân nộp …": what officials may then ask for, a remark."""
    fails = re.match(r"(?:nếu|truong hop) khong (?:the )?(?:khai thac|tra cuu)\b", w.text)
    asked = re.search(r"\byeu cau (?:cong dan|nguoi|ca nhan|to chuc|doanh nghiep)\b", w.text)
    return "remark" if fails and asked else None


def looks(w: Words) -> Kind | None:
    """ "Nghị quyết … phải thể hiện …", "Bản sao … đối với các tài liệu nêu trên": how known papers must look; only without counts."""
    if w.counted:
        return None
    return "remark" if MUST_LOOK.match(w.text) or FORM_OF_THOSE.match(w.text) else None


def counted_note(w: Words) -> Kind | None:
    """The register counts notes too: what a person must be, what an office does, how a dossier is sent. Asked after what names a paper."""
    if not w.counted:
        return None
    text = re.sub(r"^ve [^:;.]{3,60}: ", "", w.text.lstrip(") "))
    main = main_clause(text) if starts_with_condition(text) else ""
    first = re.split(r"[.;](?= )", main or text)[0]
    acts = re.match(rf"{OFFICIAL}\b[^:;.]{{0,120}}?\b(?:(?:co|chiu) trach nhiem|xem xet|khai thac|tra cuu)\b", text)
    if acts:
        return (
            None
            if re.search(r"(?<!yeu cau )\b(?:nguoi|to chuc|cong dan|ca nhan|thì)\b[^,.;]{0,40} (?:nop|xuat trinh) ", text)
            else "remark"
        )
    said = QUALITY.match(text) or COUNTED_NOTE.search(first) or FETCH.match(text) or ROUTE.match(text)
    return "remark" if said or (main and DOSSIER_MUST.match(main)) else None
