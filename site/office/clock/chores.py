"""Small jobs of the site as a whole."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings


def clear_sessions() -> str:
    """Deletes the sessions of editors that have expired; nothing else ever does."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return ""
