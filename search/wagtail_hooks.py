"""What the desk shows of search."""

from . import explaining_desk, health_hooks, learning_hooks, wording_hooks  # noqa: F401 (registers the reports and the editors' words)
