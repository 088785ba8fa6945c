from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from . import site_data


def furniture(request: HttpRequest) -> dict[str, Any]:
    """For every template; what is in the cache is looked up only where a template uses it.

    ``unit``, ``sample_notice``, ``site_url``, and ``pages_there``: names of the footer's pages that are there.
    """
    return {
        "unit": SimpleLazyObject(site_data.unit),
        "sample_notice": SimpleLazyObject(site_data.sample_notice),
        "pages_there": SimpleLazyObject(site_data.pages_there),
        "site_url": settings.SITE_URL,
    }
