"""What the desk is made of is all there before its first answer, whichever that is."""

import subprocess
import sys

from tests.servers.site import PROJECT, environment

# In a process that has rendered nothing: a template that imports such a module hides that nobody else does.
MISSING = """
import re, sys
from pathlib import Path
import django; django.setup()
from django.urls import reverse
reverse("wagtailadmin_home")
for root in ("site", "procedures_pages", "guides", "search"):
    for file in Path(root).rglob("*.py"):
        if re.search(r"^@hooks\\.register|^@(source|measure)\\(", file.read_text(), re.M):
            name = ".".join(file.with_suffix("").parts).removeprefix("site.")
            if name not in sys.modules:
                print(name)
"""


def test_every_module_that_registers_something_is_imported_with_the_addresses(tmp_path):
    done = subprocess.run([sys.executable, "-c", MISSING], cwd=PROJECT, env=environment(tmp_path), capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
