"""Users of the sample by role, addresses of the register's desk, uploads in a folder of the test's own."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from procedures_pages.models import ProcedurePage
from procedures_pages.register.parsing.text_record import parse_text

from ..factories import record_text


@pytest.fixture
def enter(client, db):
    """Log in as bien-tap, duyet or quay."""

    def entered(username):
        client.force_login(get_user_model().objects.get(username=username))
        return client

    return entered


@pytest.fixture
def editor(enter):
    return enter("bien-tap")


@pytest.fixture
def reviewer(enter):
    return enter("duyet")


@pytest.fixture
def guide(db):
    """A published page of the sample that names its record."""
    return ProcedurePage.objects.get(slug="lam-khai-sinh-cho-con", locale__language_code="vi")


@pytest.fixture
def uploads(settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path / "uploads"
    return settings.UPLOADS_ROOT


def at(view, *args, **query):
    address = reverse(f"register_desk:{view}", args=args)
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def text_file(name="mot-ban-ghi.txt", **changes):
    return SimpleUploadedFile(name, record_text(**changes).encode())


def published(**changes):
    """A record with the text that says it: what an archive of the same text leaves unchanged."""
    return parse_text(record_text(**changes))
