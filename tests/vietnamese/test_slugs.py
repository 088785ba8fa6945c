import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.slugs import slugify

from .strategies import anything


@pytest.mark.parametrize(
    ("text", "length", "slug"),
    [
        ("Đăng ký kết hôn", 0, "dang-ky-ket-hon"),
        ("Đăng ký kết hôn", 10, "dang-ky"),
        ("Đăng ký kết hôn", 11, "dang-ky-ket"),
        ("nghiêng", 4, "nghi"),
        ("  Mã 1.001612 (mới)  ", 0, "ma-1-001612-moi"),
        ("…", 0, ""),
    ],
)
def test_slugify(text, length, slug):
    assert slugify(text, length) == slug


@given(anything, st.integers(1, 40))
def test_slugs_are_plain_short_and_stable(text, length):
    slug = slugify(text, length)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug)
    assert len(slug) <= length
    assert slugify(slug, length) == slug
