"""What the desk costs as the site grows: 44 and 6,500 published procedures, 100,000 reports of readers. See README.md beside this file."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from benchmarks.growth import CHUNK, fill
from tests.servers.site import environment, sample_data

SIZES = (44, 6_500)
REPORTS = 100_000
TIMES = 5
EDITED = "mo-cua-hang-dang-ky-ho-kinh-doanh"
# (what it is called, who asks, the name of its address)
SCREENS = (
    ("first screen, who writes", "bien-tap", "wagtailadmin_home"),
    ("first screen, who approves", "duyet", "wagtailadmin_home"),
    ("explorer of procedures", "bien-tap", "shelf"),
    ("pages due", "bien-tap", "pages_due"),
    ("pages whose law changed", "bien-tap", "register_desk:laws"),
    ("pages and their records", "bien-tap", "register_desk:waiting"),
    ("readers' reports", "bien-tap", "wagtailsnippets_office_readerreport:list"),
    ("yes and no by page", "bien-tap", "reader_answers"),
    ("measures of Điều 12", "duyet", "measures"),
    ("edit screen, one part", "bien-tap", "edit"),
)


def report(number: int) -> None:
    """So many reports of readers, of all pages and parts; one in a hundred is not answered yet."""
    from django.utils import timezone

    from office.models import ReaderReport
    from office.settling import Outcome
    from procedures_pages.models import ProcedurePage

    slugs = list(ProcedurePage.objects.published().values_list("slug", flat=True)[:500])
    parts = ReaderReport.Part.values
    now = timezone.now()
    rows = [ReaderReport(page_slug=slugs[n % len(slugs)], part=parts[n % len(parts)], words=f"Chưa đúng {n}.") for n in range(number)]
    for n, row in enumerate(rows):
        if n % 100:
            row.outcome, row.settled_at = Outcome.MENDED, now
    ReaderReport.objects.bulk_create(rows, batch_size=CHUNK)


def figures(ask: Callable[[], Any]) -> tuple[int, float]:
    """(queries, milliseconds of this process's CPU in the best of some times), once all that a process keeps is there."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    asked, best = len(queries), float("inf")  # counted now: the next request forgets them
    for _time in range(TIMES):
        begin = time.process_time()
        ask()
        best = min(best, time.process_time() - begin)
    return asked, best * 1000


def measured() -> dict[str, tuple[int, float]]:
    """Of the site of this process's settings."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from procedures_pages.models import CatalogueIndexPage, ProcedurePage
    from tests.office.desk.forms import page_data

    def entered(name: str) -> Client:
        client = Client(headers={"host": "testserver"})
        client.force_login(get_user_model().objects.get(username=name))
        return client

    def asked(client: Client, address: str) -> Callable[[], None]:
        def ask() -> None:
            status = client.get(address).status_code
            assert status == 200, f"{address}: {status}"

        return ask

    page = ProcedurePage.objects.get(slug=EDITED, locale__language_code="vi")
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shelf = CatalogueIndexPage.objects.get(locale__language_code="vi")
    own = {"edit": f"{edit}?phan=ket-qua", "shelf": reverse("wagtailadmin_explore", args=[shelf.pk])}
    found = {said: figures(asked(entered(who), own.get(name) or reverse(name))) for said, who, name in SCREENS}
    writer, second = entered("bien-tap"), entered("duyet")
    turn = iter(range(10**6))

    def publish() -> None:
        """Somebody else has written; the form is opened outside of what is measured."""
        send(writer, summary=f"Câu thứ {next(turn)}.")
        prepared.append(form(second))

    def form(client: Client) -> dict[str, Any]:
        return dict(page_data(client.get(edit), ProcedurePage.objects.get(pk=page.pk).get_latest_revision_as_object()).lists())

    def send(client: Client, **changed: str) -> None:
        assert client.post(edit, {**form(client), **changed}).status_code == 302

    prepared: list[dict[str, Any]] = []
    best, queries = float("inf"), 0
    for _time in range(TIMES):
        publish()
        counted, took = _once(lambda: second.post(edit, {**prepared.pop(), "action-publish": "1"}))
        best, queries = min(best, took), counted
    found["publishing by the form"] = (queries, best)
    return found


def _once(ask: Callable[[], Any]) -> tuple[int, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begin = time.process_time()
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 302
    return len(queries), (time.process_time() - begin) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--made", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of procedures (default 44 6500)")
    parser.add_argument("--reports", type=int, default=REPORTS, help="readers' reports (default 100000)")
    options = parser.parse_args()
    if options.made is not None:
        fill(options.made)
        report(options.reports)
        print("FOUND" + json.dumps(measured()))
        return
    results = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "db.sqlite3").write_bytes((sample_data() / "db.sqlite3").read_bytes())
            env = environment(Path(folder), CLOCK="false", SEARCH_MEANING="false", DJANGO_SETTINGS_MODULE="config.settings.test")
            command = [sys.executable, __file__, "--made", str(size), "--reports", str(options.reports)]
            done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
            results[size] = json.loads(done.stdout.partition("FOUND")[2])
    print(f"{'':30}" + "".join(f"{size:>10} queries    ms" for size in results))
    for name in next(iter(results.values())):
        print(f"{name:30}" + "".join(f"{rows[name][0]:>18}{rows[name][1]:>6.0f}" for rows in results.values()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    main()
