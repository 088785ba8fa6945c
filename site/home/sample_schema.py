"""Is the sample written as agreed? Pure checks, used by ``load_sample`` and by the tests."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from .sample_files import read_yaml

SAMPLE = Path(__file__).parent / "sample"
# oà, oè, uý (not after q) as the last sounds of a syllable: the new style; the house writes the old one (hòa, thủy).
NEW_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ])(?![\w])", re.IGNORECASE)
# The parts whose facts may name answers, and the handlings that demand a paper (procedures_pages.facts).
TAILORED = ("documents", "deadlines", "channels", "times", "costs", "steps", "outputs", "conditions", "advice", "codes", "places")
DEMANDS = ("submit", "show")
# A phrase is spoken within a sentence, where these would be heard as nothing.
UNSPOKEN = re.compile(r"[“”\"()]")
VAGUE = ("giấy tờ có liên quan", "giấy tờ liên quan", "v.v", "theo quy định của pháp luật hiện hành")


def _strings(value: Any, path: str = "") -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(path, value)]
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in _strings(item, f"{path}/{key}")]
    if isinstance(value, list):
        return [found for i, item in enumerate(value) for found in _strings(item, f"{path}/{i}")]
    return []


def load_procedures(folder: Path = SAMPLE) -> list[dict[str, Any]]:
    """All sample procedures in the order of their ids."""
    found = [item for path in sorted((folder / "procedures").glob("*.yaml")) for item in read_yaml(path) or []]
    return sorted(found, key=lambda item: str(item.get("id")))


def load_earlier(folder: Path = SAMPLE) -> dict[str, dict[str, Any]]:
    """What pages said before they were made current: {sample id: the parts that were different, with ``date``}."""
    files = sorted((folder / "earlier").glob("*.yaml"))
    return {item["id"]: item for path in files for item in read_yaml(path) or []}


def merged(item: dict[str, Any], earlier: dict[str, Any]) -> dict[str, Any]:
    """The procedure as it stood on ``earlier["date"]``: one code for everybody, and nobody had written down whom it must serve."""
    codes = [code for code in item.get("codes", []) if "applies" not in code]
    then = {key: value for key, value in item.items() if key not in ("people", "advice", "deadlines", "places")}
    return {**then, "codes": codes, **{key: value for key, value in earlier.items() if key != "date"}}


def problems_of(item: dict[str, Any], reference: dict[str, Any]) -> list[str]:
    """What is wrong with one procedure beyond its shape, one English sentence each."""
    out = []
    answers = {q["id"]: {a["id"] for a in q["answers"]} for q in item.get("questions", [])}
    if len(answers) != len(item.get("questions", [])):
        out.append("a question id is used twice")
    for kind, key in (("areas", "area"), ("authorities", "authority")):
        if item[key] not in {r["slug"] for r in reference[kind]}:
            out.append(f"{key} {item[key]!r} is not in reference.yaml")
    ids = [d["id"] for d in item["documents"]]
    out += [f"document id {i} is used twice" for i in set(ids) if ids.count(i) > 1]
    for d in item["documents"]:
        if d["handling"] in DEMANDS and d["originals"] + d["copies"] < 1:
            out.append(f"document {d['id']} has 0 originals and 0 copies")
        if (d["handling"] in DEMANDS) == ("basis" in d):
            out.append(f"document {d['id']}: a basis goes with a handling that demands nothing, and only with it")
    used = {q["id"] for q in item.get("questions", []) if any("leads_to" in a for a in q["answers"])}
    of_papers = [form for d in item["documents"] for form in d.get("forms", [])]
    for kind, facts in [*((kind, item.get(kind, [])) for kind in TAILORED), ("forms", of_papers)]:
        for n, fact in enumerate(f for f in facts if isinstance(f, dict)):
            name = f"{kind} {fact.get('id', n)}"
            for question, chosen in fact.get("applies", {}).items():
                used.add(question)
                for answer in chosen:
                    if answer not in answers.get(question, set()):
                        out.append(f"{name} names {question}={answer}, which is not there")
                if set(chosen) == answers.get(question):
                    out.append(f"{name} names every answer of {question}: leave it out")
    out += [f"question {question} changes nothing" for question in answers if question not in used]
    for q in item.get("questions", []):
        phrases = [a["phrase"] for a in q["answers"] if "phrase" in a]
        if len(set(phrases)) != len(phrases):
            out.append(f"question {q['id']}: two answers have the same phrase")
        out += [f"question {q['id']}: a phrase has quotation marks or parentheses: {p}" for p in phrases if UNSPOKEN.search(p)]
    kinds = [c["kind"] for c in item["channels"]]
    if len(set(kinds)) != len(kinds):
        out.append("a channel kind is used twice")
    for kind in kinds:
        out += [f"{part}: none for {kind}" for part in ("times", "costs") if not any(kind in f.get("channels", kinds) for f in item[part])]
    for n, time in enumerate(item["times"]):
        if (time["unit"] in ("same_day", "unknown")) == ("amount" in time):
            out.append(f"times {n}: amount and unit do not fit")
    for n, deadline in enumerate(item.get("deadlines", [])):
        if (deadline["unit"] == "before") == ("amount" in deadline):
            out.append(f"deadlines {n}: amount and unit do not fit")
    for n, cost in enumerate(item["costs"]):
        if (cost["basis"] == "amount") != ("amount" in cost):
            out.append(f"costs {n}: amount and basis do not fit")
        if cost["basis"] in ("by_council", "unknown") and not cost.get("note"):
            out.append(f"costs {n}: a cost without an amount needs its reason")
    if ("successor" in item) != (item["status"] == "replaced"):
        out.append("a successor goes with status replaced, and only with it")
    if item["status"] != "in_force" and "status_note" not in item:
        out.append(f"status {item['status']} needs a status_note")
    if ("url" in item["submission"]) == ("none_reason" in item["submission"]):
        out.append("submission needs either url or none_reason")
    present = [c for c in item["codes"] if c["present"] and "applies" not in c]
    if len(present) > 1:
        out.append("more than one present code")
    for path, text in _strings(item):
        if unicodedata.normalize("NFC", text) != text or text != text.strip() or "  " in text or "\u200b" in text:
            out.append(f"{path}: not NFC, or stray spaces")
        if NEW_STYLE.search(text):
            out.append(f"{path}: tone mark in the new style: {NEW_STYLE.search(text).group()!r}")  # type: ignore[union-attr]
        out += [
            f"{path}: vague: {word!r}" for word in VAGUE if word in text.lower() and not re.search("/(official_name|legal|url|name)", path)
        ]
    return out


def problems(folder: Path = SAMPLE) -> list[str]:
    """Everything wrong with the sample; empty where all is well."""
    schema = read_yaml(folder / "schema.yaml")
    reference = read_yaml(folder / "reference.yaml")
    items = load_procedures(folder)
    # Through JSON, so that an unquoted date or number of YAML is not taken for text.
    shape = Draft202012Validator(schema)
    earlier = load_earlier(folder)
    out = [f"earlier: there is no {i}" for i in earlier.keys() - {item.get("id") for item in items}]
    for item in [*items, *(merged(i, earlier[i["id"]]) for i in items if i.get("id") in earlier)]:
        name = item.get("id", "?")
        wrong = [
            f"{name} {'/'.join(map(str, e.absolute_path))[2:]}: {e.message[:160]}"
            for e in shape.iter_errors(json.loads(json.dumps([item], default=repr)))
        ]
        out += wrong or [f"{name} {p}" for p in problems_of(item, reference)]
    for key in ("id", "slug", "title"):
        values = [item.get(key) for item in items]
        out += [f"{key} {v!r} is used twice" for v in {v for v in values if values.count(v) > 1}]
    present = [c["value"] for item in items for c in item.get("codes", []) if c.get("present")]
    return out + [f"present code {c} is used twice" for c in {c for c in present if present.count(c) > 1}]


if __name__ == "__main__":
    found = problems()
    sys.stdout.write("\n".join(found) + "\n" if found else f"{len(load_procedures())} procedures, no problem\n")
    sys.exit(bool(found))
