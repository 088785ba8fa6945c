"""What ``/metrics`` tells, in Prometheus' text: requests of all processes of this machine, and what the database knows.

Each process counts in a small file of its own, which it has in memory; whoever is asked adds them up. The file of a process that has
ended stays, so that no count goes back; the folder is one for temporary files and goes when the machine is started anew.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import tempfile
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .clock.status import clock_state
from .models import MadeBackup, QueuedMail

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
SLOTS = len(BOUNDS) + 2  # a number for each bound and for what is slower, and the sum of seconds
NUMBERS = len(CLASSES) * SLOTS
SIZE = NUMBERS * 8


def folder() -> Path:
    """The same for all processes of this site on this machine that run as this user."""
    digest = hashlib.sha256(f"{settings.DATA_DIR}\0{settings.SITE_URL}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"cam-nang-metrics-{os.getuid()}-{digest}"


class Requests:
    """What this process has answered. Safe for threads. Nothing is written before the first request."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._pid = 0
        self._map: mmap.mmap | None = None

    def count(self, status: int, seconds: float) -> None:
        """A disk that takes nothing is no reason to answer nobody."""
        at = min(max(status // 100, 1), 5) - 1
        bound = next((n for n, bound in enumerate(BOUNDS) if seconds <= bound), len(BOUNDS))
        with self._guard:
            if self._pid != os.getpid():
                self._open()
            if self._map is not None:
                self._add(at * SLOTS + bound, 1.0)
                self._add(at * SLOTS + SLOTS - 1, seconds)

    def _open(self) -> None:
        self._pid, self._map = os.getpid(), None
        try:
            folder().mkdir(mode=0o700, exist_ok=True)
            with (folder() / f"{self._pid}-{uuid.uuid4().hex[:8]}").open("w+b") as file:
                file.write(bytes(SIZE))
                file.flush()
                self._map = mmap.mmap(file.fileno(), SIZE)
        except OSError:
            return

    def _add(self, slot: int, more: float) -> None:
        assert self._map is not None  # noqa: S101
        (value,) = struct.unpack_from("=d", self._map, slot * 8)
        struct.pack_into("=d", self._map, slot * 8, value + more)


REQUESTS = Requests()


@dataclass(frozen=True, slots=True)
class Gauge:
    """``read`` gives the number, None where there is none."""

    name: str
    help: str
    read: Callable[[], float | None]


_gauges: dict[str, Gauge] = {}


def register(name: str, help: str, read: Callable[[], float | None]) -> None:
    """A number of a room's own. Registering a name again replaces it."""
    _gauges[name] = Gauge(name, help, read)


def text() -> str:
    """Everything, as it is now."""
    lines = [*_requests()]
    for gauge in _gauges.values():
        value = gauge.read()
        if value is not None:
            lines += [f"# HELP {gauge.name} {gauge.help}", f"# TYPE {gauge.name} gauge", f"{gauge.name} {value:g}"]
    return "\n".join(lines) + "\n"


def _requests() -> Iterable[str]:
    totals = [0.0] * NUMBERS
    for path in sorted(folder().glob("*")):
        content = path.read_bytes()
        if len(content) == SIZE:
            totals = [total + number for total, number in zip(totals, struct.unpack(f"={NUMBERS}d", content), strict=True)]
    name = "cam_nang_request_seconds"
    yield f"# HELP {name} How long requests took."
    yield f"# TYPE {name} histogram"
    for at, status in enumerate(CLASSES):
        *buckets, seconds = totals[at * SLOTS : (at + 1) * SLOTS]
        so_far = 0.0
        for bound, number in zip((*(f"{bound:g}" for bound in BOUNDS), "+Inf"), buckets, strict=True):
            so_far += number
            yield f'{name}_bucket{{status="{status}",le="{bound}"}} {so_far:.0f}'
        yield f'{name}_sum{{status="{status}"}} {seconds:.6f}'
        yield f'{name}_count{{status="{status}"}} {so_far:.0f}'


def _clock_age() -> float | None:
    last = clock_state().last_run
    return None if last is None else (timezone.now() - last).total_seconds()


def _mail_age() -> float | None:
    oldest = QueuedMail.objects.order_by("created_at").values_list("created_at", flat=True).first()
    return 0.0 if oldest is None else (timezone.now() - oldest).total_seconds()


def _backup_age() -> float | None:
    last = MadeBackup.objects.order_by("-made_at").values_list("made_at", flat=True).first()
    return None if last is None else (timezone.now() - last).total_seconds()


def register_all() -> None:
    register("cam_nang_clock_age_seconds", "Since the site's clock last ran a job.", _clock_age)
    register("cam_nang_jobs_failing", "Jobs of the clock whose last run failed.", lambda: len(clock_state().failing))
    register("cam_nang_mails_waiting", "Mails that wait to be sent.", lambda: QueuedMail.objects.count())
    register("cam_nang_mail_age_seconds", "Since the oldest of them was written.", _mail_age)
    register("cam_nang_backup_age_seconds", "Since the last backup was made.", _backup_age)
