"""The portal's detail as JSON, one procedure or several.

Nobody has promised its shape: whatever is not as expected is left out, never guessed.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from vietnamese.legacy import is_garbled, restored
from vietnamese.normal import clean, clean_lines, old_tone_style

from ...code_shapes import CODE, EXAMPLE
from . import tables
from .records import RegisterCase, RegisterChannel, RegisterFee, RegisterLaw, RegisterProcedure, RegisterRow
from .text_record import Refusal

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
MAX_RECORDS = 20_000
Thing = dict[str, Any]


def read_json(source: str, text: str) -> Iterator[RegisterProcedure | Refusal]:
    """Takes {"data": {…}}, {"data": […]}, one procedure, or a list of any of these."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        yield Refusal(source, line, "Tệp không phải JSON đúng cách.")
        return
    things = list(_things(whole))
    if not things:
        yield Refusal(source, 0, "JSON không có thủ tục nào (thiếu “data”).")
    for n, thing in enumerate(things[:MAX_RECORDS], 1):
        yield _read(source if len(things) == 1 else f"{source}#{n}", thing)


def _things(whole: Any) -> Iterator[Any]:
    if isinstance(whole, dict):
        whole = whole["data"] if isinstance(whole.get("data"), dict | list) else whole
    yield from whole if isinstance(whole, list) else [whole] if whole else []


def _read(source: str, thing: Any) -> RegisterProcedure | Refusal:
    if isinstance(thing, dict) and isinstance(thing.get("data"), dict):
        thing = thing["data"]
    if not isinstance(thing, dict):
        return Refusal(source, 0, "Mục này không phải một thủ tục.")
    code, name = _text(thing, "code"), _text(thing, "name")
    if not CODE.fullmatch(code):
        return Refusal(source, 0, f"Mã thủ tục không đúng dạng (ví dụ {EXAMPLE}): “{code[:40]}”.")
    if not name:
        return Refusal(source, 0, f"Thủ tục {code} không có tên.")
    if is_garbled(name):
        return Refusal(source, 0, f"{code}: chữ bị hỏng, không đọc được: “{name[:80]}”. Xin lại tệp gốc.")
    proposal = _dict(thing, "procedureProposal")
    category = _dict(thing, "category")
    return RegisterProcedure(
        code=code,
        name=name,
        decision=_text(proposal, "proposalNumber"),
        decision_date=day_of(proposal.get("decisionDate")),
        levels=tuple(level for key, level in (("isWard", "ward"), ("isProvince", "province")) if thing.get(key) is True),
        kind=_text(thing, "procedureType") or _text(thing, "type"),
        area=_text(category, "name"),
        area_code=_text(category, "code"),
        steps="\n".join(
            line for step in _dicts(thing, "executionSteps") for line in (_text(step, "name"), _lines(step, "description")) if line
        ),
        channels=tuple(_channel(row) for row in _dicts(thing, "executionMethods")),
        cases=tuple(_case(case) for case in _dicts(thing, "executionCases")),
        audiences=_names(thing, "subjectTypesDetails"),
        executing=_names(thing, "executingAgencies"),
        deciding=_names(thing, "competentAgencies"),
        delegated=_names(thing, "authorizedAgencies"),
        coordinating=_names(thing, "coordinatingAgencies"),
        reception_address=_lines(thing, "receptionAddress"),
        outputs=_names(thing, "resultsDetails"),
        laws=tuple(_law(law) for law in _dicts(thing, "legalBasisesDetails")),
        conditions=_lines(thing, "requirementsAndConditions"),
        keywords=tables.names(_lines(thing, "keywords"), re.compile(r"[,;\n]")),
        description=_lines(thing, "description"),
        related=_names(thing, "relatedFormalities"),
        portal_id=portal_id(_text(thing, "id")),
        case_codes=tuple(c for case in _dicts(thing, "cases") if CODE.fullmatch(c := _text(case, "code"))),
        raw=json.dumps(thing, ensure_ascii=False),
    )


def portal_id(text: str) -> str:
    """The portal's own id, which stands in addresses: a UUID or nothing."""
    return text if re.fullmatch(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text) else ""


def day_of(milliseconds: Any) -> date | None:
    """The day in Vietnam of the portal's milliseconds since 1970; None where they are none."""
    if not isinstance(milliseconds, int | float) or isinstance(milliseconds, bool) or not 0 < milliseconds < 4e12:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(HERE).date()


def _channel(row: Thing) -> RegisterChannel:
    amount = row.get("processingTime")
    number = amount if isinstance(amount, int | float) and not isinstance(amount, bool) and 0 < amount < 10_000 else None
    token = _text(row, "processingTimeUnit")
    unit = tables.UNITS.get(token, "other")
    method = tables.METHODS.get(_text(row, "submissionMethod").upper(), "other")
    return RegisterChannel(method, number, unit, tuple(_fee(fee) for fee in _dicts(row, "fees")), _lines(row, "description"))


def _fee(row: Thing) -> RegisterFee:
    amount = row.get("value")
    figures = str(int(amount)) if isinstance(amount, int | float) and not isinstance(amount, bool) and 0 < amount < 1e13 else "0"
    currency = _text(row, "currencyName")
    note = _text(row, "description")
    if not currency or "đồng" in currency.lower() or currency.upper() in tables.CURRENCIES:
        return tables.fee(figures, tables.CURRENCIES.get(currency.upper(), "VND"), note, bool(tables.DOLLARS.search(note)))
    return RegisterFee(int(figures) or None, "USD" if tables.DOLLARS.search(currency) else currency[:3].upper(), note)


def _case(case: Thing) -> RegisterCase:
    rows: list[RegisterRow] = []
    for component in _dicts(case, "profileComponents"):
        text = _lines(component, "name")
        if text:
            forms = [name for file in _dicts(component, "attachments") if (name := _text(file, "name") or _text(file, "fileName"))]
            rows.append(RegisterRow(text, _count(component, "originalQty"), _count(component, "copyQty"), "; ".join(forms), len(rows)))
    return RegisterCase(_text(case, "name"), tuple(rows))


def _count(thing: Thing, key: str) -> int | None:
    value = thing.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000 else None


def _law(law: Thing) -> RegisterLaw:
    number = _text(law, "code")
    title = _text(law, "name")
    return tables.read_law(title or number, number)


def _dict(thing: Thing, key: str) -> Thing:
    value = thing.get(key)
    return value if isinstance(value, dict) else {}


def _dicts(thing: Thing, key: str) -> list[Thing]:
    value = thing.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _names(thing: Thing, key: str) -> tuple[str, ...]:
    value = thing.get(key)
    items = value if isinstance(value, list) else [value]
    named = [_text(item, "name") if isinstance(item, dict) else _word(item) for item in items]
    return tables.distinct(name for name in named if name)


def _word(value: Any) -> str:
    return old_tone_style(clean(_meant(value))) if isinstance(value, str) else ""


def _meant(value: str) -> str:
    found = restored(value)
    return found.text if found else value


def _text(thing: Thing, key: str) -> str:
    return tables.value(_word(thing.get(key)))


def _lines(thing: Thing, key: str) -> str:
    """Rich text comes as HTML now and then: its tags go, its lines stay."""
    value = thing.get(key)
    if not isinstance(value, str):
        return ""
    if re.search(r"</?(?:p|br|div|li|ul|span|b|strong)\b", value, re.IGNORECASE):
        value = html.unescape(re.sub(r"<[^<>]{0,500}>", "", re.sub(r"</(?:p|div|li)>|<br\s*/?>", "\n", value, flags=re.IGNORECASE)))
    return tables.value(old_tone_style(clean_lines(_meant(value))))
