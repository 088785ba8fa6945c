import django.db.models.deletion
from django.db import migrations, models


def all_that_are_there(apps, schema_editor):
    """Every address of a document has answered to everybody until now."""
    Document, PublishedFile = apps.get_model("wagtaildocs", "Document"), apps.get_model("office", "PublishedFile")
    rows = Document.objects.values_list("pk", "file_hash")
    PublishedFile.objects.bulk_create(PublishedFile(document_id=pk, file_hash=digest) for pk, digest in rows)


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0016_reports_by_part"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_hash", models.CharField(blank=True, max_length=40, verbose_name="nội dung")),
                ("published_at", models.DateTimeField(auto_now_add=True, verbose_name="lúc")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtaildocs.document",
                        verbose_name="biểu mẫu",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đã đến tay người đọc",
                "verbose_name_plural": "các tệp đã đến tay người đọc",
            },
        ),
        migrations.RunPython(all_that_are_there, migrations.RunPython.noop),
    ]
