from django.db import migrations, models


def fill(apps, schema_editor):
    """Read the origin of each picture from the name of its provider, which told it until now."""
    scenes = (
        apps.get_model("generator", "Scene").objects.using(schema_editor.connection.alias).exclude(image="")
    )
    of_owner = scenes.filter(image_provider__startswith="Upload ")
    is_upload = models.Q(is_own_picture=True) | models.Q(image_provider="Upload Upload")
    of_owner.filter(is_upload).update(image_origin="upload")
    of_owner.exclude(is_upload).update(image_origin="photo")
    scenes.filter(image_provider__startswith="Card ").update(image_origin="card")
    scenes.filter(image_origin="").update(image_origin="painted")


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0022_missing"),
    ]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="image_origin",
            field=models.CharField(
                blank=True,
                choices=[
                    ("painted", "Painted"),
                    ("photo", "part of the film's photo"),
                    ("upload", "a picture of the owner's for this scene"),
                    ("card", "a plain card"),
                ],
                help_text="Empty: no picture yet.",
                max_length=10,
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
