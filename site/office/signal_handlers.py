from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from . import known_devices, site_data
from .models import Office, ThematicArea, Unit


def _forget(**kwargs: Any) -> None:
    """At once, for whoever goes on in the same transaction; and after it, because others have read what was there before meanwhile."""
    site_data.forget()
    transaction.on_commit(site_data.forget)


def connect() -> None:
    for model in (Office, ThematicArea, Unit, Collection, CollectionViewRestriction):
        for signal in (post_save, post_delete):
            signal.connect(_forget, sender=model, dispatch_uid=f"office-{model.__name__}-{id(signal)}")
    user_logged_in.connect(known_devices.remember, dispatch_uid="office-known-devices")
