"""What one person could publish alone over every page, in the unit's settings, becomes a notice as all others are."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

# It had no end. A notice says one: late enough that nothing goes before somebody has looked.
DAYS = 365


def become_a_banner(apps, schema_editor):
    """The words as they were published; who wants them otherwise writes a version, which another person approves."""
    banners, now = apps.get_model("banners", "Banner").objects, timezone.now()
    for unit in apps.get_model("office", "Unit").objects.exclude(outage_notice=""):
        times = {"shown_from": now, "shown_until": now + timedelta(DAYS), "first_published_at": now, "last_published_at": now}
        banners.create(text=unit.outage_notice, severity="warning", live=True, **times)


class Migration(migrations.Migration):
    dependencies = [("banners", "0001_initial"), ("office", "0020_weekly_mail")]
    operations = [migrations.RunPython(become_a_banner, migrations.RunPython.noop)]
