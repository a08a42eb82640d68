"""Changes of films: the volume of their music, and what is sent while they are made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0046_bookends"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="music_volume",
            field=models.PositiveSmallIntegerField(default=100, help_text="In per cent of the usual volume."),
        ),
        migrations.AddField(
            model_name="generation",
            name="waiting_changes",
            field=models.TextField(
                blank=True,
                default="",
                editable=False,
                help_text="What its owner sent while it was made, as a form sends it.",
            ),
            preserve_default=False,
        ),
    ]
