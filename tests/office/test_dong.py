"""Boxes for money: what is typed is read, written back in groups and in words, or refused with the reason."""

import pytest
from django.core.exceptions import ValidationError

from office.dong import DongField
from procedures_pages.blocks import CostBlock

pytestmark = pytest.mark.django_db
READING = "/quan-tri/doc-so-tien/"


@pytest.mark.parametrize("typed", ["4.000.000", "4000000", "4 triệu", "4.000.000 đồng"])
def test_the_form_of_a_cost_takes_it_as_people_type_it(typed):
    block = CostBlock()
    data = {"c-kind": "phi", "c-basis": "amount", "c-amount": typed, "c-per": "", "c-label": "", "c-note": "", "c-applies-count": "0"}
    assert block.clean(block.value_from_datadict(data, {}, "c"))["amount"] == 4_000_000


@pytest.mark.parametrize("typed", ["4,5", "4.000.00", "bốn triệu", "1 triệu 200"])
def test_what_is_no_amount_is_refused_with_what_was_typed(typed):
    with pytest.raises(ValidationError, match=f"“{typed}” không đọc được thành số tiền"):
        DongField().clean(typed)


def test_the_box_is_one_for_text_and_groups_what_is_stored():
    field = DongField(min_value=1, required=False)
    html = field.widget.render("amount", field.prepare_value(1_200_000), {})
    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert 'value="1.200.000"' in html


@pytest.mark.parametrize("typed", ["0", "10.000.000.001"])
def test_bounds_hold_for_what_is_read(typed):
    with pytest.raises(ValidationError):
        CostBlock().child_blocks["amount"].field.clean(typed)


def test_an_amount_that_is_grouped_otherwise_is_no_change():
    assert not DongField().has_changed(4_000_000, "4.000.000")
    assert DongField().has_changed(4_000_000, "4.000")
    assert DongField().has_changed(4_000_000, "nhiều")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("4 triệu", {"amount": "4.000.000", "words": "bốn triệu đồng"}),
        ("1200000", {"amount": "1.200.000", "words": "một triệu hai trăm nghìn đồng"}),
        ("4,5", {"wrong": "“4,5” không đọc được thành số tiền. Viết như: 4.000.000 hoặc 4 triệu."}),
        ("", {}),
    ],
)
def test_the_desk_reads_it_back(enter, typed, said):
    assert enter("quay").get(READING, {"so": typed}).json() == said


def test_nobody_else_is_answered(client):
    assert client.get(READING, {"so": "1"}).status_code == 302
