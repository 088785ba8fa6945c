"""Any source of register records behind one door: ``sources.read_source(path)``."""
