"""Character sets that Vietnamese was typed in before Unicode, and how their bytes look where somebody took them for another set.

A charset is met here as text: its bytes shown as the characters of code page 1252, 1258 … ("§¨ng ký" is TCVN3 for "Đăng ký"). ASCII is
the same in all of them. Tables: TCVN 5712:1993 (VN3, the set of the .Vn fonts), RFC 1456 (VISCII), the VPS and VNI keyboards' manuals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

# Bytes as the characters of code page 1252, and below each what it stands for.
_TCVN3 = (
    "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơ" + "ưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_VPS = (
    "†‡‰Š‹Œš›œ¡¢£¤¥§©ª«®°¶º»¿ÀÃÄÅÆÇÈËÌÍÎÏÒÓÕÖØÙÛÜàáâãäåæèéêëìíïòóôõøùúûÿ"
    "€Á\x81‚Â„ƒ…ˆŽ\x8d\x8fðñ×ÉÞþÊ“\x90”•µ´·¸¼¹½¾Ô—–˜™÷ž\x9dŸ¦¨ÚÑ¬Ð¯\xad±²Ýý³",
    "ọỗếềểệýỷỵắằẳẵặớờởỡợổộửữựầấẩẫậđẻẹỉễịỹồốỏơừứũưàáâãảạăèéêẽìíĩòóôõụùúủỳÀÁẢÃÂẦẤẨĂẰẮẲẴĐÈÉẺẼÊỀẾỂỄÌÍỈĨÒÓỎÕÔỒỐỔỖƠỜỚỞỠÙÚỦŨƯỪỨỬỲÝỶỸ",
)
_VISCII_FROM_80 = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_BELOW_20 = {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}

# VNI writes a mark as a letter of its own behind the vowel it belongs to: "aù" is á, "aá" ấ, "öù" ứ.
_VNI_MARKS = {
    "aeouyôö": {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    "aeo": {m: "\u0302" + t for m, t in zip("âáàåãä", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True)},
    "a": {m: "\u0306" + t for m, t in zip("êéèúüë", ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"], strict=True)},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _bytes_of(shown: str) -> dict[str, str]:
    """Characters of code page 1252 in; each with its byte, as the character of that number, out."""
    return {c: chr(c.encode("cp1252")[0]) if ord(c) > 0xFF else c for c in shown}


def _single(table: tuple[str, str]) -> dict[int, str]:
    shown, meant = table
    return {ord(byte): letter for byte, letter in zip(_bytes_of(shown).values(), meant, strict=True)}


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_LETTERS)
    for vowels, marks in _VNI_MARKS.items():
        for vowel in vowels:
            pairs |= {vowel + mark: unicodedata.normalize("NFC", _VNI_LETTERS.get(vowel, vowel) + tone) for mark, tone in marks.items()}
    cased: dict[str, str] = {}
    for written, letter in pairs.items():
        cased |= {written: letter, written[0].upper() + written[1:]: letter.upper(), written.upper(): letter.upper()}
        cased[written[0] + written[1:].upper()] = letter
    return cased


_VNI = _vni()
_VNI_CLUSTER = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_CP1258 = {chr(n): bytes([n]).decode("cp1258", "ignore") for n in range(0x80, 0x100)}
_TABLES = {
    "TCVN3": _single(_TCVN3),
    "VPS": _single(_VPS),
    "VISCII": {0x80 + n: letter for n, letter in enumerate(_VISCII_FROM_80)} | {ord(c): letter for c, letter in _VISCII_BELOW_20.items()},
}


def _translated(table: dict[int, str]) -> Callable[[str], str | None]:
    def decode(shown: str) -> str | None:
        # Quotation marks and dashes stand between 0x80 and 0x9f, whatever the letters are.
        unknown = any(ord(c) > 0x9F and ord(c) not in table for c in shown)
        return None if unknown else shown.translate(table)

    return decode


def _decode_vni(shown: str) -> str | None:
    return _VNI_CLUSTER.sub(lambda found: _VNI[found[0]], shown)


def _decode_1258(shown: str) -> str | None:
    letters = [_CP1258.get(c, c) for c in shown]
    return unicodedata.normalize("NFC", "".join(letters)) if all(letters) else None


class Charset(NamedTuple):
    """``decode``: bytes, each as the character of its number, in; what they say out, or None where one of them says nothing.

    What is no letter in the charset stays as it is: :func:`as_characters` shows it.
    """

    name: str
    decode: Callable[[str], str | None]


TCVN3, VPS, VISCII = (Charset(name, _translated(table)) for name, table in _TABLES.items())
VNI, CP1258 = Charset("VNI", _decode_vni), Charset("Windows-1258", _decode_1258)


_CONTROL = re.compile("[\x80-\x9f]")


@cache
def _byte_of(codepage: str) -> dict[str, str]:
    """Each character of a code page with its byte, as the character of that number. A byte without a character stands for itself."""
    itself = {chr(n): chr(n) for n in range(0x80, 0xA0)}
    return itself | {bytes([n]).decode(codepage, "ignore") or chr(n): chr(n) for n in range(0x80, 0x100)}


@lru_cache(maxsize=10_000)  # several readings ask the same of a word
def as_bytes(text: str, codepage: str) -> str | None:
    """Text in; the bytes that look so in a code page, each as the character of its number; None where one of it has no byte there.

    U+FFFD stays: it stands for a byte that is lost.
    """
    known = _byte_of(codepage)
    out = []
    for c in text:
        if c < "\x80" or c == "\ufffd":
            out.append(c)
        elif c in known:
            out.append(known[c])
        else:
            # Code page 1258 has most tones as characters of their own.
            apart = [known.get(part, part if part < "\x80" else "") for part in _tone_apart(c)] if codepage == "cp1258" else [""]
            if not all(apart):
                return None
            out += apart
    return "".join(out)


def as_characters(shown: str, codepage: str) -> str:
    """The way back for bytes from 0x80 to 0x9f: the signs that they are in a code page."""
    return _CONTROL.sub(lambda c: bytes([ord(c[0])]).decode(codepage, "ignore") or c[0], shown)


def _tone_apart(letter: str) -> tuple[str, str]:
    """ "ế" → ("ê", acute): a letter without its tone, and the tone."""
    apart = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in apart[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
    return unicodedata.normalize("NFC", apart.replace(tone, "")), tone
