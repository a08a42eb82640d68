"""Pictures in layers: those that there are stay stills."""

from django.db import migrations, models

import generator.models.scene


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0037_graphic_scenes"),
    ]

    operations = [
        migrations.AddField(
            model_name="cutaway",
            name="layers",
            field=models.FileField(
                blank=True,
                help_text="As in scenes.",
                max_length=255,
                upload_to=generator.models.scene.cutaway_path,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="layers",
            field=models.FileField(
                blank=True,
                help_text="The picture in layers, as one archive. Empty: it is shown as a still.",
                max_length=255,
                upload_to=generator.models.scene.product_path,
            ),
        ),
    ]
