"""What many pages refer to: a change of it is a draft until another person has published it, as with any page."""

from __future__ import annotations

from typing import Any

from django.db import models
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from .cleaning import CleanText
from .desk.usage import InUse, uses_of
from .two_people.rule import ByTwoPeople


class SharedRecord(CleanText, ByTwoPeople, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """The row is what readers see (``live``); what an editor is still writing is a version of it."""

    class Meta:
        abstract = True

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """As Wagtail's. What readers see of a row from before it had versions becomes the first of them, so that it can be compared."""
        if self.pk and not self.latest_revision_id:
            row = type(self)._default_manager.filter(pk=self.pk, live=True, latest_revision=None).first()
            if row is not None:
                first = super(SharedRecord, row).save_revision(changed=False, clean=False)
                type(self)._default_manager.filter(pk=self.pk).update(live_revision=first)
                self.live_revision = first
        revision: Revision = super().save_revision(*args, **kwargs)
        return revision

    def keep_while_used(self) -> None:
        """Raises InUse while something live says it to its readers."""
        if uses := [use for use in uses_of(self) if not use.is_draft]:
            raise InUse(self, uses)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """As Wagtail's. Raises InUse."""
        self.keep_while_used()
        super().unpublish(*args, **kwargs)
