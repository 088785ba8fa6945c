from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("procedures_pages", "0012_offices_and_forms_by_case")]

    operations = [
        migrations.CreateModel(
            name="CaseCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=9, unique=True, verbose_name="mã ngắn")),
                ("page_key", models.UUIDField(verbose_name="trang")),
                ("answers", models.CharField(blank=True, default="", max_length=700, verbose_name="câu trả lời")),
                ("present", models.CharField(blank=True, max_length=700, null=True, verbose_name="trường hợp hôm nay")),
            ],
            options={
                "verbose_name": "mã ngắn của một trường hợp",
                "verbose_name_plural": "mã ngắn của các trường hợp",
                "indexes": [models.Index(fields=["page_key", "present"], name="case_code_of_case")],
                "constraints": [models.UniqueConstraint(fields=("page_key", "answers"), name="case_code_of_answers")],
            },
        ),
    ]
