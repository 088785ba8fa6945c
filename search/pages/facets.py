"""The filters of the results (kind, area, level, audience), each choice with the number of hits it would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from procedures_pages.catalogue import Filter, Option
from procedures_pages.facts.phrases import AUDIENCES, LEVELS
from procedures_pages.parameters import meant

from ..index.documents import SearchDocument

MAX_OPTIONS = 10
KINDS: dict[str, Callable[[], str]] = {
    "procedure": lambda: _("Thủ tục"),
    "guide": lambda: _("Hướng dẫn"),
    "record": lambda: _("Bản ghi quốc gia"),
    "office": lambda: _("Nơi nộp hồ sơ"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: ``read`` gives a document's values as they stand in an address, ``label`` a value's name, "" for one without.

    Options stand in the ``order`` of their values, where there is one, the fullest first otherwise.
    """

    parameter: str
    name: Callable[[], str]
    read: Callable[[SearchDocument], tuple[str, ...]]
    label: Callable[[str, SearchDocument], str]
    order: tuple[str, ...] = ()


def _code(value: str) -> str:
    return value.replace("_", "-")


def _audiences(document: SearchDocument) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_code, document.audiences)))


_LEVELS = {_code(code): name for code, name in LEVELS.items()}
_AUDIENCES = {_code(code): name for code, name in AUDIENCES.items()}
PARTS = (
    Facet("loai", lambda: _("Loại"), lambda d: (d.kind,), lambda value, _d: kind_name(value)),
    Facet("linh-vuc", lambda: _("Lĩnh vực"), lambda d: (d.area_slug,), lambda _value, d: d.area),
    Facet("cap", lambda: _("Cấp thực hiện"), lambda d: (_code(d.level),), lambda v, _d: str(_LEVELS.get(v, "")), tuple(_LEVELS)),
    Facet("doi-tuong", lambda: _("Dành cho"), _audiences, lambda v, _d: str(_AUDIENCES.get(v, "")), tuple(_AUDIENCES)),
)


def level_name(document: SearchDocument) -> str:
    """At which level it is done; "" where nobody says."""
    return _("Cấp huyện (cũ)") if document.level == "district" else str(LEVELS.get(document.level, ""))


PARAMETERS = tuple(part.parameter for part in PARTS)
Address = Callable[[Mapping[str, str]], str]


def kind_name(kind: str) -> str:
    """The name of a kind of document; the kind itself for one nobody has named."""
    return KINDS[kind]() if kind in KINDS else kind


def narrowed(
    documents: Iterable[SearchDocument], asked: Mapping[str, str], address: Address
) -> tuple[list[int], tuple[Filter, ...], dict[str, str]]:
    """Documents, what was asked for and what makes an address of choices in.

    Out: the positions of the documents that fit, the filters, and the choices that stand; what no document has is no choice.
    A filter's counts heed the other filters; one with a single option is left out, unless that is chosen.
    """
    alike = _alike(documents)
    values = [[part.read(document) for part in PARTS] for document, _positions in alike]
    names = _names([document for document, _positions in alike], values)
    chosen = {
        part.parameter: value
        for part, known in zip(PARTS, names, strict=True)
        if (value := meant(asked.get(part.parameter, ""), known)) is not None and known[value]
    }
    wanted = [(n, chosen[part.parameter]) for n, part in enumerate(PARTS) if part.parameter in chosen]
    counts: list[Counter[str]] = [Counter() for _part in PARTS]
    fitting: list[int] = []
    for (_document, positions), row in zip(alike, values, strict=True):
        missed = [n for n, value in wanted if value not in row[n]]
        if not missed:
            fitting += positions
        # With one filter missed, the documents count for that filter's other options alone.
        for n in range(len(PARTS)) if not missed else missed if len(missed) == 1 else ():
            for value in row[n]:
                counts[n][value] += len(positions)
    filters = []
    for part, known, counted in zip(PARTS, names, counts, strict=True):
        options = _options(part, known, counted, chosen, address)
        if len(options) > 1 or part.parameter in chosen:
            filters.append(Filter(part.parameter, part.name(), options, address({**chosen, part.parameter: ""})))
    return sorted(fitting), tuple(filters), chosen


def _alike(documents: Iterable[SearchDocument]) -> list[tuple[SearchDocument, list[int]]]:
    """Of documents that no filter tells apart the first, with the positions of all: thousands of hits are a few hundred kinds of hits."""
    found: dict[tuple[str, str, str, tuple[str, ...]], tuple[SearchDocument, list[int]]] = {}
    for at, document in enumerate(documents):
        key = document.kind, document.area_slug, document.level, document.audiences
        found.setdefault(key, (document, []))[1].append(at)
    return list(found.values())


def _names(documents: list[SearchDocument], values: list[list[tuple[str, ...]]]) -> list[dict[str, str]]:
    """For each filter the values that these documents have, with their names; "" for a value without one."""
    names: list[dict[str, str]] = [{} for _part in PARTS]
    for document, row in zip(documents, values, strict=True):
        for part, known, found in zip(PARTS, names, row, strict=True):
            for value in found:
                if value not in known:
                    known[value] = part.label(value, document) if value else ""
    return names


def _options(
    part: Facet, known: Mapping[str, str], counted: Mapping[str, int], chosen: Mapping[str, str], address: Address
) -> tuple[Option, ...]:
    """The options that leave something, the fullest first; levels and audiences in their own order. What is chosen is always there."""
    taken = chosen.get(part.parameter, "")
    values = [value for value, name in known.items() if name and (counted.get(value) or value == taken)]
    values.sort(key=lambda v: (part.order.index(v) if v in part.order else 0, -counted.get(v, 0), known[v]))
    shown = values[:MAX_OPTIONS] + [v for v in values[MAX_OPTIONS:] if v == taken]
    return tuple(
        Option(v, known[v], counted.get(v, 0), address({**chosen, part.parameter: "" if v == taken else v}), v == taken) for v in shown
    )
