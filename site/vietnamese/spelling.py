"""What a Vietnamese syllable can look like: an onset, a rime and a tone. Used to tell words from keystroke residue and from English."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from .folding import fold

ONSETS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu ynh yt ych
"""
RIMES = frozenset(_RIMES.split())
_FOLDED_RIMES = frozenset(fold(r) for r in RIMES)
TONES = {"": "", "f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
_TONE_NAMES = {mark: name for name, mark in TONES.items() if mark}
_STOPS = ("c", "p", "t", "ch")
_SHAPED = "ăâêôơư"
_VOWELS = "aeiouy" + _SHAPED


class Parts(NamedTuple):
    """A syllable taken apart; ``tone`` is named by its Telex key, "" for none."""

    onset: str
    rime: str
    tone: str


def take_tone(word: str) -> tuple[str, str]:
    """A word in; the word without tone marks (hats, horns and breves stay) and its tone's Telex key out."""
    tone, letters = "", []
    for c in unicodedata.normalize("NFD", word):
        if c in _TONE_NAMES:
            tone = _TONE_NAMES[c]
        else:
            letters.append(c)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def parts(word: str) -> Parts | None:
    """A lower-case word in; its parts out, or None where it cannot be a Vietnamese syllable."""
    return split(*take_tone(word))


def split(bare: str, tone: str) -> Parts | None:
    """A word without tone marks and its tone's Telex key in; its parts out, or None where it cannot be a Vietnamese syllable."""
    for onset in ONSETS:
        rime = bare[len(onset) :]
        if bare.startswith(onset) and rime in RIMES and not (rime.endswith(_STOPS) and tone not in ("s", "j")):
            return Parts(onset, rime, tone)
    return None


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether a word, with or without marks, can be a Vietnamese syllable: "giấy", "giay" and "GIAY" can, "giaays" and "birth" cannot."""
    folded = fold(word)
    return any(folded.startswith(o) and folded[len(o) :] in _FOLDED_RIMES for o in ONSETS if o != "đ")


def with_tone(onset: str, rime: str, tone: str) -> str:
    """Onset, toneless rime and a tone's Telex key in; the written syllable out, its mark in the old style (hòa, thúy, quý)."""
    if not tone:
        return onset + rime
    at = _tone_position(rime)
    marked = unicodedata.normalize("NFC", rime[at] + TONES[tone])
    return onset + rime[:at] + marked + rime[at + 1 :]


def _tone_position(rime: str) -> int:
    shaped = [i for i, c in enumerate(rime) if c in _SHAPED]
    if shaped:
        return shaped[-1]
    vowels = len(rime) - len(rime.lstrip(_VOWELS))
    if vowels < len(rime):
        return vowels - 1
    return 1 if vowels == 3 else 0
