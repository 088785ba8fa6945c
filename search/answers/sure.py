"""Whether the first hit is surely what a question is about. Rather no answer than another procedure's.

The bounds were chosen on the judged queries of one half of the procedures, some way above the last wrong ones (:data:`BAND` says how far);
what the other half says stands in docs/decisions/0007.
"""

from __future__ import annotations

from ..engines import Hit
from ..index.analysis import DocumentName
from ..query.reading import Query
from ..ranking.pipeline import RankedAnswer
from ..ranking.scoring import FORMER_CODE

# Its name says what was typed, and little else was typed …
NAME, SHARE, AHEAD = 0.85, 0.85, 0.02
# … or that, and it is one of the pages that editors mark as most asked for: who says no more than "khai sinh" means the plain act …
USUAL_SHARE = 0.95
# … or it is far ahead of all others, in words and in meaning: the less its name says of what was typed, the nearer in meaning.
# Where another hit is nearer in meaning, words have decided alone ("cu 80 tuoi khong luong huu" has more words of another benefit's names).
FAR_AHEAD, TOTAL, COVERED = 0.18, 0.9, 0.75
NAME_AND_MEANING = ((0.6, 0.7), (0.5, 0.93))
BAND = 0.06


def is_sure(found: RankedAnswer, band: float = 0.0) -> bool:
    """The ranked answer in; whether its first hit may be answered from. ``band`` lowers every bound."""
    if not found.hits:
        return False
    first = found.hits[0]
    by_key = {analysed.document.key: score for score, analysed in found.scores}
    score = by_key.get(first.document.key)
    if score is None:
        return False
    # A variant is another record with other facts: what stands within the hit is a rival, too.
    others = [hit.score for hit in (*first.variants, *found.hits[1:2])]
    ahead = (first.score - max(others)) / first.score if others else 1.0
    if first.score >= FORMER_CODE:
        return ahead > 0
    is_named = score.name >= NAME - band
    named = is_named and score.share >= SHARE - band and ahead >= AHEAD - band / 2
    usual = is_named and score.share >= USUAL_SHARE - band and first.document.boost > 1
    is_near = any(score.name >= name - band and score.meaning >= meaning - band for name, meaning in NAME_AND_MEANING)
    rivals = (by_key[hit.document.key].meaning for hit in found.hits[1:] if hit.document.key in by_key)
    is_nearest = score.meaning >= max(rivals, default=0.0) - band / 2
    alone = is_near and is_nearest and ahead >= FAR_AHEAD - band and first.score >= TOTAL - band and score.share >= COVERED - band
    return named or usual or alone


def namesakes(query: Query, found: RankedAnswer) -> tuple[Hit, ...]:
    """The hits in force that each carry what was typed, word by word, for a name ("giấy chứng tử"): any may be meant. Else none."""
    typed = [{reading.key for reading in word.readings} for word in query.words]
    if query.codes:
        return ()

    def is_named(line: DocumentName) -> bool:
        return len(line.keys) == len(typed) and all(key in readings for key, readings in zip(line.keys, typed, strict=True))

    named = {analysed.document.key for _score, analysed in found.scores if any(map(is_named, analysed.lines))}
    kinds = ("procedure", "record")
    hits = [hit for hit in found.hits if hit.document.key in named and hit.document.kind in kinds and not hit.document.is_gone]
    return tuple(hits) if len(hits) > 1 else ()


def means_its_predecessor(found: RankedAnswer) -> bool:
    """Whether a page that the first hit has replaced is what was typed, more than that one."""
    first, names = found.hits[0].document, {analysed.document.key: score.name for score, analysed in found.scores}
    old = [hit.document for hit in found.hits if hit.document.is_gone and hit.document.successor == first.url]
    return any(names.get(one.key, 0.0) > names.get(first.key, 0.0) for one in old)
