from django.db import migrations, models

import generator.models.scenes.narration


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0061_publication"),
    ]

    operations = [
        migrations.RenameField(model_name="narration", old_name="made_at", new_name="asked_at"),
        migrations.AddField(
            model_name="narration", name="attempt", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="narration", name="lease", field=models.PositiveBigIntegerField(default=0)
        ),
        migrations.AddField(
            model_name="narration", name="lease_until", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="narration", name="worker", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(
            model_name="narration",
            name="error",
            field=models.CharField(blank=True, help_text="Why it came to nothing.", max_length=500),
        ),
        migrations.AlterField(
            model_name="narration",
            name="cuts",
            field=models.JSONField(
                blank=True,
                help_text="For each scene its key, first and last second, and whether it is heard; none: not cut yet.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="narration",
            name="preview",
            field=models.FileField(
                blank=True,
                help_text="A small WAV of it, of which parts are heard.",
                max_length=255,
                upload_to=generator.models.scenes.narration.preview_path,
            ),
        ),
        migrations.AlterField(
            model_name="narration",
            name="seconds",
            field=models.FloatField(default=0.0, help_text="Of all of it, once it is cut."),
        ),
    ]
