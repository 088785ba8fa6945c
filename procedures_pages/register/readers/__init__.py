"""Any source of register records behind one door: ``read(path)``."""

from .opening import Read, UnreadableSource, read

__all__ = ["Read", "UnreadableSource", "read"]
