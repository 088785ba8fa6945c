from django.db import migrations


def reach(apps, schema_editor):
    """On a site from before: the roles may do with the English pages what they may with the Vietnamese, and may translate.

    A new site has no groups yet; ``home.setup.roles`` makes them with these rights.
    """
    homes = apps.get_model("home", "HomePage").objects.order_by("pk")
    page_permissions = apps.get_model("wagtailcore", "GroupPagePermission").objects
    workflows = apps.get_model("wagtailcore", "WorkflowPage").objects
    first = homes.filter(pk__in=page_permissions.values("page")).first()
    if first is None:
        return
    for home in homes.exclude(pk=first.pk):
        for row in page_permissions.filter(page=first.pk):
            page_permissions.get_or_create(group=row.group, page_id=home.pk, permission=row.permission)
        workflow = workflows.filter(page=first.pk).first()
        if workflow and not workflows.filter(page=home.pk).exists():
            workflows.create(page_id=home.pk, workflow=workflow.workflow)
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=("Biên tập", "Duyệt")):
        group.permissions.add(*permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]
    operations = [migrations.RunPython(reach, migrations.RunPython.noop)]
