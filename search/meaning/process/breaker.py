"""What the model process must not forget when it dies: which text it was at, which texts have killed it, how often it died lately.

Kept in files of the runtime folder, so that neither another web worker nor a new start asks again what killed it before.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

# A text that was being read when the process crashed or hung is refused from then on. Where it was killed from outside (by an operator, for
# want of memory), the text is likely innocent: it is refused the second time.
MAX_REFUSED = 10_000  # texts; the oldest are forgotten
MAX_DEATHS, WITHIN_SECONDS, REST_SECONDS = 5, 60.0, 60.0  # so many deaths within so long: the model is left alone for so long
KEPT_DEATHS, KEPT_SECONDS = 100, 86_400.0


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Breaker:
    """One a model process; only the process that holds the lock may make one.

    Files: ``asking`` the text at work, ``crash`` what the interpreter wrote when it died, ``deaths`` when and at which text, ``refused``.
    """

    def __init__(self, folder: Path) -> None:
        self._asking, self._crash = folder / "asking", folder / "crash"
        self._deaths, self._refused_file = folder / "deaths", folder / "refused"
        self._refused = dict.fromkeys(_lines(self._refused_file))
        self._learn()
        self._journal = os.open(self._asking, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._write("-")
        self.crash_file = self._crash.open("wb")

    def refuses(self, text: str) -> bool:
        return digest_of(text) in self._refused

    def begin(self, text: str) -> None:
        """Notes, before the model reads a text, which one it is: what is noted when the process dies has killed it."""
        self._write(digest_of(text))

    def end(self) -> None:
        self._write("-")

    def refuse(self, text: str) -> None:
        """From now on :meth:`refuses` this text."""
        self._add(digest_of(text))

    def _add(self, digest: str) -> None:
        self._refused[digest] = None
        _replace(self._refused_file, list(self._refused)[-MAX_REFUSED:])

    def close(self) -> bool:
        """The process ends because it is no longer needed: that is no death. Whether there is anything to remember."""
        os.close(self._journal)
        self.crash_file.close()
        self._asking.unlink(missing_ok=True)
        return bool(self._refused or self._known_deaths())

    def rest(self) -> float:
        """For how many seconds the model is to be left alone: 0 unless it has died too often."""
        lately = [at for at, _digest in self._known_deaths() if time.time() - at < WITHIN_SECONDS]
        return max(0.0, lately[-1] + REST_SECONDS - time.time()) if len(lately) >= MAX_DEATHS else 0.0

    def _write(self, word: str) -> None:
        os.pwrite(self._journal, word.ljust(32).encode(), 0)

    def _learn(self) -> None:
        """Reads what the process before left behind; where it did not end in order, that was a death."""
        left = _lines(self._asking)
        if not left:
            return
        digest = left[0].strip()
        deaths = [*self._known_deaths(), (time.time(), digest)]
        _replace(self._deaths, [f"{at} {text}" for at, text in deaths[-KEPT_DEATHS:]])
        if digest != "-" and (_lines(self._crash) or [text for _at, text in deaths].count(digest) > 1):
            self._add(digest)

    def _known_deaths(self) -> list[tuple[float, str]]:
        lines = [line.split() for line in _lines(self._deaths)]
        deaths = [(float(line[0]), line[1]) for line in lines if len(line) == 2 and line[0].replace(".", "").isdigit()]
        return [death for death in deaths if time.time() - death[0] < KEPT_SECONDS]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(errors="replace").splitlines()
    except OSError:
        return []


def _replace(path: Path, lines: list[str]) -> None:
    new = path.with_suffix(".new")
    new.write_text("".join(f"{line}\n" for line in lines))
    new.replace(path)
