"""The real servers, each started once for all tests that ask for it; what starts them is imported then, not for every run of a test."""

import itertools
from contextlib import contextmanager

import pytest


@pytest.fixture(scope="session")
def postgres_url():
    from .postgres import postgres

    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def sample_on_postgres(postgres_url, tmp_path_factory):
    """Called: a database of its own with the sample on a PostgreSQL, for as long as the context lasts; its address."""
    import psycopg

    from .site import environment, manage

    loaded = "site_loaded"
    server, _slash, _name = postgres_url.rpartition("/")

    def say(statement):
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(statement)

    say(f"CREATE DATABASE {loaded}")
    env = environment(tmp_path_factory.mktemp("data"), DATABASE_URL=f"{server}/{loaded}", SEARCH_MEANING="false")
    manage(env, "migrate", "--verbosity", "0")
    manage(env, "load_sample")

    numbers = itertools.count(1)

    @contextmanager
    def copy():
        name = f"{loaded}_{next(numbers)}"
        say(f"CREATE DATABASE {name} TEMPLATE {loaded}")
        try:
            yield f"{server}/{name}"
        finally:
            say(f"DROP DATABASE {name} WITH (FORCE)")

    return copy


@pytest.fixture(scope="session")
def redis_url():
    from .redis import redis

    with redis() as url:
        yield url


@pytest.fixture(scope="session")
def search_url():
    from .elasticsearch import elasticsearch

    with elasticsearch() as url:
        yield url
