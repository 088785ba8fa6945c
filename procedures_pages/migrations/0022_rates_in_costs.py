from django.db import migrations

import procedures_pages.fields


class Migration(migrations.Migration):
    dependencies = [
        ("procedures_pages", "0021_transfers_in_many_pages"),
    ]

    # The column is what it was: only what migrations know of the blocks changes.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="procedurepage",
                    name="costs",
                    field=procedures_pages.fields.LenientStreamField(
                        [("cost", 5)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.ChoiceBlock", [], {"choices": []}),
                            1: ("wagtail.blocks.IntegerBlock", (), {}),
                            2: ("wagtail.blocks.CharBlock", (), {}),
                            3: ("wagtail.blocks.MultipleChoiceBlock", [], {"choices": []}),
                            4: ("wagtail.blocks.ListBlock", (2,), {}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("kind", 0),
                                        ("basis", 0),
                                        ("amount", 1),
                                        ("per", 2),
                                        ("rate", 0),
                                        ("label", 2),
                                        ("note", 2),
                                        ("channels", 3),
                                        ("applies", 4),
                                    ]
                                ],
                                {},
                            ),
                        },
                        default=list,
                        verbose_name="phí, lệ phí",
                    ),
                ),
            ]
        ),
    ]
