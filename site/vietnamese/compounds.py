"""Words of two syllables that stay on one line: "đăng / ký" reads as two words."""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words" / "compounds.txt"


def compounds(text: str) -> list[str]:
    """The text in parts, every second of which is a word that ``compounds.txt`` has, in any case: "Xin ", "giấy phép", " xây nhà"."""
    return _known().split(text)


@cache
def _known() -> re.Pattern[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    words = "|".join(line for line in lines if not line.startswith("#"))
    return re.compile(rf"(?<!\w)({words})(?!\w)", re.IGNORECASE)
