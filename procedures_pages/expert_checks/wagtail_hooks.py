from . import desk  # noqa: F401 (registers the screens of checks and their rows)
