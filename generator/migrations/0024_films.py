"""Films get rows of their own; the two migrations after this fill them and drop what they replace."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import generator.models.film
import generator.models.piece


def product(help_text=""):
    return models.FileField(
        blank=True, help_text=help_text, max_length=255, upload_to=generator.models.film.product_path
    )


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0023_image_origin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Film",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="films",
                        to="generator.generation",
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="Rises with each film of a generation.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "fingerprint",
                    models.CharField(blank=True, help_text="Of all that it was made from.", max_length=64),
                ),
                ("duration", models.FloatField(blank=True, help_text="Seconds.", null=True)),
                ("video", product()),
                ("poster", product()),
                ("captions", product("WebVTT.")),
                ("subtitles", product("SubRip.")),
                ("transcript", product("Plain text.")),
                ("chapters", product("WebVTT, one chapter for each scene.")),
                ("sprites", product("Small pictures along the film, tiled.")),
                ("thumbnails", product("WebVTT: when each of the small pictures is due.")),
                (
                    "stored_bytes",
                    models.PositiveBigIntegerField(
                        editable=False,
                        help_text="Of its files. Empty until the next run measures it.",
                        null=True,
                    ),
                ),
                (
                    "made_with",
                    models.TextField(blank=True, help_text="What made its words, pictures and voice."),
                ),
                (
                    "settings",
                    models.JSONField(
                        blank=True, default=dict, help_text="Appearance and sound as they were."
                    ),
                ),
                (
                    "scenes",
                    models.JSONField(
                        blank=True, default=list, help_text="Its scenes as they were, with their times in it."
                    ),
                ),
                (
                    "timings",
                    models.JSONField(
                        editable=False,
                        help_text="Seconds of each step of a run that made everything, and its scenes.",
                        null=True,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("generation", "number"), name="one_film_per_number")
                ],
            },
        ),
        migrations.AddField(
            model_name="generation",
            name="film",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The one that is shown.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="generator.film",
            ),
        ),
        migrations.AlterField(
            model_name="generation",
            name="stored_bytes",
            field=models.PositiveBigIntegerField(
                default=0, editable=False, help_text="Of all its files and films."
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="film",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pieces",
                to="generator.film",
            ),
        ),
        migrations.AlterField(
            model_name="piece",
            name="file",
            field=models.FileField(
                blank=True,
                help_text="Empty if it is a part of a film.",
                max_length=255,
                upload_to=generator.models.piece.piece_path,
            ),
        ),
        migrations.AlterField(
            model_name="piece",
            name="first",
            field=models.PositiveIntegerField(
                help_text="If it is a part of a film: the first frame in it.", null=True
            ),
        ),
    ]
