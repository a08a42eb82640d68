"""Let the search find the videos that are there."""

from itertools import groupby

from django.db import migrations

from generator.models.search.words import tokenize

AT_ONCE = 200


def fill(apps, schema_editor):
    database = schema_editor.connection.alias
    generations = apps.get_model("generator", "Generation").objects.using(database)
    scenes = (
        apps.get_model("generator", "Scene").objects.using(database).order_by("generation_id", "position")
    )
    entries = apps.get_model("generator", "SearchEntry").objects.using(database)
    pks = list(generations.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), AT_ONCE):
        some = list(generations.filter(pk__in=pks[start : start + AT_ONCE]).select_related("film"))
        told = {
            pk: [narration for _, narration in rows]
            for pk, rows in groupby(
                scenes.filter(generation__in=some).values_list("generation_id", "narration"),
                key=lambda row: row[0],
            )
        }
        entries.bulk_create(entry_of(entries.model, one, told.get(one.pk, [])) for one in some)


def empty(apps, schema_editor):
    apps.get_model("generator", "SearchEntry").objects.using(schema_editor.connection.alias).all().delete()


def entry_of(model, generation, told):
    return model(
        generation=generation,
        title=tokenize(generation.title),
        said=tokenize("\n".join(words_of(generation, told))),
        about=tokenize(f"{generation.keywords}\n{generation.description}"),
    )


def words_of(generation, told):
    film = generation.film
    chosen = {name: getattr(generation, name) for name in ("title_card", "title_card_text", "end_card_text")}
    if film and film.scenes:
        told, chosen = [scene.get("narration", "") for scene in film.scenes], film.settings
    elif not any(told):
        told = [generation.input_text]
    opening = chosen.get("title_card_text", "") if chosen.get("title_card") else ""
    return [*told, opening, chosen.get("end_card_text", "")]


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0031_search_entry"),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
