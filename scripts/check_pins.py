"""Every requirement is pinned with hashes, none below its floor; everything asked for is pinned; nothing comes from an unusual place."""

import re
import sys
import tomllib
from pathlib import Path

from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent


def name_of(requirement: str) -> str:
    return re.split(r"[\s\[;<>=~!]", requirement, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def faults(name: str) -> list[str]:
    found, pinned = [], set()
    text = (ROOT / f"{name}.txt").read_text().replace("\\\n", " ")
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if line.startswith("#"):
            continue
        if "==" not in line or "--hash=sha256:" not in line or "://" in line:
            found.append(f"{name}.txt: not pinned with a hash, or from an address of its own: {line[:80]}")
        pinned.add(name_of(line))
    for line in (ROOT / f"{name}.in").read_text().splitlines():
        if line and not line.startswith(("#", "-c ")) and name_of(line) not in pinned:
            found.append(f"{name}.txt: {name_of(line)} of {name}.in is missing; run make lock")
    return found


def versions(name: str) -> dict[str, str]:
    """{package: the version that is pinned}."""
    found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", (ROOT / f"{name}.txt").read_text(), flags=re.M)
    return {name_of(package): version for package, version in found}


def below_floors() -> list[str]:
    """What is pinned below the version that requirements-floors.toml calls safe, and floors of packages that nobody pins."""
    found = []
    pinned = versions("requirements") | versions("requirements-dev")
    for floor in tomllib.loads((ROOT / "requirements-floors.toml").read_text())["floor"]:
        package, lowest = floor["package"], floor["version"]
        if package not in pinned:
            found.append(f"requirements-floors.toml: {package} is not pinned any more")
        elif Version(pinned[package]) < Version(lowest):
            found.append(f"{package} {pinned[package]} {floor['why']} ({floor['advisory']}): {lowest} at least; run make lock")
    return found


if __name__ == "__main__":
    everything = faults("requirements") + faults("requirements-dev") + below_floors()
    sys.exit("\n".join(everything) or None)
