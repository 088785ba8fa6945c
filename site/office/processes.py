"""What a process that is started beside a web worker gets of its environment: no passwords, which it has no business with."""

from __future__ import annotations

import os

KEPT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
)


def bare_environment(**more: str) -> dict[str, str]:
    """The variables that such a process needs, and ``more``."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | more
