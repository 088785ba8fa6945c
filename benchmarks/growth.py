"""What a request costs as the site grows: a server with 44, 6,500 and 100,000 published procedures. See README.md beside this file."""

import argparse
import copy
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from benchmarks.run import PRODUCTION, Reader, Row, measure
from tests.servers.postgres import postgres
from tests.servers.site import environment, manage, sample_data, served

SIZES = (44, 6_500, 100_000)
CHUNK = 2_000


def addresses(size: int) -> dict[str, str]:
    return {
        "home": "/",
        "catalogue": "/thu-tuc/",
        "one area": "/thu-tuc/?linh-vuc=ho-tich&cap=ward",
        "last page": "/thu-tuc/?trang=99999",
        "in English": "/en/thu-tuc/",
        "API": "/api/v2/procedures/",
        "API search": f"/api/v2/procedures/?search={quote('khai sinh')}",
        "API search, name": f"/api/v2/procedures/?search={quote('đăng ký kết hôn')}",
        "sitemap": "/sitemap.xml",
        "its first part": "/sitemap-thu-tuc.xml",
        "its middle part": f"/sitemap-thu-tuc.xml?p={max(1, size // 400)}",
    }


# --- A site with many pages, written in bulk: their number counts, not how they came ---


def fill(size: int) -> None:
    """Copies of the sample's procedures in the database of this process's settings, and as many made-up documents in the search index."""
    import django

    django.setup()
    from procedures_pages.models import ProcedurePage

    models = list(ProcedurePage.objects.published().filter(locale__language_code="vi").exclude(status__in=("replaced", "abolished")))
    made: list[int] = []
    while len(made) < size - len(models):
        made += _copied(models, len(made), min(CHUNK, size - len(models) - len(made)))
    _index(made)


def _copied(models: list[Any], begun: int, number: int) -> list[int]:
    from django.db import connection, transaction
    from wagtail.models import Page

    from procedures_pages.models import ProcedureCode, ProcedurePage

    shelf = models[0].get_parent()
    pages = []
    for n in range(begun, begun + number):
        model = models[n % len(models)]
        page = copy.copy(model.page_ptr)
        page._state = copy.copy(page._state)
        page.pk = page.id = None
        page._state.adding = True
        page.path = Page._get_path(shelf.path, shelf.depth + 1, 1_000 + n)
        page.slug = f"{model.slug[:200]}-{n}"
        page.title = f"{model.title} {n}"
        page.url_path = f"{shelf.url_path}{page.slug}/"
        page.translation_key = uuid.uuid4()
        pages.append(page)
    # None of the copies is on the front page, and none was in the list of 2022.
    own = {"most_asked": "NULL", "list_2022_level": "''"}
    names = [field.column for field in ProcedurePage._meta.local_fields if field.name != "page_ptr"]
    columns, values = ", ".join(names), ", ".join(own.get(name, name) for name in names)
    table = ProcedurePage._meta.db_table
    insert = f"INSERT INTO {table} (page_ptr_id, {columns}) SELECT %s, {values} FROM {table} WHERE page_ptr_id = %s"
    with transaction.atomic(), connection.cursor() as cursor:
        Page.objects.bulk_create(pages)
        cursor.executemany(insert, [(page.pk, models[(begun + n) % len(models)].pk) for n, page in enumerate(pages)])
        ProcedureCode.objects.bulk_create(ProcedureCode(page_id=page.pk, value=f"9.{page.pk:06}") for page in pages)
        Page.objects.filter(pk=shelf.pk).update(numchild=shelf.numchild + begun + number)
    return [page.pk for page in pages]


def _index(pages: list[int]) -> None:
    """Beside the sample's own documents, one of a procedure for each of these pages, with words as different as a register's."""
    from benchmarks.search_documents import GUIDES, Maker
    from search.index import indexing, page_source, sources

    maker = Maker()
    documents = {f"procedure:{pk}": GUIDES + n for n, pk in enumerate(pages)}

    def versions(keys: Collection[str] | None) -> Mapping[str, object]:
        return {key: 0 for key in (documents if keys is None else keys) if key in documents}

    def read(keys: Collection[str]) -> Iterator[Any]:
        return (replace(maker.document(documents[key]), key=key, kind="procedure") for key in keys)

    sources.unregister_source(page_source.SOURCE)
    sources.register_source(sources.DocumentSource("made-up", ("procedure",), versions, read))
    keys = list(documents)
    for start in range(0, len(keys), CHUNK):
        indexing.update(keys[start : start + CHUNK])


def measured(size: int, options: argparse.Namespace) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        more = {"CLOCK": "false", "SEARCH_MEANING": "false", **PRODUCTION}
        if options.postgresql:
            with postgres() as url:
                env = environment(Path(folder), DATABASE_URL=url, SITE_URL="http://127.0.0.1", **more)
                for command in (["migrate", "--verbosity", "0"], ["load_sample"], ["update_search"]):
                    manage(env | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}, *command)
                return _timed(env, size, options)
        source = sample_data() / "db.sqlite3"
        (Path(folder) / "db.sqlite3").write_bytes(source.read_bytes())
        return _timed(environment(Path(folder), SITE_URL="http://127.0.0.1", **more), size, options)


def _timed(env: Mapping[str, str], size: int, options: argparse.Namespace) -> list[Row]:
    begin = time.perf_counter()
    command = [sys.executable, __file__, "--fill", str(size)]
    subprocess.run(command, env={**env, "DJANGO_SETTINGS_MODULE": "config.settings.test"}, check=True)
    print(f"# {size} procedures, made in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    with served(env) as url:
        begin = time.perf_counter()
        reader = Reader(url)
        reader.get("/thu-tuc/")
        first = time.perf_counter() - begin
        reader.get(addresses(size)["API search"])
        print(f"# first /thu-tuc/ {first * 1000:.0f} ms", file=sys.stderr)
        return [measure(url, name, path, options.seconds, 1) for name, path in addresses(size).items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of procedures (default 44 6500 100000)")
    parser.add_argument("--seconds", type=float, default=3, help="for each address (default 3)")
    parser.add_argument("--postgresql", action="store_true", help="in a PostgreSQL started for it, in place of SQLite")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    if options.fill is not None:
        fill(options.fill)
        return
    results = {size: measured(size, options) for size in options.sizes}
    first = {row.page: row.p50_ms for row in results[options.sizes[0]]}
    print(f"{'p50 ms':18}" + "".join(f"{size:>10}{'×':>7}" for size in results))
    for n, (name, base) in enumerate(first.items()):
        figures = [rows[n] for rows in results.values()]
        assert all(row.status == 200 for row in figures), name
        print(f"{name:18}" + "".join(f"{row.p50_ms:>10}{row.p50_ms / base:>7.2f}" for row in figures))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps({size: [asdict(row) for row in rows] for size, rows in results.items()}, indent=2) + "\n")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    main()
