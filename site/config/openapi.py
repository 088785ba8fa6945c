"""The description of ``/api/v2/`` in OpenAPI 3.1, served at ``/api/v2/schema.json``.

What a procedure looks like is read off the typed facts themselves, so that description and answers cannot disagree; tests ask every address
and compare. Whoever adds an address to the API describes it here.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date
from typing import Any

from django.conf import settings

from procedures_pages.facts.case import TAILORED
from procedures_pages.facts.procedure import ProcedureFacts

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
MESSAGE: Schema = {"type": "object", "properties": {"message": TEXT}, "required": ["message"]}
# Our own list takes the usual number where it cannot read one; Wagtail's refuses.
NUMBER_OR_USUAL: Schema = {"anyOf": [WHOLE, TEXT]}
PAGE_ID: Schema = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
# Control characters are refused, and in what is not searched for more than 500 signs.
SEARCHED: Schema = {"type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"}
READABLE: Schema = {**SEARCHED, "maxLength": 500}
PAGE_FIELDS = ("id", "title", "type", "detail_url", "html_url", "slug", "show_in_menus", "first_published_at", "locale")
PAGE_ORDERS = ("id", "title", "first_published_at")
PAGE_ID_OR_ROOT: Schema = {"anyOf": [PAGE_ID, {"const": "root"}]}


def schema_of(hint: Any) -> Schema:
    """The JSON Schema of a type as ``procedures_pages.api`` writes its values. Raises TypeError for one that it does not know."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/components/schemas/{hint.__name__}"}
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(one) for one in arguments]}
    if origin is tuple and len(arguments) == 2 and arguments[1] is not Ellipsis:
        return {"type": "array", "prefixItems": [schema_of(one) for one in arguments], "minItems": 2, "maxItems": 2}
    if origin in (tuple, list, frozenset):
        return {"type": "array", "items": schema_of(arguments[0])}
    plain: dict[Any, Schema] = {
        str: TEXT,
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        date: {"type": "string", "format": "date"},
        type(None): {"type": "null"},
    }
    if hint not in plain:
        raise TypeError(f"no schema for {hint!r}")
    return plain[hint]


def _object(kind: Any) -> Schema:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind) if not field.metadata.get("desk")]  # for the desk's eyes only
    return _closed({name: schema_of(hints[name]) for name in names})


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _dataclasses(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """``kind`` and all that its fields hold, by name."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind.__name__ not in found:
        found[kind.__name__] = kind
        for hint in typing.get_type_hints(kind).values():
            _dataclasses(hint, found)
    for argument in typing.get_args(kind):
        _dataclasses(argument, found)
    return found


def _schemas() -> Schema:
    schemas = {name: _object(kind) for name, kind in _dataclasses(ProcedureFacts, {}).items()}
    facts = schemas.pop("ProcedureFacts")["properties"]
    depends = _closed({"question": TEXT, "answers": {"type": "array", "items": TEXT}})
    kinds = {name: facts[name]["items"]["$ref"].rpartition("/")[2] for name in TAILORED} | {"entries": "Entry"}
    for kind in set(kinds.values()):
        schemas[f"Open{kind}"] = _closed({**schemas[kind]["properties"], "depends_on": {"type": "array", "items": depends}})
    schemas["Procedure"] = _closed(
        {
            **facts,
            "code": TEXT,
            "entries": {"type": "array", "items": {"$ref": "#/components/schemas/Entry"}},
            **{f"{name}_open": {"type": "array", "items": {"$ref": f"#/components/schemas/Open{kind}"}} for name, kind in kinds.items()},
            "leads_to": TEXT,
            "answers": {"type": "object", "additionalProperties": TEXT},
            "answers_ignored": WHOLE,
            "facts_line": TEXT,
        }
    )
    listed = ("id", "title", "official_name", "summary", "url", "status", "level", "updated_on")
    schemas["ListedProcedure"] = _closed(
        {
            "code": TEXT,
            "former_codes": {"type": "array", "items": TEXT},
            "area": {"anyOf": [TEXT, {"type": "null"}]},
            **{name: facts[name] for name in listed},
        }
    )
    meta = {"type": "object", "properties": {"type": TEXT, "detail_url": TEXT, "slug": TEXT, "locale": TEXT}}
    schemas["Page"] = {"type": "object", "properties": {"id": {"type": "integer"}, "title": TEXT, "meta": meta}}
    procedure = _closed({"code": TEXT, "title": TEXT, "url": TEXT})
    told = dict.fromkeys(("query", "kind", "value", "case", "part", "source", "version"), TEXT)
    schemas["Told"] = {"oneOf": [_closed({**told, "procedure": procedure}), _closed({"abstained": TEXT})]}
    return schemas


def _list_of(name: str) -> Schema:
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
    return _closed({"meta": _closed({"total_count": WHOLE}), "items": items})


def _query(**parameters: Schema | str) -> list[Schema]:
    return [{"name": name, "in": "query", "schema": schema} for name, schema in parameters.items()]


def _get(summary: str, answer: Schema, parameters: list[Schema], *refusals: int, redirects: bool = False) -> Schema:
    def said(schema: Schema, description: str) -> Schema:
        return {"description": description, "content": {"application/json": {"schema": schema}}}

    reasons = {400: "Một tham số không đọc được.", 404: "Không có.", 406: "Chỉ trả lời bằng JSON."}
    responses = {"200": said(answer, "Có.")} | {str(status): said(MESSAGE, reasons[status]) for status in refusals}
    if redirects:
        responses = {"302": {"description": "Địa chỉ của trang tìm thấy."}} | {s: r for s, r in responses.items() if s != "200"}
    return {"get": {"summary": summary, "parameters": parameters, "responses": responses}}


def document() -> Schema:
    """The whole description."""
    code = {
        "name": "code",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9.]{3,24}$"},
        "example": "1.001193",
    }
    answers = {
        "name": "answers",
        "in": "query",
        "description": "Câu trả lời, như trong địa chỉ danh mục giấy tờ: ?câu-hỏi=câu-trả-lời.",
        "style": "form",
        "explode": True,
        "schema": {"type": "object"},
    }
    page = {"name": "id", "in": "path", "required": True, "schema": PAGE_ID}
    fields = "|".join(PAGE_FIELDS)
    narrowed = _query(
        limit={**WHOLE, "maximum": settings.WAGTAILAPI_LIMIT_MAX},
        offset={**WHOLE, "maximum": 1_000_000},
        search=SEARCHED,
        search_operator={"enum": ["and", "or"]},
        fields={"type": "string", "pattern": f"^((\\*|_|-?({fields}))(,-?({fields}))*)?$"},
        order={"type": "string", "pattern": f"^(-?({'|'.join(PAGE_ORDERS)}))?$"},
        locale={"enum": [code for code, _name in settings.LANGUAGES]},
        child_of=PAGE_ID_OR_ROOT,
        ancestor_of=PAGE_ID,
        translation_of=PAGE_ID_OR_ROOT,
        id=PAGE_ID,
        title=READABLE,
        first_published_at={"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
        show_in_menus={"type": "boolean"},
    )
    listing = _query(limit=NUMBER_OR_USUAL, offset=NUMBER_OR_USUAL, search=TEXT)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Cẩm nang Một cửa", "version": "2", "description": "Thủ tục hành chính dưới dạng dữ liệu; chỉ đọc."},
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/api/v2/procedures/": _get("Mọi thủ tục; limit tối đa 100.", _list_of("ListedProcedure"), listing),
            "/api/v2/procedures/{code}/": _get(
                "Một thủ tục và giấy tờ cho trường hợp đã trả lời.", {"$ref": "#/components/schemas/Procedure"}, [code, answers], 404
            ),
            "/api/v2/answers/": _get(
                "Điều một câu hỏi muốn biết, trích nguyên văn từ trang; hoặc lý do không trả lời.",
                {"$ref": "#/components/schemas/Told"},
                _query(q=TEXT),
            ),
            "/api/v2/pages/": _get("Các trang của Wagtail.", _list_of("Page"), narrowed, 400, 404, 406),
            "/api/v2/pages/{id}/": _get("Một trang.", {"$ref": "#/components/schemas/Page"}, [page], 400, 404, 406),
            "/api/v2/pages/find/": _get(
                "Tìm một trang theo số hoặc địa chỉ.", {}, _query(id=PAGE_ID, html_path=READABLE), 400, 404, 406, redirects=True
            ),
            "/api/v2/schema.json": _get("Bản mô tả này.", {"type": "object"}, []),
        },
        "components": {"schemas": _schemas()},
    }
