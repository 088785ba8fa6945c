"""The sample beside the national register itself: nothing differs without a written reason. Without ../shared it is skipped."""

from __future__ import annotations

import json

import pytest
from django.core.management import call_command

from home.sample_schema import load_procedures
from procedures_pages.register.models import FindingWaiver
from procedures_pages.register.truth.checking import check_pages
from tests.procedures_pages.register.parsing.test_lossless import REGISTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole_register(capsys):
    if not REGISTER.exists():
        pytest.skip("needs ../shared/data/register-2026-07.tar.xz")
    call_command("import_register", str(REGISTER), snapshot="2026-07-01")
    capsys.readouterr()


@pytest.mark.usefixtures("whole_register")
def test_the_sample_says_what_its_records_say(capsys):
    call_command("check_truth", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["checked"] == len(load_procedures())
    assert [finding for finding in told["findings"] if not finding["waived"]] == []
    # A reason for what is found no more is thrown away, not kept for the next reader to wonder about.
    assert FindingWaiver.objects.count() == sum(finding["waived"] for finding in told["findings"])
    assert all(truth.has_record for truth in check_pages() if truth.facts.source.record)
