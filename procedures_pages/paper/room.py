"""Whether the head of a sheet has room beside its code. Where it has not, both stand one below the other, and go on over pages.

The PDF engine loses the code, or a part of the text, where a box that holds them side by side is broken over pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from procedures_pages.facts import phrases
from procedures_pages.facts.case import Case
from procedures_pages.facts.procedure import ProcedureFacts

from .editions import Edition
from .posters.text_fitting import height

# As in print.css and a5.css: points, and millimetres of the text beside the code and of the facts in it.
TITLE, SMALL, TEXT, LEADING = 18, 11, 12, 1.33
COLUMNS = {"": (144.0, 118.0), "a5": (90.0, 68.0)}
# What a page holds, less the unit's name and a rest: widths are estimated rather too large.
MAX_HEIGHT = {"": 230.0, "a5": 165.0}


def head_is_long(title: str, small: Iterable[str], facts: Sequence[str], edition: Edition) -> bool:
    """Whether title, the ``small`` lines under it and the texts of the table of ``facts`` are too high for one page beside the code."""
    if edition.co not in COLUMNS:
        return False  # That edition never puts them side by side.
    wide, narrow = COLUMNS[edition.co]
    used = height(title, TITLE, wide, LEADING) + sum(height(text, SMALL, wide, LEADING) for text in small)
    return used + sum(height(text, TEXT, narrow, LEADING) for text in facts) > MAX_HEIGHT[edition.co]


def sheet_is_long(
    facts: ProcedureFacts, case: Case, edition: Edition, whole: bool = False, due_back: str = "", told: Iterable[str] = ()
) -> bool:
    """Whether a procedure's sheet has no room for text beside its code. ``whole``: the notes of its facts are printed, too.

    ``due_back``: when the result is expected, in words; ``told``: other sentences of the head.
    """
    small = [case.entry.official_name, facts.status_note, phrases.case_words(case), *told]
    said = [
        case.entry.authority,
        phrases.offices_line(case),
        phrases.deadline_summary(case),
        *phrases.time_lines(case),
        due_back,
        *phrases.cost_lines(case),
    ]
    said += [f"{output.fact.name}, {phrases.when_words(output.conditions)}" for output in case.outputs]
    if whole:
        said += [*phrases.deadline_notes(case), *phrases.time_notes(case), *phrases.cost_notes(case)]
    return head_is_long(facts.title, small, said, edition)
