"""Vectors for what is published: a name that kills the model is passed over for good, one that cannot be made now waits."""

import sys

import pytest

from search.index import backfill, indexing, sources
from search.index.sources import DocumentSource, register_source
from search.meaning.process.client import ModelClient
from search.meaning.vectors import unpack
from search.models import IndexedDocument
from tests.servers.process import temporary_folder

from ..meaning.failing_server import CRASHES
from ..meaning.test_model_process import FAILING, PATIENT, ended
from ..sample import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monkeypatch):
    """A model that dies where a name says so, in the place of the real one; two names are published and nothing has a vector."""
    with temporary_folder("model") as folder:
        found = ModelClient(lambda: folder, FAILING, seconds=PATIENT, start_seconds=PATIENT)
        monkeypatch.setattr(backfill, "embedder", lambda: found)
        monkeypatch.setattr(sources, "_sources", {})
        titles = {"thing:1": f"Đăng ký {CRASHES}", "thing:2": "Đăng ký khác"}
        read = [document("9.000001", title, ["tên khác"], key=key, official_name="") for key, title in titles.items()]
        register_source(DocumentSource("room", ("thing",), lambda keys: titles, lambda keys: [one for one in read if one.key in keys]))
        indexing.update()
        yield found
        found.keeper.close()
        ended(folder)


def vectors(key):
    return unpack(bytes(IndexedDocument.objects.get(key=key).meanings))


def test_a_published_title_kills_it_once(client):
    assert backfill.fill() == 2
    assert not backfill.missing().exists()
    assert vectors("thing:1").any(axis=1).tolist() == [False, True]
    assert vectors("thing:2").any(axis=1).tolist() == [True, True]
    assert backfill.fill() == 0


def test_without_a_model_names_wait(client):
    client.keeper.command = [sys.executable, "-c", "raise SystemExit(1)"]
    assert backfill.fill() == 0
    assert backfill.missing().count() == 2
