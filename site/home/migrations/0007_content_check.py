from django.db import migrations
from django.db.models import F


def put_between(apps, schema_editor):
    """On a site from before: a step for whoever checks what was written, before the approval; nobody is in its role yet.

    So everything goes as it went, also what waits for approval now, until somebody is given the role. A new site has no workflow yet;
    ``home.setup.roles`` makes it with this step.
    """
    workflow = apps.get_model("wagtailcore", "Workflow").objects.filter(name="Duyệt trước khi xuất bản", active=True).first()
    writers = apps.get_model("auth", "Group").objects.filter(name="Biên tập").first()
    if workflow is None or writers is None:
        return
    group, new = apps.get_model("auth", "Group").objects.get_or_create(name="Kiểm tra")
    if new:
        group.permissions.set(writers.permissions.all())
        for row in apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=writers):
            row.pk, row.group = None, group
            row.save()
        for row in apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=writers):
            row.pk, row.group = None, group
            row.save()
    step = apps.get_model("office", "ContentCheck")
    kind, _new = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="office", model="contentcheck")
    if step.objects.exists():
        return
    task = step.objects.create(name="Kiểm tra nội dung", active=True, content_type=kind)
    task.groups.add(group)
    steps = apps.get_model("wagtailcore", "WorkflowTask").objects
    steps.filter(workflow=workflow).update(sort_order=F("sort_order") + 1)
    steps.create(workflow=workflow, task_id=task.pk, sort_order=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_reports_are_settled"),
        ("office", "0013_content_check"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(put_between, migrations.RunPython.noop)]
