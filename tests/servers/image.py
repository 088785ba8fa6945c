"""The image's layout without a container engine: as ``Dockerfile`` and ``.dockerignore`` say, on a tree that the site's user only reads."""

import http.client
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .process import ROOT, free_port, running
from .site import PROJECT

UID = 1000
PUBLIC = "https://127.0.0.1"
# The right to read everything stays, because the Python of the tests may lie in a folder of root's; no right to write does.
AS_USER = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "--inh-caps=-all,+dac_read_search"]
AS_USER += ["--ambient-caps=-all,+dac_read_search", "--"]


def why_not_here() -> str:
    """Why the layout cannot be tried; "" where it can."""
    if not ROOT:
        return "only root can become the image's user"
    if not shutil.which("setpriv"):
        return "setpriv is not installed"
    tried = subprocess.run([*AS_USER, sys.executable, "-c", ""], capture_output=True)
    return "" if tried.returncode == 0 else f"the image's user cannot be become here: {tried.stderr.decode()[-200:]}"


@dataclass(frozen=True)
class Image:
    """``app`` and ``data`` are what ``/app`` and ``/data`` are in a container."""

    app: Path
    data: Path
    env: dict[str, str]
    command: list[str]

    def prepare(self, *arguments: str) -> None:
        """A command of ``manage.py``, as the service ``prepare`` runs it."""
        self._run([*AS_USER, sys.executable, "manage.py", *arguments])

    def build(self, steps: list[str]) -> None:
        """What the image is built with as root, after the copying; then nobody may write there any more."""
        for step in steps:
            self._run(["sh", "-ec", step.replace("/app", str(self.app)).replace("/data", str(self.data))])
        for path in [self.app, *self.app.rglob("*")]:
            path.chmod(0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444, follow_symlinks=True)

    @contextmanager
    def node(self) -> Iterator[int]:
        """The shipped command as the image's user. Yields its port."""
        port = free_port()
        scratch = self.data.with_name(f"node-{port}")
        tmp = scratch / "tmp"
        tmp.mkdir(parents=True)
        tmp.chmod(0o1777)
        command = [word.replace("0.0.0.0", "127.0.0.1") for word in self.command]
        command[command.index("8000")] = str(port)
        command[0] = str(Path(sys.executable).parent / command[0])

        def answers() -> bool:
            try:
                return b" 200 " in ask(port, "GET", "/healthz").head
            except OSError:
                return False

        env = {**self.env, "TMPDIR": str(tmp)}
        with running([*AS_USER, *command], answers, folder=scratch, env=env, cwd=self.app, seconds=90):
            yield port

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(command, cwd=self.app, env=self.env, capture_output=True, text=True)
        assert done.returncode == 0, f"{shlex.join(command)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def image(folder: Path, **more: str) -> Image:
    """The layout in ``folder``, built. ``more`` is what an operator would set."""
    app, data = folder / "app", folder / "data"
    for line in (PROJECT / ".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            _copy(PROJECT / line[1:], app / line[1:])
    data.mkdir()
    os.chown(data, UID, UID)
    stage = _last_stage()
    system, *steps = stage["RUN"]
    assert f"useradd --system --uid {UID} " in system
    assert "install -d -o site -g site /data" in system
    assert (stage["USER"], stage["VOLUME"]) == (["site"], ["/data"])
    said = dict(word.split("=", 1) for env in stage["ENV"] for word in shlex.split(env))
    here = {name: value.replace("/app", str(app)).replace("/data", str(data)) for name, value in said.items()}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**here, "PATH": path, "HOME": str(app), "LANG": "C.UTF-8", **more}
    made = Image(app, data, env, json.loads(stage["CMD"][0]))
    made.build(steps)
    return made


def _last_stage() -> dict[str, list[str]]:
    """The instructions of the Dockerfile's last stage by their names."""
    text = re.sub(r"^#.*\n", "", (PROJECT / "Dockerfile").read_text(), flags=re.M).rpartition("FROM ")[2].replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()[1:]):
        name, _space, rest = line.partition(" ")
        found.setdefault(name, []).append(rest)
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    else:
        shutil.copy(source, target)


@dataclass(frozen=True)
class Answer:
    head: bytes
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(port: int, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """A request as the proxy in front would pass it on. Raises OSError."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        sent = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https", "Referer": f"{PUBLIC}{path}", **(headers or {})}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return Answer(f"HTTP {answer.status} {answer.reason}".encode(), answer.getheaders(), answer.read())
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()
