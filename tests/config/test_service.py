"""The unit file for a server without containers: what it starts is what the image starts, and it never gives up."""

import json
import re
import shlex
import shutil
import subprocess

import pytest

from tests.places import ROOT

UNIT = ROOT / "deploy" / "cam-nang.service"


def said():
    """{name: values in their order}."""
    found = {}
    for line in UNIT.read_text("utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, _sign, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def test_it_starts_the_server_as_the_image_does():
    command = json.loads(re.search(r"^CMD (\[.+\])$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)[1])
    program, *arguments = shlex.split(said()["ExecStart"][0])
    assert program.endswith(f"/.venv/bin/{command[0]}")
    # Behind the proxy of the same machine.
    assert arguments == ["127.0.0.1" if word == "0.0.0.0" else word for word in command[1:]]


def test_it_is_begun_again_however_often_it_ends():
    unit = said()
    assert (unit["Restart"], unit["StartLimitIntervalSec"]) == (["always"], ["0"])


def test_it_writes_nowhere_but_in_its_data():
    unit = said()
    settings = dict(word.split("=", 1) for word in shlex.split(unit["Environment"][0]))
    assert unit["ReadWritePaths"] == [settings["DATA_DIR"]]
    assert unit["ProtectSystem"] == ["strict"]


def test_systemd_understands_every_line(tmp_path):
    if not (program := shutil.which("systemd-analyze")):
        pytest.skip("this machine has no systemd")
    # Of this machine, for the one that it is written for has the project.
    text = re.sub(r"^(ExecStart)=\S+", r"\1=/bin/true", UNIT.read_text("utf-8"), flags=re.MULTILINE)
    copy = tmp_path / UNIT.name
    copy.write_text(text.replace("EnvironmentFile=", "EnvironmentFile=-"), "utf-8")
    done = subprocess.run([program, "verify", "--man=no", copy], capture_output=True, text=True, timeout=60)
    assert not re.search(r"Unknown|Failed to parse|Invalid|ignoring", done.stderr), done.stderr
