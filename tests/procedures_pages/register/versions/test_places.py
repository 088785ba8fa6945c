"""Each record keeps whose it is: from the import, and anew where older rules judged it."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from office.clock.jobs import job_of
from procedures_pages.models import RegisterRecord
from procedures_pages.register.classification.places import NATIONAL, RULES, SOME_PROVINCE
from procedures_pages.register.versions.places import renew_places
from procedures_pages.register.versions.signals import register_changed

from ..factories import AUGUST, record, store

pytestmark = pytest.mark.django_db
LAI_CHAU = {"code": "9.000001", "decision": "77/QĐ-UBND", "executing": ("Sở Thú y tỉnh Lai Châu",)}
NAMELESS = {"code": "9.000002", "decision": "77/QĐ-UBND", "executing": ("Phòng Kinh tế",)}
MINISTRY = {"code": "9.000003", "decision": "77/QĐ-BYT"}


def places():
    return dict(RegisterRecord.objects.values_list("code", "place"))


def test_an_import_says_whose_each_record_is():
    store(record(**LAI_CHAU), record(**MINISTRY))
    assert places() == {"9.000001": "lai-chau", "9.000003": NATIONAL}
    assert RegisterRecord.objects.get(code="9.000001").decision == "77/QĐ-UBND"


def test_a_record_that_names_nobody_gets_the_province_of_its_act():
    store(record(**LAI_CHAU), record(**NAMELESS))
    assert places() == {"9.000001": "lai-chau", "9.000002": "lai-chau"}


def test_alone_it_stays_unnamed():
    store(record(**NAMELESS))
    assert places() == {"9.000002": SOME_PROVINCE}


def test_the_act_may_come_with_a_later_snapshot():
    store(record(**NAMELESS))
    store(record(**NAMELESS), record(**LAI_CHAU), day=AUGUST)
    assert places()["9.000002"] == "lai-chau"


def test_a_changed_record_is_judged_anew():
    store(record(**LAI_CHAU))
    store(record(**{**LAI_CHAU, "executing": ("Sở Thú y tỉnh Phú Thọ",)}), day=AUGUST)
    assert places() == {"9.000001": "phu-tho"}


def test_a_try_writes_nothing():
    store(record(**NAMELESS))
    store(record(**NAMELESS), record(**LAI_CHAU), day=AUGUST, write=False)
    assert places() == {"9.000002": SOME_PROVINCE}


@pytest.fixture
def judged_by_older_rules():
    store(record(**LAI_CHAU), record(**NAMELESS), record(**MINISTRY))
    RegisterRecord.objects.update(place="", decision="", place_rules=0)


def test_what_older_rules_judged_is_judged_anew_once(judged_by_older_rules):
    assert renew_places() == 3
    assert places() == {"9.000001": "lai-chau", "9.000002": "lai-chau", "9.000003": NATIONAL}
    assert set(RegisterRecord.objects.values_list("place_rules", flat=True)) == {RULES}
    assert renew_places() == 0


def test_the_migration_judges_what_was_imported_before(judged_by_older_rules):
    migration = importlib.import_module("procedures_pages.migrations.0011_places_of_records")
    migration.judge(apps, SimpleNamespace(connection=connection))
    assert places()["9.000001"] == "lai-chau"


def test_the_clock_judges_and_tells_search(judged_by_older_rules):
    heard = []
    register_changed.connect(lambda **kwargs: heard.append(1), weak=False, dispatch_uid="test of places")
    try:
        assert [job_of("record-places").run(), job_of("record-places").run()] == ["3", ""]
    finally:
        register_changed.disconnect(dispatch_uid="test of places")
    assert heard == [1]
