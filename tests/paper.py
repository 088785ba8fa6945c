"""What a printed page really says: number of pages, text as pdftotext gives it back, QR codes of the rasterised page."""

import io
import subprocess
import unicodedata

import zxingcpp
from PIL import Image
from pypdf import PdfReader


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def text(pdf: bytes) -> str:
    """The text in reading order with single spaces. Fails unless it comes back in NFC, as readers type it."""
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()
    assert unicodedata.is_normalized("NFC", found), "pdftotext gives back text that is not NFC"
    return " ".join(found.split())


def picture(pdf: bytes, page: int = 1, dpi: int = 150) -> Image.Image:
    command = ["pdftoppm", "-png", "-r", str(dpi), "-f", str(page), "-l", str(page), "-"]
    return Image.open(io.BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=60).stdout))


def codes(picture: Image.Image) -> list[str]:
    """What a telephone reads from the QR codes in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]
