"""Whether a SECRET_KEY keeps anybody out. Knows no Django: settings ask it."""

from __future__ import annotations

LEAST_CHARACTERS, LEAST_DIFFERENT = 50, 5
# What stands in this project's own files, and what Django's own command begins a key with.
KNOWN = ("only-for-development-", "django-insecure-")


def weakness(key: str) -> str:
    """Why whoever runs the server has to choose another key; "" for one that is good."""
    if key.startswith(KNOWN):
        return "it is one that everybody can read"
    if len(key) < LEAST_CHARACTERS:
        return f"it has {len(key)} characters, and needs {LEAST_CHARACTERS}"
    if len(set(key)) < LEAST_DIFFERENT:
        return "it is one character again and again"
    return ""
