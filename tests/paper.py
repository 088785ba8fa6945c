"""What a printed page really says: number of pages, text as pdftotext gives it back, QR codes of the rasterised page."""

import io
import re
import subprocess
import tempfile
import unicodedata
from dataclasses import dataclass

import zxingcpp
from PIL import Image
from pypdf import PdfReader


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def text(pdf: bytes) -> str:
    """The text in the order of the content, with single spaces. Fails unless it comes back in NFC, as readers type it."""
    found = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    ).stdout.decode()
    assert unicodedata.is_normalized("NFC", found), "pdftotext gives back text that is not NFC"
    return " ".join(found.split())


def picture(pdf: bytes, page: int = 1, dpi: int = 150) -> Image.Image:
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout))


def sizes(pdf: bytes) -> dict[str, float]:
    """{text: its size in points}."""
    command = ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "3", "-"]
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command[-1] = file.name
        xml = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    fonts = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', xml))
    return {words: int(fonts[font]) / 3 for font, words in re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', xml)}


def codes(picture: Image.Image) -> list[str]:
    """What a telephone reads from the QR codes in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


@dataclass(frozen=True)
class Word:
    """A word and where it stands: points from the top of the page."""

    text: str
    top: float
    bottom: float


def words(pdf: bytes) -> list[Word]:
    """Every word of a page, also where it stands outside its box."""
    command = ["pdftotext", "-bbox", "-enc", "UTF-8", "-", "-"]
    found = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()
    return [
        Word(text, float(top), float(bottom))
        for top, bottom, text in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)<', found)
    ]
