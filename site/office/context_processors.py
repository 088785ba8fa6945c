from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .furniture import unit


def furniture(request: HttpRequest) -> dict[str, Any]:
    """``unit`` (looked up only where a template uses it), ``sample_notice`` and ``site_url`` for every template."""
    return {"unit": SimpleLazyObject(unit), "sample_notice": settings.SAMPLE_NOTICE, "site_url": settings.SITE_URL}
