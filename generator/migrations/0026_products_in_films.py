"""What films have rows for leaves the generations."""

from django.db import migrations

MOVED = (
    *("video", "poster", "captions_file", "subtitles_file", "transcript_file", "chapters_file"),
    *("sprites", "thumbnails_file", "duration", "film_fingerprint", "timings"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0025_fill_films"),
    ]

    operations = [migrations.RemoveField(model_name="generation", name=name) for name in MOVED]
