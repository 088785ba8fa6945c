"""Any source of register records behind one door: ``read_source(path)``."""

from .sources import WHOLE, Kind, Read, UnreadableSource, kind_of, read_source

__all__ = ["WHOLE", "Kind", "Read", "UnreadableSource", "kind_of", "read_source"]
