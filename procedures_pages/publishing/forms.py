"""The edit form of a procedure: what publishing lacks is said at its field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from office.desk.titles import TitledPageForm

from .requirements import Gap, missing
from .stable_ids import fill_ids


class ProcedureForm(TitledPageForm):
    """A draft may be incomplete. Publishing asks ``requirements``; each thing missing is said at its field."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("questions", "documents"):
            if cleaned.get(name) is not None:
                fill_ids(cleaned[name])
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        # Child rows are still in their formsets; the rules look at what the editor sent, so the page gets them first.
        for formset in self.formsets.values():
            if formset.is_valid():
                formset.save(commit=False)
        said: dict[str, list[Gap]] = {}
        for gap in missing(self.instance):
            said.setdefault(gap.field, []).append(gap)
        for field, gaps in said.items():
            # A stream shows one error only, so that what it lacks is said in one.
            self.add_error(field if field in self.fields else None, ValidationError(" ".join(g.message for g in gaps), code=gaps[0].rule))
