"""What the desk shows of search."""

from . import explaining_desk, health_hooks  # noqa: F401 (registers the reports and the editors' words)
from .editors_words import hooks as wording_hooks  # noqa: F401 (registers the reports and the editors' words)
from .learning import hooks as learning_hooks  # noqa: F401 (registers the reports and the editors' words)
