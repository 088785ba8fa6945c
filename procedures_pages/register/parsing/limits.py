"""How much a source may hold. The whole register of July 2026 is 4,549 texts and 42 MB; its largest record has 90,000 characters."""

MAX_SENT = 60 * 1024 * 1024  # bytes of a file as it comes
MAX_FILES = 12_000  # folders count too
MAX_IN_ONE = 8_000_000  # bytes of one file
MAX_IN_ALL = 300_000_000  # bytes unpacked
# Text shrinks twenty times at most; what unpacks to hundreds of times its size is made to fill a disk.
MAX_RATIO = 120
RATIO_FROM = 16_000_000  # bytes; below that any ratio is harmless


class UnreadableSource(ValueError):
    """The whole source is refused; the message, in Vietnamese, says why."""


def bomb() -> UnreadableSource:
    return UnreadableSource("Kho lưu trữ bung ra quá lớn; không nhập.")
