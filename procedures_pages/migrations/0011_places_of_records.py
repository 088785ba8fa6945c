from django.db import migrations


def judge(apps, schema_editor):
    """Records that are there already: whose they are, from their content. As an import, or the clock after a change of the rules, does it."""
    from procedures_pages.register.versions.places import renew_places

    renew_places(apps.get_model("procedures_pages", "RegisterRecord").objects.using(schema_editor.connection.alias).order_by())


class Migration(migrations.Migration):
    # Apart from 0009: PostgreSQL changes no table in which rows have just been changed.
    dependencies = [("procedures_pages", "0010_province")]

    operations = [migrations.RunPython(judge, migrations.RunPython.noop)]
