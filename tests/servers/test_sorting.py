"""The order of names on the desk, on PostgreSQL: its collation must agree with ours on SQLite."""

import json

import pytest

from .site import environment, shell

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
ASK = "import json; from tests.office.desk.ordering import wrong; print(json.dumps(wrong(), ensure_ascii=False))"


def test_names_sort_as_vietnamese_on_postgresql(sample_on_postgres, tmp_path):
    with sample_on_postgres() as database:
        env = environment(tmp_path, DATABASE_URL=database)
        assert json.loads(shell(env, ASK).splitlines()[-1]) == []
