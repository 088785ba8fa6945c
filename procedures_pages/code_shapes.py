"""What a procedure's code looks like: one shape for every door (register, lists of offices, pages, addresses). Pure."""

from __future__ import annotations

import re

from vietnamese.normal import clean

# Six digits are the rule (1.001612). Longer ones (1.0133611), cases (2.000815.01), marks behind a dash (1.014955-Xoa) are in the register.
CODE = re.compile(r"\d\.\d{6,9}(?:\.\d{2})?(?:-[A-Za-z]{1,10})?", re.ASCII)
DIGITS = 6  # behind the point
# What the portal of a province adds: 1.001612.000.00.00.H62.
_PROVINCE = re.compile(r"\.000\.00\.00\.H\d\d$", re.IGNORECASE)
_BARE = re.compile(r"(\d)(\d{6,7})", re.ASCII)
EXAMPLE = "1.001193"


def tidy_code(text: str) -> str:
    """A code as people and spreadsheets write it in; the same in its usual form out, whether it is one or not.

    Blanks, an apostrophe in front, a decimal comma, a province's tail and a stop at the end go: "' 1,001 193." and 1001193 are 1.001193.
    """
    code = re.sub(r"\s", "", clean(text)).lstrip("'’`").rstrip(".;,")
    code = _PROVINCE.sub("", re.sub(r"^(\d),(?=\d)", r"\1.", code))
    bare = _BARE.fullmatch(code)
    return f"{bare[1]}.{bare[2]}" if bare else code


def code_of_number(number: float, decimals: int = DIGITS) -> str:
    """A code that a spreadsheet took for a number, in; the code out: 1.90003 is 1.900030, the zero at the end was lost.

    ``decimals``: as many as the cell's format shows, where it says.
    """
    if number == int(number) and number >= 1_000_000:
        return tidy_code(str(int(number)))
    written = f"{number:.9f}".rstrip("0").partition(".")[2]
    return f"{number:.{max(decimals, DIGITS, len(written))}f}"
