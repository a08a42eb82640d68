from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0027_listening"),
    ]

    # The first step names the column that the second then leaves as it is: neither touches the database.
    operations = [
        migrations.AlterField(
            model_name="user",
            name="looked_at",
            field=models.DateTimeField(
                db_column="looked_at",
                editable=False,
                help_text="When describing a picture of theirs last began or ended.",
                null=True,
            ),
        ),
        migrations.RenameField(model_name="user", old_name="looked_at", new_name="described_at"),
    ]
