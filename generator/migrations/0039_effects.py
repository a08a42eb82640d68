"""Effects, and music that follows its film: what was sent off before sounds as it did, drafts get what new films get."""

from django.db import migrations, models

EFFECTS = "Quiet sounds of what the pictures show."
SCORED = "The music opens, rises and ends with the film; in films of before it goes round."


def leave_to_drafts(apps, schema_editor):
    drafts = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    drafts.filter(status="draft").update(effects=True, is_scored=True)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0038_living_paintings"),
    ]

    operations = [
        operation
        for name, text in (("effects", EFFECTS), ("is_scored", SCORED))
        for operation in (
            migrations.AddField(
                model_name="generation", name=name, field=models.BooleanField(default=False, help_text=text)
            ),
            migrations.AlterField(
                model_name="generation", name=name, field=models.BooleanField(default=True, help_text=text)
            ),
        )
    ] + [
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(leave_to_drafts, migrations.RunPython.noop, elidable=True),
    ]
