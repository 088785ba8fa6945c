"""The ways a text may have been meant: a charset, and the code page whose characters its bytes were taken for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from .charsets import CP1258, TCVN3, VISCII, VNI, VPS, Charset, as_bytes, as_characters
from .oddity import count, is_real, oddity, usual

LOST = "\ufffd"
# Letters side by side that no language has but one in this charset.
_TELLING = {
    VNI: re.compile("a[âáàåãäê]|ñ[aeiouy]?[ùøûõïâáàåãäê]|[ôö][ùøûõï]", re.IGNORECASE),
    CP1258: re.compile("[aeiouyâêôãõý][ìòÞþ]|^ð[aeiouyâêôãõý]", re.IGNORECASE),
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    charset: Charset
    codepage: str

    def of(self, chunk: str) -> str | None:
        """What a chunk says in this reading; None where it cannot be one."""
        shown = as_bytes(chunk, self.codepage)
        said = None if shown is None or LOST in shown else self.charset.decode(shown)
        return said and self.finished(as_characters(said, self.codepage))

    def is_meant(self, said: str, is_legacy: Callable[[str], bool]) -> bool:
        """Whether anybody meant to say that. ``is_legacy``: whether a text is one that was misread."""
        return is_real(said)

    def evidence(self, chunk: str) -> int:
        """How surely a chunk was not meant as it stands, if this is how it was meant."""
        signs = _TELLING.get(self.charset)
        return oddity(chunk) and oddity(chunk) + bool(signs and signs.search(chunk))

    @property
    def enough(self) -> int:
        """How much evidence a stretch takes: more for VISCII and VPS, which few people ever used; å and ø are common elsewhere."""
        return 3 if self.is_rare else 2

    @property
    def is_rare(self) -> bool:
        """Where another charset reads as well, it is that one."""
        return self.charset in (VISCII, VPS)

    def prepared(self, text: str) -> str:
        """The text before it is cut into chunks."""
        return text

    def finished(self, text: str) -> str:
        """The .VnTimeH fonts show small letters as capitals: "§¡NG Ký KÕT H¤N" is "ĐĂNG KÝ KẾT HÔN"."""
        is_small = self.charset is not TCVN3 or sum(c.isupper() for c in text) < 2 or any(c.isascii() and c.islower() for c in text)
        return text if is_small else _WORD.sub(lambda word: word[0] if word[0].isascii() else word[0].upper(), text)


# A letter; or one whose last byte is lost: code page 1252 does not have it, or shows a blank or an invisible hyphen for it.
_UTF8_LETTER = re.compile(
    "[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    f"|(?P<cut>[\xc3-\xc6]|\xe1[\xba\xbb]){LOST}?"
)
_LOST_BYTES = "\xad\xa0\x81\x8d\x8f\x90\x9d"
_LOST_BLANK = re.compile(r"(?<!\S)(\S{0,40}?)(Ã|Æ|áº|á») ( ?)(?=([^\s.,;:!?)\]]{0,40}))")
_NOT_LATIN = re.compile(r"[\x80-\x9f]|[^\W\d_](?<![A-Za-z\xc0-\u017f\u01a0\u01a1\u01af\u01b0\u1e00-\u1eff])")


class Misread(Reading):
    """UTF-8 whose bytes were taken for characters of a code page."""

    @lru_cache(maxsize=20_000)  # noqa: B019 (there are four of these, for good)
    def of(self, chunk: str) -> str | None:
        """As above; U+FFFD where a letter lost a byte and several would do: a wrong word is worse than none."""
        shown = as_bytes(chunk, self.codepage)
        found = list(_UTF8_LETTER.finditer(shown)) if shown is not None else []
        cuts = sum(letter["cut"] is not None for letter in found)
        if shown is None or not found or cuts > 2 or LOST in _UTF8_LETTER.sub("", shown):
            return None
        said = [_decoded(shown, lost) for lost in product(_LOST_BYTES, repeat=cuts)]
        if cuts:
            said = [word for word in dict.fromkeys(said) if usual(word)]
        return as_characters(said[0] if len(said) == 1 else _decoded(shown, ()), self.codepage)

    @lru_cache(maxsize=20_000)  # noqa: B019
    def is_meant(self, said: str, is_legacy: Callable[[str], bool]) -> bool:
        """Any language may have been misread so, and so may text in another charset."""
        plain = oddity(said) < 2 and not _NOT_LATIN.search(said)
        return LOST in said or is_real(said) or plain or is_legacy(said)

    def evidence(self, chunk: str) -> int:
        """A byte that is lost proves nothing: "Ä" is a letter in other languages."""
        whole = sum(letter["cut"] is None for letter in _UTF8_LETTER.finditer(as_bytes(chunk, self.codepage) or ""))
        return oddity(chunk) and whole and oddity(chunk) + whole

    def prepared(self, text: str) -> str:
        """The letters à, Ơ and Ạ end with a byte that looks like a blank: "lÃ m" is "làm", "vÃ  chi" is "và chi"."""

        def joined(found: re.Match[str]) -> str:
            before, letter, after = (self.of(part) or part for part in (found[1], f"{found[2]}\u00a0", found[4]))
            is_one = not found[3] and after and count(f"{before}{letter}{after}")
            return f"{found[1]}{found[2]}\u00a0{'' if is_one else ' '}" if is_one or found[3] else found[0]

        return _LOST_BLANK.sub(joined, text) if self.codepage == "cp1252" else text


def _decoded(shown: str, lost: tuple[str, ...]) -> str:
    """Bytes, each as the character of its number, and those that are missing, in; the text out, U+FFFD where one stays missing."""
    rest = iter(lost)

    def letter(found: re.Match[str]) -> str:
        whole = found[0] if found["cut"] is None else found["cut"] + next(rest, "")
        return whole.encode("latin-1").decode("utf-8", "replace")

    return _UTF8_LETTER.sub(letter, shown)


_UTF8 = Charset("UTF-8", lambda shown: shown)
READINGS: tuple[Reading, ...] = (
    *(Misread(_UTF8, codepage) for codepage in ("cp1252", "cp1258", "mac_roman", "cp437")),
    *(Reading(charset, "cp1252") for charset in (TCVN3, VNI, CP1258, VISCII, VPS)),
    *(Reading(charset, "cp1258") for charset in (TCVN3, VNI)),
)
