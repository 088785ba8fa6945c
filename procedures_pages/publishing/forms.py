"""The edit forms of pages with rules: what publishing lacks is said at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from office.desk.row_choices import look_up_together
from office.desk.titles import TitledPageForm

from .doubts import asked, open_doubts, settle
from .parted import PartedForm
from .requirements import Gap, missing
from .stable_ids import fill_ids, questions_of

# What rooms above do to a page that is about to be published: (page, names of the fields that the editor changed).
TOUCHES: list[Callable[[Any, list[str]], None]] = []


class RuledForm(TitledPageForm):
    """A draft may be incomplete. What publishing still lacks is said at its field."""

    # Streams whose blocks have ids that stand in addresses.
    with_ids: tuple[str, ...] = ()

    def full_clean(self) -> None:
        if self.is_bound:
            for forms in ([self], *self.formsets.values()):
                look_up_together(forms)
        super().full_clean()

    def gaps(self) -> list[Gap]:
        """What the page lacks to be published, with all that the editor sent."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.with_ids:
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
        for touch in TOUCHES:
            touch(self.instance, self.changed_data)
        said: dict[str, list[Gap]] = {}
        for gap in self.gaps():
            said.setdefault(gap.field, []).append(gap)
        for field, gaps in said.items():
            # A stream shows one error only, so that what it lacks is said in one.
            self.add_error(field if field in self.fields else None, ValidationError(" ".join(g.message for g in gaps), code=gaps[0].rule))


# The name of the boxes beside what is doubted.
DOUBT = "cn-doubt"


class ProcedureForm(PartedForm, RuledForm):
    """Publishing a procedure asks ``requirements``, and once about each of its ``doubts``."""

    with_ids = ("questions", "documents")

    def questions_beside(self) -> list[dict[str, Any]] | None:
        """As ``questions_of``; None where the form has them itself."""
        return None if "questions" in self.fields else questions_of(self.instance)

    def ticked(self) -> list[str]:
        """The keys of the doubts that the editor has answered with "đúng như vậy" in this form."""
        return self.data.getlist(DOUBT) if hasattr(self.data, "getlist") else []

    def gaps(self) -> list[Gap]:
        return missing(self.instance) + asked(open_doubts(self.instance, self.ticked()))

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        if keys := self.ticked():
            settle(self.instance, keys, self.for_user)
        return saved
