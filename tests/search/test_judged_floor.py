"""The measured quality has a floor that may only rise: judged_floor.json, by file of judged queries and engine, over the sample.

``own`` are our queries (judged.json), ``dev`` those of the folder shared beside this repository, skipped where that is not there. When an
engine is new, its floor is added there, and what it needs to run to SETUPS.
"""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.site import environment, manage

HERE = Path(__file__).resolve().parent
FLOORS = json.loads((HERE / "judged_floor.json").read_text(encoding="utf-8"))
FILES = {"own": HERE / "judged.json", "dev": HERE.parents[2] / "shared/data/queries_dev.json"}
LOWER_IS_BETTER = {"false"}
SLACK = 0.02  # so much better, and the floor has to follow
APART = 0.02  # so far may the engines be from each other


@contextmanager
def embedded(data, _fixture):
    yield environment(data)


@contextmanager
def on_postgresql(data, fixture):
    with fixture("sample_on_postgres")() as url:
        env = environment(data, DATABASE_URL=url)
        manage(env, "update_search")
        yield env


@contextmanager
def with_elasticsearch(data, fixture):
    yield environment(data, SEARCH_URL=fixture("search_url"), SEARCH_INDEX="judged")


SETUPS = {"postgresql": on_postgresql, "elasticsearch": with_elasticsearch}
SERVERS = [pytest.mark.servers, pytest.mark.xdist_group("servers")]
MEASURED = ("success@1", "success@3", "ndcg@10", "false")
ENGINES = sorted({engine for floors in FLOORS.values() for engine in floors})


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=SERVERS if name in SETUPS else pytest.mark.xdist_group("judged")) for name in ENGINES]
)
def site(request, sample, tmp_path_factory):
    """(engine, the environment of a site with the sample that can use it)."""
    data = shutil.copytree(sample, tmp_path_factory.mktemp("judged") / "data")
    with SETUPS.get(request.param, embedded)(data, request.getfixturevalue) as env:
        yield request.param, env


@pytest.fixture(scope="module")
def evaluated(site):
    """What every engine of that site measures with a file of judged queries: {engine: measures}. Each file is asked once."""
    engine, env = site
    known = {}

    def measure(judged):
        if not FILES[judged].is_file():
            pytest.skip(f"the judged queries ({FILES[judged].relative_to(HERE.parents[2])}) are not here")
        if judged not in known:
            found = json.loads(manage(env, "evaluate_search", str(FILES[judged]), "--json", "--engine", "all"))
            known[judged] = {name: part["all"] for name, part in ({engine: found} if "all" in found else found).items()}
        return known[judged]

    return measure


def gains(floor, found):
    """How much better each measure is than its floor; less than nothing: worse."""
    return {name: (floor[name] - found[name]) * (1 if name in LOWER_IS_BETTER else -1) for name in floor}


@pytest.mark.parametrize("judged", FILES)
def test_quality_is_at_its_floor(site, evaluated, judged):
    engine = site[0]
    floor, found = FLOORS[judged][engine], evaluated(judged)[engine]
    now = json.dumps({name: found[name] for name in floor})
    gained = gains(floor, found)
    assert min(gained.values()) >= -0.0001, f"below the floor of {engine} in judged_floor.json ({floor}): {now}"
    assert max(gained.values()) <= SLACK, f"better than before: raise the floor of {engine} in judged_floor.json to {now}"


@pytest.mark.parametrize("judged", FILES)
def test_engines_of_one_site_are_close_to_each_other(site, evaluated, judged):
    engine, reports = site[0], evaluated(judged)
    apart = [abs(other[name] - reports[engine][name]) for other in reports.values() for name in MEASURED]
    assert max(apart) <= APART, reports
