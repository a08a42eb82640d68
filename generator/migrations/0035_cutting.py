"""How often the picture changes: what was sent off before is shown as it was, drafts get what new films get."""

import django.db.models.deletion
from django.db import migrations, models

import generator.models.scene

CHOICES = [
    ("auto", "Automatic"),
    ("calm", "Calm, every 6 to 9 seconds"),
    ("lively", "Lively, every 3 to 5 seconds"),
    ("scenes", "From scene to scene only"),
]
HELP = "How often the picture changes."


def leave_to_drafts(apps, schema_editor):
    drafts = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    drafts.filter(status="draft").update(cutting="auto")


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0034_posters_and_copies"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="cutting",
            field=models.CharField(choices=CHOICES, default="scenes", help_text=HELP, max_length=10),
        ),
        migrations.AlterField(
            model_name="generation",
            name="cutting",
            field=models.CharField(choices=CHOICES, default="auto", help_text=HELP, max_length=10),
        ),
        migrations.AlterField(
            model_name="generation",
            name="input_text",
            field=models.TextField(blank=True, help_text="What is spoken of the text.", max_length=20000),
        ),
        migrations.AddField(
            model_name="scene",
            name="cuts_away",
            field=models.BooleanField(
                default=True,
                help_text="Its later sentences may have pictures of their own; not where the owner says what it shows.",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="cutaway_fingerprint",
            field=models.CharField(
                blank=True,
                help_text="Of what its cutaways were chosen from. Empty: it has none.",
                max_length=64,
            ),
        ),
        migrations.CreateModel(
            name="Cutaway",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "word",
                    models.PositiveSmallIntegerField(
                        help_text="Index of the word of the narration that it begins with."
                    ),
                ),
                (
                    "prompt",
                    models.TextField(blank=True, help_text="Empty: another view of the film's photo."),
                ),
                ("focus", models.JSONField(blank=True, default=list, help_text="As in scenes.")),
                (
                    "image",
                    models.FileField(
                        blank=True, max_length=255, upload_to=generator.models.scene.cutaway_path
                    ),
                ),
                ("image_fingerprint", models.CharField(blank=True, max_length=64)),
                (
                    "scene",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cutaways",
                        to="generator.scene",
                    ),
                ),
            ],
            options={"ordering": ("word",)},
        ),
        migrations.AddConstraint(
            model_name="cutaway",
            constraint=models.UniqueConstraint(fields=("scene", "word"), name="one_cutaway_per_word"),
        ),
        migrations.AddField(
            model_name="charge",
            name="places",
            field=models.PositiveSmallIntegerField(
                default=1, help_text="How many of the day's videos it counts as: a long one as several."
            ),
        ),
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(leave_to_drafts, migrations.RunPython.noop, elidable=True),
    ]
