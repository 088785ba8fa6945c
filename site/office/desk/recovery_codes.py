"""Recovery codes: ten numbers on paper, each of which stands once for the number that a lost telephone would show.

Only fingerprints are kept, so a copy of the database opens nothing. Codes belong to a user who has a telephone: with the last of them
the codes go, too, or who is to set up a new one would be asked for a number that nobody has.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

COUNT, DIGITS = 10, 10
SALT = "office.desk.recovery_codes"
NAME = "recovery codes"  # shown nowhere


def is_code(token: str) -> bool:
    """Whether a number is as long as a recovery code, which no telephone's is."""
    return len(token) == DIGITS and token.isascii() and token.isdigit()


def fingerprint(user_id: int, code: str, key: str | None = None) -> str:
    """What is kept of a code: 16 signs, the field's room, of a hash that is another for each user; ``key``: None for SECRET_KEY."""
    return b32encode(salted_hmac(SALT, f"{user_id}:{code}", secret=key, algorithm="sha256").digest()[:10]).decode()


def kept_fingerprint(user_id: int, code: str) -> str:
    """The fingerprint that is kept of a code of the user, under today's key or one of before; under today's where none is kept."""
    today, *before = (fingerprint(user_id, code, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))
    kept = StaticToken.objects.filter(device__user_id=user_id, token__in=before).values_list("token", flat=True).first() if before else None
    return kept or today


def has_telephone(user_id: int) -> bool:
    return TOTPDevice.objects.filter(user_id=user_id, confirmed=True).exists()


def left(user_id: int) -> int:
    """How many codes a user can still use."""
    return StaticToken.objects.filter(device__user_id=user_id, device__confirmed=True).count()


@transaction.atomic
def make(user: Any) -> list[str]:
    """Ten new codes, which nobody can read again after this; those of before are void. The throttling of wrong tries goes on."""
    get_user_model().objects.select_for_update().get(pk=user.pk)  # so that two who make codes at once make them one after the other
    device = StaticDevice.objects.filter(user=user).first() or StaticDevice.objects.create(user=user, name=NAME)
    device.token_set.all().delete()
    codes: set[str] = set()
    while len(codes) < COUNT:
        codes.add(f"{secrets.randbelow(10**DIGITS):0{DIGITS}}")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=fingerprint(user.pk, code)) for code in codes)
    return list(codes)


def void(user_id: int) -> None:
    """The codes are good for nothing any more. Whoever came in with one of them stays in."""
    StaticToken.objects.filter(device__user_id=user_id).delete()


def _void_with_the_last_telephone(instance: TOTPDevice, **kwargs: Any) -> None:
    if not has_telephone(instance.user_id):
        StaticDevice.objects.filter(user_id=instance.user_id).delete()


def connect() -> None:
    post_delete.connect(_void_with_the_last_telephone, sender=TOTPDevice, dispatch_uid="office-recovery-codes")
