"""Migrations on real databases that hold a site: forwards, back to the streams without blocks of before, and forwards again."""

import json
import shutil

import pytest

from .site import environment, manage, shell

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
# The last migration of each room before streams were known with their blocks.
BEFORE = {"guides": "0001", "home": "0002", "procedures_pages": "0003"}
STORED = """
import json
from django.db import connection
from wagtail.models import Revision
found = {}
for table, key, columns in [
    ("procedures_pages_procedurepage", "page_ptr_id", ["documents", "questions", "channels", "steps", "advice", "times", "costs"]),
    ("guides_baseguidepage", "page_ptr_id", ["intro", "steps", "closing"]),
    ("home_standardpage", "page_ptr_id", ["sections"]),
]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {', '.join(columns)} FROM {table} ORDER BY 1")
        rows = [[key, *(json.loads(value) if isinstance(value, str) else value for value in values)] for key, *values in cursor.fetchall()]
        found[table] = rows
found["revisions"] = [list(row) for row in Revision.objects.order_by("pk").values_list("pk", "content")]
print("STORED" + json.dumps(found))
"""
NAMES = {"note": "explanation"}
DEADLINES = """
import json
from procedures_pages.models import ProcedurePage
print("STORED" + json.dumps([page.deadlines.get_prep_value() for page in ProcedurePage.objects.order_by("pk")]))
"""
# A migration of tomorrow: the name of a child changes in the database and in what migrations know of it.
RENAME = """
import json
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from procedures_pages.translation.renaming import RenameChild
migration = migrations.Migration("0099_rename", "procedures_pages")
migration.operations = [RenameChild("procedures_pages", "procedurepage", "documents", "document", "note", "explanation")]
with connection.schema_editor(atomic=True) as editor:
    migration.apply(MigrationLoader(connection).project_state(), editor)
"""


# Times and costs were then in the channels (migration 0005); these texts were for everybody (0007).
NEW = ("channels", "times", "costs", "entries", "people", "source_note")
SAID = ("conditions", "advice")
THEN = STORED.replace(', "times", "costs"', "")


def without_times_and_costs(stored):
    """What was the same then as it is now."""
    pages = [
        [key, documents, questions, steps, texts(advice)]
        for key, documents, questions, _channels, steps, advice, *_more in stored["procedures_pages_procedurepage"]
    ]
    revisions = [
        [key, {name: texts(value) if name in SAID else value for name, value in content.items() if name not in NEW}]
        for key, content in stored["revisions"]
    ]
    return stored | {"procedures_pages_procedurepage": pages, "revisions": revisions}


def texts(stream):
    """What a stream of texts says, whether each is a struct or not."""
    blocks = (json.loads(stream) if isinstance(stream, str) else stream) or []
    return [(block["id"], block["value"]["text"] if isinstance(block["value"], dict) else block["value"]) for block in blocks]


def told(stored):
    """{(what, kind of fact): values without ids}; where a channel of then could not say what is for which answers: nothing."""
    found = {}

    def add(key, **streams):
        for name, stream in streams.items():
            values = [block["value"] for block in (json.loads(stream) if isinstance(stream, str) else stream) or []]
            if not any(value.get("applies") for value in values):
                found[key, name] = [{name: value for name, value in value.items() if name != "applies"} for value in values]

    for key, *_others, channels, _steps, _advice, times, costs in stored["procedures_pages_procedurepage"]:
        add(key, channels=channels, times=times, costs=costs)
    for key, content in stored["revisions"]:
        if "times" in content:
            add(f"revision {key}", **{name: content[name] for name in ("channels", "times", "costs")})
    return found


def stored(env, code=STORED):
    said = shell(env, code)
    return json.loads(said.partition("STORED")[2])


@pytest.fixture(params=["sqlite", "postgres"])
def env(request, sample, tmp_path):
    """A site with the sample."""
    if request.param == "sqlite":
        yield environment(shutil.copytree(sample, tmp_path / "data"), SEARCH_MEANING="false")
        return
    with request.getfixturevalue("sample_on_postgres")() as url:
        yield environment(tmp_path, DATABASE_URL=url, SEARCH_MEANING="false")


def test_a_site_of_before_is_brought_to_today_with_its_data_as_it_was_and_a_child_is_renamed(env):
    before = stored(env)
    assert all(before.values())
    assert sum(map(len, stored(env, DEADLINES))) > 7
    manage(env, "migrate", "procedures_pages", "0005", "--verbosity", "0")
    for app, name in BEFORE.items():
        manage(env, "migrate", app, name, "--verbosity", "0")
    assert without_times_and_costs(stored(env, THEN)) == without_times_and_costs(before)
    manage(env, "migrate", "--verbosity", "0")
    now = stored(env)
    assert without_times_and_costs(now) == without_times_and_costs(before)
    # The column goes and comes: pages of before have no deadline.
    assert {len(deadlines) for deadlines in stored(env, DEADLINES)} == {0}
    kept = told(before)
    assert len(kept) > 300
    assert {key: value for key, value in told(now).items() if key in kept} == kept
    before = now
    shell(env, RENAME)
    assert stored(env) == renamed(before)


def renamed(stored):
    """What was stored, with the new name."""
    pages = [[key, named(documents), *others] for key, documents, *others in stored["procedures_pages_procedurepage"]]
    revisions = [
        [key, content | {"documents": json.dumps(named(json.loads(content["documents"])))} if "documents" in content else content]
        for key, content in stored["revisions"]
    ]
    assert sum(len(row[1]) for row in pages) > 100
    return stored | {"procedures_pages_procedurepage": pages, "revisions": revisions}


def named(documents):
    return [child | {"value": {NAMES.get(name, name): value for name, value in child["value"].items()}} for child in documents]
