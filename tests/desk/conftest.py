import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def enter(client):
    """Logs in as one of the sample's users."""

    def entered(username):
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return entered
