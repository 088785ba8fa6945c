import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("office", "0019_readers_who_say_yes"),
    ]

    operations = [
        migrations.CreateModel(
            name="WeeklyMail",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nhận",
                    ),
                ),
                (
                    "is_wanted",
                    models.BooleanField(
                        default=True,
                        help_text="Sáng thứ Hai, những việc đang chờ bạn ở “Việc của tôi”; không có việc thì không có thư.",
                        verbose_name="gửi tôi thư đầu tuần",
                    ),
                ),
                ("told_on", models.DateField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "thư đầu tuần",
                "verbose_name_plural": "thư đầu tuần",
                "default_permissions": (),
            },
        ),
    ]
