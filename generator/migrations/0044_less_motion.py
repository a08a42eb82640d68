"""Films with less motion, and where finished films flash so often that they can harm."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0043_transitions_by_meaning"),
    ]

    operations = [
        migrations.AddField(
            model_name="film",
            name="flashes",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="Where it flashes so often that it can harm: first second, last second, whether in red.",
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="less_motion",
            field=models.BooleanField(default=False, help_text="Pictures and words only fade in and out."),
        ),
    ]
