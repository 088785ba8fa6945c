"""The expressions by which the rules read folded text."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["paper", "remark", "heading"]

NOTE = re.compile(r"(?:\(?\*?\)? ?)(?:luu y|ghi chu|chu y|chu thich|vi du|note)\b")
SETS = re.compile(
    r"so (?:luong|bo)(?: (?:bo )?ho so)? ?(?::|$|\d|la)|so luong (?:bo )?ho so\b|\(?0?\d\)? bo ho so \("
    r"|\(?\d+\)? ?(?:\(\w+\) )?bo(?: ho so)?[.;]?$"
)
SAYS = re.compile(r"\b(?:thì|la|khong phai|khai thac|phai|duoc su dung|duoc thay|co trach nhiem|co the|khong duoc)\b")
INTRO = re.compile(
    r"\b(?:gom(?: co)?|sau(?: day)?|duoi day|cu the(?: nhu sau)?|bao gom|nhu sau|sau day|sau nay)\b[^:;.]{0,60}:?$"
    r"|\b(?:phai (?:co|nop|xuat trinh)|nop (?:bo sung|them|kem)?|kem theo(?: ho so)?(?: phai co)?|xuat trinh|bo sung"
    r"|thanh phan ho so|yeu cau|phai)(?: (?:khi|nếu) [^:;.]{0,60})? ?:$"
)
DOSSIER = r"(?:bo |thanh phan )?ho so (?:de nghi|dang ky|cap|xin|doi voi|thong bao|thanh toan|cua|khai)\b"
LIST_NAME = re.compile(
    r"(?:(?:cac )?(?:loai )?(?:giay to|tai lieu|ho so|thanh phan)(?:, (?:giay to|tai lieu))?(?: (?:can|phai))? (?:phai )?(?:nop"
    r"|xuat trinh|gui kem|cung cap)\b"
    r"|(?:thanh phan )?ho so (?:hanh chinh|chat luong|ky thuat|phap ly|tien lam sang|chung|gom|bao gom)\b"
    r"|thanh phan ho so(?! \d))[^.;]{0,40}:?$"
)
OFFICIAL = (
    r"(?:nguoi (?:tiep nhan|co tham quyen|giai quyet|lam cong tac)|(?:cac )?co quan(?! bao chi)|can bo(?! sung)|cong chuc"
    r"|uy ban nhan dan|ubnd|bo phan|trung tam phuc vu"
    r"|kho bac|so (?:noi vu|tu phap|tai chinh|xay dung|cong thuong|y te|nong nghiep|van hoa)|to chuc hanh nghe|cong chung vien"
    r"|dang ky vien|hai quan|chi cuc|cuc|bo truong|thu tuong)"
)
OFFICE_VERB = re.compile(
    r"\b(?:co trach nhiem|khai thac|tra cuu|chap nhan|tu choi|huy|xem xet|yeu cau|de nghi|kiem tra|xac minh|giai quyet|khong phai nop)\b"
)
APPLICANT = (
    r"(?:nguoi|cac to chuc|to chuc|ca nhan|cong dan|doanh nghiep|thuong nhan|ung vien|thi sinh|chu dau tu|nha dau tu|don vi|co so"
    r"|hoc sinh|hoc vien|ho gia dinh|ben|chu|cong ty)"
)
SPARED = re.compile(
    r"\bchi can\b|\bkhong (?:phai|can|yeu cau|duoc yeu cau|bao gom|bat buoc)\b.{0,40}\b(?:nop|xuat trinh|tai len|gui|cung cap|giay"
    r"|ban|tai lieu|co|thuc hien|bo sung|chung)"
    r"|\bduoc su dung (?:ban|du lieu|thong tin)|\bthay the (?:cho )?(?:thanh phan|viec|giay to)|\bduoc thay the bang\b"
    r"|\bduoc mien\b|\bmien (?:nop|xuat trinh)"
)
ELSEWHERE = re.compile(
    r"^(?:[^,;]{0,80})?(?:thuc hien|ap dung|duoc thuc hien) (?:theo|nhu|tuong tu)\b|^duoc lap\b|^nop tai\b|^chi (?:can|phai)\b"
    r"|^khong\b|^ho so (?:cap|thuc hien|ap dung) .{0,20}\bnhu\b"
)
HAND_IN = re.compile(
    r"(?:(?:con |can |thì |phai |them |se |duoc )*(?:nop|gui|kem|bo sung|xuat trinh|cung cap|co|thay|su dung|dinh kem|gom|bao gom"
    r"|ho so|thanh phan ho so|la)"
    r"(?: (?:kem|them|kem theo|bo sung|theo|lai|thay|the|bang|gom|bao gom|phai|co|la|de nghi|dang ky|cho|thanh phan|ho so))*) ?:?,? ?"
)
THE_PAPERS = r"(?:cac |moi |nhung )?(?:loai )?(?:giay to|tai lieu|ho so|ban chup|thanh phan ho so|chung tu)"
THOSE = re.compile(
    rf"{THE_PAPERS}(?:, (?:giay to|tai lieu|chung tu))?,? (?:trong ho so|(?:nop|gui) (?:kem|truc tuyen)|neu (?:tren|tai)|nay"
    rf"|do (?:co quan )?.{{0,30}}nuoc ngoai|bang tieng|duoc (?:lap|cap) bang"
    r"|(?:\w+ )?quy dinh tai (?:cac )?(?:diem|khoan|muc))"
)
COPIES = r"cac (?:ban sao|van ban)(?= (?:trong ho so|phai|neu tren|nay|la) )"
SPECIFIC = r"(?:, \w+ \w+)? ?(?:chung minh|xac nhan|the hien|ve|phap ly|nang luc|giai trinh|thuyet minh)\b"
DEMAND = re.compile(
    r"\b(?:phai|chi ap dung|khong ap dung|ap dung doi voi|co the(?! hien)|la ban (?:sao|chinh|chup|dien tu)|duoc (?:nop|lap thanh"
    r"|thay the|coi|dong)|co gia tri (?:trong|su dung|nhu))\b"
)
PREDICATE = re.compile(r"[^,;:.]{0,160}?\b(?:phai|co the|la|khong)\b")
WEAK = re.compile(r"(?:cac )?(?:thong tin|noi dung|xac nhan|dang ky)\b(?! (?:bang|tai) )")
OWN_DOSSIER = re.compile(
    r"\bla thanh phan ho so\b|\bgiay to tuy than\b|\b(?:giay to|tai lieu|van ban|ho so|chung tu) (?:neu )?(?:tren|nay)\b"
    r"|\bphai co ban (?:chinh|goc) de\b"
)
TRANSLATED = re.compile(r"tieng nuoc ngoai\b.*\b(?:ban dich|dich (?:ra|sang|thuat))\b")
FETCH = re.compile(r"(?:khi|truong hop) .{0,80}\bnhan ket qua\b")
LIST_INSIDE = re.compile(r"\b(?:gom|sau(?: day)?|nhu sau|cu the) ?: ?(?:[-+*•–] ?|\(?\w{1,3}(?:\.\d{1,2})?[).] ?)*(?=\w)")
SELF = re.compile(r"(?:phieu|don|to khai|giay|ban khai|mau|bieu mau) (?:nay (?:la|duoc|phai|do)|duoc (?:tao lap|in ra))\b")
ANY_PAPER = re.compile(
    r"\b(?:don|van ban|giay|ban (?:sao|chinh|goc|chup|khai|ke)|to khai|to trinh|dieu le|tai lieu|bao cao|hop dong|quyet dinh"
    r"|chung (?:tu|chi)"
    r"|bien ban|danh sach|phieu|anh|sổ|thẻ|ho chieu|nghi quyet|phuong an|bang|mau|ho so)\b"
)
# How a paper that is known already must look: "Nghị quyết … phải thể hiện …", "Bản sao … đối với các tài liệu nêu trên".
MUST_LOOK = re.compile(
    r"(?!ban (?:sao|chinh|goc|chup)|\d)(?:[^;:.()]{3,120}? phai (?:duoc (?:hop phap hoa|dich|chung thuc|cong chung)|the hien"
    r"|bao dam|dam bao)\b"
    r"|ho so (?:co the|phai|duoc)\b|bo ho so [^:;]{0,200} duoc (?:quy dinh|lap|dong|trinh bay)\b)"
)
FORM_OF_THOSE = re.compile(
    r"ban (?:sao|chinh|goc|chup)\b[^.;:]{0,200} doi voi (?:cac |nhung )?(?:van ban|tai lieu|giay to)\b[^.;:]{0,40} (?:quy dinh tai"
    r"|neu tren|tren)\b"
)
# What a person or an organisation must be, not a paper that shows it.
QUALITY = re.compile(
    r"(?:da (?:hoan thanh|duoc|dang ky|tung|co)|thuoc (?:mot trong|doi tuong|truong hop|dien)|co (?:it nhat|du|toi thieu|thoi gian"
    r"|nang luc"
    r"|pham chat|trinh do|hoi dong|suc khoe)|bi (?:xu ly|xu phat|truy cuu|ket an|thu hoi)|khong (?:thuoc|trong|bi|vi pham)"
    r"|theo de nghi cua"
    r"|[^,;:.]{3,60} khong thuoc (?:mot trong|cac)? ?truong hop)\b"
)
COUNTED_NOTE = re.compile(
    r"\bchiu trach nhiem truoc phap luat\b|^so luong (?:moi|cac) |^gia tri su dung cua |^trong do (?:cung cap|neu|ghi|can)\b"
    r"|^trinh tu giai quyet\b"
    r"|^(?:khi|tu lan|trong lan) (?!.{0,120}\btrinh\b)[^:;.]{10,}|\bgiay to neu tren (?:\(nếu co\) )?va phai cam doan\b"
    r"|\bco the nop ban sao(?: hop le)?$|\bkhong (?:phai|can) (?:nop|gui|xuat trinh|cung cap)\b|\bduoc mien (?:ke khai|lap|nop)\b"
    r"|\bho so chi can\b"
)
ROUTE = re.compile(r"truong hop nop ho so (?:truc tuyen|truc tiep|qua|tren)\b")
# "các thành phần hồ sơ phải là bản chính", "phải được dịch ra tiếng Việt", "phải có đầy đủ chữ ký".
DOSSIER_MUST = re.compile(
    r"(?:(?:cac |moi )?(?:thanh phan ho so|(?:giay to|tai lieu)(?! chung minh)|ban dich|viec|van ban thoa thuan|to khai"
    r"|ban khai)\b[^;:]{0,160}? (?:phai|la|duoc"
    r"|ap dung)\b|phai (?:duoc (?:dich|hop phap)|dap ung|co day du chu ky))"
)
