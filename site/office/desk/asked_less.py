"""What Wagtail asks the database again, within one request or of what is in its hand, and need not."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry, PageLogEntry, Site, TaskState, WorkflowState

from ..cleaning import there_already
from .once import once


class AskedLess:
    """Of every page model."""

    def is_site_root(self: Any) -> bool:
        return once(("site-root", self.translation_key), [Site], lambda: bool(super(AskedLess, self).is_site_root()))  # type: ignore[misc]

    @property
    def current_workflow_state(self: Any) -> WorkflowState | None:
        def read() -> Any:
            return super(AskedLess, self).current_workflow_state  # type: ignore[misc]

        return once(("workflow", self.pk), [WorkflowState, TaskState], read)


def connect() -> None:
    """Called once, when the app is ready: what is noted of a thing leads to the user, the version, the page that it was given."""
    for model in (PageLogEntry, ModelLogEntry):
        _trust(model)
    _trust(WorkflowState, of_its_start=("content_type", "base_content_type", "workflow", "requested_by"))


def _trust(model: Any, of_its_start: tuple[str, ...] = ()) -> None:
    """``of_its_start``: keys that never change. Those of a row that is stored the database itself has held since."""
    clean_fields = model.clean_fields

    def clean(self: Any, exclude: Any = None) -> None:
        known = there_already(self) if self._state.adding else (*there_already(self), *of_its_start)
        clean_fields(self, exclude={*(exclude or ()), *known})

    model.clean_fields = clean
