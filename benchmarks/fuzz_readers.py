"""Damages sources of every shape for a while and sees that the readers only ever give records, refusals, or refuse the whole.

python benchmarks/fuzz_readers.py [--seconds 60] [--seed 1]
"""

import argparse
import io
import json
import random
import sys
import tarfile
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from openpyxl import Workbook  # noqa: E402

from procedures_pages.register.parsing.sources import UnreadableSource, read_source  # noqa: E402

TEXT = """Chi tiết thủ tục hành chính
Mã thủ tục: 9.00000{n}
Tên thủ tục: Đăng ký nuôi mèo
Cách thức thực hiện:
  * Hình thức nộp: DIRECT
    Thời hạn giải quyết: 3 WORKING_DAY
    Phí, lệ phí: 20000 VNĐ (mỗi con) | 10 USD ()
Thành phần hồ sơ:
  [ Mèo con ]
    - Tờ khai
      Số lượng: Bản chính: 1, Bản sao: 0
Căn cứ pháp lý:
  * Nghị định (12/2024/NĐ-CP)
"""
DETAIL = {
    "data": {
        "code": "9.000001",
        "name": "Nuôi mèo",
        "executionMethods": [{"fees": [{"value": 1}]}],
        "executionCases": [{"profileComponents": [{}]}],
    }
}


def tar(packing: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{packing}") as archive:
        for n in range(4):
            data = TEXT.format(n=n).encode()
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(4):
            archive.writestr(f"{n}.txt", TEXT.format(n=n))
    return out.getvalue()


def workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (["DANH SÁCH"], ["Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"], ["9.000001", "Nuôi mèo", "", "", ""]):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


ROWS = ("Mã số", "Tên", "Lĩnh vực"), ("9.000001", "Nuôi mèo", "Thú"), ("9.000002", "Bán mèo", "Thú")
TABLE = "".join(f"<tr>{''.join(f'<td rowspan=2>{cell}</td>' for cell in row)}</tr>" for row in ROWS)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """One to six wounds: bytes changed, cut out, doubled, or filled in."""
    out = bytearray(data)
    for _ in range(dice.randrange(1, 7)):
        at = dice.randrange(len(out) + 1)
        size = dice.choice([1, 2, 8, 60, 400])
        kind = dice.randrange(5)
        if kind == 0:
            out[at : at + size] = dice.randbytes(size)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size]
        elif kind == 3:
            out[at:at] = dice.choice([b"\xff", b"\0", b"[", b"{", "Số lượng:".encode(), b"\n", "“".encode(), b"9" * 400])
        elif out:
            out[min(at, len(out) - 1)] ^= 1 << dice.randrange(8)
    return bytes(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    sources = {**{f"tar {p or 'plain'}": tar(p) for p in ("", "xz", "gz", "bz2")}, "zip": zipped(), "xlsx": workbook()}
    sources |= {"csv": "\n".join(map(";".join, ROWS)).encode(), "web page": f"<html><table>{TABLE}</table>".encode()}
    sources |= {"text": TEXT.format(n=1).encode(), "json": json.dumps(DETAIL).encode()}
    counts: Counter[str] = Counter()
    slowest = 0.0
    end = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nguon"
        while time.monotonic() < end:
            kind = dice.choice(list(sources))
            path.write_bytes(damaged(sources[kind], dice))
            start = time.monotonic()
            try:
                for found in read_source(path):
                    counts[type(found).__name__] += 1
            except UnreadableSource:
                counts["whole source refused"] += 1
            except Exception:
                kept = Path(tempfile.gettempdir()) / "fuzz-failure"
                kept.write_bytes(path.read_bytes())
                print(f"{kind}: uncaught, source kept as {kept}", file=sys.stderr)
                raise
            counts["sources"] += 1
            slowest = max(slowest, time.monotonic() - start)
    print(", ".join(f"{name} {n}" for name, n in sorted(counts.items())), f", slowest {slowest * 1000:.0f} ms", sep="")


if __name__ == "__main__":
    main()
