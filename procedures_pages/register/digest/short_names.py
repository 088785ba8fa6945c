"""A record's official name in; a name of at most 100 signs for headings, lists, messages and paper out.

Words go without a mark only where they say nothing of their own ("Thủ tục …", "… theo quy định của pháp luật") or where the site says the
same in another place (a period, the date of a cited decree). Who decides and in which province moves into brackets. Whatever else does
not fit is marked by "…". The official name stands whole on the record's page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vietnamese.normal import clean
from vietnamese.spelling import is_syllable

MAX_LENGTH = 100
# A bracket longer than this explains; a shorter one tells this procedure from its twin: "(cấp tỉnh)", "(trừ lô 09.1)".
MAX_TAIL = 44
# Share of a name's words in capitals from which all of it was shouted.
SHOUTED = 0.6

_NUMBER = re.compile(r"^\W*(?:\d{1,2}\s*[.)]\s+)?(?=\S)")
_END = " .;,:-–/"
# "Thủ tục hải quan", "thủ tục biên phòng", "thủ tục điện tử" are names of things; after the other words a verb or a body follows.
_PREFIX = re.compile(r"^thủ tục\s+(?:về\s+(?:việc\s+)?)?(?!hải quan|biên phòng|điện tử|hành chính|đối với|liên thông|chung\b)", re.I)
_LEVEL = re.compile(r"^(?:(?:được\s+)?thực hiện\s+(?:tại|ở)\s+)?(?:cấp\s+)?(tỉnh|xã|huyện|bộ|trung ương|tw)$", re.I)
_COUNTRY = re.compile(r"\bviệt nam\b", re.I)
_AUTHORITY = (
    r"((?:chủ tịch\s+)?(?:ubnd|ủy ban nhân dân)\s+(?:cấp\s+)?(?:tỉnh|xã|huyện|thành phố)(?:\s+[^\W\d][\w ]{2,16})?"
    r"|(?:bộ|sở)\s+[^\W\d][\w ]+(?:, [\w ]+)?|cấp (?:tỉnh|xã|huyện|trung ương))"
)
# Projects that somebody "manages" or "approves" are another matter: there the words say which projects.
_COMPETENT = re.compile(
    rf"[\s,]*\(?\b(?:thuộc\s+)?thẩm quyền(?:\s+(?:giải quyết|thực hiện|cấp phép|cấp))?\s+(?:của\s+)+{_AUTHORITY}\)?[\s.]*$", re.I
)
_PROVINCE = re.compile(
    r"[\s,]+trên địa bàn\s+((?:tỉnh|thành phố)\s+[A-ZĐÂ]\w*(?:\s+[A-ZĐ]\w*){0,2})"
    r"(?=$|[\s.]*$|,?\s+giai đoạn[\s\d–-]+$|\s*\([^()]*\)[\s.]*$)"
)
_PERIOD = re.compile(r"[\s,]+giai đoạn(?:\s+từ)?(?:\s+năm)?\s+\d{4}\s*(?:[-–]|đến(?:\s+năm)?)\s*\d{4}")
_COMMITTEE = re.compile(r"\bủy ban nhân dân\b", re.I)
_DATED = re.compile(r"(\d+/\d{4}/[\w-]+)\s+ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}(?:\s+của\s+Chính phủ)?")
_OF_COURSE = re.compile(r"[\s,]+theo quy định(?:\s+của)?(?:\s+(?:pháp luật|luật)(?:\s+hiện hành)?)?(?=[\s.;)]*$|[;,)])", re.I)
# One document and one act of land law, each with a name of two lines.
_LAND = (
    (re.compile(r"(giấy chứng nhận quyền sử dụng đất), quyền sở hữu (?:nhà ở và )?tài sản(?: khác)? gắn liền với đất", re.I), r"\1"),
    (re.compile(r"(đăng ký (?:biến động )?đất đai), tài sản gắn liền với đất", re.I), r"\1"),
    (re.compile(r"(quyền sử dụng đất), quyền sở hữu (tài sản gắn liền với đất)", re.I), r"\1, \2"),
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_TAIL = re.compile(rf"\s*\(([^()…]{{1,{MAX_TAIL - 2}}})\)$")
_CITED = re.compile(
    r"[\s,]+(?:theo\s+)?(?:quy định\s+)?tại\s+(?:các\s+)?(?:điểm|khoản|điều)\s+.*$|[\s,]+theo\s+(?:quy định\s+(?:của|tại)\s+)?"
    r"(?:luật|nghị định|nghị quyết|thông tư|quyết định)\s+.*$",
    re.I,
)
# Where a beginning may end, with what the end is worth in signs: a fuller beginning wins only by more than that.
_BOUNDARIES = (
    (re.compile(r"(?=;)|(?=\s(?:đối với|(?:trong )?(?:các )?trường hợp|để|do|nhưng|mà|khi|theo|trừ|(?:bao )?gồm)\s)", re.I), 11),
    (re.compile(r"(?=,\s)|(?<!trực)(?=\s(?:của|cho|tại|thuộc|hoặc|trên|ở|trong|không|có)\s)|(?=\s[-–/(])", re.I), 8),
    (re.compile(r"(?=\s(?:và|bằng|từ|được|về)\s)", re.I), 0),
)
_ANY = re.compile(r"(?=\s)")
# Share of the room that a beginning fills at least, so that it says more than "Cấp giấy phép".
MIN_FILLED = 0.5
_DANGLING = re.compile(
    r"(?:^|[\s,;]+)(?:của|và|hoặc|không|chưa|trừ|cho|tại|về|được|là|do|để|có|bị|các|những|đối với"
    r"|(?:trong )?(?:các |những )?trường hợp|trong|theo"
    r"|trực thuộc|thuộc|khi|nếu|mà|từ|đến|số|bằng|trên|ở|như|việc|nhưng|phải|cùng|với|đã|đang|sẽ|(?:bao )?gồm|nằm|(?:theo )?quy định)$",
    re.I,
)
# "…, bãi" of "nhà để xe, bãi để xe": half a word after the last comma.
_ONE_WORD = re.compile(r"[,;]\s+\w+$")
# "(theo Nghị định số …)" says which decree, not which procedure.
_SOURCE = re.compile(r"\s*\((?:thực hiện )?theo\s+(?:khoản|điểm|điều|nghị định|nghị quyết|thông tư|luật|quyết định)\b[^()]*\)$", re.I)


@lru_cache(maxsize=8_000)
def short_name(official: str) -> str:
    """At most ``MAX_LENGTH`` signs; empty only for a name without a sign. The same name in gives the same name out, twice as well."""
    name = clean(official)
    name = _quiet(_NUMBER.sub("", name).rstrip(_END)) or name
    name = _COUNTRY.sub("Việt Nam", name)
    name = _PREFIX.sub("", name) or name
    name = _moved(name)
    for shorten in (_abbreviated, _unexplained, _uncited, _cut):
        if len(name) > MAX_LENGTH:
            name = shorten(name)
    # One mark is enough.
    # One mark is enough, but one stays.
    while name.count("…") > 1 and " (…)" in name:
        name = name.replace(" (…)", "", 1)
    return name[:1].upper() + name[1:]


def is_whole(official: str) -> bool:
    """Whether the short name leaves nothing out that its reader may look for."""
    return "…" not in short_name(official)


def _quiet(name: str) -> str:
    """A name in capitals in small letters; what is no Vietnamese syllable ("BHXH") and what has a digit keeps its form."""
    words = re.findall(r"[^\W\d_]{2,}", name)
    if len(words) < 2 or sum(word.isupper() for word in words) < SHOUTED * len(words):
        return name
    return re.sub(r"[^\W\d_]+", lambda m: m[0].lower() if m[0].isupper() and (len(m[0]) == 1 or is_syllable(m[0].lower())) else m[0], name)


def _moved(name: str) -> str:
    """Level, deciding body and province in one form of brackets."""
    name = _BRACKET.sub(lambda m: f" ({_level(m[1])})", name).strip()
    if place := _PROVINCE.search(name):
        rest = name[place.end() :].strip(" .,")
        name = f"{name[: place.start()]}{', ' if rest.startswith('giai đoạn') else ' '}{rest}".rstrip(" ,") + f" ({place[1]})"
    if body := _COMPETENT.search(name):
        name = f"{name[: body.start()].rstrip(_END)} ({_body(body[1])})"
    return name


def _level(inner: str) -> str:
    inner = inner.strip()
    if found := _LEVEL.match(inner):
        level = found[1].lower()
        return "cấp " + ("trung ương" if level == "tw" else level) if level != "trung ương" or "cấp" in inner.lower() else level
    return inner


def _body(name: str) -> str:
    name = _COMMITTEE.sub("UBND", re.sub(r"^chủ tịch\s+", "", name, flags=re.I)).strip()
    return name[0].upper() + name[1:] if not name.lower().startswith("cấp ") else name.lower()


def _abbreviated(name: str) -> str:
    name = _OF_COURSE.sub("", _DATED.sub(r"\1", _COMMITTEE.sub("UBND", name)))
    for long, short in _LAND:
        name = long.sub(short, name)
    return _PERIOD.sub("", name) if len(name) > MAX_LENGTH else name


def _unexplained(name: str) -> str:
    """Brackets that explain are left out; the last one stays where it is short, for it tells twins apart."""
    name = _SOURCE.sub("…", name)
    tail = _TAIL.search(name)
    head = name[: tail.start()] if tail else name
    head = re.sub(r"\s*\(…\)$", "…", _BRACKET.sub(" (…)", head))
    return head + (tail[0] if tail else "")


def _uncited(name: str) -> str:
    tail = _TAIL.search(name)
    head = name[: tail.start()] if tail else name
    cited = _CITED.search(head)
    return f"{_settled(head[: cited.start()])}…{tail[0] if tail else ''}" if cited and cited.start() > MAX_LENGTH * MIN_FILLED else name


def _cut(name: str) -> str:
    """The beginning up to the best boundary, "…", and the bracket at the end."""
    tail = _TAIL.search(name)
    head, end = (name[: tail.start()], tail[0]) if tail else (name, "")
    room = MAX_LENGTH - len(end) - 1
    beginnings = [
        (len(beginning) + worth, beginning)
        for boundary, worth in _BOUNDARIES
        for match in boundary.finditer(head)
        if match.start() <= room and len(beginning := _settled(head[: match.start()])) >= MIN_FILLED * room
    ]
    if not beginnings:
        beginnings = [
            (m.start(), beginning) for m in _ANY.finditer(head) if m.start() <= room and (beginning := _settled(head[: m.start()]))
        ]
    return f"{max(beginnings)[1] if beginnings else head[:room].rstrip()}…{end}"


def _settled(text: str) -> str:
    """A beginning that does not end in the middle: no open bracket or quotation mark, no word that wants another after it."""
    for opening, closing in ("()", "“”", '""'):
        count = text.count(opening)
        if count > text.count(closing) if opening != closing else count % 2:
            text = text[: text.rindex(opening)]
    text = _ONE_WORD.sub("", text.rstrip(_END + "…("))
    while (shorter := _DANGLING.sub("", text).rstrip(_END + "…(")) != text:
        text = shorter
    return text
