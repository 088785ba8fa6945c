"""What a process keeps is read by threads while others make it forget: ``python -m tests.servers.racing SECONDS`` says what went wrong."""

import sys
import threading
import time
import traceback
from collections import Counter

import django

django.setup()

from django.db import connections  # noqa: E402

from office import site_data  # noqa: E402
from procedures_pages.register.desk import finding  # noqa: E402
from search import process_state  # noqa: E402
from search.editors_words import vocabulary_rules  # noqa: E402
from search.index import state  # noqa: E402
from search.query.reading import read_query  # noqa: E402
from search.searching import searcher  # noqa: E402


def search() -> None:
    if not searcher("").search(read_query("khai sinh"), "vi"):
        raise AssertionError("nothing found")


def english() -> None:
    searcher("").search(read_query("birth"), "en")


def unit() -> None:
    if not site_data.offices():
        raise AssertionError("no office")


READING = [state.current, search, search, english, vocabulary_rules.current, unit, lambda: finding.records_with("khai sinh")]
FORGETTING = [state.forget_index, process_state.renew, vocabulary_rules.forget_rules, site_data.forget_site_data]


def main(seconds: float) -> None:
    sys.setswitchinterval(1e-5)
    search()
    until, wrong = time.monotonic() + seconds, Counter[str]()

    def again(work, pause: float) -> None:
        while time.monotonic() < until:
            try:
                work()
            except Exception:
                wrong[traceback.format_exc()[-400:]] += 1
            time.sleep(pause)
        connections.close_all()

    threads = [threading.Thread(target=again, args=(work, 0)) for work in READING]
    threads += [threading.Thread(target=again, args=(work, 0.001)) for work in FORGETTING]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for trace, times in wrong.items():
        print(times, trace)  # noqa: T201


if __name__ == "__main__":
    main(float(sys.argv[1]))
