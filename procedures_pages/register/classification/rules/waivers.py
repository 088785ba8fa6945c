"""Rules that find waivers: what a sentence of a row says about a paper that need not be handed in or shown. Pure: no Django.

Each rule reads one folded sentence and gives the place from which on it names the paper, or None. What looks alike is told apart here:
a generic "if the look-up fails, the original is asked for", papers owed only once, no certification, no fee, a copy for the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ..markers import names_paper
from .patterns import APPLICANT, OFFICIAL

# Where the office looks: what makes a waiver one of data.
_STORE = (
    r"(?:co so du lieu|csdl\w*|csqgvdc|vneid|tai khoan dinh danh|dinh danh dien tu|can cuoc dien tu|he thong thong tin|cong thong tin"
    r"|du lieu (?:quoc gia|so|dien tu|dung chung|chuyen nganh)|kho quan ly du lieu)"
)
DATA = re.compile(
    rf"\b{_STORE}|\b(?:khai thac|tra cuu) (?:duoc|thong tin|du lieu|day du)|\b(?:ket noi|tich hop),? (?:ket noi )?(?:va )?chia se"
    rf"|\bdu lieu\b"
)
_HAND_IN = r"(?:nop|xuat trinh|cung cap|gui|tai len|dinh kem|kem theo|bo sung)"
# What is handed in and is no paper: money, dues, taxes.
_NO_PAPER = r"(?! (?:thue|phi\b|le phi|tien\b|bao cao loi nhuan lien quoc gia))"
_NOT_TO = (
    r"\bkhong (?:(?:con )?(?:phai|can|can phai|can thiet phai|bat buoc|bat buoc phai)|thuoc dien phai)"
    r"(?: thuc hien(?: viec)?| lam thu tuc)? "
)
_NEGATED = re.compile(
    rf"{_NOT_TO}(?:{_HAND_IN}{_NO_PAPER}|lap ho so\b|co (?=(?:van ban|giay to|tai lieu|ban sao|chung tu|phieu ly lich"
    rf"|giay xac nhan|giay uy quyen)\b))"
)
_NEED_NO = re.compile(
    r"\bkhong (?:can|can co|yeu cau(?: phai)? co) (?:cac |nhung )?(?=(?:thanh phan ho so|giay to|ban sao giay"
    r"|giay uy quyen|van ban uy quyen|phieu ly lich|giay xac nhan|thu tuc nay)\b)"
)
# "trừ trường hợp không phải nộp …", "đối tượng không phải nộp …": a condition, no statement.
_CONDITION_BEFORE = re.compile(
    r"(?:\b(?:truong hop|nếu|doi voi|doi tuong|thuoc dien|vi tri)(?: (?!nay\b|thì\b)\w+){0,2}|\bphap luat(?: \w+){0,4} quy dinh"
    r"|\bcua nuoc(?: \w+){1,4}) $"
)
_NOT_ASKED = re.compile(
    rf"\bkhong (?P<may>duoc )?yeu cau (?:(?:{APPLICANT}|{OFFICIAL}|cha"
    rf"|nguoi)\b[^.;:]{{0,90}}? )?(?:phai )?(?:{_HAND_IN}{_NO_PAPER})"
)
_COPY_OF_SHOWN = re.compile(r"^ (?:them )?(?:cac )?(?:ban sao|ban chup|giay to ma|ho so ma|thanh phan ho so ma)\b")
_LATER = re.compile(r"\bnop de luu giu\b|\bphai co ket qua\b|\btai thoi diem trinh\b|\bnop sau\b|\bno ho so\b")
_ONCE = re.compile(r"\b(?:nop|gui|thuc hien|cung cap) (?:van ban nay )?(?:mot|01) lan\b|\b(?:lan dau|nop mot lan)\b")
_LEFT_OUT = re.compile(
    r"\bho so\b[^.;]{0,60} khong (?:bao gom|co|can|yeu cau) (?=(?:cac )?(?:ban sao|giay|ban chinh|tai lieu|van ban"
    r"|thanh phan)\b)"
)
_EXEMPT = re.compile(
    r"\bmien (?:(?:viec )?(?:nop|xuat trinh|cung cap|lap)\b(?! (?:thue|phi|le phi|tien|lai))|(?=(?:cac |mot so )?(?:tai lieu"
    r"|giay to|thanh phan|cfs)\b))"
)
# "Tài liệu … đối với các vắc xin được miễn nộp …": whose paper it is.
_OF_THE_EXEMPT = re.compile(r"\b(?:doi voi|chung minh)\b(?:(?!thì\b)[^.;,:]){0,160} (?:[^.;:]{0,60} )?duoc $")
_DROPPED = re.compile(
    r"\b(?:thanh phan ho so|tai lieu|giay to|giay chung nhan|giay phep)\b(?:(?!chung minh|minh chung|la nguoi|nguoi|truong hop|hoac"
    r"|cong trinh|chung chi)[^.;]){0,120}? duoc (?:thay the hoac |cat giam hoac )*(?:cat giam|mien tru|mien)\b(?!,| (?:hop phap|phi"
    r"|le phi|thue|tien|giam|hoac|giay phep|thi thuc))"
)
_NOT_APPLIED = re.compile(
    r"\b(?:thanh phan ho so|tai lieu|giay to|quy dinh nay|cac tai lieu|giay to nay)\b[^.;()]{0,90} khong ap dung (?:doi voi|cho"
    r"|trong|khi)\b"
)

_OPENED = (
    r"(?:khai thac(?=,? (?:duoc|thong tin|du lieu|day du|va su dung|su dung|hoac|truc tuyen|tai lieu|cac|tren|trong|tu))|tra cuu"
    r"|ket noi|chia se"
    r"|tich hop|xac thuc|kiem tra)"
)
_FAILS = re.compile(
    rf"\b(?:truong hop|nếu|khi|doi voi|ma|do|cac dieu kien)\b(?:(?!truong hop)[^.;]){{0,120}}?\b(?:khong"
    rf"|chua)(?: the)?(?: duoc)? (?:hoan thanh viec |thuc hien )?(?:(?:{_OPENED}|lien thong|co)\b)"
)
# "phải cung cấp đường dẫn tra cứu": what the applicant gives, no look-up that failed.
_FAIL_WHERE = re.compile(rf"\b{_STORE}|(?<!duong dan )\b(?!xac thuc|kiem tra){_OPENED}")
_IN_BRACKETS = re.compile(r"\((?:trong |nop )?$")
_ASKED = re.compile(rf"\b(?:{_HAND_IN}|phai co|con co)(?: (?:them|theo|{_HAND_IN}))* ")
_EXCEPT_DATA = re.compile(
    rf"\b(?:tru|ngoai tru|khong ap dung)\b[^.;()]{{0,160}}?\b(?:duoc (?:{_OPENED})|da (?:{_OPENED}|co|duoc cap)"
    rf"|co the (?:{_OPENED})|{_OPENED} duoc)\b[^.;()]{{0,160}}"
)
_GENERIC = re.compile(
    r"\b(?:bo sung|nop bo sung|cung cap|nop|xuat trinh|nop/xuat trinh) (?:ban chinh |ban giay |day du |lai |cac |nhung )*"
    r"(?:thanh phan ho so(?! (?:ban|giay|la|nay))|giay to(?:, tai lieu)?(?: lien quan)? (?:de chung minh|tuong ung)|giay to nay"
    r"|ho so(?: theo| de|$)|giay to lien quan|tai lieu(?: de|$))"
)
_ACTS = re.compile(
    rf"(?<!qua )\b(?:khai thac|tra cuu|su dung (?:thong tin|du lieu))\b(?!,? (?:mo|khoang|nuoc|tau|thuy"
    rf"|dau)\b)[^.;]{{0,200}}?\b(?:{_STORE}|phan mem|truc tuyen)"
)
_OFFICE = re.compile(
    rf"\b(?:{OFFICIAL}|ubcknn|bien phong|ngan hang nha nuoc|phong|vien|chi nhanh|don vi|dai dien|nguoi lam|cong an|bo cong|kho bac"
    rf"|hai quan|noi tiep nhan|so khoa hoc|giai quyet thu tuc|cung cap dich vu cong)\b"
    r"|\bduoc (?:khai thac|tra cuu|tich hop)\b|\(khai thac hoac su dung"
)
_ASKS_FOR_ACCESS = re.compile(
    r"(?<!tham )\b(?:quyen|nhu cau|muc dich|de nghi|cap|phieu|noi dung can|pham vi)\b[^.;]{0,40} khai thac\b|\bcan khai thac\b"
    r"|\bphi khai thac\b"
)
_INSTEAD = re.compile(
    r"\b(?:de )?thay the(?: cho| viec)?(?: (?:cac|viec|cho))* (?=(?:giay|ban (?:sao|chinh|goc|chup|giay|dien tu)|thanh phan|ho so"
    r"|van ban|tai lieu|cong van|chung|thẻ|viec nop|nop|xuat trinh)\b)"
    r"|\bthay cho (?:viec )?(?=(?:nop|xuat trinh|(?:loai )?giay|ban (?:sao|chinh|goc|chup)|van ban|van don|van tai don|chung|tai lieu"
    r"|hop dong|bao cao|to khai|ho so)\b)"
)
_IS_SUBSTITUTE = re.compile(
    r"(?:gia tri|giay to(?: khac)?(?: hop le)?(?: co)?|giay|van ban|tai lieu|ban hanh|mot so|hoac|chi tiet|phap|duoc|cham soc|bo phan) $"
)
# A form filled in online is the same paper by another route.
_INTO_DATA = re.compile(
    r"\bduoc thay the bang (?:viec )?(?:khai thac|du lieu(?! dien tu khi (?:thuc hien|nop|lam))|thong tin|su dung|tra cuu|ma so)\b"
)
_FILLS_A_FORM = re.compile(r"\bmau don co quy dinh ve\b|\bke khai day du\b")
_NUMBER_ENOUGH = re.compile(
    r"\bchi (?:can|phai|yeu cau) (?:phai )?(?:cung cap|ke khai|khai bao|khai|ghi|dien|nhap|doc"
    r"|nop) (?:day du )?(?:cac )?(?:thong tin|so|ma|ma so)\b"
    r"|\bnhung (?:phai )?(?:ke )?khai (?:day du )?thong tin\b"
)
_NUMBER_OR_PAPER = re.compile(
    r"\bhoac cung cap (?:ma so|so|thong tin)\b|(?<!so )\b(?:ban sao|ban chup|giay)\b[^.;]{0,60} hoac (?:cung cap "
    r"|ke khai )?(?:ma so|so|thong tin) (?:ve |cua )?(?:khai thac|giay|quyet dinh|van ban|dinh danh)"
    r"|\bthong tin (?:ve |cua )?[^.;]{3,160} de [^.;]{0,60}tra cuu\b"
    r"|\bhoac (?:duong dan (?:trich xuat|tra cuu)|(?:tai lieu )?chi dan thong tin)\b"
)
# "chỉ cần nộp", "thì … chỉ nộp": what else the row asks for is spared.
_ONLY = re.compile(
    r"\bchi (?:can|phai) (?:(?:nop|gui|xuat trinh|cung cap|co) )?(?:cac |ban (?:sao|chinh|goc|chup) )*"
    r"|\bthì\b[^.;:]{0,60} chi (?:nop|gui|xuat trinh) (?:cac |ban (?:sao|chinh|goc|chup) )*"
)
_ONE_OF_THEM = re.compile(
    r"(?:giay|hoa don|van ban|quyet dinh|y kien|phieu|hop dong|don|to khai|bien ban|trich luc|chung (?:tu|chi|thu)|the can cuoc"
    r"|can cuoc|ho chieu)\b"
)
# Owed once only, for the next time, without a seal: no waiver of a paper.
_NOT_ONLY = re.compile(
    r"\b(?:(?:mot|01|\d) lan|lan dau|lan tiep theo|(?:nam|ky|lan)(?: \w+){0,12} tiep theo|tiep theo|tu lan)\b"
    r"|\bkhong (?:can|phai|yeu cau) (?:cong chung|chung thuc)|\bthay doi\b[^.;]{0,20}$"
)
_AS_GOOD_AS = re.compile(r"\btuong duong voi viec [^.;]{0,100}(?:xuat trinh|nop)\b")
_GIVEN_IN_FORM = re.compile(r"\bcung cap thong tin ve giay to\b|\bthong tin ve [^.;,]{3,60} cung cap trong to khai\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a row, and the whole row, both folded and without dots inside numbers."""

    words: str
    row: str

    @property
    def of_data(self) -> bool:
        return bool(DATA.search(self.words))


Rule = Callable[[Sentence], int | None]


def not_to_be_handed_in(s: Sentence) -> int | None:
    """ "… thì không phải nộp bản sao …", "không cần xuất trình"."""
    if not s.of_data and _ONCE.search(s.words):
        return None
    for expression in (_NEGATED, _NEED_NO):
        for found in expression.finditer(s.words):
            after = s.words[found.end() :]
            again = after.startswith(" lai") and not s.of_data
            if not again and (after[:40].count(":") or not _CONDITION_BEFORE.search(s.words[: found.start()])):
                return found.end()
    return None


def not_asked_for(s: Sentence) -> int | None:
    """ "không yêu cầu … nộp giấy tờ này"; that officials may not ask for a copy of what they have seen is none."""
    for found in _NOT_ASKED.finditer(s.words):
        after = s.words[found.end() :]
        copy = found["may"] and _COPY_OF_SHOWN.match(after) and not s.of_data
        if not copy and not _LATER.search(s.words) and not _CONDITION_BEFORE.search(s.words[: found.start()]):
            return found.end()
    return None


def left_out_of_the_dossier(s: Sentence) -> int | None:
    """ "thì hồ sơ không bao gồm bản sao giấy tờ pháp lý của cá nhân"."""
    found = _LEFT_OUT.search(s.words)
    return found.end() if found else None


def exempt(s: Sentence) -> int | None:
    """ "Miễn nộp tài liệu tại điểm này", "Thành phần hồ sơ này được miễn trừ …"."""
    found = _EXEMPT.search(s.words)
    if found and (
        not (_CONDITION_BEFORE.search(s.words[: found.start()]) or _OF_THE_EXEMPT.search(s.words[: found.start()]))
        or re.search(r"\bbao gom\b|:", s.words[found.end() :])
    ):
        return found.end()
    dropped = _DROPPED.search(s.words)
    return dropped.start() if dropped else None


def not_applied(s: Sentence) -> int | None:
    """ "Thành phần hồ sơ trên không áp dụng đối với …": a sentence about papers, no "(trừ …)" in brackets."""
    found = _NOT_APPLIED.search(s.words)
    return found.start() if found else None


def only_where_data_fail(s: Sentence) -> int | None:
    """A paper that has a name, wanted only "trong trường hợp không khai thác được …" or not "đã được kết nối, chia sẻ"."""
    exception = _EXCEPT_DATA.search(s.words)
    if exception and _FAIL_WHERE.search(exception[0]):
        return 0
    fails = next((m for m in _FAILS.finditer(s.words) if _FAIL_WHERE.search(s.words[m.start() : m.end() + 200])), None)
    if not fails or _GENERIC.search(s.words):
        return None
    before = s.words[: fails.start()]
    if _IN_BRACKETS.search(before) and names_paper(_bare(s.row)):
        return 0
    if fails.start() > 12 and (names_paper(s.words) or re.search(r"\b(?:nop|xuat trinh|chung minh|giay)\b", before)):
        return 0
    rest = s.words[fails.end() :]
    named = any(names_paper(rest[asked.end() :]) for asked in _ASKED.finditer(rest))
    return fails.start() if named else None


def _bare(words: str) -> str:
    """A row without the sign in front."""
    return words.lstrip(" -–+*•")


def office_looks_it_up(s: Sentence) -> int | None:
    """ "Cơ quan … có trách nhiệm tra cứu … trên cơ sở dữ liệu"; not where that only saves filling in a form."""
    found = _ACTS.search(s.words)
    if not found or not _OFFICE.search(s.words[max(0, found.start() - 160) : found.end()]):
        return None
    if _ASKS_FOR_ACCESS.search(s.words) or _FILLS_A_FORM.search(s.row):
        return None
    failing = re.search(r"\b(?:khong|chua)(?: the)?(?: duoc)? $", s.words[: found.start()])
    return None if failing else found.start()


def stands_for_the_paper(s: Sentence) -> int | None:
    """ "… để thay thế thành phần hồ sơ …", "được sử dụng … thay cho …"; not "giấy tờ có giá trị thay thế"."""
    if (into := _INTO_DATA.search(s.words)) and not _FILLS_A_FORM.search(s.words):
        return into.start()
    for found in _INSTEAD.finditer(s.words):
        if not _IS_SUBSTITUTE.search(s.words[: found.start()]):
            return found.end()
    good = _AS_GOOD_AS.search(s.words)
    return good.start() if good else None


def number_is_enough(s: Sentence) -> int | None:
    """ "chỉ cần cung cấp số định danh cá nhân", "bản sao hoặc cung cấp số Giấy phép"."""
    found = _NUMBER_ENOUGH.search(s.words) or _NUMBER_OR_PAPER.search(s.words)
    return found.start() if found else None


def only_one_is_needed(s: Sentence) -> int | None:
    """ "thì chỉ cần gửi văn bản bổ nhiệm của cấp phó", "chỉ phải nộp giấy khai sinh": what else the row names is spared."""
    found = next((m for m in _ONLY.finditer(s.words) if _ONE_OF_THEM.match(s.words, m.end())), None)
    return found.start() if found and not _NOT_ONLY.search(s.words) and not s.of_data else None


RULES: tuple[Rule, ...] = (
    number_is_enough,
    not_to_be_handed_in,
    not_asked_for,
    left_out_of_the_dossier,
    exempt,
    not_applied,
    stands_for_the_paper,
    only_where_data_fail,
    office_looks_it_up,
    only_one_is_needed,
)


def find(sentence: Sentence) -> tuple[str, int] | None:
    """A sentence in; the name of the first rule that finds a waiver and where, or None."""
    for rule in RULES:
        at = rule(sentence)
        if at is not None:
            return rule.__name__, at
    return None
