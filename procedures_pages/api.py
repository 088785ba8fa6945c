"""Facts as JSON: ``/api/v2/procedures/``. Read-only, bounded, the same object that the pages are rendered from."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from .addresses import absolute, procedure_path
from .catalogue_rows import procedure_numbers
from .codes import page_of_code
from .facts import phrases
from .facts.case import TAILORED, Conditioned, tailor
from .facts.from_pages import REFERENCES, facts_of, facts_of_all
from .models import ProcedurePage

MAX_LIMIT = 100


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value) if not f.metadata.get("desk")}
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(v) for v in (sorted(value) if isinstance(value, (frozenset, set)) else value)]
    return value.isoformat() if isinstance(value, date) else value


def _whole(text: str, default: int, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else default


_find: Callable[[str], list[int]] = lambda words: []  # noqa: E731


def set_search(find: Callable[[str], list[int]]) -> None:
    """The site's search, which is above this room, gives a function: what was typed in, keys of Vietnamese pages out, best first."""
    global _find
    _find = find


@require_safe
def procedures(request: HttpRequest) -> JsonResponse:
    """Parameters ``limit`` (≤ 100), ``offset``, ``search``: with it as the site's search finds and sorts them, without it by key.

    Replaced and abolished procedures are there, with their status.
    """
    with translation.override("vi"):
        limit = _whole(request.GET.get("limit", ""), 20, MAX_LIMIT)
        offset = _whole(request.GET.get("offset", ""), 0, 10**9)
        words = request.GET.get("search", "").replace("\x00", " ").strip()
        numbers = _find(words) if words else procedure_numbers(in_force=False)
        chosen = numbers[offset : offset + limit]
        pages = ProcedurePage.objects.published().filter(pk__in=chosen).select_related(*REFERENCES).order_by()
        by_number = dict(zip((page.pk for page in pages), facts_of_all(pages), strict=True))
        found = [by_number[pk] for pk in chosen if pk in by_number]
        items = [
            {
                "id": facts.id,
                "code": facts.code,
                "former_codes": [c.value for c in facts.former_codes],
                "title": facts.title,
                "official_name": facts.official_name,
                "summary": facts.summary,
                "url": absolute(procedure_path(facts.slug)),
                "status": facts.status,
                "area": facts.area.slug if facts.area else None,
                "level": facts.level,
                "updated_on": facts.updated_on.isoformat() if facts.updated_on else None,
            }
            for facts in found
        ]
    return JsonResponse({"meta": {"total_count": len(numbers)}, "items": items}, json_dumps_params={"ensure_ascii": False})


def _open(waiting: Conditioned[Any]) -> dict[str, Any]:
    """A fact that waits for answers, with those that would make it hold."""
    depends = [{"question": q.id, "answers": [a.id for a in answers]} for q, answers in waiting.conditions]
    return {**_plain(waiting.fact), "depends_on": depends}


@require_safe
def procedure(request: HttpRequest, code: str) -> JsonResponse:
    """The facts of the procedure under ``code``; facts that depend on answers tailored by the same query string as the checklist."""
    with translation.override("vi"):
        page = page_of_code(code)
        if page is None:
            return JsonResponse({"message": "Không có thủ tục nào mang mã này."}, status=404, json_dumps_params={"ensure_ascii": False})
        facts = facts_of(page)
        case = tailor(facts, dict(request.GET.lists()))
        data = _plain(facts)
        data |= {
            "code": case.entry.code,
            "official_name": case.entry.official_name,
            "entries": [_plain(one.fact) for one in case.entries if not one.conditions],
            "entries_open": [_open(one) for one in case.entries if one.conditions],
            "url": absolute(procedure_path(facts.slug)),
            **{name: [_plain(one.fact) for one in getattr(case, name) if not one.conditions] for name in TAILORED},
            **{f"{name}_open": [_open(one) for one in getattr(case, name) if one.conditions] for name in TAILORED},
            "leads_to": case.exit.leads_to if case.exit else "",
            "answers": {q.id: a.id for q, a in case.chosen},
            "answers_ignored": case.ignored,
            "facts_line": phrases.facts_line(case),
        }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
