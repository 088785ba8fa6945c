"""From the sample's YAML to the fields of a page.

Pure: what goes into the database is decided here; ``sample_loading`` writes it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

PORTAL = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _id(kind: str, position: int, value: Any) -> str:
    """The same id for the same part each time, so that loading twice gives the same content."""
    return str(uuid5(NAMESPACE_OID, f"{kind}/{position}/{json.dumps(value, ensure_ascii=False, sort_keys=True)}"))


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": _id(kind, 0, value)}


def _items(values: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": _id("item", n, value)} for n, value in enumerate(values)]


def questions(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _block(
            "question",
            {
                "label": q["label"],
                "help": q.get("help", ""),
                "slug": q["id"],
                "answers": _items(
                    [
                        {"label": a["label"], "slug": a["id"], **{k: a.get(k, "") for k in ("phrase", "leads_to", "leads_to_name")}}
                        for a in q["answers"]
                    ]
                ),
            },
        )
        for q in item.get("questions", [])
    ]


def _applies(fact: dict[str, Any]) -> list[dict[str, Any]]:
    return _items([f"{question}={answer}" for question, answers in fact.get("applies", {}).items() for answer in answers])


def documents(item: dict[str, Any]) -> list[dict[str, Any]]:
    out = []
    for d in item["documents"]:
        value = {
            "slug": d["id"],
            **{key: d.get(key, "") for key in ("name", "note", "handling", "handling_online", "form", "issuer", "issued_by")},
            "originals": d["originals"],
            "copies": d["copies"],
            "form_file": None,
            "alternatives": _items(d.get("alternatives", [])),
            "applies": _applies(d),
            **{key: d.get(key, "") for key in ("fallback", "basis")},
            "per_person": d.get("per_person", False),
        }
        out.append(_block("document", value))
    return out


def channels(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [_block("channel", {"kind": c["kind"], "note": c.get("note", ""), "applies": _applies(c)}) for c in item["channels"]]


def times(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _block(
            "time",
            {
                **{"unit": t["unit"], "amount": t.get("amount"), "counted_from": t.get("from", ""), "note": t.get("note", "")},
                **{"channels": t.get("channels", []), "applies": _applies(t)},
            },
        )
        for t in item["times"]
    ]


def costs(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _block(
            "cost",
            {
                **{"kind": k["kind"], "basis": k["basis"], "amount": k.get("amount")},
                **{key: k.get(key, "") for key in ("per", "label", "note")},
                **{"channels": k.get("channels", []), "applies": _applies(k)},
            },
        )
        for k in item["costs"]
    ]


def statements(values: list[str]) -> list[dict[str, Any]]:
    return [_block("statement", v) for v in values]


def page_fields(item: dict[str, Any], meta: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of ProcedurePage for one sample procedure, without its references to other rows."""
    submission, source, listed = item["submission"], item.get("source", {}), item["list_2022"]
    url = submission.get("url", "")
    year, _dash, month = source.get("snapshot", "").partition("-")
    return {
        **{key: item[key] for key in ("title", "slug", "official_name", "summary", "level", "audiences", "status", "service_mode")},
        "status_note": item.get("status_note", ""),
        "keywords": "\n".join(item["keywords"]),
        "service_mode_reason": item.get("service_mode_reason", ""),
        "questions": questions(item),
        "documents": documents(item),
        "steps": [
            _block("step", {**{key: s.get(key, "") for key in ("title", "text", "channel")}, "applies": _applies(s)}) for s in item["steps"]
        ],
        "channels": channels(item),
        "times": times(item),
        "costs": costs(item),
        "portal_id": url.removeprefix(PORTAL) if url.startswith(PORTAL) else "",
        "submission_url": "" if url.startswith(PORTAL) else url,
        "submission_none_reason": submission.get("none_reason", ""),
        "submission_asks": statements(submission.get("asks", [])),
        "outputs": [
            _block("output", {"name": o["name"], "handover": o.get("handover", ""), "applies": _applies(o)}) for o in item["outputs"]
        ],
        "conditions": statements(item.get("conditions", [])),
        "advice": statements(item.get("advice", [])),
        "source_decision": source.get("decision", ""),
        "source_record": source.get("record", ""),
        "source_snapshot": date(int(year), int(month), 1) if year else None,
        "updated_on": day(meta["updated_on"]),
        "verified_on": day(meta["verified_on"]),
        "verified_by": meta["verified_by"],
        "list_2022_level": listed["level"],
        "list_2022_area": listed["area"],
        "list_2022_name": listed.get("name", ""),
        "most_asked": item.get("most_asked"),
    }


def guide_fields(item: dict[str, Any], procedures: dict[str, int], order: int, meta: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a guide page. ``procedures`` maps sample ids to page keys."""
    steps = []
    for s in item["steps"]:
        elsewhere = s.get("elsewhere") or {}
        value = {
            "title": s["title"],
            "text": s.get("text", ""),
            "when": s.get("when", ""),
            "slug": s["id"],
            "procedures": _items([procedures[i] for i in s.get("procedures") or [] if i in procedures]),
            "elsewhere": {"name": elsewhere.get("name", ""), "who": elsewhere.get("who", ""), "url": elsewhere.get("url", "")},
        }
        steps.append(_block("step", value))
    return {
        **{key: item[key] for key in ("title", "slug", "summary")},
        "intro": [_block("paragraph", p) for p in item.get("intro", [])],
        "steps": steps,
        "closing": [_block("paragraph", p) for p in item.get("closing", [])],
        "keywords": "\n".join(item.get("keywords", [])),
        "updated_on": day(meta["updated_on"]),
        "order": order,
    }


def standard_fields(item: dict[str, Any], meta: dict[str, Any]) -> dict[str, Any]:
    sections = [
        _block("section", {"heading": s["heading"], "paragraphs": _items(s.get("paragraphs") or []), "items": _items(s.get("items") or [])})
        for s in item["sections"]
    ]
    return {
        "title": item["title"],
        "slug": item["slug"],
        "summary": item.get("summary", ""),
        "sections": sections,
        "updated_on": day(meta["updated_on"]),
    }
