from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("procedures_pages", "0021_transfers_in_many_pages"),
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
    ]
