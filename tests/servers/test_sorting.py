"""The order of names on the desk, on PostgreSQL: its collation must agree with ours on SQLite."""

import json
from urllib.parse import urlsplit

import psycopg
import pytest

from .site import environment, manage

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
ASK = "import json; from tests.office.desk.ordering import wrong; print(json.dumps(wrong(), ensure_ascii=False))"


def test_names_sort_as_vietnamese_on_postgresql(postgres_url, tmp_path):
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE sorting")
    env = environment(tmp_path, DATABASE_URL=urlsplit(postgres_url)._replace(path="/sorting").geturl())
    manage(env, "migrate", "--verbosity", "0")
    assert json.loads(manage(env, "shell", "--no-imports", "-c", ASK).splitlines()[-1]) == []
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE sorting WITH (FORCE)")
