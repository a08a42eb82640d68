"""The index of the search. It is filled by the next migration: PostgreSQL refuses both at once."""

import django.db.models.deletion
from django.db import migrations, models

# SQLite's index has no copy of the words: these keep it with them.
SQLITE = (
    """
    CREATE VIRTUAL TABLE generator_searchindex USING fts5(
        title, said, about,
        content='generator_searchentry', content_rowid='id', columnsize=0, tokenize='ascii', prefix='1 2 3 5'
    )
    """,
    """
    CREATE TRIGGER generator_searchentry_added AFTER INSERT ON generator_searchentry BEGIN
        INSERT INTO generator_searchindex(rowid, title, said, about)
        VALUES (new.id, new.title, new.said, new.about);
    END;
    """,
    """
    CREATE TRIGGER generator_searchentry_gone AFTER DELETE ON generator_searchentry BEGIN
        INSERT INTO generator_searchindex(generator_searchindex, rowid, title, said, about)
        VALUES ('delete', old.id, old.title, old.said, old.about);
    END;
    """,
    """
    CREATE TRIGGER generator_searchentry_changed AFTER UPDATE ON generator_searchentry BEGIN
        INSERT INTO generator_searchindex(generator_searchindex, rowid, title, said, about)
        VALUES ('delete', old.id, old.title, old.said, old.about);
        INSERT INTO generator_searchindex(rowid, title, said, about)
        VALUES (new.id, new.title, new.said, new.about);
    END;
    """,
)
NOT_SQLITE = """
DROP TRIGGER generator_searchentry_added;
DROP TRIGGER generator_searchentry_gone;
DROP TRIGGER generator_searchentry_changed;
DROP TABLE generator_searchindex;
"""
# The tokens are plain words of small letters, so the configuration "simple" takes them as they are, in every locale.
POSTGRESQL = """
ALTER TABLE generator_searchentry
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.simple', title)) STORED,
    ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple', title || ' ' || said || ' ' || about)
    ) STORED;
CREATE INDEX generator_searchentry_words ON generator_searchentry USING gin (words_vector) WITH (fastupdate = off);
"""


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # PostgreSQL's columns go with their table.
    if schema_editor.connection.vendor == "sqlite":
        for statement in NOT_SQLITE.strip().splitlines():
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0028_described_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                # Before the words, so that SQLite finds it without reading through them.
                (
                    "generation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="generator.generation",
                    ),
                ),
                ("title", models.TextField(blank=True)),
                ("said", models.TextField(blank=True, help_text="Narration and the words of cards.")),
                ("about", models.TextField(blank=True, help_text="Keywords and description.")),
            ],
            options={"verbose_name_plural": "search entries"},
        ),
        migrations.RunPython(make_index, drop_index),
    ]
