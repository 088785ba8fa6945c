from django.db import migrations


def read(apps, schema_editor):
    """On a site from before: who writes and who publishes reads what readers point out, and says what became of it.

    A new site has no groups yet; ``home.setup.roles`` makes them with these rights.
    """
    groups = apps.get_model("auth", "Group").objects.filter(name__in=("Biên tập", "Duyệt"))
    if not groups:
        return
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="office", model="readerreport")
    for verb in ("view", "change"):
        permission, _new = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{verb}_readerreport", defaults={"name": f"Can {verb} góp ý của người đọc"}
        )
        for group in groups:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_holidays_need_two"),
        ("office", "0012_what_became_of_reports"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(read, migrations.RunPython.noop)]
