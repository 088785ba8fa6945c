"""Three Elasticsearch nodes, one of them killed while four readers search: how many searches fail, and who answers.

python benchmarks/search_nodes.py [--seconds 20]
"""

import argparse
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from tests.servers.elasticsearch import cluster  # noqa: E402
from tests.servers.site import environment, manage  # noqa: E402

QUERIES = (
    "đăng ký kết hôn",
    "giay khai sinh",
    "mo tiem tap hoa",
    "xin giấy phép xây nhà",
    "sao y bản chính",
    "1.001612",
    "chuyen truong cho con",
)
READERS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, cluster(3) as nodes:
        env = environment(Path(folder), SEARCH_URL=",".join(node.url for node in nodes))
        manage(env, "migrate", "--verbosity", "0")
        manage(env, "load_sample")
        manage(env, "update_search", "--without-meaning")
        os.environ.update(env)
        import django

        django.setup()
        from django.db import connection

        from search.query.reading import read_query
        from search.searching import searcher

        engine = searcher("elasticsearch")
        told: Counter[str] = Counter()
        slowest = {"before": 0.0, "after": 0.0}
        end, killed = time.monotonic() + seconds, threading.Event()

        def read(number: int) -> None:
            while time.monotonic() < end:
                text = QUERIES[(number + told["searches"]) % len(QUERIES)]
                begin = time.perf_counter()
                try:
                    hits = engine.search(read_query(text), "vi")
                    told["failed" if not hits else "answered"] += 1
                except Exception as error:  # what a reader would see as an error page
                    told["failed"] += 1
                    told[type(error).__name__] += 1
                took = time.perf_counter() - begin
                when = "after" if killed.is_set() else "before"
                slowest[when] = max(slowest[when], took)
                told["searches"] += 1
                told["by the database"] += engine.outage.is_on
            connection.close()

        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        for reader in readers:
            reader.start()
        time.sleep(seconds / 3)
        nodes[0].kill()
        killed.set()
        for reader in readers:
            reader.join()
        print(dict(told), {when: f"slowest {took * 1000:.0f} ms" for when, took in slowest.items()})


if __name__ == "__main__":
    main()
