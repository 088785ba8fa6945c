"""What is compiled once says what the query set says."""

import pytest
from django.contrib.auth.models import Group

from search.index.prepared_queries import NOBODY, SIZES, Prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    return [Group.objects.create(name=f"nhóm {number}") for number in range(3)]


def kept(numbers):
    return Group.objects.filter(pk__in=numbers).exclude(name="nhóm 1")


def test_says_which_are_there(groups):
    assert Prepared(kept)([group.pk for group in groups]) == {groups[0].pk, groups[2].pk}


def test_sees_what_has_changed_since(groups):
    prepared = Prepared(kept)
    numbers = [group.pk for group in groups]
    prepared(numbers)
    groups[0].delete()
    assert prepared(numbers) == {groups[2].pk}


def test_is_compiled_once_for_each_size(groups):
    asked = []
    prepared = Prepared(lambda numbers: asked.append(len(numbers)) or kept(numbers))
    for numbers in ([groups[0].pk], [groups[1].pk], [], list(range(1, SIZES[0] + 2))):
        prepared(numbers)
    assert asked == list(SIZES)


def test_more_than_there_is_room_for(groups):
    assert Prepared(kept)([groups[0].pk, *range(10_000, 10_000 + SIZES[-1])]) == {groups[0].pk}


def test_asks_once(groups, django_assert_num_queries):
    with django_assert_num_queries(1):
        Prepared(kept)([group.pk for group in groups])


def test_nobody_is_nobody():
    assert not Group.objects.filter(pk=NOBODY).exists()
