"""The rules, registered in the order in which an editor reads a page. Importing this module fills ``findings.RULES``."""

from . import numbers, times, fees, audience, channels, papers, laws, pointers, authority, dates  # noqa: I001 (in the order of the list)

__all__ = ["audience", "authority", "channels", "dates", "fees", "laws", "numbers", "papers", "pointers", "times"]
