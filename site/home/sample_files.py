"""The sample's files, read by libyaml where PyYAML has it: in a tenth of the time, which is an eighth of loading the sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=SafeLoader)
