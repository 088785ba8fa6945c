"""The real servers, each started once for all tests that ask for it."""

from contextlib import contextmanager

import psycopg
import pytest

from .elasticsearch import elasticsearch
from .postgres import postgres
from .redis import redis
from .site import environment, manage


@pytest.fixture(scope="session")
def postgres_url():
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def sample_on_postgres(postgres_url, tmp_path_factory):
    """Called: a database of its own with the sample on a PostgreSQL, for as long as the context lasts; its address."""
    loaded = "site_loaded"
    server, _slash, _name = postgres_url.rpartition("/")

    def say(statement):
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(statement)

    say(f"CREATE DATABASE {loaded}")
    env = environment(tmp_path_factory.mktemp("data"), DATABASE_URL=f"{server}/{loaded}", SEARCH_MEANING="false")
    manage(env, "migrate", "--verbosity", "0")
    manage(env, "load_sample")

    @contextmanager
    def copy():
        say(f"CREATE DATABASE {loaded}_copy TEMPLATE {loaded}")
        try:
            yield f"{server}/{loaded}_copy"
        finally:
            say(f"DROP DATABASE {loaded}_copy WITH (FORCE)")

    return copy


@pytest.fixture(scope="session")
def redis_url():
    with redis() as url:
        yield url


@pytest.fixture(scope="session")
def search_url():
    with elasticsearch() as url:
        yield url
