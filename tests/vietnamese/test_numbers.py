import pytest

from vietnamese.numbers import decimal


@pytest.mark.parametrize(("number", "written"), [(3, "3"), (3.5, "3,5"), (0.25, "0,25"), (100.0, "100")])
def test_a_comma_before_the_decimals(number, written):
    assert decimal(number) == written


@pytest.mark.parametrize(("number", "written"), [(2.0, "2"), (2.46, "2,5"), (10.0, "10"), (0.04, "0")])
def test_rounded_without_zeros_at_the_end(number, written):
    assert decimal(number, 1) == written
