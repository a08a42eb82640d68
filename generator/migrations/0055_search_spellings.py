"""Let the search find the other spellings of words in the videos that are there."""

from itertools import groupby

from django.db import migrations

from generator.models.search.words import tokenize
from studio.text.marks.told import as_read

AT_ONCE = 200


def fill(apps, schema_editor):
    database = schema_editor.connection.alias
    generations = apps.get_model("generator", "Generation").objects.using(database)
    scenes = apps.get_model("generator", "Scene").objects.using(database)
    entries = apps.get_model("generator", "SearchEntry").objects.using(database)
    pks = list(generations.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = list(generations.filter(pk__in=pks[start : start + AT_ONCE]).select_related("film"))
        rows = scenes.filter(generation__in=some).order_by("generation_id", "position")
        told = {
            pk: [narration for _, narration in group]
            for pk, group in groupby(rows.values_list("generation_id", "narration"), key=lambda row: row[0])
        }
        entries.bulk_create(
            (entry_of(entries.model, one, told.get(one.pk, [])) for one in some),
            update_conflicts=True,
            unique_fields=["generation"],
            update_fields=["title", "said", "about"],
        )


def entry_of(model, generation, told):
    return model(
        generation=generation,
        title=tokenize(generation.title),
        said=tokenize("\n".join(words_of(generation, told))),
        about=tokenize(f"{generation.keywords}\n{generation.description}"),
    )


def words_of(generation, told):
    film = generation.film
    if film and film.scenes:
        told, chosen = [scene.get("narration", "") for scene in film.scenes], film.settings
    else:
        names = ("title_card", "title_card_text", "end_card_text")
        told, chosen = (
            told if any(told) else [generation.input_text],
            {name: getattr(generation, name) for name in names},
        )
    opening = chosen.get("title_card_text", "") if chosen.get("title_card") else ""
    spoken = [as_read(narration, verbatim=generation.verbatim) for narration in told]
    return [*spoken, opening, chosen.get("end_card_text", "")]


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0054_scenes_first"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
