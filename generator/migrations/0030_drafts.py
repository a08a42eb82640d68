from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0029_pasted_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="changed_at",
            field=models.DateTimeField(
                db_default=Now(), editable=False, help_text="When its owner last typed in it, as a draft."
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="revision",
            field=models.PositiveIntegerField(
                default=0,
                editable=False,
                help_text="Rises with each change of its owner's: windows name the one they know.",
            ),
        ),
    ]
