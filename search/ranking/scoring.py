"""How well a document answers an expanded query. Pure; the same for every engine.

Two views of a document are added up: how much of the query its words cover, wherever they stand (a name counts more than the body), and
how well its best name (title, official name, or one of the citizens' names for it) says the same as the query and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..index.analysis import Analysed, DocumentName, Telling, shortness
from ..query.codes import matches
from ..query.expansion import ExpandedQuery
from ..query.tokens import Token
from .coverage import Covering

COVERAGE = 0.36
NAME = 0.44
MEANING = 0.55
# Which are hits at all is told by words more than their order is: of a query that nothing answers well, much is somewhat near in meaning.
REACHING = (0.45, 0.55, 0.35)
# The likeness of two vectors of this model: of texts that have nothing to do with each other, and of the same said otherwise.
FAR, NEAR = 0.8, 0.92
# Between them: from here on it is likelier than not that the one answers the other. Measured on judged queries, answerable or not.
RELATED = 0.878
DOUBT = 28.0  # how much surer, or less sure, each segment of likeness beyond that makes
MAX_SURER, MAX_DOUBTED = 0.4, 0.3
# How much less sure each segment of likeness makes by which something that no office is asked is nearer, whatever the words say.
FOREIGN = 4.0
SETTLED = 0.65  # where words are so sure, meaning has no say in it
# Within a name: how much of the query it has, how much of it the query has, how many words follow each other as typed. A citizen's name
# for it is one phrase among many, so having only a part of it says less.
IN_NAME = (0.6, 0.25, 0.15)
IN_KEYWORD = (0.45, 0.4, 0.15)
NAMED = 0.6  # how sure it is, at least, where one of its names is in the query, word by word
TELLING = 0.5  # how much such a name must tell
SCATTERED = 0.6  # how sure it is, at most, where the words stand here and there
NARROWER = 0.93  # for each way in which the document is a special case nobody asked for
CODE = 10.0
FORMER_CODE = 9.0
EXACT = 0.97

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` orders hits; ``reach`` says which are near enough to the best to be hits; ``sure``, 0 to 1, whether the query is answered
    at all; ``name`` how well the best name fits.

    The others say why: ``share`` of the query covered, nearness in ``meaning``, in how many ways the document is ``narrower`` than what was
    asked, what its ``code`` adds.
    """

    total: float
    sure: float
    name: float
    share: float = 0.0
    meaning: float = 0.0
    narrower: int = 0
    code: float = 0.0
    reach: float = 0.0


class Coverage(NamedTuple):
    """How much of an expanded query a document covers, by which words, and what its codes add; ``rank`` is a rough order."""

    rank: float
    share: float
    used: list[Token]
    code: float


def coverage(expanded: ExpandedQuery, covering: Covering, analysed: Analysed) -> Coverage:
    """Says how much of the expanded query the document covers. ``covering`` is the same query, prepared once for many documents."""
    document = analysed.document
    code = _code_score(expanded, document.codes, document.result) if expanded.codes else 0.0
    share, used = covering.by(analysed.weights)
    return Coverage(share * document.boost + code, share, used, code)


def meant(likeness: float | None) -> float:
    """Turns the likeness of two vectors into nearness in meaning: 0 for unrelated texts, 1 for the same thing in other words."""
    return 0.0 if likeness is None else min(1.0, max(0.0, (likeness - FAR) / (NEAR - FAR)))


def _sure(words: float, likeness: float | None, outside: float) -> float:
    """How sure words alone make, the likeness in meaning, and that to what no office is asked, in; how sure all together make out."""
    if likeness is None:
        return words
    foreign = max(0.0, outside - likeness)
    if words < SETTLED:
        words += max(-MAX_DOUBTED, min(MAX_SURER, DOUBT * (likeness - RELATED - foreign)))
    return max(0.0, words - FOREIGN * foreign)


def score(
    expanded: ExpandedQuery,
    covering: Covering,
    analysed: Analysed,
    coverage: Coverage,
    rarity: Rarity,
    likeness: float | None = None,
    outside: float = 0.0,
) -> Score:
    """Scores one document: what it covers of the query, how well its best name fits, how near it is in meaning.

    ``outside``: how near the query is to what no office is asked, as far as that counts.
    """
    _rank, share, used, code = coverage
    if not expanded.importance:
        return Score(code, 1.0 if code else 0.0, 0.0, reach=code)
    mentioned = used
    name = sure = 0.0
    for line in analysed.lines:
        has, used = covering.by_all(line.forms)
        if has <= name and has <= sure and sure >= NAMED:
            continue  # it cannot fit better than another one does
        if used:
            fits, certain = _fit(expanded, line, has, used, rarity)
            name, sure = max(name, fits), max(sure, certain)
    narrower = min(2, _narrower(analysed, mentioned))
    meaning = meant(likeness)
    lifted = analysed.document.boost * NARROWER**narrower
    reach = sum(weight * part for weight, part in zip(REACHING, (share, name, meaning), strict=True)) * lifted + code
    # What has no vector yet, as a page published a moment ago, is not behind for that: its words count in full.
    total = reach if likeness is None else (COVERAGE * share + NAME * name + MEANING * meaning) * lifted + code
    # Who types a name in full means it, whatever that sounds like.
    surely = 1.0 if code else _sure(max(sure, share * SCATTERED), likeness, 0.0 if name > EXACT else outside)
    return Score(total, surely, name, share, meaning, narrower, code, reach)


def _code_score(expanded: ExpandedQuery, codes: Collection[str], present: str) -> float:
    if any(matches(present, typed) for typed in expanded.codes):
        return CODE
    return FORMER_CODE if any(matches(code, typed) for code in codes for typed in expanded.codes) else 0.0


def _narrower(analysed: Analysed, used: Collection[Token]) -> int:
    """In how many ways every name of the document is narrower than what was asked. A word with marks has to be that word."""
    marked, bare = {token.marked for token in used if token.marked}, [token.key for token in used if not token.marked]
    names = [line for line in analysed.lines if line.is_name]

    def is_said(telling: Telling) -> bool:
        return all(word in marked or bare.count(key) >= times for word, key, times in telling)

    return min((sum(not is_said(telling) for telling in line.narrowing) for line in names), default=0)


def _fit(expanded: ExpandedQuery, line: DocumentName, has: float, used: list[Token], rarity: Rarity) -> tuple[float, float]:
    """A name, and how much of the expanded query it has by which words, in; (how well it fits, how sure it is that it is meant) out."""
    keys = [token.key for token in used if token.key in line.forms]
    mentioned = set(keys)
    told = wanted = 0.0
    for key in line.keys:
        r = rarity(key)
        wanted += r
        if key in mentioned:
            told += r
    no_more = told / wanted
    ordered = sum(pair in line.pairs for pair in pairwise(keys)) / (len(keys) - 1) if len(keys) > 1 else no_more
    some, all_of_it, order = IN_NAME if line.is_name else IN_KEYWORD
    sure = has * shortness(len(line.keys)) * (0.6 + 0.4 * max(ordered, no_more))
    if len(keys) > 1 and not expanded.doubting and wanted >= TELLING and no_more > EXACT and ordered > EXACT:
        sure = max(sure, NAMED)
    return has * (some + all_of_it * no_more + order * ordered), sure
