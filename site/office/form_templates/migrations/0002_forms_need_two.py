from django.db import migrations

VERBS = ("add", "change", "view")
REVIEWERS = ("publish", "lock", "unlock")


def share(apps, schema_editor):
    """On a site from before: who writes or checks writes the forms too, who publishes publishes them, in the workflow of the pages.

    A new site has no groups yet; ``home.setup.roles`` makes them with these rights.
    """
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="form_templates", model="formtemplate")
    permissions = apps.get_model("auth", "Permission").objects
    for name, verbs in (("Biên tập", VERBS), ("Kiểm tra", VERBS), ("Duyệt", VERBS + REVIEWERS)):
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            for verb in verbs:
                permission, _new = permissions.get_or_create(
                    content_type=kind, codename=f"{verb}_formtemplate", defaults={"name": f"Can {verb} biểu mẫu dùng chung"}
                )
                group.permissions.add(permission)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Duyệt trước khi xuất bản", active=True).first()
    if workflow:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(content_type=kind, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("form_templates", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(share, migrations.RunPython.noop)]
