"""Times the main pages of a real server on this machine and prints a table. See README.md beside this file."""

import argparse
import http.client
import json
import re
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.servers.site import environment, manage, sample_data, site

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-for-measuring-" * 4,
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECURE_SSL_REDIRECT": "false",
}


@dataclass
class Row:
    page: str
    status: int
    kilobytes: float
    p50_ms: float
    p95_ms: float
    per_second: float


class Reader:
    """One reader with a kept connection, asking for one page again and again."""

    def __init__(self, url: str) -> None:
        self.address = urlsplit(url)
        self.connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=60)

    def get(self, path: str) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "vi"})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def times(self, path: str, seconds: float) -> list[float]:
        taken, end = [], time.perf_counter() + seconds
        while not taken or time.perf_counter() < end:
            start = time.perf_counter()
            self.get(path)
            taken.append(time.perf_counter() - start)
        return taken


def measure(url: str, page: str, path: str, seconds: float, readers: int) -> Row:
    one = Reader(url)
    for _ in range(5):
        status, body = one.get(path)
    alone = sorted(one.times(path, seconds))
    together: list[list[float]] = []
    start = time.perf_counter()
    threads = [threading.Thread(target=lambda: together.append(Reader(url).times(path, seconds))) for _ in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = sum(map(len, together)) / (time.perf_counter() - start)
    at = [alone[min(len(alone) - 1, int(len(alone) * share))] * 1000 for share in (0.50, 0.95)]
    return Row(page, status, round(len(body) / 1024, 1), round(at[0], 1), round(at[1], 1), round(rate, 1))


def pages(url: str) -> dict[str, str]:
    connection = Reader(url).connection
    connection.request("GET", "/thu-tuc/")
    slugs = re.findall(r'href="/thu-tuc/([a-z0-9-]+)/"', connection.getresponse().read().decode())
    slug = "dang-ky-thanh-lap-ho-kinh-doanh" if "dang-ky-thanh-lap-ho-kinh-doanh" in slugs else next(iter(slugs), "")
    found = {"home": "/", "catalogue": "/thu-tuc/", "search": f"/tim-kiem/?q={quote('mo tiem tap hoa')}", "health": "/healthz"}
    if slug:
        found |= {
            name: f"/thu-tuc/{slug}/{rest}"
            for name, rest in {"procedure": "", "checklist": "ho-so/", "print": "in/", "PDF": "ho-so.pdf"}.items()
        }
    return found


@contextmanager
def server() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        data = sample_data(Path(folder))
        manage(environment(data, SITE_URL="http://127.0.0.1", **PRODUCTION), "collectstatic", "--noinput", "--verbosity", "0")
        with site(data, **PRODUCTION) as url:
            yield url


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a server of your own on this machine, instead of one started for it")
    parser.add_argument("--seconds", type=float, default=3, help="for each page, alone and together (default 3)")
    parser.add_argument("--readers", type=int, default=4, help="who ask at the same time (default 4)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    if options.url and urlsplit(options.url).hostname not in {"127.0.0.1", "localhost", "::1"}:
        parser.error("only a server on this machine is measured")

    @contextmanager
    def given() -> Iterator[str]:
        yield options.url

    with given() if options.url else server() as url:
        rows = [measure(url, page, path, options.seconds, options.readers) for page, path in pages(url).items()]
    print(f"{'page':12}{'status':>8}{'KB':>8}{'p50 ms':>9}{'p95 ms':>9}{'1/s':>9}")
    for row in rows:
        print(f"{row.page:12}{row.status:>8}{row.kilobytes:>8}{row.p50_ms:>9}{row.p95_ms:>9}{row.per_second:>9}")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")


if __name__ == "__main__":
    main()
