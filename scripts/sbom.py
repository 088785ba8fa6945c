"""Everything that the site consists of and others have made, as CycloneDX 1.6: `python scripts/sbom.py > sbom.cdx.json`.

The image makes its own (Dockerfile), so that no list lies about that can be of another day. Listed are the pinned requirements that are
installed, with the licence that they name and the hashes that were asked for; under each the native libraries that it brings along, which
are that package's to renew; what lies in this repository and is not ours; on Debian the system's packages. Ends with an error where what
is installed is not what is pinned. The standard library alone: the image has nothing else to run it with.
"""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OWNER = "cam-nang:owner"  # who has to renew it
LIBRARY = re.compile(r"(?P<name>lib[A-Za-z0-9_+.]+?\d*?)-(?P<hash>[0-9a-f]{8}(?:-[0-9a-f]{8})?|_?[0-9a-f]*)\.so(?P<version>[0-9.]*)$")


@dataclass(frozen=True)
class Foreign:
    """Files of this repository that others have made, and where they come from."""

    name: str
    licence: str
    origin: str
    files: tuple[str, ...]


FOREIGN = (
    Foreign(
        "Be Vietnam Pro",
        "OFL-1.1",
        "https://fonts.google.com/specimen/Be+Vietnam+Pro",
        (
            "site/static/site/be-vietnam-pro-700.woff2",
            "site/static/print/be-vietnam-pro-400.woff2",
            "site/static/print/be-vietnam-pro-700.woff2",
        ),
    ),
    Foreign("wordfreq, Vietnamese", "CC-BY-SA-4.0", "https://doi.org/10.5281/zenodo.7199437", ("site/vietnamese/words/syllables.txt",)),
    Foreign("tessdata, Vietnamese", "Apache-2.0", "https://github.com/tesseract-ocr/tessdata", ("site/vietnamese/words/pairs.txt",)),
)


@dataclass(frozen=True)
class Pin:
    name: str
    version: str
    marker: str
    hashes: list[str] = field(default_factory=list)


def pins() -> Iterator[Pin]:
    """What requirements.txt names, as `make lock` writes it."""
    text = (ROOT / "requirements.txt").read_text().replace("\\\n", " ")
    for line in (line for line in text.splitlines() if line and not line.startswith(("#", " "))):
        requirement, *hashes = line.split(" --hash=sha256:")
        pin, _semicolon, marker = (part.strip() for part in requirement.partition(";"))
        name, version = pin.split("==")
        yield Pin(re.sub(r"\[.*\]", "", name), version, marker, [one.strip() for one in hashes])


def licences(package: Distribution) -> list[dict[str, Any]]:
    """As the package itself names it: an expression of SPDX, else its classifiers, else its words, else the first line of its licence."""
    told: Any = package.metadata  # a message, says the documentation; its type knows no get
    if expression := told.get("License-Expression"):
        return [{"expression": expression}]
    found = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License ::")]
    found = [name for name in found if name != "OSI Approved"] or [
        line for line in [(told.get("License") or "").strip()] if 0 < len(line) < 80
    ]
    return [{"license": {"name": name}} for name in found or _first_lines(package)]


def _first_lines(package: Distribution) -> list[str]:
    files = [file for file in package.files or [] if file.name.upper().startswith("LICENSE") and ".dist-info" in str(file)]
    return [line.strip() for file in files if (line := file.read_text().partition("\n")[0]).strip()]


def bundled(package: Distribution) -> Iterator[dict[str, Any]]:
    """Native libraries that a package brings along: shared ones beside it, and whatever its own list names as built into it."""
    owner = package.metadata["Name"]
    itself = {f"pkg:pypi/{spelling}@{package.version}" for spelling in (plain(owner), plain(owner).replace("-", "_"))}
    for file in package.files or []:
        if file.parent.name.endswith(".libs") and (found := LIBRARY.fullmatch(file.name)):
            digest = file.hash and base64.urlsafe_b64decode(file.hash.value + "==").hex()
            hashes = [{"alg": "SHA-256", "content": digest}] if digest else []
            named = {"type": "library", "name": found["name"], "version": found["version"].strip(".") or None, "hashes": hashes}
            yield {**{name: value for name, value in named.items() if value}, "properties": owned(owner)}
        elif "sboms" in file.parts and file.name.endswith(".json"):
            for part in json.loads(file.read_text()).get("components", []):
                if re.sub(r"[?#].*", "", part.get("purl", "")) not in itself or "#" in part.get("purl", ""):
                    kept = {name: part[name] for name in ("type", "name", "version", "purl", "licenses") if part.get(name)}
                    yield {**kept, "properties": owned(owner)}


def plain(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def owned(owner: str) -> list[dict[str, str]]:
    return [{"name": OWNER, "value": owner}]


def python_packages() -> Iterator[dict[str, Any]]:
    """Raises SystemExit where a pinned package is missing or another version of it is there."""
    for pin in pins():
        try:
            package = distribution(pin.name)
        except PackageNotFoundError:
            if pin.marker:  # of another system or another Python
                continue
            sys.exit(f"{pin.name} {pin.version} is pinned and not installed")
        if package.version != pin.version:
            sys.exit(f"{pin.name} {pin.version} is pinned, {package.version} is installed")
        purl = f"pkg:pypi/{plain(pin.name)}@{pin.version}"
        hashes = [{"alg": "SHA-256", "content": one} for one in pin.hashes]
        source = {"type": "distribution", "url": f"https://pypi.org/project/{pin.name}/{pin.version}/", "hashes": hashes}
        component: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": pin.name, "version": pin.version, "purl": purl}
        component |= {"licenses": licences(package), "externalReferences": [source]}
        parts = sorted(bundled(package), key=lambda part: (part["name"], part.get("version", "")))
        yield component | ({"components": parts} if parts else {})


def own_files() -> Iterator[dict[str, Any]]:
    for foreign in FOREIGN:
        kind = {"id": foreign.licence}
        files = [
            {"type": "file", "name": name, "hashes": [{"alg": "SHA-256", "content": digest_of(ROOT / name)}]} for name in foreign.files
        ]
        reference = {"type": "distribution", "url": foreign.origin}
        yield {
            "type": "data",
            "name": foreign.name,
            "licenses": [{"license": kind}],
            "externalReferences": [reference],
            "components": files,
        }


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def system_packages() -> Iterator[dict[str, Any]]:
    """Debian's: whoever makes the image anew gets the renewed ones. Nothing on other systems."""
    if not shutil.which("dpkg-query"):
        return
    shape = "${binary:Package}\t${Version}\t${Architecture}\t${source:Package}\n"
    told = subprocess.run(["dpkg-query", "-W", "-f", shape], capture_output=True, text=True, check=True)
    for line in sorted(told.stdout.splitlines()):
        name, version, architecture, source = line.split("\t")
        purl = f"pkg:deb/debian/{name.partition(':')[0]}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}"
        yield {"type": "library", "name": name, "version": version, "purl": purl, "properties": owned(f"Debian, {source}")}


def document() -> dict[str, Any]:
    """The same whenever it is made of the same."""
    about = {"component": {"type": "application", "bom-ref": "cam-nang-mot-cua", "name": "cam-nang-mot-cua"}}
    python = {"type": "platform", "name": "Python", "version": sys.version.partition(" ")[0]}
    components = [python, *python_packages(), *own_files(), *system_packages()]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": about, "components": components}


if __name__ == "__main__":
    print(json.dumps(document(), indent=1, ensure_ascii=False))
