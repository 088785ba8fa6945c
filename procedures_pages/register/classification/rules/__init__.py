"""The rules that tell papers, remarks and headings apart, in the order in which they are tried. Pure: no Django.

Each rule reads the folded text of one row without its list markers (``Words``) and says what the row is, or None: the next one is asked.
"""

from __future__ import annotations

from collections.abc import Callable

from ..markers import Words
from . import headings, papers, remarks
from .patterns import Kind

Rule = Callable[[Words], Kind | None]

RULES: tuple[Rule, ...] = (
    remarks.note_word,
    remarks.number_of_sets,
    headings.in_brackets,
    remarks.asked_where_data_fail,
    papers.list_inside,
    headings.list_to_come,
    headings.repeats_case,
    headings.bare_condition,
    remarks.officials_act,
    remarks.translations,
    remarks.fetching_the_result,
    papers.paper_under_condition,
    remarks.nothing_to_hand_in,
    papers.applicant_hands_in,
    remarks.demand_on_papers,
    remarks.looks,
    papers.names_a_paper,
    remarks.counted_note,
    papers.counted,
)


def decide(words: Words) -> tuple[Kind, str]:
    """A row's words in; its kind and the name of the rule that decided out. The first rule that speaks decides."""
    for rule in RULES:
        said = rule(words)
        if said:
            return said, rule.__name__
    return "remark", "nothing_said"
