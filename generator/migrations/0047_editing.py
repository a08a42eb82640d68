"""Changes of films: the volume of their music, what is sent while they are made, and the brand that a film shows."""

import django.db.models.deletion
from django.db import migrations, models


def note_brands(apps, schema_editor):
    films = apps.get_model("generator", "Film").objects.using(schema_editor.connection.alias)
    branded = films.filter(generation__brand__isnull=False)
    brand = apps.get_model("generator", "Generation").objects.filter(pk=models.OuterRef("generation"))
    branded.update(brand=models.Subquery(brand.values("brand")))


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0045_brand"),
    ]

    operations = [
        migrations.AddField(
            model_name="film",
            name="brand",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="What it shows of its owner's brand.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="shown_in",
                to="generator.brand",
            ),
        ),
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
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(note_brands, migrations.RunPython.noop, elidable=True),
    ]
