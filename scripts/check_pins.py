"""Every requirement is pinned with hashes, everything asked for is pinned, and nothing comes from an unusual place."""

import re
import sys
from pathlib import Path

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


if __name__ == "__main__":
    everything = faults("requirements") + faults("requirements-dev")
    sys.exit("\n".join(everything) or None)
