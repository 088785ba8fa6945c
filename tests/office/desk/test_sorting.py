"""Names sort as Vietnamese wherever the desk lists them; tests/servers/test_sorting.py asks the same of PostgreSQL."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from office.models import ThematicArea
from procedures_pages.models import RegisterRecord
from tests.procedures_pages.register.factories import JULY, record, store
from vietnamese.sorting import sort_key

from .ordering import NAMES, shown, wrong

pytestmark = pytest.mark.django_db


def test_the_test_knows_its_alphabet():
    backwards = NAMES[::-1]
    assert sorted(backwards, key=sort_key) == NAMES


def test_every_list_of_the_desk():
    assert wrong() == []


def test_areas_keep_the_order_of_the_queue_machine(enter):
    ThematicArea.objects.create(slug="thu-1", name="Đất đai", order=250)
    ThematicArea.objects.create(slug="thu-2", name="Ăn uống", order=251)
    html = enter("duyet").get(reverse("wagtailsnippets_office_thematicarea:list")).content
    assert shown(html)[-2:] == ["Đất đai", "Ăn uống"]


@pytest.mark.parametrize(("view", "ordering"), [("records", "name"), ("records", "area"), ("areas", "area")])
def test_the_register(enter, view, ordering):
    store(*[record(code=f"9.{number:06}", name=name, area=name) for number, name in enumerate(NAMES[::-1])], day=JULY)
    html = enter("duyet").get(reverse(f"register_desk:{view}"), {"ordering": ordering}).content
    assert shown(html) == NAMES


def test_the_registers_filter_of_areas(enter):
    store(*[record(code=f"9.{number:06}", area=name) for number, name in enumerate(NAMES[::-1])], day=JULY)
    assert RegisterRecord.objects.count() >= len(NAMES)
    html = enter("duyet").get(reverse("register_desk:records")).content
    options = BeautifulSoup(html, "html.parser").select("select[name=linh_vuc] option")
    assert [option.get_text() for option in options if option.get_text() in NAMES] == NAMES
