from typing import Any

from django.db.models.signals import post_delete, post_save

from . import furniture
from .models import Office, ThematicArea, Unit


def _forget(**kwargs: Any) -> None:
    furniture.forget()


def connect() -> None:
    for model in (Office, ThematicArea, Unit):
        for signal in (post_save, post_delete):
            signal.connect(_forget, sender=model, dispatch_uid=f"office-{model.__name__}-{id(signal)}")
