"""The limit of log-ins, switched on as in production: eight wrong passwords from one address, then a quarter of an hour of none."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

pytestmark = pytest.mark.django_db

LOGIN, WRONG = "/quan-tri/login/", "sai-mat-khau-2026"


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.AXES_ENABLED = True


def log_in(client, password, username="quay", address="203.0.113.7"):
    """The status: 302 in, 200 the form again, 429 too many."""
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address).status_code


def test_the_eighth_wrong_password_is_the_last_that_is_looked_at(client):
    assert [log_in(client, WRONG) for _attempt in range(10)] == [200] * 7 + [429] * 3
    assert log_in(client, "mau-quay-2026") == 429
    assert log_in(client, "mau-quay-2026", address="203.0.113.8") == 302


def test_after_a_quarter_of_an_hour_one_may_try_again(client):
    for _attempt in range(9):
        log_in(client, WRONG)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert log_in(client, "mau-quay-2026") == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert log_in(client, "mau-quay-2026") == 302


def test_a_right_password_forgets_the_wrong_ones(client):
    assert [log_in(client, WRONG) for _attempt in range(7)] == [200] * 7
    assert log_in(client, "mau-quay-2026") == 302
    client.logout()
    assert [log_in(client, WRONG) for _attempt in range(8)] == [200] * 7 + [429]
