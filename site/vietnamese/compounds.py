"""Words of two syllables that stay on one line: "đăng / ký" reads as two words."""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words" / "compounds.txt"
NO_BREAK = "\u00a0"


def unbroken(text: str) -> str:
    """The text with a no-break space within each word that ``compounds.txt`` has, in any case."""
    return _known().sub(lambda found: found[0].replace(" ", NO_BREAK), text)


@cache
def _known() -> re.Pattern[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    words = "|".join(line for line in lines if not line.startswith("#"))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
