"""What the sentences of a film show: what was sent off before keeps its pictures, drafts get what new films get."""

from django.db import migrations, models

SHOWS = [
    ("mixed", "Pictures and graphic scenes"),
    ("pictures", "Pictures only"),
    ("words", "Graphic scenes only"),
]
PALETTES = [
    ("", "Automatic, by the mood"),
    ("calm", "Calm, deep green"),
    ("uplifting", "Uplifting, warm red"),
    ("dramatic", "Dramatic, black and ember"),
    ("playful", "Playful, violet and yellow"),
    ("tech", "Technical, blue"),
    ("neutral", "Neutral, indigo"),
]
HELP = "What its sentences show."


def leave_to_drafts(apps, schema_editor):
    drafts = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    drafts.filter(status="draft").update(shows="mixed")


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0036_index_of_library"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="palette",
            field=models.CharField(
                blank=True, choices=PALETTES, help_text="The colours of graphic scenes.", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="shows",
            field=models.CharField(choices=SHOWS, default="pictures", help_text=HELP, max_length=10),
        ),
        migrations.AlterField(
            model_name="generation",
            name="shows",
            field=models.CharField(choices=SHOWS, default="mixed", help_text=HELP, max_length=10),
        ),
        migrations.AddField(
            model_name="scene",
            name="sentences",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="What each sentence shows, and why. Empty: its picture.",
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="sentences_fingerprint",
            field=models.CharField(
                blank=True, help_text="Of what that was chosen from. Empty: not chosen yet.", max_length=64
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="wishes",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What the owner wants a sentence to show, by the sentence.",
            ),
        ),
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(leave_to_drafts, migrations.RunPython.noop, elidable=True),
    ]
