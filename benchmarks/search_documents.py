"""Made-up search documents in real words: the sample's own titles, names, papers and places, taken apart and put together again.

The same seed gives the same documents, and the first N of a larger number are those of a smaller one, so that one list of questions
fits every size. As in the register a few phrases are everywhere and most are rare (the n-th likeliest is drawn 1/n as often as the first).
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import yaml

from search.index.documents import SearchDocument
from vietnamese.folding import fold
from vietnamese.slugs import slugify
from vietnamese.spelling import is_syllable, parts, with_tone

SAMPLE = Path(__file__).resolve().parent.parent / "site/home/sample"
GUIDES = 44  # so many are procedures with a guide, as in the sample; all others are records
BODY = (20, 160)  # words of a record's papers and results
JOINTS = re.compile(r"[,;:()/]| (?=(?:của|cho|đối với|tại|để|khi|có|theo|bằng|về|trong|bị|hoặc|và) )")
FOR_WHOM = ("", "cho người nước ngoài", "cho tổ chức", "cho hộ gia đình", "cho trẻ em", "lưu động", "liên thông", "qua bưu chính")
LEVELS = ("ward", "province", "ministry")
AUDIENCES = ("citizen", "household_business", "enterprise", "organisation")


class Drawn:
    """Items drawn at random, the n-th 1/n as often as the first."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self.weights = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def one(self, dice: random.Random) -> str:
        return dice.choices(self.items, cum_weights=self.weights)[0]


class Maker:
    """Makes documents from a seed."""

    def __init__(self, seed: int = 7) -> None:
        self.seed = seed
        dice = random.Random(seed)
        self.procedures: list[dict[str, Any]] = [p for file in sorted((SAMPLE / "procedures").glob("*.yaml")) for p in _read(file)]
        reference, offices = _read(SAMPLE / "reference.yaml"), _read(SAMPLE / "offices.yaml")
        names = [text for p in self.procedures for text in (p["official_name"], p["title"], *_keywords(p))]
        self.openings = Drawn(_shuffled({_parts(text)[0] for text in names}, dice))
        self.endings = Drawn(_shuffled({part for text in names for part in _parts(text)[1:]}, dice))
        self.papers = [d["name"] for p in self.procedures for d in p["documents"]]
        self.keywords = Drawn(_shuffled({word for p in self.procedures for word in _keywords(p)}, dice))
        known = [place for office in offices["offices"] for place in office["predecessors"]]
        made = {
            f"xã {first.capitalize()} {second.capitalize()}" for first, second in _pairs(_syllables([*names, *self.papers]), 3300, dice)
        }
        self.places = Drawn([*known, *_shuffled(made, dice)])
        self.areas = Drawn([*(area["name"] for area in reference["areas"]), *(f"{self.openings.one(dice)} {n}" for n in range(200))])

    @cached_property
    def followers(self) -> dict[str, list[str]]:
        """Which words follow which in the sample: what bodies are written with."""
        found: dict[str, list[str]] = {}
        for text in [*self.papers, *(p["official_name"] for p in self.procedures), *(p["summary"] for p in self.procedures)]:
            for first, second in pairwise(text.split()):
                found.setdefault(first, []).append(second)
        return found

    def documents(self, count: int) -> Iterator[SearchDocument]:
        for number in range(count):
            yield self.document(number)

    def document(self, number: int) -> SearchDocument:
        dice = random.Random(f"{self.seed}:{number}")
        if number < GUIDES:
            return self._guided(self.procedures[number % len(self.procedures)], number)
        title = " ".join(filter(None, (self.openings.one(dice), self.endings.one(dice), dice.choice(FOR_WHOM))))
        if dice.random() < 0.5:
            title += f" tại {self.places.one(dice)}"
        code, area = f"{dice.choice((1, 2, 3))}.{100_000 + number:06}", self.areas.one(dice)
        return SearchDocument(
            key=f"record:{number}",
            kind="record",
            locale="vi",
            title=title[:1].upper() + title[1:],
            url=f"/tra-cuu/{code}/",
            codes=(code,),
            keywords=tuple(self.keywords.one(dice) for _n in range(dice.randrange(3))),
            body=self._body(dice),
            area=area,
            area_slug=slugify(area),
            level=dice.choice(LEVELS),
            audiences=tuple(dice.sample(AUDIENCES, dice.randint(1, 2))),
            result=code,
            facts_line=self.places.one(dice),
            boost=0.95,
        )

    def _guided(self, procedure: dict[str, Any], number: int) -> SearchDocument:
        codes = tuple(code["value"] for code in procedure["codes"]) or (procedure["id"],)
        return SearchDocument(
            key=f"procedure:{number}",
            kind="procedure",
            locale="vi",
            title=procedure["title"],
            url=f"/thu-tuc/{procedure['slug']}/",
            official_name=procedure["official_name"],
            codes=codes,
            summary=procedure["summary"],
            keywords=tuple(_keywords(procedure)),
            body="\n".join(document["name"] for document in procedure["documents"]),
            area_slug=procedure["area"],
            level=procedure["level"],
            audiences=tuple(procedure["audiences"]),
            result=codes[0],
        )

    def _body(self, dice: random.Random) -> str:
        lines = [[dice.choice(self.papers).split()[0]]]
        for _n in range(dice.randint(*BODY)):
            if after := self.followers.get(lines[-1][-1]):
                lines[-1].append(dice.choice(after))
            else:
                lines.append([dice.choice(self.papers).split()[0]])
        return "\n".join(map(" ".join, lines))

    def questions(self, count: int = 200) -> list[str]:
        """Questions of every kind, the same at every size: names, words without marks, mistakes, codes, common words, long ones, none."""
        dice = random.Random(self.seed)
        out = []
        for number in range(count):
            guided = self.document(dice.randrange(GUIDES))
            words = dice.choice([guided.title, guided.official_name, *guided.keywords])
            kind = number % 8
            if kind == 1:
                words = fold(words)
            elif kind == 2:
                words = _mistyped(words, dice)
            elif kind == 3:
                words = f"{words} mất bao lâu, cần giấy tờ gì?"
            elif kind == 4:
                words = guided.codes[0]
            elif kind == 5:
                words = " ".join(words.split()[:2])
            elif kind == 6:
                words = f"{self.openings.one(dice)} {self.places.one(dice)}"
            elif kind == 7:
                words = "".join(dice.choice("bcdghklmnpqrstvx") for _n in range(9))
            out.append(words[:150])
        return out

    def beginnings(self, count: int = 200) -> list[str]:
        """What stands in the field while somebody types: from two letters on, half of it without marks."""
        dice = random.Random(self.seed + 1)
        out = []
        for number in range(count):
            words = self.document(dice.randrange(GUIDES)).title
            typed = words[: dice.randint(2, min(20, len(words)))]
            out.append(fold(typed) if number % 2 else typed)
        return out


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _keywords(procedure: dict[str, Any]) -> list[str]:
    return list(procedure.get("keywords") or [])


def _syllables(texts: Iterable[str]) -> list[str]:
    """The syllables of these texts, and those their beginnings, rimes and tones could make: a register has many that a sample has not."""
    known = [found for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()) if (found := parts(word))]
    made = {with_tone(p.onset, q.rime, r.tone) for p, q, r in zip(known, known[7:], known[11:], strict=False)}
    return sorted(word for word in made if is_syllable(word))


def _pairs(items: Sequence[str], count: int, dice: random.Random) -> list[tuple[str, str]]:
    return [(dice.choice(items), dice.choice(items)) for _n in range(count)]


def _parts(text: str) -> list[str]:
    return [part for part in (part.strip() for part in JOINTS.split(text)) if part] or [text]


def _shuffled(items: set[str], dice: random.Random) -> list[str]:
    out = sorted(items)
    dice.shuffle(out)
    return out


def _mistyped(words: str, dice: random.Random) -> str:
    """Two neighbouring letters in each other's place."""
    at = dice.randrange(max(1, len(words) - 1))
    return words[:at] + words[at + 1 : at + 2] + words[at : at + 1] + words[at + 2 :]
