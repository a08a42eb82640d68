"""The index of the search, which the next migration fills (PostgreSQL refuses both at once), and small copies of pictures."""

import django.db.models.deletion
from django.db import migrations, models

import generator.models.files.miniature

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
# The tokens are plain words of small letters, so the configuration "simple" takes them as they are, in every locale. The
# planner does not count what it costs to read the vectors of a whole table, and would do so for any common word: the
# functions hold it to the index. The words lie outside the rows, which are read for each entry that is found.
POSTGRESQL = """
ALTER TABLE generator_searchentry
    SET (toast_tuple_target = 128),
    ADD COLUMN title_vector tsvector GENERATED ALWAYS AS (to_tsvector('pg_catalog.simple', title)) STORED,
    ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (
        to_tsvector('pg_catalog.simple', title || ' ' || said || ' ' || about)
    ) STORED;
CREATE INDEX generator_searchentry_titles ON generator_searchentry USING gin (title_vector) WITH (fastupdate = off);
CREATE INDEX generator_searchentry_words ON generator_searchentry USING gin (words_vector) WITH (fastupdate = off);
CREATE FUNCTION generator_titled(wanted tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SET enable_seqscan TO off AS
    'SELECT generation_id FROM generator_searchentry WHERE title_vector @@ wanted';
CREATE FUNCTION generator_said(wanted tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SET enable_seqscan TO off AS
    'SELECT generation_id FROM generator_searchentry WHERE words_vector @@ wanted';
"""
NOT_POSTGRESQL = """
DROP FUNCTION generator_said(tsquery);
DROP FUNCTION generator_titled(tsquery);
"""


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for statement in SQLITE:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    # PostgreSQL's columns and indexes go with their table.
    for statement in (NOT_SQLITE if is_sqlite else NOT_POSTGRESQL).strip().splitlines():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0030_drafts"),
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
        migrations.AddField(
            model_name="film",
            name="miniature",
            field=models.FileField(
                blank=True,
                editable=False,
                help_text="A small copy for lists. Empty until it is first asked for.",
                max_length=255,
                upload_to=generator.models.files.miniature.miniature_path,
            ),
        ),
        migrations.AddField(
            model_name="generation",
            name="miniature",
            field=models.FileField(
                blank=True,
                editable=False,
                help_text="A small copy for lists. Empty until it is first asked for.",
                max_length=255,
                upload_to=generator.models.files.miniature.miniature_path,
            ),
        ),
        migrations.AddField(
            model_name="scene",
            name="miniature",
            field=models.FileField(
                blank=True,
                editable=False,
                help_text="A small copy for lists. Empty until it is first asked for.",
                max_length=255,
                upload_to=generator.models.files.miniature.miniature_path,
            ),
        ),
    ]
