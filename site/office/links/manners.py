"""What the owners of other sites may expect: robots.txt is honoured, and one host is asked no more than once a second."""

from __future__ import annotations

import time
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from django.conf import settings
from django.core.cache import cache

from . import guard
from .asking import May, NoAnswer, Stopwatch, ask
from .guard import Target, Unusable, target_of

NAME = "CamNangMotCua"
GAP = 1.0  # seconds between two questions to one host
MOST_GAP = 10.0  # that a host may ask for
ROBOTS_BYTES = 500 * 1024  # as much of robots.txt as RFC 9309 wants read
ROBOTS_HOPS = 5
KEPT = 24 * 3600
REDIRECTS = (301, 302, 303, 307, 308)


def agent() -> str:
    """Who asks, and where to complain."""
    return f"{NAME}/1.0 (+{settings.SITE_URL})"


class Manners:
    """Of one round of checks. A host that a round before has just asked is not asked at once either: the first gap is kept, too."""

    def __init__(self, may: May = guard.is_public, gap: float = GAP) -> None:
        self.may, self.gap = may, gap
        self._begun = time.monotonic()
        self._asked: dict[str, float] = {}
        self._rules: dict[str, RobotFileParser] = {}

    def wait(self, target: Target) -> None:
        """Until the host may be asked again."""
        gap = self.gap
        if (rules := self._rules.get(target.origin)) and (wanted := rules.crawl_delay(NAME)):
            gap = max(gap, min(float(wanted), MOST_GAP))
        rest = self._asked.get(target.host, self._begun) + gap - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._asked[target.host] = time.monotonic()

    def allow(self, target: Target) -> bool:
        """Whether its owner lets programs read this address. A robots.txt that is not there, or cannot be had, forbids nothing."""
        if target.origin not in self._rules:
            key = f"links:robots:{target.origin}"
            text = cache.get(key)
            if text is None and (text := self._robots(target)) is not None:
                cache.set(key, text, KEPT)
            rules = RobotFileParser()
            rules.parse((text or "").splitlines())
            self._rules[target.origin] = rules
        return self._rules[target.origin].can_fetch(NAME, target.url)

    def _robots(self, target: Target) -> str | None:
        """The text of its robots.txt, "" where it has none; None where nobody can tell now."""
        watch = Stopwatch()
        at = Target(target.scheme, target.host, target.port, "/robots.txt")
        try:
            for _hop in range(ROBOTS_HOPS):
                self.wait(at)
                answer = ask(at, "GET", agent(), watch, self.may, ROBOTS_BYTES)
                if answer.status in REDIRECTS and answer.location:
                    at = target_of(joined(at, answer.location))
                elif answer.status >= 500:
                    return None
                else:
                    return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        except (NoAnswer, Unusable):
            return None
        return ""


def joined(target: Target, location: str) -> str:
    """Where an answer of ``target`` leads to. Raises Unusable."""
    try:
        return urljoin(target.url, location.strip())
    except ValueError as problem:
        raise Unusable(location) from problem
