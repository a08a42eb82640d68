"""Give each finished video its row as a film. Apart from the changes of tables: PostgreSQL refuses both at once."""

from itertools import groupby

from django.db import migrations
from django.db.models import OuterRef, Subquery

# Columns of generations, with the names that they have in films.
PRODUCTS = {
    "video": "video",
    "poster": "poster",
    "captions_file": "captions",
    "subtitles_file": "subtitles",
    "transcript_file": "transcript",
    "chapters_file": "chapters",
    "sprites": "sprites",
    "thumbnails_file": "thumbnails",
}
FACTS = {"duration": "duration", "film_fingerprint": "fingerprint", "timings": "timings"}
SETTINGS = (
    *("title", "language", "seed", "style", "size", "quality", "camera", "transition"),
    *("title_card", "title_card_text", "end_card_text"),
    *("caption_style", "caption_position", "caption_letters"),
    *("voice", "pace", "music", "mood", "music_seconds"),
)
SCENE = (
    *("position", "narration", "prompt", "style", "variant", "focus"),
    *("image_origin", "image_fingerprint", "image_provider", "speech_provider", "start", "end"),
)
AT_ONCE = 200


def fill(apps, schema_editor):
    database = schema_editor.connection.alias
    generations = apps.get_model("generator", "Generation").objects.using(database)
    films = apps.get_model("generator", "Film").objects.using(database)
    pieces = apps.get_model("generator", "Piece").objects.using(database)
    scenes = (
        apps.get_model("generator", "Scene").objects.using(database).order_by("generation_id", "position")
    )

    finished = list(generations.exclude(video="").values_list("pk", flat=True))
    for start in range(0, len(finished), AT_ONCE):
        some = list(generations.filter(pk__in=finished[start : start + AT_ONCE]))
        of_each = {
            pk: list(rows)
            for pk, rows in groupby(scenes.filter(generation__in=some), key=lambda scene: scene.generation_id)
        }
        films.bulk_create(film_of(films.model, one, of_each.get(one.pk, [])) for one in some)

    own_film = films.filter(generation=OuterRef("pk")).values("pk")
    generations.exclude(video="").update(film_id=Subquery(own_film[:1]))
    parts = pieces.filter(first__isnull=False)
    parts.update(
        film_id=Subquery(
            films.filter(generation=OuterRef("generation"), video=OuterRef("file")).values("pk")[:1]
        )
    )
    # After a crash at the wrong moment some pointed into a film that was deleted.
    parts.filter(film=None).delete()
    parts.update(file="")


def film_of(model, generation, scenes):
    files = {new: getattr(generation, old).name for old, new in PRODUCTS.items()}
    return model(
        generation=generation,
        number=1,
        made_at=generation.finished_at or generation.created_at,
        made_with=made_with(generation, scenes),
        settings={
            **{name: getattr(generation, name) for name in SETTINGS},
            "music_file": generation.music_file.name,
        },
        scenes=[{name: getattr(scene, name) for name in SCENE} for scene in scenes],
        **files,
        **{new: getattr(generation, old) for old, new in FACTS.items()},
    )


def made_with(generation, scenes):
    makers = {
        "Picture described by": [generation.description_provider],
        "Scenes by": [generation.storyboard_provider],
        "Pictures by": [scene.image_provider for scene in scenes],
        "Voice by": [voice for scene in scenes for voice in scene.speech_provider.split(", ")],
    }
    named = {what: sorted({name for name in names if name}) for what, names in makers.items()}
    return " ".join(f"{what} {', '.join(names)}." for what, names in named.items() if names)


def put_back(apps, schema_editor):
    """Give each generation the files of the film that it shows; those of former films are left to the sweep."""
    database = schema_editor.connection.alias
    generations = apps.get_model("generator", "Generation").objects.using(database)
    films = apps.get_model("generator", "Film").objects.using(database)
    pieces = apps.get_model("generator", "Piece").objects.using(database)
    shown = generations.exclude(film=None).values("film")
    for generation in generations.exclude(film=None).select_related("film"):
        for old, new in (PRODUCTS | FACTS).items():
            setattr(generation, old, getattr(generation.film, new))
        generation.save(update_fields=[*PRODUCTS, *FACTS])
    parts = pieces.filter(first__isnull=False)
    parts.exclude(film__in=shown).delete()
    parts.update(file=Subquery(films.filter(pk=OuterRef("film")).values("video")[:1]))
    parts.update(film=None)
    generations.update(film=None)
    films.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("generator", "0024_films"),
    ]

    operations = [
        migrations.RunPython(fill, put_back),
    ]
