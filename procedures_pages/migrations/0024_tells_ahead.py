import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures_pages", "0023_chosen_forms"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="procedurepage",
            name="tells_ahead",
            field=models.BooleanField(
                default=False,
                help_text="Chỉ khi bản này hẹn giờ đăng: duyệt xong, trang đang đăng báo ngay “Từ ngày … trang này đổi” và những điều sẽ đổi.",
                verbose_name="báo trước cho người dân",
            ),
        ),
        migrations.CreateModel(
            name="ComingVersion",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="procedures_pages.procedurepage",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("before", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.revision")),
                ("revision", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.revision")),
            ],
            options={
                "verbose_name": "bản sắp đến",
                "verbose_name_plural": "bản sắp đến",
                "default_permissions": (),
            },
        ),
    ]
