"""A search goes through an owner's rows in the index alone: it has their keys now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0035_cutting"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="generation", name="generation_library"),
        migrations.AddIndex(
            model_name="generation",
            index=models.Index(fields=["owner", "-created_at", "id"], name="generation_library"),
        ),
    ]
