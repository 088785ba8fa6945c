from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0020_weekly_mail"),
        # It has made a notice of what stood there.
        ("banners", "0002_the_notice_of_the_unit"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="unit",
            name="outage_notice",
        ),
    ]
