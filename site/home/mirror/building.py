"""What of the mirror is made anew, in which order, and what is taken away.

Nothing says which pages a change shows on; so after one (the stamp of pages is another) all are made anew, and those files written that
come out otherwise. What may no longer be seen goes at once and what was published comes first, then what was made longest ago. A run that
ends in the middle, because its time is over or its process was killed, is gone on with by the next one: what lies in the folder counts.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from procedures_pages.facts.stamp import pages_stamp

from ..page_cache.moments import SETTLED
from . import addresses
from .fetching import Answer, fetch
from .folder import Folder, digest_of
from .own_pages import notices, with_notice

log = logging.getLogger(__name__)
GONE = (301, 302, 404, 410)
# A page tells of hours and days: so old at most does it get, though nothing is written.
REFRESHED = 3600.0
SAVED = 10.0  # seconds between two manifests
FORMS = "/bieu-mau/"  # asked for before the others: who may see them may have changed


@dataclass(slots=True)
class Done:
    """What a run did, in files. ``failed``: addresses without an answer, whose files stayed as they were; ``left``: how many wait."""

    made: int = 0
    written: int = 0
    removed: int = 0
    left: int = 0
    failed: list[str] = field(default_factory=list)


class Building:
    """One run over a folder that is held (:meth:`Folder.held`)."""

    def __init__(self, folder: Folder, told: Callable[[int, int], None] | None = None) -> None:
        """``told`` is called with how many addresses are made and how many there are, as far as is known."""
        self.folder, self.told = folder, told or (lambda _done, _all: None)
        known = folder.load()
        self.entries: dict[str, dict[str, Any]] = known.get("entries", {})
        self.stamp, self.since = str(known.get("stamp", "")), float(known.get("since", 0))
        self.done = Done()

    def run(self, seconds: float | None = None, *, everything: bool = False) -> Done:
        """Makes what is not as the site is now; ``seconds``: so long at most; ``everything``: whatever it is taken for."""
        begun = saved = time.monotonic()
        now = time.time()
        stamp = pages_stamp()
        if stamp != self.stamp or not stamp:
            self.stamp, self.since = stamp, now
        elif not everything and not any(self._is_due(entry, now) for entry in self.entries.values()) and self.entries:
            return self.done
        seeds = addresses.seeds()
        first = self._take_away(seeds)
        waiting = self._waiting(seeds, first, now, everything)
        seen = {*waiting, *self._reached(seeds)}
        while waiting:
            if seconds is not None and time.monotonic() - begun >= seconds:
                break
            address = waiting.pop(0)
            links = self._make(address, seeds.get(address), address in seeds)
            new = [link for link in links if link not in seen]
            seen.update(new)
            waiting.extend(link for link in new if everything or self._is_due(self.entries.get(link), now))
            self.told(self.done.made, self.done.made + len(waiting))
            if time.monotonic() - saved >= SAVED:
                saved = time.monotonic()
                self._save()
        self.done.left = len(waiting)
        reached = self._reached(seeds)
        self._drop(address for address in list(self.entries) if address not in reached)
        self._tell_moment()
        self.done.removed += self.folder.remove_others([*self._files(), *map(_plain, addresses.NOTICES)])
        self._save()
        return self.done

    def _is_due(self, entry: dict[str, Any] | None, now: float) -> bool:
        if entry is None or entry["stamp"] != self.stamp or not self.stamp:
            return True
        # What rooms hold in memory is right a minute after a change at the latest (home.page_cache.moments).
        settled = self.since + SETTLED.total_seconds()
        return bool(entry["made"] + REFRESHED <= now or entry["made"] < settled <= now)

    def _take_away(self, seeds: dict[str, str]) -> list[str]:
        """What is no longer public goes, with all that lies under it. Returns what was published anew since it was made."""
        gone = [address for address, entry in self.entries.items() if entry["seed"] and address not in seeds]
        families = _families(gone)
        self._drop([*gone, *(a for a in list(self.entries) if a not in seeds and a.startswith(families))])
        return [address for address, day in seeds.items() if address not in self.entries or self.entries[address]["day"] != day]

    def _waiting(self, seeds: dict[str, str], first: list[str], now: float, everything: bool) -> list[str]:
        """What is to be made, in the order in which it is: new ones as they come, with what lies under them; forms; the oldest."""
        families = _families(first)
        known = self._reached(seeds)
        fresh = [a for a in known if a in self.entries and a.startswith(families)]
        head = dict.fromkeys([*first, *fresh])
        rest = [a for a in known if a not in head and (everything or self._is_due(self.entries.get(a), now))]
        rest.sort(key=lambda a: (not a.startswith(FORMS), self._looked_at(a)))
        return [*head, *rest]

    def _looked_at(self, address: str) -> float:
        entry = self.entries.get(address)
        return max(entry["made"], entry["tried"]) if entry else 0.0

    def _reached(self, seeds: Iterable[str]) -> dict[str, None]:
        """All that is known to belong to the mirror: the seeds, and what their answers name."""
        found, waiting = dict.fromkeys(seeds), list(seeds)
        while waiting:
            entry = self.entries.get(waiting.pop())
            for link in entry["links"] if entry else ():
                if link not in found:
                    found[link] = None
                    waiting.append(link)
        return found

    def _make(self, address: str, day: str | None, is_seed: bool) -> list[str]:
        """Asks the site and writes what it says, where that is another than before. Returns the addresses that are needed for it."""
        before = self.entries.get(address)
        etag = self._etag(before)
        moment = time.time()
        try:
            answer = fetch(address, etag)
        except Exception:
            log.exception("mirror: no answer at %s", address)
            answer = Answer(500)
        self.done.made += 1
        entry = {"stamp": self.stamp, "made": moment, "tried": moment, "day": day or "", "seed": is_seed}
        if answer.status == 304 and before:
            self.entries[address] = {**before, **entry}
            return list(before["links"])
        if answer.status != 200 and answer.status not in GONE:
            self.done.failed.append(address)
            if before:
                before["tried"] = moment
            return list(before["links"]) if before else []
        name = addresses.file_of(address, answer.is_page) if answer.status == 200 else None
        if before and before["file"] and before["file"] != name:
            self.done.removed += self.folder.remove(before["file"])
        data, links, digest = answer.body, list[str](), ""
        if name:
            links = [] if answer.leads_on else addresses.links_in(address, answer.content_type, data)
            if answer.is_page and not answer.leads_on:
                data = with_notice(data, address)
            digest = digest_of(data)
            self.done.written += self.folder.put(name, data)
        etag = answer.etag if _is_costly(address) else ""
        self.entries[address] = {**entry, "file": name or "", "digest": digest, "etag": etag, "links": links}
        return links

    def _etag(self, before: dict[str, Any] | None) -> str:
        """Of a file that takes long to make, where it lies there as it was written."""
        if not before or not before["etag"] or self.folder.digest(before["file"]) != before["digest"]:
            return ""
        return str(before["etag"])

    def _drop(self, gone: Iterable[str]) -> None:
        for address in gone:
            entry = self.entries.pop(address, None)
            if entry and entry["file"]:
                self.done.removed += self.folder.remove(entry["file"])

    def _files(self) -> list[str]:
        return [entry["file"] for entry in self.entries.values() if entry["file"]]

    def _tell_moment(self) -> None:
        """Pages say when the oldest of them was made."""
        if self.entries:
            oldest = datetime.fromtimestamp(min(entry["made"] for entry in self.entries.values()), tz=UTC)
            for address, line in notices(oldest).items():
                self.folder.put(_plain(address), line)

    def _save(self) -> None:
        self.folder.save({"stamp": self.stamp, "since": self.since, "entries": self.entries})


def _families(changed: Iterable[str]) -> tuple[str, ...]:
    """What addresses under these pages begin with, and those in English, which are the same page where it has no translation."""
    families = {family for family in map(addresses.family_of, changed) if family}
    return tuple(families | {f"/en{family}" for family in families if not family.startswith("/en/")})


def _is_costly(address: str) -> bool:
    return address.endswith(".pdf")


def _plain(address: str) -> str:
    return address.removeprefix("/")
