"""The desk's own knowledge of an Elasticsearch that fails: its index may fail where the readers' does not."""

from __future__ import annotations

from office.outage import Outage


class DeskOutage(Outage):
    """One for a process (``kept(DeskOutage)``), since Wagtail makes a new backend for each request."""
