"""Any source of register records behind one door: ``read(path)``."""

from .sources import WHOLE, Kind, Read, UnreadableSource, kind_of, read

__all__ = ["WHOLE", "Kind", "Read", "UnreadableSource", "kind_of", "read"]
