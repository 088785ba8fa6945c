"""Abbreviations of the register's own texts and of companies' papers, and what a shortened or citizens' phrase leads to."""

import pytest

from search.query.reading import read_query
from search.query.tokens import written


@pytest.mark.parametrize(
    ("said", "official"),
    [
        ("thuế gtgt", "giá trị gia tăng"),
        ("quyết toán tncn", "thu nhập cá nhân"),
        ("cty tnhh", "trách nhiệm hữu hạn"),
        ("gplx hết hạn", "đổi giấy phép lái xe"),
        ("ho chieu tre em", "cấp hộ chiếu phổ thông ở trong nước"),
    ],
)
def test_it_is_looked_for_in_the_offices_words(said, official):
    assert official in [written(phrase) for segment in read_query(said).segments for phrase in segment.official]
