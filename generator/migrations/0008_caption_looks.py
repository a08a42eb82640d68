from django.db import migrations, models

import generator.models.generation


def keep_choice(apps, schema_editor):
    """Films whose captions were switched off stay without; the others had a box."""
    apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias).filter(
        captions=False
    ).update(caption_style="none")


def restore_choice(apps, schema_editor):
    apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias).filter(
        caption_style="none"
    ).update(captions=False)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0007_put_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="caption_style",
            field=models.CharField(
                choices=[
                    ("box", "On a box"),
                    ("outline", "Outlined"),
                    ("karaoke", "Word by word"),
                    ("none", "None"),
                ],
                default="box",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="caption_position",
            field=models.CharField(
                choices=[("bottom", "At the bottom"), ("middle", "In the middle"), ("top", "At the top")],
                default="bottom",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="caption_letters",
            field=models.CharField(
                choices=[("small", "Small"), ("medium", "Medium"), ("large", "Large")],
                default="medium",
                max_length=10,
            ),
        ),
        migrations.RunPython(keep_choice, restore_choice),
        migrations.RemoveField(model_name="generation", name="captions"),
        migrations.AddField(
            model_name="generation",
            name="transcript_file",
            field=models.FileField(
                blank=True,
                help_text="Plain text.",
                max_length=255,
                upload_to=generator.models.generation.product_path,
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="chapters_file",
            field=models.FileField(
                blank=True,
                help_text="WebVTT, one chapter for each scene.",
                max_length=255,
                upload_to=generator.models.generation.product_path,
            ),
        ),
    ]
