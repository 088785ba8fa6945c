"""A backup for certain eyes: in the format of age (age-encryption.org/v1), which its own program opens, too.

The site knows public keys alone. Whoever takes a file, or the whole machine, cannot read the backups that are on it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyrage

from .archive import SCRATCH, BackupProblem

SUFFIX = ".age"
_START = b"age-encryption.org/"


def recipients(keys: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """Public keys ("age1…") in, as they are typed. Raises BackupProblem for the first that is none."""
    found = []
    for key in keys:
        try:
            found.append(pyrage.x25519.Recipient.from_str(key.strip()))
        except pyrage.RecipientError as problem:
            raise BackupProblem(f"“{key}” không phải khóa công khai của age (bắt đầu bằng “age1”).") from problem
    return found


def encrypt(path: Path, target: Path, to: Sequence[pyrage.x25519.Recipient]) -> None:
    """Raises OSError."""
    with path.open("rb") as source, target.open("wb") as made:
        pyrage.encrypt_io(source, made, to)
        made.flush()
        os.fsync(made.fileno())


def is_encrypted(path: Path) -> bool:
    """Raises OSError."""
    with path.open("rb") as file:
        return file.read(len(_START)) == _START


@contextmanager
def readable(path: Path, key: Path | None) -> Iterator[Path]:
    """The backup as it was before it was encrypted, for as long as it is needed; ``path`` itself where it was not.

    ``key``: the file of a private key, as ``backup_key`` or age-keygen writes it. Raises BackupProblem, OSError.
    """
    if not is_encrypted(path):
        yield path
        return
    if key is None:
        raise BackupProblem(
            f"“{path}” được mã hóa. Thêm --key TỆP_KHÓA (tệp khóa riêng, do lệnh backup_key ghi). Chưa động vào dữ liệu nào."
        )
    identities = _identities(key)
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=path.parent if os.access(path.parent, os.W_OK) else None) as scratch:
        opened = Path(scratch) / "backup"
        with path.open("rb") as source, opened.open("wb") as made:
            _decrypt(source, made, identities, path)
        yield opened


def new_key(file: Path) -> str:
    """Writes a private key into a new file that its owner alone may read; returns the public one. Raises BackupProblem."""
    identity = pyrage.x25519.Identity.generate()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(f"# public key: {identity.to_public()}\n{identity}\n")
    except FileExistsError as problem:
        raise BackupProblem(f"Đã có tệp {file}. Không ghi đè: mất khóa cũ là mất mọi bản sao lưu dùng khóa ấy.") from problem
    except OSError as problem:
        raise BackupProblem(f"Không ghi được {file}: {problem.strerror or problem}.") from problem
    return str(identity.to_public())


def _identities(key: Path) -> list[pyrage.x25519.Identity]:
    try:
        lines = key.read_text("utf-8").splitlines()
        found = [pyrage.x25519.Identity.from_str(line.strip()) for line in lines if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as problem:
        raise BackupProblem(f"Không đọc được khóa riêng trong “{key}”. Chưa động vào dữ liệu nào.") from problem
    if not found:
        raise BackupProblem(f"Trong “{key}” không có khóa riêng nào (dòng bắt đầu bằng “AGE-SECRET-KEY-”). Chưa động vào dữ liệu nào.")
    return found


def _decrypt(source: object, made: object, identities: list[pyrage.x25519.Identity], path: Path) -> None:
    try:
        pyrage.decrypt_io(source, made, identities)
    except pyrage.DecryptError as problem:
        raise BackupProblem(f"Khóa này không mở được “{path}”: tệp được mã hóa cho khóa khác. Chưa động vào dữ liệu nào.") from problem
    except OSError as problem:
        if problem.errno:  # of the disk; of the contents there is no number
            raise
        raise BackupProblem(f"“{path}” bị cắt cụt hoặc bị hỏng. Chưa động vào dữ liệu nào.") from problem
