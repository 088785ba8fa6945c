"""Whether a fact may be quoted from the first hit."""

import pytest

from search.answers.sure import is_sure
from search.engines import Hit
from search.index.analysis import analyse
from search.ranking.pipeline import RankedAnswer
from search.ranking.scoring import Score
from tests.search.sample import document


@pytest.mark.parametrize(("nearness", "sure"), [(0.6, True), (0.94, False)])
def test_who_is_ahead_by_words_alone_is_not_sure(nearness, sure):
    """More of "cu 80 tuoi khong luong huu xin tien" stands in the names of one benefit, but another is nearer in meaning."""
    first, other = document("1.001776", "Trợ cấp xã hội hằng tháng"), document("1.014027", "Trợ cấp hưu trí xã hội")
    scores = ((Score(1.06, 0.75, 0.61, 0.89, 0.87), analyse(first)), (Score(0.83, 0.6, 0.22, 0.59, nearness), analyse(other)))
    assert is_sure(RankedAnswer((Hit(first, 1.06), Hit(other, 0.83)), scores=scores)) is sure
