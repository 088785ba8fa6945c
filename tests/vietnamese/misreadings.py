"""Vietnamese as old charsets and wrong readings show it: the way there, which :mod:`vietnamese.legacy` goes back."""

import unicodedata

from vietnamese import charsets


def _inverted(table):
    return {letter: chr(byte) for byte, letter in reversed(table.items())}


TCVN3, VPS, VISCII = (_inverted(charsets._TABLES[name]) for name in ("TCVN3", "VPS", "VISCII"))
VNI = {}
for written, letter in charsets._VNI.items():
    if letter not in VNI or (written.isupper() == letter.isupper() and written.islower() == letter.islower()):
        VNI[letter] = written


def tcvn3(text):
    """As a .VnTime font types it; a capital with a tone mark exists in .VnTimeH only, as its small letter."""
    return "".join(TCVN3.get(c) or TCVN3.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))


def vni(text):
    return "".join(VNI.get(c, c) for c in unicodedata.normalize("NFC", text))


def _in_1252(letters, text):
    """Bytes without a character in code page 1252 stay controls, as browsers do it."""
    shown = "".join(letters.get(c) or letters.get(c.lower(), c) for c in unicodedata.normalize("NFC", text))
    return "".join(bytes([ord(c)]).decode("cp1252", "ignore") or c if "\x80" <= c <= "\xff" else c for c in shown)


def vps(text):
    return _in_1252(VPS, text)


def viscii(text):
    return _in_1252(VISCII, text)


def in_1258(text):
    """The bytes of code page 1258."""
    apart = ("".join(charsets._tone_apart(c)) if ord(c) > 127 else c for c in unicodedata.normalize("NFC", text))
    return "".join(apart).encode("cp1258", "replace")


def cp1258(text):
    return in_1258(text).decode("cp1252", "replace")


def utf8_as(codepage, errors="replace"):
    def misread(text):
        return text.encode().decode(codepage, errors)

    return misread
