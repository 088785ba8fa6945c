"""What the desk shows of search."""

from .desk import (
    explanation_view,  # noqa: F401 (registers the reports and the editors' words)
    query_report_hooks,  # noqa: F401 (registers the reports and the editors' words)
)
from .editors_words import hooks as wording_hooks  # noqa: F401 (registers the reports and the editors' words)
