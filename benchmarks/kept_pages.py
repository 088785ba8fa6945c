"""What a page costs that is kept, one that is made for its reader, and the same bytes from nginx. See README.md beside this file."""

import argparse
import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from run import PRODUCTION

from tests.servers.nginx import nginx
from tests.servers.process import temporary_folder
from tests.servers.site import environment, manage, sample_data, served

SLUG = "lam-khai-sinh-cho-con"
PAGES = {
    "home": "/",
    "catalogue": "/thu-tuc/",
    "procedure": f"/thu-tuc/{SLUG}/",
    "the same, a case": f"/thu-tuc/{SLUG}/?truong-hop=sinh-thuong",
    "checklist": f"/thu-tuc/{SLUG}/ho-so/?truong-hop=sinh-thuong",
    "guide": "/huong-dan/sinh-con/",
}
TICKS = os.sysconf("SC_CLK_TCK")


def processes() -> dict[int, tuple[int, int]]:
    """{process: (its parent, clock ticks of CPU)}."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found[int(folder.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    return found


def cpu_of_servers() -> float:
    """Seconds of CPU of all that this process has started and that is running."""
    all_of_them = processes()
    ours, ticks = {os.getpid()}, 0
    grown = True
    while grown:
        grown = False
        for pid, (parent, _ticks) in all_of_them.items():
            if parent in ours and pid not in ours:
                ours.add(pid)
                grown = True
    for pid in ours - {os.getpid()}:
        ticks += all_of_them[pid][1]
    return ticks / TICKS


class Reader:
    """One connection that asks for the same again and again, at little cost of its own."""

    def __init__(self, url: str, path: str, etag: str = "") -> None:
        self.address = urlsplit(url)
        condition = f"If-None-Match: {etag}\r\n" if etag else ""
        self.request = f"GET {path} HTTP/1.1\r\nHost: {self.address.netloc}\r\nAccept-Encoding: gzip\r\n{condition}\r\n".encode()
        self.socket = socket.create_connection((self.address.hostname or "", self.address.port or 80), timeout=60)

    def ask(self) -> tuple[bytes, bytes]:
        """Head and body."""
        self.socket.sendall(self.request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _end, body = got.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += self._more()
        return head, body

    def _more(self) -> bytes:
        more = self.socket.recv(1 << 16)
        if not more:
            raise ConnectionError("the server has closed the connection")
        return more


def cost(reader: Reader, seconds: float) -> tuple[float, bytes, bytes]:
    """Milliseconds of the server's CPU for one request; head and body of the last one."""
    for _ in range(3):
        head, body = reader.ask()
    number, end, before = 0, time.perf_counter() + seconds, cpu_of_servers()
    while time.perf_counter() < end or number < 20:
        head, body = reader.ask()
        number += 1
    return (cpu_of_servers() - before) / number * 1000, head, body


@contextmanager
def both(data: Path) -> Iterator[Callable[[str], str]]:
    env = environment(data, SEARCH_MEANING="false", BACKGROUND="facts", SITE_URL="http://127.0.0.1", **PRODUCTION)
    manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    with served(env) as kept, served({**env, "KEPT_PAGES_MB": "0"}) as made:
        yield {"kept": kept, "made": made}.__getitem__


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="for each figure (default 4)")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; milliseconds of CPU a request; in brackets the share of nginx's requests a second on one core")
    print(f"{'page':18}{'KB':>6}{'made':>8}{'kept':>8}{'304':>8}{'nginx':>8}")
    with temporary_folder("bench") as folder:
        data = shutil.copytree(sample_data(), folder / "data")
        files = folder / "files"
        files.mkdir()
        with both(data) as url, nginx(f"keepalive_requests 1000000; location / {{ root {files}; default_type text/html; }}") as static:
            for name, path in PAGES.items():
                made, _head, _body = cost(Reader(url("made"), path), options.seconds)
                kept, head, body = cost(Reader(url("kept"), path), options.seconds)
                etag = next(line[6:].decode() for line in head.split(b"\r\n") if line.lower().startswith(b"etag: "))
                same, _head, _body = cost(Reader(url("kept"), path, etag), options.seconds)
                (files / "page.html").write_bytes(body)
                plain, _head, _body = cost(Reader(static, "/page.html"), options.seconds)
                share = f"{kept:8.3f} ({plain / kept:.2f})"
                print(f"{name:18}{len(body) / 1024:6.1f}{made:8.2f}{share}{same:8.3f}{plain:8.3f}", flush=True)


if __name__ == "__main__":
    main()
