"""The edit form of a guide: what publishing lacks is said at its field."""

from __future__ import annotations

import re

from office.desk.once import rows
from procedures_pages.models import ProcedurePage
from procedures_pages.publishing.forms import RuledForm
from procedures_pages.publishing.requirements import Gap

from .requirements import missing

CHOSEN = re.compile(r"steps-\d+-value-procedures-\d+-value")  # the boxes of the procedures of each step: looked up at once


class GuideForm(RuledForm):
    """Publishing a guide asks ``guides.requirements``."""

    with_ids = ("questions", "steps")

    def full_clean(self) -> None:
        if self.is_bound:
            rows(ProcedurePage, {int(value) for name, value in self.data.items() if CHOSEN.fullmatch(name) and str(value).isdecimal()})
        super().full_clean()

    def gaps(self) -> list[Gap]:
        return missing(self.instance)
