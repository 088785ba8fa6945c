"""The real servers, each started once for all tests that ask for it."""

import pytest

from .elasticsearch import elasticsearch
from .postgres import postgres
from .redis import redis


@pytest.fixture(scope="session")
def postgres_url():
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def redis_url():
    with redis() as url:
        yield url


@pytest.fixture(scope="session")
def search_url():
    with elasticsearch() as url:
        yield url
