import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import generator.models.files.clip


def name_owners(apps, schema_editor):
    sendings = apps.get_model("generator", "Sending").objects.using(schema_editor.connection.alias)
    films = apps.get_model("generator", "Generation").objects.filter(pk=models.OuterRef("generation"))
    sendings.update(owner=models.Subquery(films.values("owner")[:1]))


def forget_first_clips(apps, schema_editor):
    apps.get_model("generator", "Sending").objects.using(schema_editor.connection.alias).filter(
        generation=None
    ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0040_clips"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="input_clip",
            field=models.FileField(
                blank=True,
                help_text="A clip of the owner's as it came, instead of a picture: the scenes show parts of it.",
                max_length=255,
                upload_to=generator.models.files.clip.input_clip_path,
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="input_clip_has_sound",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="generation",
            name="input_clip_seconds",
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_filmstrip",
            field=models.FileField(
                blank=True,
                help_text="Pictures from all of it, side by side.",
                max_length=255,
                upload_to=generator.models.files.clip.clip_path,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="clip_fit",
            field=models.CharField(
                choices=[
                    ("whole", "Show it whole, before a blurred copy"),
                    ("fill", "Fill the video, around what stands out"),
                ],
                default="whole",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="sending",
            name="generation",
            field=models.ForeignKey(
                blank=True,
                help_text="The film that has the scene. Empty: a film is to be begun with it.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sendings",
                to="generator.generation",
            ),
        ),
        migrations.AddField(
            model_name="sending",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sendings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(name_owners, forget_first_clips),
        migrations.AlterField(
            model_name="sending",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sendings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
