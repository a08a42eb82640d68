"""Clips of owners in scenes: as they came, on their way here, what is chosen of them, and what is made of them."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import generator.models.files.clip


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0039_effects"),
    ]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="clip",
            field=models.FileField(
                blank=True,
                help_text="The part as a house clip.",
                max_length=255,
                upload_to=generator.models.files.clip.clip_path,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_end",
            field=models.FloatField(
                blank=True,
                help_text="The second with which the part ends. Empty: as far as it is needed.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_ending",
            field=models.CharField(
                choices=[
                    ("hold", "Stop at its last picture"),
                    ("loop", "Begin anew"),
                    ("swing", "Run back and forth"),
                    ("stretch", "Run slower, up to half its pace"),
                ],
                default="hold",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_has_sound",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_length",
            field=models.FloatField(blank=True, help_text="Seconds of all of it.", null=True),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_seconds",
            field=models.FloatField(blank=True, help_text="Seconds of the part.", null=True),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_sound",
            field=models.CharField(
                choices=[
                    ("off", "Not heard"),
                    ("under", "Under the narrator"),
                    ("instead", "Instead of the narrator"),
                ],
                default="off",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_sound_file",
            field=models.FileField(
                blank=True,
                help_text="Its sound. Empty: there is none.",
                max_length=255,
                upload_to=generator.models.files.clip.clip_path,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_start",
            field=models.FloatField(default=0.0, help_text="The second with which the part begins."),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_upload",
            field=models.FileField(
                blank=True,
                help_text="A clip of the owner's as it came: other parts and sizes of it are made of this.",
                max_length=255,
                upload_to=generator.models.files.clip.clip_upload_path,
            ),
        ),
        migrations.AlterField(
            model_name="scene",
            name="image_origin",
            field=models.CharField(
                blank=True,
                choices=[
                    ("painted", "Painted"),
                    ("photo", "part of the film's photo"),
                    ("upload", "a picture of the owner's for this scene"),
                    ("clip", "a clip of the owner's for this scene"),
                    ("card", "a plain card"),
                ],
                help_text="Empty: no picture yet.",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("size", models.PositiveBigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("parcels", models.JSONField(default=list, help_text="Names of the stored files, in order.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "generation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sendings",
                        to="generator.generation",
                    ),
                ),
            ],
        ),
    ]
