"""What a page of the mirror costs where the site is dead, beside the same bytes as a plain file of nginx. See README.md."""

import argparse
import gzip
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kept_pages import Reader, cost

from tests.servers.nginx import nginx, shipped
from tests.servers.process import free_port, temporary_folder
from tests.servers.site import environment, manage, sample_data, shell

SLUG = "dang-ky-ket-hon"
PAGES = {
    "home": "/",
    "procedure": f"/thu-tuc/{SLUG}/",
    "checklist": f"/thu-tuc/{SLUG}/ho-so/",
    "PDF": f"/thu-tuc/{SLUG}/ho-so.pdf",
    "style sheet": "/static/site/site.css",
}
# One procedure is enough, and is made in some seconds.
FEWER = f"""
from procedures_pages.models import ProcedurePage
ProcedurePage.objects.exclude(slug={SLUG!r}).update(live=False)
"""


class ChunkedReader(Reader):
    """What nginx puts together while it sends has no length. After a thousand answers nginx closes a connection."""

    def __init__(self, url: str, path: str) -> None:
        self.asked = url, path
        super().__init__(url, path)

    def ask(self) -> tuple[bytes, bytes]:
        try:
            head, body = super().ask()
        except ConnectionError:
            super().__init__(*self.asked)
            head, body = super().ask()
        if b"chunked" in head:
            while not body.endswith(b"0\r\n\r\n"):
                body += self._more()
        return head, body


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="for each figure (default 4)")
    options = parser.parse_args()
    print(
        f"load {os.getloadavg()[0]:.1f}; milliseconds of nginx's CPU a request; in brackets the share of the plain file's requests a second"
    )
    print(f"{'page':14}{'KB':>6}{'mirror':>10}{'plain':>8}")
    with temporary_folder("bench") as folder:
        env = environment(shutil.copytree(sample_data(), folder / "data"), SEARCH_MEANING="false")
        shell(env, FEWER)
        manage(env, "build_mirror", str(folder / "mirror"))
        files = folder / "files"
        files.mkdir()
        plainly = f"keepalive_requests 1000000; location / {{ root {files}; default_type text/html; }}"
        dead = f"127.0.0.1:{free_port()}"
        with shipped(dead, folder / "mirror") as front, nginx(plainly) as static:
            for name, path in PAGES.items():
                mirrored, head, body = cost(ChunkedReader(front, path), options.seconds)
                assert head.startswith(b"HTTP/1.1 200"), head
                data = (folder / "mirror/www" / (path.removeprefix("/") + ("index.html" if path.endswith("/") else ""))).read_bytes()
                (files / "page").write_bytes(data if name == "PDF" else gzip.compress(data, 6))
                plain, _head, _body = cost(ChunkedReader(static, "/page"), options.seconds)
                print(f"{name:14}{len(body) / 1024:6.1f}{mirrored:10.3f} ({plain / mirrored:.2f}){plain:8.3f}", flush=True)


if __name__ == "__main__":
    main()
