"""Captions in more styles, lines that grow, names of people: what was sent off before is as it was; drafts get what new films get."""

from django.db import migrations, models

STYLES = [
    ("box", "On a box"),
    ("plate", "A plate for each line"),
    ("outline", "Outlined"),
    ("karaoke", "Word by word"),
    ("lit", "Words light up"),
    ("pop", "One large word at a time"),
    ("none", "None"),
]
STROKES = [("usual", "As the captions have it"), ("none", "None"), ("thin", "Thin"), ("thick", "Thick")]
WORDS = [("auto", "Automatic"), ("three", "1 to 3"), ("five", "Up to 5"), ("eight", "Up to 8")]
LINES = [("none", "None"), ("bottom", "At the bottom"), ("top", "At the top")]
LINE = "A thin line that grows while the film lasts."
NAMES = "Name and role are shown where the words introduce somebody."


def leave_to_drafts(apps, schema_editor):
    drafts = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    drafts.filter(status="draft").update(lower_thirds=True)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0041_clip_at_the_start"),
    ]

    operations = [
        migrations.AlterField(
            model_name="generation",
            name="caption_style",
            field=models.CharField(choices=STYLES, default="box", max_length=10),
        ),
        migrations.AddField(
            model_name="generation",
            name="caption_stroke",
            field=models.CharField(choices=STROKES, default="usual", max_length=10),
        ),
        migrations.AddField(
            model_name="generation",
            name="caption_words",
            field=models.CharField(choices=WORDS, default="auto", max_length=10),
        ),
        migrations.AddField(
            model_name="generation", name="caption_capitals", field=models.BooleanField(default=False)
        ),
        migrations.AddField(
            model_name="generation",
            name="progress_line",
            field=models.CharField(choices=LINES, default="none", help_text=LINE, max_length=10),
        ),
        migrations.AddField(
            model_name="generation",
            name="lower_thirds",
            field=models.BooleanField(default=False, help_text=NAMES),
        ),
        migrations.AlterField(
            model_name="generation",
            name="lower_thirds",
            field=models.BooleanField(default=True, help_text=NAMES),
        ),
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(leave_to_drafts, migrations.RunPython.noop, elidable=True),
    ]
