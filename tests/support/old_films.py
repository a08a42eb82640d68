"""A database of before films had rows of their own, and what must be true after the upgrade."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from generator.models import Film, Generation, Keepsake

BEFORE, AFTER = "0023_image_origin", "0026_products_in_films"
# Before texts were read as they were pasted, searched as they are said, and made into graphics, layers and clips.
BEFORE_READING = "0028_described_at"
MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)
FILES = {
    "video": "film.mp4",
    "poster": "poster.jpg",
    "captions_file": "captions.vtt",
    "subtitles_file": "subtitles.srt",
    "transcript_file": "transcript.txt",
    "chapters_file": "chapters.vtt",
    "sprites": "sprites.jpg",
    "thumbnails_file": "thumbnails.vtt",
}


@contextmanager
def old_database(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Give a database its tables of before; `settings` are as in DATABASES."""
    connections.settings["old"] = connections.configure_settings({"default": settings})["default"]
    try:
        migrate(connections["old"], BEFORE)
        yield connections["old"]
    finally:
        connections["old"].close()
        del connections["old"]
        del connections.settings["old"]


def migrate(connection: BaseDatabaseWrapper, name: str) -> Any:
    """Bring the tables to a migration, forwards or back, and return the models of then."""
    MigrationExecutor(connection).migrate([("generator", name)])
    return MigrationExecutor(connection).loader.project_state(("generator", name)).apps


def upgrade_keeps_everything(connection: BaseDatabaseWrapper) -> None:
    """Make rows of before, upgrade, and check them; then go back, and check that they are as they were."""
    old = MigrationExecutor(connection).loader.project_state(("generator", BEFORE)).apps
    _make_rows(old, connection.alias)
    before = _rows(old, connection.alias)
    _check(migrate(connection, AFTER), connection.alias, before)
    after_all = _rows(migrate(connection, BEFORE), connection.alias)
    after_all["Piece"] = _of_films_shown(after_all["Piece"])
    before["Piece"] = _of_films_shown(before["Piece"])
    assert after_all == before


def upgrade_to_now_keeps_everything(connection: BaseDatabaseWrapper) -> None:
    """Make rows of before texts were read, upgrade to what there is now, search, and go back."""
    database = connection.alias
    _make_rows(MigrationExecutor(connection).loader.project_state(("generator", BEFORE)).apps, database)
    before = _rows(migrate(connection, BEFORE_READING), database, "Film")
    [(_, newest)] = MigrationExecutor(connection).loader.graph.leaf_nodes("generator")
    after = _rows(migrate(connection, newest), database, "Film")
    for name, rows in before.items():
        kept = [{field: row[field] for field in was} for was, row in zip(rows, after[name], strict=True)]
        assert kept == rows
    for words, count in (("words", 4), ("WORDS 1", 4), ("film", 4), ("nothing", 0)):
        assert Generation.objects.using(database).search(words).count() == count
    assert _rows(migrate(connection, BEFORE_READING), database, "Film") == before


def _rows(apps: Any, database: str, *others: str) -> dict[str, list[dict[str, Any]]]:
    names = ("Generation", "Scene", "Piece", "Charge", *others)
    return {
        name: list(apps.get_model("generator", name).objects.using(database).order_by("pk").values())
        for name in names
    }


def _of_films_shown(pieces: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [piece for piece in pieces if "/2/" not in piece["file"]]


def _make_rows(apps: Any, database: str) -> None:
    def make(name: str, **fields: Any) -> Any:
        return apps.get_model("generator", name).objects.using(database).create(**fields)

    owner = make("User", email="alice@example.org")
    for number, status in enumerate(("succeeded", "running", "cancelled", "failed")):
        # Changed after its first film, which is why its lease is not the first.
        film = make(
            "Generation",
            owner=owner,
            kind="text",
            status=status,
            title=f"Film {number}",
            lease=3,
            finished_at=MADE,
            stored_bytes=1000 + number,
            reserved_bytes=500,
            duration=7.5 + number,
            film_fingerprint=f"{number}" * 64,
            timings={"render": 2.5, "scenes": 2} if number == 0 else None,
            music_file="users/1/song" if number == 1 else "",
            storyboard_provider="Plain",
            **{field: f"users/1/{number}/3/{name}" for field, name in FILES.items()},
        )
        make("Charge", owner=owner, generation=film, made_at=MADE)
        for position in range(2):
            make(
                "Scene",
                generation=film,
                position=position,
                narration=f"Words {position}",
                image_provider="Painter",
                start=position * 3.0,
                end=position * 3.0 + 3.0,
            )
        parts = {"a": (0, 90), "b": (90, 90), "sound": (0, None)}
        for name, (first, count) in parts.items():
            make(
                "Piece",
                generation=film,
                fingerprint=name,
                file=film.video.name,
                first=first,
                frame_count=count,
            )
        make("Piece", generation=film, fingerprint="poster", file=f"users/1/{number}/3/pieces/poster")
        # A worker that died at the wrong moment left it: the film that it points into is gone.
        make("Piece", generation=film, fingerprint="gone", file=f"users/1/{number}/2/film.mp4", first=0)
    make("Generation", owner=owner, kind="image", status="draft", upload="users/1/upload", stored_bytes=7)
    make("Generation", owner=owner, kind="text", status="queued", reserved_bytes=500)
    make("Charge", owner=owner, generation=None, made_at=MADE)


def _check(apps: Any, database: str, before: dict[str, list[dict[str, Any]]]) -> None:
    def rows(name: str) -> Any:
        return apps.get_model("generator", name).objects.using(database)

    old = {row["id"]: row for row in before["Generation"]}
    assert rows("Generation").count() == len(old) == 6
    assert rows("Film").count() == 4
    for generation in rows("Generation").select_related("film"):
        was, film = old[generation.pk], generation.film
        assert (generation.stored_bytes, generation.status) == (was["stored_bytes"], was["status"])
        assert (film is not None) == bool(was["video"])
        if film is None:
            continue
        assert (film.generation_id, film.number, film.made_at) == (generation.pk, 1, MADE)
        assert (film.duration, film.timings) == (was["duration"], was["timings"])
        assert film.fingerprint == was["film_fingerprint"]
        for name in FILES:
            assert getattr(film, name.removesuffix("_file")).name == was[name]
        assert film.made_with == "Scenes by Plain. Pictures by Painter."
        assert (film.settings["title"], film.settings["music_file"]) == (was["title"], was["music_file"])
        assert [(scene["narration"], scene["end"]) for scene in film.scenes] == [
            ("Words 0", 3),
            ("Words 1", 6),
        ]
        parts = rows("Piece").filter(generation=generation).order_by("fingerprint")
        assert list(parts.values_list("fingerprint", "film", "file", "first")) == [
            ("a", film.pk, "", 0),
            ("b", film.pk, "", 90),
            ("poster", None, f"{was['video'].rpartition('/')[0]}/pieces/poster", None),
            ("sound", film.pk, "", 0),
        ]
    assert list(rows("Charge").order_by("pk").values("id", "generation_id", "made_at")) == [
        {name: row[name] for name in ("id", "generation_id", "made_at")} for row in before["Charge"]
    ]


# What films noted of their scenes before they kept what these name.
NOTED = (
    *("position", "narration", "prompt", "style", "variant", "focus", "is_own_picture", "is_painted"),
    *("sentences", "sentences_fingerprint", "wishes", "row", "start", "end", "image", "speech"),
    *("image_origin", "image_fingerprint", "image_provider", "speech_provider", "speech_fingerprint"),
    *("clip_upload", "clip_length", "clip_has_sound", "clip_start", "clip_end", "clip_ending", "clip_sound"),
    *("clip_fit", "clip", "clip_sound_file", "clip_filmstrip", "clip_seconds"),
)


def forget_kept(but_for: Collection[str] = ()) -> None:
    """Leave films as releases before made them: they noted less, and nothing was kept for them."""
    Keepsake.objects.all().delete()
    for film in Film.objects.all():
        film.scenes = [{name: told[name] for name in NOTED if name not in but_for} for told in film.scenes]
        film.save()
