import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0032_fill_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sayings_changed_at",
            field=models.DateTimeField(
                editable=False, help_text="When their pronunciation list was last changed.", null=True
            ),
        ),
        migrations.CreateModel(
            name="Saying",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written", models.CharField(max_length=80)),
                ("said", models.CharField(max_length=120)),
                ("language", models.CharField(blank=True, max_length=8)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sayings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("written", "language", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "written", "language"), name="one_saying_of_a_word"
                    )
                ],
            },
        ),
    ]
