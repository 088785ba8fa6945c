import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def seen(apps, schema_editor):
    """What was ticked off before: nobody was asked what became of it."""
    apps.get_model("office", "ReaderReport").objects.filter(is_done=True).update(outcome="seen", settled_at=F("created_at"))


def ticked(apps, schema_editor):
    apps.get_model("office", "ReaderReport").objects.exclude(outcome="open").update(is_done=True)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("office", "0011_holidayyear"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="readerreport",
            options={
                "ordering": [django.db.models.expressions.OrderBy(F("settled_at"), descending=True, nulls_first=True), "-pk"],
                "verbose_name": "góp ý của người đọc",
                "verbose_name_plural": "góp ý của người đọc",
            },
        ),
        migrations.AddField(
            model_name="readerreport",
            name="outcome",
            field=models.CharField(
                choices=[("open", "Chưa trả lời"), ("mended", "Đã sửa"), ("kept", "Không sửa"), ("seen", "Đã xem")],
                default="open",
                max_length=10,
                verbose_name="kết quả",
            ),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="answer",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Không sửa thì ghi vì sao. Ví dụ: Không sửa vì Thông tư 04/2024/TT-BTP vẫn hỏi giấy này.",
                max_length=600,
                verbose_name="trả lời",
            ),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="settled_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="trả lời lúc"),
        ),
        migrations.AddField(
            model_name="readerreport",
            name="settled_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người trả lời",
            ),
        ),
        migrations.RunPython(seen, ticked),
        migrations.RemoveField(model_name="readerreport", name="is_done"),
    ]
