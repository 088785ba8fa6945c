"""From the sample's YAML to the fields of a page.

Pure: what goes into the database is decided here; ``sample_loading`` writes it.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

# Of a page that the list of 2022 does not have. No year in it: what is in force speaks of none.
BEYOND_THE_LIST = "Thủ tục này nằm ngoài danh mục 44 thủ tục ban đầu."
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
            "forms": _items([{"form": f["form"], "form_file": None, "applies": _applies(f)} for f in d.get("forms", [])]),
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


def deadlines(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _block(
            "deadline",
            {
                **{"unit": d["unit"], "amount": d.get("amount"), "counted_from": d["from"]},
                **{key: d.get(key, "") for key in ("after", "basis")},
                "applies": _applies(d),
            },
        )
        for d in item.get("deadlines", [])
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


def tailored_statements(values: list[Any]) -> list[dict[str, Any]]:
    """A condition or a piece of advice is a text, or a text with the answers it is for."""
    told = [{"text": v} if isinstance(v, str) else v for v in values]
    return [_block("statement", {"text": v["text"], "applies": _applies(v)}) for v in told]


def entries(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The codes that are for some of the answers only."""
    return [
        _block(
            "entry",
            {
                **{"code": code["value"], "official_name": code["official_name"], "authority": code.get("authority", "")},
                **{"portal_id": code.get("url", "").removeprefix(PORTAL), "applies": _applies(code)},
            },
        )
        for code in item["codes"]
        if "applies" in code
    ]


def places(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The offices that the page names itself."""
    return [
        _block("place", {"office": "", "name": p["name"], "address": p.get("address", ""), "applies": _applies(p)})
        for p in item.get("places", [])
    ]


def people(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _block(
            "person",
            {
                **{"slug": p["id"], "name": p["name"], "situation": p["situation"], "outcome": "\n".join(p["gets"])},
                "answers": _items([f"{question}={answer}" for question, answer in p.get("answers", {}).items()]),
            },
        )
        for p in item.get("people", [])
    ]


def statements(values: list[str]) -> list[dict[str, Any]]:
    return [_block("statement", v) for v in values]


def source_note(item: dict[str, Any]) -> str:
    """What stands at the end of the page about its source. Whoever compares the sample with the list of 2022 is told what is not of it."""
    mark = [] if "list_2022" in item else [BEYOND_THE_LIST]
    return " ".join([*([item["source_note"]] if "source_note" in item else []), *mark])


def page_fields(item: dict[str, Any], meta: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments of ProcedurePage for one sample procedure, without its references to other rows."""
    submission, source, listed = item["submission"], item.get("source", {}), item.get("list_2022", {})
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
        "deadlines": deadlines(item),
        "costs": costs(item),
        "portal_id": url.removeprefix(PORTAL) if url.startswith(PORTAL) else "",
        "submission_url": "" if url.startswith(PORTAL) else url,
        "submission_none_reason": submission.get("none_reason", ""),
        "submission_asks": statements(submission.get("asks", [])),
        "outputs": [
            _block("output", {"name": o["name"], "handover": o.get("handover", ""), "applies": _applies(o)}) for o in item["outputs"]
        ],
        "conditions": tailored_statements(item.get("conditions", [])),
        "advice": tailored_statements(item.get("advice", [])),
        "entries": entries(item),
        "places": places(item),
        "people": people(item),
        "source_note": source_note(item),
        "source_decision": source.get("decision", ""),
        "source_record": source.get("record", ""),
        "source_snapshot": date(int(year), int(month), 1) if year else None,
        "updated_on": day(meta["updated_on"]),
        # What a page was compared with it was compared with as it stood that day; a page without a record with nothing.
        "verified_on": date(int(year), int(month), 1) if source.get("record") else None,
        "verified_by": meta["verified_by"] if source.get("record") else "",
        "list_2022_level": listed.get("level", ""),
        "list_2022_area": listed.get("area", ""),
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
            "applies": _applies(s),
            "when": s.get("when", ""),
            "slug": s["id"],
            "known": _items([{"answer": f"{k['question']}={k['answer']}", "applies": _applies(k)} for k in s.get("known") or []]),
            "procedures": _items([procedures[i] for i in s.get("procedures") or [] if i in procedures]),
            "elsewhere": {"name": elsewhere.get("name", ""), "who": elsewhere.get("who", ""), "url": elsewhere.get("url", "")},
        }
        steps.append(_block("step", value))
    return {
        **{key: item[key] for key in ("title", "slug", "summary")},
        "intro": [_block("paragraph", p) for p in item.get("intro", [])],
        "questions": questions(item),
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
