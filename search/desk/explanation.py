"""Why a search answers as it does: how the query was read, and what made each hit stand where it stands. For editors."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..editors_words.vocabulary_rules import ORIGIN
from ..index.analysis import Analysed
from ..index.snapshot import index_snapshot
from ..pages.facets import kind_name
from ..query.expansion import ExpandedQuery, Term
from ..query.reading import AROUND, ASKING, FILLING, Query, Word, read_query
from ..query.tokens import written
from ..ranking.query_vectors import spoken, vector_of
from ..ranking.scoring import COVERAGE, MEANING, NAME, NARROWER, Score
from ..searching import Searcher

MAX_SHOWN = 20
MAX_OTHERS = 5
MAX_ALTERNATIVES = 6
# What a word counts, and what that says about it.
ROLES = {ASKING: _("chỉ để hỏi"), FILLING: _("từ đệm"), AROUND: _("giấy tờ đi kèm")}
ORIGINS = {
    "citizens": _("cách gọi của người dân"),
    "everyday": _("lời nói thường ngày"),
    "wider": _("việc của cơ quan khác"),
    "abbreviations": _("viết tắt"),
    "english": _("tiếng Anh"),
    ORIGIN: _("từ đồng nghĩa do biên tập thêm"),
}


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word typed, its folded form, what it was taken for (spelling, sure in per cent), its role; ``tells``: its weight in the query."""

    text: str
    key: str
    taken_for: tuple[tuple[str, int], ...]
    role: str | Promise
    tells: float


@dataclass(frozen=True, slots=True)
class Expansion:
    said: str
    official: tuple[str, ...]
    origin: str | Promise


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """``parts`` are the points of the score with what they are for; ``factors`` what the sum was multiplied with."""

    title: str
    url: str
    kind: str
    total: float
    sure: float
    parts: tuple[tuple[str | Promise, float], ...]
    factors: tuple[tuple[str | Promise, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    query: Query
    words: tuple[ReadWord, ...]
    expansions: tuple[Expansion, ...]
    correction: str
    spoken: str
    engine: str
    milliseconds: float
    hits: tuple[ExplainedHit, ...]
    others: tuple[ExplainedHit, ...]
    is_offered: bool = False
    lacks_subject: bool = False


def explain(searcher: Searcher, raw: str, locale: str) -> Explanation:
    """What was typed in; how it was read, the first hits and the likeliest documents that are no hits, with their points, out."""
    query = read_query(raw)
    begin = time.perf_counter()
    answer = searcher.answer(query, locale)
    took = (time.perf_counter() - begin) * 1000
    snapshot = index_snapshot(locale)
    by_meaning = answer.expanded is not None and vector_of(query, answer.expanded, snapshot, locale) is not None
    by_key = {analysed.document.key: (score, analysed) for score, analysed in answer.scores}
    hits = [by_key.pop(one.document.key) for hit in answer.hits for one in hit.members]
    return Explanation(
        query=query,
        words=tuple(_words(query, answer.expanded)),
        expansions=tuple(_expansions(query)),
        correction=answer.correction,
        spoken=spoken(query, answer.expanded, snapshot, locale) if answer.expanded and by_meaning else "",
        engine=searcher.name,
        milliseconds=round(took, 1),
        hits=tuple(_explained(*pair) for pair in hits[:MAX_SHOWN]),
        others=tuple(_explained(*pair) for pair in list(by_key.values())[:MAX_OTHERS]),
        is_offered=answer.is_offered,
        lacks_subject=answer.lacks_subject,
    )


def _words(query: Query, expanded: ExpandedQuery | None) -> Iterable[ReadWord]:
    if expanded is None:
        return
    for segment, expanded_segment in zip(query.segments, expanded.segments, strict=True):
        for word, term in zip(segment.words, expanded_segment.phrasings[0].terms, strict=True):
            yield _word(word, term)


def _word(word: Word, term: Term) -> ReadWord:
    alternatives = tuple(
        (written(alternative.tokens), round(alternative.weight * 100)) for alternative in term.alternatives[:MAX_ALTERNATIVES]
    )
    return ReadWord(word.text, word.readings[0].key, alternatives, ROLES.get(word.weight, ""), round(term.importance, 2))


def _expansions(query: Query) -> Iterable[Expansion]:
    for segment in query.segments:
        if segment.official:
            said = " ".join(word.text for word in segment.words)
            yield Expansion(said, tuple(map(written, segment.official)), ORIGINS.get(segment.origin, segment.origin))


def _explained(score: Score, analysed: Analysed) -> ExplainedHit:
    document = analysed.document
    parts: list[tuple[str | Promise, float]] = [
        (_("có các từ đã gõ"), COVERAGE * score.share),
        (_("tên giống câu đã gõ"), NAME * score.name),
        (_("gần nghĩa"), MEANING * score.meaning),
        (_("đúng mã"), score.code),
    ]
    factors: list[tuple[str | Promise, float]] = [
        (_("ưu tiên của loại trang"), document.boost),
        (_("trường hợp riêng không ai hỏi"), NARROWER**score.narrower),
    ]
    return ExplainedHit(
        title=document.title,
        url=document.url,
        kind=kind_name(document.kind),
        total=round(score.total, 3),
        sure=round(score.sure, 2),
        parts=tuple((name, round(points, 3)) for name, points in parts if points),
        factors=tuple((name, round(factor, 3)) for name, factor in factors if factor != 1.0),
    )
