"""How often the picture changes: what was sent off before is shown as it was, drafts get what new films get."""

from django.db import migrations, models

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
        ("generator", "0028_described_at"),
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
            field=models.TextField(blank=True, max_length=20000),
        ),
        # Last: PostgreSQL changes no table after its rows in one transaction.
        migrations.RunPython(leave_to_drafts, migrations.RunPython.noop, elidable=True),
    ]
