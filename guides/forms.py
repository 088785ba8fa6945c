"""The edit form of a guide: what publishing lacks is said at its field."""

from __future__ import annotations

from procedures_pages.publishing.forms import RuledForm
from procedures_pages.publishing.requirements import Gap

from .requirements import missing


class GuideForm(RuledForm):
    """Publishing a guide asks ``guides.requirements``."""

    with_ids = ("questions", "steps")

    def gaps(self) -> list[Gap]:
        return missing(self.instance)
