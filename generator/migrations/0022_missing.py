from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0021_tongues"),
    ]

    operations = [
        migrations.AddField(
            model_name="scene",
            name="captions_missing",
            field=models.CharField(blank=True, help_text="Why it has no captions.", max_length=500),
        ),
        migrations.AddField(
            model_name="scene",
            name="speech_missing",
            field=models.CharField(blank=True, help_text="Why nobody speaks it.", max_length=500),
        ),
    ]
