"""The real servers, each started once for all tests that ask for it; what starts them is imported then, not for every run of a test."""

import itertools
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres_url():
    from .postgres import postgres

    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def databases_on_postgres(postgres_url):
    """Called with a file that ``postgres.dump`` wrote: a context, a database of its own with what is in it; its address."""
    import psycopg

    from .postgres import restore

    server, _slash, _name = postgres_url.rpartition("/")
    names: dict[Path, str] = {}
    numbers = itertools.count(1)

    def say(statement):
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def copy(file):
        if file not in names:
            loaded = f"site_loaded_{len(names)}"
            say(f"CREATE DATABASE {loaded}")
            restore(f"{server}/{loaded}", file)
            names[file] = loaded
        name = f"{names[file]}_{next(numbers)}"
        say(f"CREATE DATABASE {name} TEMPLATE {names[file]}")
        try:
            yield f"{server}/{name}"
        finally:
            say(f"DROP DATABASE {name} WITH (FORCE)")

    return copy


def _kept_on_postgres(postgres_url, tmp_path_factory, name, *commands, begun=None):
    """The file with a database that these commands have filled; kept from run to run as long as they would make the same again.

    ``begun``, where it is to be made, gives the file with the database that they go on from.
    """
    import psycopg

    from .postgres import dump, restore
    from .site import environment, kept, manage

    with psycopg.connect(postgres_url, autocommit=True) as connection:
        version = connection.info.server_version

    def make(folder):
        making = f"making_{name}"
        url = f"{postgres_url.rpartition('/')[0]}/{making}"
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {making}")
        if begun:
            restore(url, begun())
        env = environment(tmp_path_factory.mktemp("data"), DATABASE_URL=url, SEARCH_MEANING="false")
        for command in commands:
            manage(env, *command)
        dump(url, folder / "dump")
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {making} WITH (FORCE)")

    return kept(f"postgres-{version}-{name}", make) / "dump"


def _kept_empty_on_postgres(postgres_url, tmp_path_factory):
    return _kept_on_postgres(postgres_url, tmp_path_factory, "empty", ["migrate", "--verbosity", "0"])


@pytest.fixture(scope="session")
def sample_on_postgres(postgres_url, databases_on_postgres, tmp_path_factory):
    """Called: a database of its own with the sample on a PostgreSQL, for as long as the context lasts; its address."""
    empty = partial(_kept_empty_on_postgres, postgres_url, tmp_path_factory)
    file = _kept_on_postgres(postgres_url, tmp_path_factory, "sample", ["load_sample"], begun=empty)
    return partial(databases_on_postgres, file)


@pytest.fixture(scope="session")
def empty_on_postgres(postgres_url, databases_on_postgres, tmp_path_factory):
    """The same of a site that nobody has filled yet."""
    return partial(databases_on_postgres, _kept_empty_on_postgres(postgres_url, tmp_path_factory))


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
