from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction

from . import known_devices, site_data
from .models import HolidayYear, LegalResource, Office, Term, ThematicArea, Unit


def _changed(**kwargs: Any) -> None:
    site_data.changed()


def tell_of(model: type[Model]) -> None:
    """From now on a row of it that is saved or deleted makes what every page carries old."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=model, dispatch_uid=f"office-{model.__name__}-{id(signal)}")


def connect() -> None:
    for model in (Office, ThematicArea, Unit, Term, HolidayYear, LegalResource, Collection, CollectionViewRestriction):
        tell_of(model)
    user_logged_in.connect(known_devices.remember, dispatch_uid="office-known-devices")
