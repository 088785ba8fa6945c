"""docs/bien-tap/quyen-truy-cap.md: the table of who is let in where, read and written. Its words are people's, its answers the desk's."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import product

from tests.places import ROOT

from .access import GUEST, LOGIN, NO, NONE, OPEN, ROLES

PAGE = ROOT / "docs" / "bien-tap" / "quyen-truy-cap.md"
SIGNS = {OPEN: "✓", NO: "–", LOGIN: "–", NONE: "0"}
COLUMNS = ("Việc", "Khi trang", "Khách", "Quầy", "Biên tập", "Duyệt", "Quản trị", "Địa chỉ")
NEW_SECTION, NO_WORDS = "Địa chỉ mới, chưa có lời", "?"
_BRACES = re.compile(r"\{([^{}]*)\}")

# {state of the page, or "": the signs of all roles}
Answers = dict[str, tuple[str, ...]]


@dataclass(slots=True)
class Row:
    """What one can do there, in words, and the addresses where; ``answers``: per state what each role is answered."""

    words: str
    addresses: list[str] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)


def signs(answers: dict[str, dict[str, str]]) -> Answers:
    """What the walk found at one address, in the page's signs; where all states answer the same, the state is not told."""
    found = {state: tuple(SIGNS[answer[role]] for role in ROLES) for state, answer in answers.items()}
    return {"": next(iter(found.values()))} if len(set(found.values())) == 1 else found


def _expanded(code: str) -> list[str]:
    parts = [part.split(",") if number % 2 else [part] for number, part in enumerate(_BRACES.split(code))]
    return ["".join(chosen) for chosen in product(*parts)]


def _head(address: str) -> tuple[str, str, str]:
    """("/quan-tri/snippets/office/", "term", "/add/"): where it stands, of what it is, what is done with it."""
    kind = re.match(r"(/quan-tri/(?:snippets/(?:choose/)?|bulk/)(?:office|search)/)(\w+)(/.*)", address)
    kind = kind or re.match(r"(/quan-tri/)([\w-]+)(/.*)", address)
    return kind.groups() if kind else (address, "", "")


def compressed(addresses: list[str]) -> list[str]:
    """The same addresses in as few lines as braces make of them: /quan-tri/snippets/office/{term,office}{/,/add/}."""
    rests: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address in addresses:
        start, kind, rest = _head(address)
        rests[start, kind].append(rest)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for (start, kind), ends in rests.items():
        alike[start, tuple(sorted(ends))].append(kind)
    return [f"{start}{_braced(kinds)}{_braced(list(ends))}" for (start, ends), kinds in alike.items()]


def _braced(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else "{" + ",".join(texts) + "}"


def read(text: str) -> tuple[str, dict[str, list[Row]]]:
    """(all before the first table, {section: its rows}) of the page."""
    before, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    intro = [before]
    sections: dict[str, list[Row]] = {}
    for part in parts:
        title, _line, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")][2:]
        if not lines:
            intro.append(f"## {part}")
            continue
        rows: list[Row] = []
        for line in lines:
            words, state, *roles, code = (cell.strip() for cell in line.strip().strip("|").split("|"))
            addresses = [one for braced in re.findall(r"`([^`]+)`", code) for one in _expanded(braced)]
            if not (rows and addresses == rows[-1].addresses):
                rows.append(Row(words, addresses))
            for named in state.split("; "):
                rows[-1].answers[named] = tuple(roles)
        sections[title.strip()] = rows
    return "".join(intro), sections


def answers_in(sections: dict[str, list[Row]]) -> dict[str, Answers]:
    """{address: its answers} as the page has them."""
    return {address: row.answers for rows in sections.values() for row in rows for address in row.addresses}


def written(intro: str, sections: dict[str, list[Row]], found: dict[str, Answers]) -> str:
    """The page anew: the words that it had, the answers that were found; an address without words comes last."""
    known = {address for rows in sections.values() for row in rows for address in row.addresses}
    new = [Row(NO_WORDS, [address]) for address in found if address not in known]
    out = [intro.rstrip(), ""]
    for title, rows in {**sections, **({NEW_SECTION: new} if new else {})}.items():
        out += [f"## {title}", "", f"| {' | '.join(COLUMNS)} |", f"|{' --- |' * 2}{' :-: |' * len(ROLES)} --- |"]
        for words, addresses in _by_words(rows).items():
            alike: dict[tuple, list[str]] = defaultdict(list)
            for address in addresses:
                if address in found:
                    alike[tuple(found[address].items())].append(address)
            for answers, same in alike.items():
                codes = " ".join(f"`{code}`" for code in compressed(same))
                states: dict[tuple[str, ...], list[str]] = defaultdict(list)
                for state, roles in answers:
                    states[roles].append(state)
                out += [f"| {words} | {'; '.join(named)} | {' | '.join(roles)} | {codes} |" for roles, named in states.items()]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def _by_words(rows: list[Row]) -> dict[str, list[str]]:
    together: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        together[row.words] += row.addresses
    return together


def difference(page: dict[str, Answers], found: dict[str, Answers]) -> list[str]:
    """A sentence for each address whose answers are not those of the page, for whoever has to decide whether that is meant."""
    told = [f"{address}: a new address without a row in {PAGE.name}" for address in found if address not in page]
    told += [f"{address}: has a row in {PAGE.name}, but is no address any more" for address in page if address not in found]
    for address in found:
        if address in page and page[address] != found[address]:
            told += [
                f"{address}{f' ({state})' if state else ''}, {role}: {was or 'not told'} in {PAGE.name}, {now} on the desk"
                for state, roles in found[address].items()
                for role, was, now in zip(ROLES, page[address].get(state) or [""] * len(ROLES), roles, strict=True)
                if was != now
            ] or [f"{address}: other states of the page than in {PAGE.name}"]
    return told


__all__ = ["GUEST", "NO_WORDS", "PAGE", "answers_in", "difference", "read", "signs", "written"]
