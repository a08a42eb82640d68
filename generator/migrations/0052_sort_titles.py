"""Note by what films are sorted that were made before there was an order by title."""

from __future__ import annotations

from django.db import migrations

from generator.models.library.shelving import sort_key

AT_ONCE = 500


def fill(apps, schema_editor):
    rows = apps.get_model("generator", "Generation").objects.using(schema_editor.connection.alias)
    batch = []
    for row in rows.exclude(title="").only("title").order_by("pk").iterator(chunk_size=AT_ONCE):
        row.sort_title = sort_key(row.title)
        batch.append(row)
        if len(batch) == AT_ONCE:
            rows.bulk_update(batch, ["sort_title"])
            batch = []
    rows.bulk_update(batch, ["sort_title"])


class Migration(migrations.Migration):
    dependencies = [("generator", "0051_library")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
