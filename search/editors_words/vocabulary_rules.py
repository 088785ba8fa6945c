"""The editors' words, taken apart for looking up: one frozen object a process, read anew when the index says that they changed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete, post_save

from .. import models
from ..index import state
from ..process_state import kept
from ..query import synonyms
from ..query.frames import frames
from ..query.phrase_lines import first_line, phrases_of
from ..query.reading import Query
from ..query.synonyms import Phrase, SynonymEntry
from .listed import Listed

log = logging.getLogger(__name__)
ORIGIN = "editors"
# What one does with a thing whose name follows: who asks for the thing alone asks for the same matter.
DONE_WITH_IT = ("đăng ký", "khai báo", "cấp lại", "gia hạn", "làm", "cấp", "đổi", "mất", "nộp")


@dataclass(frozen=True, slots=True)
class Promoted:
    """A page (by what its translations have in common) that stands first, and why."""

    page: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ElsewhereRule:
    """A matter of another office."""

    key: int
    title: str
    who: str
    link: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    text: str
    page: UUID | None


@dataclass(frozen=True, slots=True)
class ConfusionRule:
    difference: str
    first: Side
    second: Side


@dataclass(frozen=True, slots=True)
class VocabularyRules:
    """``entries`` are synonyms like those of ``words/*.txt``; the three others answer with what a query is about, the closest first."""

    entries: tuple[SynonymEntry, ...] = ()
    _promoted: Listed[Promoted] = field(default_factory=Listed)
    _elsewhere: Listed[ElsewhereRule] = field(default_factory=Listed)
    _things: Listed[ElsewhereRule] = field(default_factory=Listed)
    _unless: Listed[ElsewhereRule] = field(default_factory=Listed)
    _confusions: Listed[ConfusionRule] = field(default_factory=Listed)

    def promoted(self, query: Query) -> tuple[Promoted, ...]:
        return self._promoted.whole(query.words)

    def elsewhere(self, query: Query) -> tuple[ElsewhereRule, ...]:
        """What stands in the query; a thing's name alone ("thuế", where "nộp thuế" is listed) only where the query says nothing else."""
        kept_away = set(self._unless.within(query.words))
        found = dict.fromkeys((*self._elsewhere.within(query.words), *self._things.whole(query.words)))
        return tuple(row for row in found if row not in kept_away)

    def confusions(self, query: Query) -> tuple[ConfusionRule, ...]:
        return self._confusions.within(query.words)


class LastRead:
    """The rules, and the number of their change that they were read at; replaced as a whole."""

    def __init__(self) -> None:
        self.read: tuple[int, VocabularyRules] | None = None


def current() -> VocabularyRules:
    """The editors' words as of the last second. Four queries when they changed, none beyond the state's row otherwise."""
    last = kept(LastRead)
    version, read = state.current().wording, last.read
    if read is None or read[0] != version:
        read = last.read = (version, _read())
    return read[1]


def entries() -> tuple[object, tuple[SynonymEntry, ...]]:
    """The synonyms for ``synonyms.find``, with what is another object when they have changed. Without a database there are none."""
    try:
        wording = current()
    except Exception:  # Whatever keeps the words from being read, a query is understood by the words that come with the site.
        log.debug("the editors' words cannot be read", exc_info=True)
        return None, ()
    return wording, wording.entries


def forget_rules(**kwargs: Any) -> None:
    """The next :func:`current` reads all words again."""
    kept(LastRead).read = None


def connect() -> None:
    """What an editor saves or deletes is known to this process at once and to the others within a second."""
    synonyms.join(entries)
    for model in (models.Synonym, models.Confusion, models.PromotedAnswer, models.Elsewhere):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid="search-wording")


def _changed(**kwargs: Any) -> None:
    forget_rules()
    state.wording_changed()


def _read() -> VocabularyRules:
    """What is published."""
    synonyms_there, confusions = models.Synonym.objects.filter(live=True), models.Confusion.objects.filter(live=True)
    promoted = models.PromotedAnswer.objects.filter(live=True).values_list("queries", "page__translation_key", "reason")
    matters = models.Elsewhere.objects.filter(live=True)
    elsewhere = [(row, ElsewhereRule(row.pk, row.title, row.who, row.link, row.explanation)) for row in matters]
    return VocabularyRules(
        tuple(entry for row in synonyms_there.values_list("said", "official", "both_ways") for entry in _entries(*row)),
        Listed.of((_asked(queries), Promoted(page, reason)) for queries, page, reason in promoted),
        Listed.of((_asked(row.queries), told) for row, told in elsewhere),
        Listed.of((_things(row.queries), told) for row, told in elsewhere),
        Listed.of((_phrases(row.unless), told) for row, told in elsewhere),
        Listed.of(_confusion(row) for row in confusions.select_related("first_page", "second_page")),
    )


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(phrases_of(text))


def _asked(text: str) -> tuple[Phrase, ...]:
    """The phrases of these lines as they are, and without what only asks in them ("làm hộ chiếu ở đâu" is about "làm hộ chiếu" too)."""
    return tuple(dict.fromkeys(phrase for listed in _phrases(text) for phrase in (listed, _without_asking(listed)) if phrase))


def _things(text: str) -> tuple[Phrase, ...]:
    """Of lines that begin with what is done with a thing, the things."""
    acts = _phrases("\n".join(DONE_WITH_IT))
    return tuple(phrase[len(act) :] for phrase in _phrases(text) for act in acts if phrase[: len(act)] == act and len(phrase) > len(act))


def _without_asking(phrase: Phrase) -> Phrase:
    words = [(word,) for word in phrase]
    asking = {at for frame in frames(words) for at in range(frame.start, frame.end)}
    around = synonyms.find(words, synonyms.QUESTIONS[:1])
    asking |= {at for span in around for at in range(span.start, span.end) if span.end - span.start > 1}
    return tuple(word for at, word in enumerate(phrase) if at not in asking)


def _entries(said: str, official: str, both_ways: bool) -> tuple[SynonymEntry, ...]:
    return tuple(synonyms.entries(_phrases(said), _phrases(official), both_ways, ORIGIN))


def _confusion(row: models.Confusion) -> tuple[tuple[Phrase, ...], ConfusionRule]:
    sides = [
        Side(first_line(said), text, page.translation_key if page else None)
        for said, text, page in ((row.first, row.first_text, row.first_page), (row.second, row.second_text, row.second_page))
    ]
    return _phrases(f"{row.first}\n{row.second}"), ConfusionRule(row.difference, *sides)
