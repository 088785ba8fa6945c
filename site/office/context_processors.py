from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import furniture as kept


def furniture(request: HttpRequest) -> dict[str, Any]:
    """For every template; what is in the cache is looked up only where a template uses it.

    ``unit``, ``sample_notice``, ``site_url``, and ``pages_there``: names of the footer's pages that are there.
    """
    return {
        "unit": SimpleLazyObject(kept.unit),
        "sample_notice": SimpleLazyObject(kept.sample_notice),
        "pages_there": SimpleLazyObject(kept.pages_there),
        "site_url": settings.SITE_URL,
    }
