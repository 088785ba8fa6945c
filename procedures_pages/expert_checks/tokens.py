"""The token in the address of a link: 128 bits, kept as a hash only. It opens one edition of one page and nothing else."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta

from django.utils import timezone

from .models import ExpertCheck, ExpertUse

BYTES = 16
DAYS = 14
SHAPE = re.compile(rf"[0-9a-f]{{{2 * BYTES}}}")
# Within so long, opening it again is the same visit.
VISIT = timedelta(hours=1)


def new_token() -> str:
    """32 hexadecimal digits: no sign that a mail or a telephone breaks a line at, or leaves off at the end."""
    return secrets.token_hex(BYTES)


def hashed(token: str) -> bytes:
    """SHA-256 suffices for what is drawn at random: there is nothing to be guessed."""
    return hashlib.sha256(token.encode()).digest()


def check_of(token: str) -> ExpertCheck | None:
    """What the token opens now; None for one that is wrong, revoked or expired."""
    if not SHAPE.fullmatch(token):
        return None
    return ExpertCheck.objects.open().select_related("page", "revision").filter(token_hash=hashed(token)).first()


def note_use(check: ExpertCheck, what: ExpertUse.What) -> None:
    """Notes when it was used. Of those who open it again and again, once an hour."""
    now = timezone.now()
    if what == ExpertUse.What.OPENED and check.uses.filter(what=what, at__gt=now - VISIT).exists():
        return
    check.uses.create(what=what, at=now)
