"""What ``manage.py check`` says about the settings that this room reads."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks

from .callers import read_proxies

NO_PROXY = checks.Warning(
    "TRUSTED_PROXIES is empty: behind a proxy all callers look like one, and whoever mistypes a password locks everybody out.",
    hint="Name the proxy's address as the site sees it (docs/operators.md); production.py trusts 127.0.0.1 and ::1 unless told otherwise.",
    id="office.W001",
)
EVERYBODY = checks.Error(
    "TRUSTED_PROXIES names every address there is: anybody may then say to be anybody.",
    hint="Name the proxy's own address, or the network that only proxies are in.",
    id="office.E001",
)


def proxies(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    networks, unix_is_trusted = read_proxies(tuple(settings.TRUSTED_PROXIES))
    if any(network.prefixlen == 0 for network in networks):
        return [EVERYBODY]
    return [] if networks or unix_is_trusted else [NO_PROXY]


def register() -> None:
    checks.register(proxies, checks.Tags.security, deploy=True)
