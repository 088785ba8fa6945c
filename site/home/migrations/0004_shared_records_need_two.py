from django.db import migrations

MODELS = {
    "office": ("thematicarea", "competentauthority", "legalresource", "office", "authoritytransfer", "term"),
    "search": ("synonym", "confusion", "promotedanswer", "elsewhere"),
}


def share(apps, schema_editor):
    """On a site from before: shared records go the way that pages go. Whoever publishes pages publishes them; who writes sends them.

    A new site has no groups yet; ``home.setup.roles`` makes them with these rights.
    """
    group = apps.get_model("auth", "Group").objects.filter(name="Duyệt").first()
    if group is None:
        return
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Duyệt trước khi xuất bản", active=True).first()
    permissions = apps.get_model("auth", "Permission").objects
    for app, model in ((app, model) for app, models in MODELS.items() for model in models):
        kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
        for verb in ("publish", "lock", "unlock"):
            permission, _new = permissions.get_or_create(
                content_type=kind, codename=f"{verb}_{model}", defaults={"name": f"Can {verb} {model}"}
            )
            group.permissions.add(permission)
        for writers in apps.get_model("auth", "Group").objects.filter(name="Biên tập"):
            writers.permissions.remove(*permissions.filter(content_type=kind, codename=f"delete_{model}"))
        if workflow:
            apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(content_type=kind, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_outlines_of_blocks"),
        ("office", "0008_shared_records"),
        ("search", "0004_shared_records"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(share, migrations.RunPython.noop)]
