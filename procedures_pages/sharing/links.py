"""What is handed on: the short link and its QR code."""

from __future__ import annotations

import io
import re
from functools import lru_cache

import segno

from ..addresses import absolute, said_path, short_path
from ..facts.case import Case
from ..facts.procedure import ProcedureFacts


def short_link(facts: ProcedureFacts, case: Case | None = None) -> str:
    """The absolute short address of this case: survives renames and new codes. The page's own address where it has no code."""
    query = case.query if case else ""
    code = case.entry.code if case else facts.code
    path = short_path(code, query) if code else facts.url + (f"?{query}" if query else "")
    return absolute(path)


def typed_link(facts: ProcedureFacts, case: Case) -> str:
    """What a person types in: the short address of the code that holds in this case, without the answers."""
    return absolute(short_path(case.entry.code)) if case.entry.code else short_link(facts)


def code_box() -> str:
    """Where a short code that somebody has said is typed in."""
    return absolute(said_path())


# What the largest code holds is 2,331 bytes at level M and 1,663 at Q, and nobody's telephone reads that one.
MAX_IN_CODE = 1_000  # bytes


def _code(address: str, error: str) -> segno.QRCode:
    """The code of an address; of one without answers where it is so long with them that no code could hold it."""
    fits = len(address.encode()) <= MAX_IN_CODE
    return segno.make(address if fits else address.partition("?")[0], error=error, micro=False)


def qr_svg(address: str) -> bytes:
    """An SVG of the address with the 4 modules of quiet zone that readers need. Error level M: survives a fold."""
    out = io.BytesIO()
    _code(address, "m").save(out, kind="svg", border=4, xmldecl=False, omitsize=True, title="QR")
    return out.getvalue()


@lru_cache(maxsize=512)  # some 2 KB each; to make one takes two milliseconds
def qr_in_page(address: str, error: str = "m") -> str:
    """The same as an address of a picture that stands in the page itself: no further request, and paper needs no network.

    ``error``: level "m", or "q" for what hangs behind glass.
    """
    code = _code(address, error)
    drawn = code.svg_data_uri(border=4, omitsize=True, nl=False, svgclass=None, lineclass=None, encode_minimal=True, omit_charset=True)
    # An address has no blanks: between two numbers stands a comma instead, a third as long as a blank that is escaped.
    return re.sub(r"(?<=\d) (?=[\d-])", ",", drawn).replace(" ", "%20")


def qr_png(address: str, scale: int = 12) -> bytes:
    """The same as a picture, ``scale`` pixels a module: for programs that take no SVG. Level Q, as it may hang behind glass."""
    out = io.BytesIO()
    _code(address, "q").save(out, kind="png", border=4, scale=scale)
    return out.getvalue()
