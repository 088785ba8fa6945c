import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    apps.get_model("procedures_pages", "FactsStamp").objects.using(schema_editor.connection.alias).create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("procedures_pages", "0014_doubts_withdrawals_and_flags")]

    operations = [
        migrations.CreateModel(
            name="FactsStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.UUIDField(default=uuid.uuid4, verbose_name="dấu")),
            ],
            options={"verbose_name": "dấu của dữ kiện", "verbose_name_plural": "dấu của dữ kiện"},
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
