from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry


@pytest.fixture(autouse=True)
def _first_published_long_ago(db):
    PageLogEntry.objects.filter(action="wagtail.publish").update(timestamp=timezone.now() - timedelta(days=100))
