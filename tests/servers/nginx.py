"""An nginx of its own on a free port, with the locations that a test gives it, or as it is shipped."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .process import ROOT, free_port, program, running, temporary_folder

CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime[.]types;
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_cache_path {folder}/cache levels=1:2 keys_zone=pages:10m;
  {inside}
}}
"""
LOGS = "/var/log/nginx"  # is root's
SHIPPED = Path(__file__).resolve().parent.parent.parent / "deploy/nginx.conf.template"


@contextmanager
def nginx(locations: str) -> Iterator[str]:
    """`locations` is the inside of a server block, such as `location / { root /srv/mirror; }` or `location / { proxy_pass …; }`."""
    port = free_port()
    with _running(f"server {{ listen 127.0.0.1:{port}; {locations} }}", port) as url:
        yield url


@contextmanager
def shipped(app: str, mirror: Path, patience: str = "10s", logs: Path | None = None) -> Iterator[str]:
    """nginx as the repository ships it, before the site at ``app`` (host and port) and with the mirror in that folder.

    ``patience``: so long it waits for an answer; ``logs``: a folder for what it writes of requests.
    """
    port = free_port()
    here = {"APP": app, "MIRROR": str(mirror), "LISTEN": f"127.0.0.1:{port}"}
    text = SHIPPED.read_text().replace("proxy_read_timeout 10s;", f"proxy_read_timeout {patience};")
    for name, value in {**here, "SERVER_NAME": "_", "TLS": "/nowhere", "FORWARDED": "$scheme"}.items():
        text = text.replace(f"${{{name}}}", value)
    if logs:
        text = text.replace(LOGS, str(logs))
    with _running(text, port) as url:
        yield url


@contextmanager
def _running(inside: str, port: int) -> Iterator[str]:
    with temporary_folder("nginx") as folder:
        configuration = folder / "nginx.conf"
        # Started by root, workers stay root: what a test made for itself only root can read.
        inside = inside.replace(LOGS, str(folder))
        configuration.write_text(CONFIGURATION.format(user="user root;" if ROOT else "", folder=folder, inside=inside))

        def answers() -> bool:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=2).close()
            except OSError:
                return False
            return True

        with running([program("nginx"), "-c", configuration, "-p", folder, "-e", "stderr"], answers, folder=folder):
            yield f"http://127.0.0.1:{port}"
