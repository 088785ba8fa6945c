import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0018_who_decides_after_a_transfer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReaderConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(db_index=True, default=django.utils.timezone.localdate, verbose_name="ngày")),
                ("page_slug", models.CharField(max_length=255, verbose_name="trang")),
                ("page_version", models.CharField(blank=True, default="", max_length=40, verbose_name="bản cập nhật")),
                ("case", models.CharField(blank=True, default="", max_length=300, verbose_name="câu trả lời đã chọn")),
            ],
            options={
                "verbose_name": "lần người đọc nói đúng",
                "verbose_name_plural": "lần người đọc nói đúng",
                "default_permissions": (),
            },
        ),
    ]
