"""A film that is kept can be gone back to: its scenes, settings and files are there, and nothing is made for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generator.models import Brand, Film, Generation, Keepsake, Piece, Scene
from generator.models.allowance import allowance_of
from generator.pipeline import run as pipeline
from generator.pipeline.sweep import find_in_storage, settled_after
from studio.film import plan as timeline
from studio.film.encode.composition import FilmComposition
from studio.film.render import render_film
from tests.support.factories import make_generation
from tests.support.stand_ins import PROVIDERS, log
from tests.support.unrendered import unrendered

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "The sea was very calm on that day. A small boat came in with the evening tide. "
    "Nobody at all was on it then. Only a grey cat sat upon its deck."
)
Status = Generation.Status
RENDER = "generator.pipeline.stages.render.render_film"
# Columns that a way back leaves as they are: keys, and what is found anew.
OF_ROWS = ("id", "generation_id", "miniature", "upload")


@pytest.fixture(autouse=True)
def quick(settings, monkeypatch) -> None:
    log.reset()
    settings.GENERATOR_PROVIDERS = PROVIDERS
    monkeypatch.setitem(timeline.FRAME_SIZES, "16:9", (160, 90))
    monkeypatch.setattr(RENDER, lambda plan, folder, *rest: unrendered(plan, folder))


def run() -> Generation:
    pipeline.run(Generation.objects.claim("host:1"))
    return Generation.objects.select_related("film").get()


def change(position: int, **fields: Any) -> Generation:
    """Change a scene as the editor does, and have the film made."""
    generation = Generation.objects.get()
    assert generation.revise()
    marks = {"narration": "speech_fingerprint", "prompt": "image_fingerprint"}
    cleared = {marks[name]: "" for name in fields if name in marks}
    generation.scenes.filter(position=position).update(**fields, **cleared)
    return run()


def restore(number: int) -> Generation:
    generation = Generation.objects.select_related("film").get()
    assert generation.restore(generation.films.get(number=number))
    return Generation.objects.select_related("film").get()


def rows() -> list[dict[str, Any]]:
    found = list(Scene.objects.order_by("position").values())
    return [{name: value for name, value in row.items() if name not in OF_ROWS} for row in found]


def stored(folder: Any) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def generation(alice) -> Generation:
    make_generation(alice, input_text=TEXT, music="", seed=7)
    return run()


@pytest.fixture
def rendered(alice, monkeypatch) -> Generation:
    """A video whose frames are painted, and whose pieces are kept."""
    monkeypatch.setattr(RENDER, render_film)
    make_generation(alice, input_text=TEXT, music="", seed=7, transition="fade")
    return run()


@pytest.fixture
def thrice(generation) -> Generation:
    """A video in three versions: its words were changed, and then a picture of another scene."""
    change(1, narration="A great ship came in with the tide.")
    return change(2, prompt="A great ship at sea")


def test_scenes_and_settings_come_back_as_they_were_without_a_run(generation):
    before, settings = rows(), generation.settings_in_force
    change(1, narration="A great ship came in with the tide.")
    Generation.objects.update(title="Another", caption_style="karaoke", pace=1.3, seed=9)
    change(2, prompt="A great ship at sea")
    log.reset()
    after = restore(1)
    assert (after.status, after.film.number, after.progress) == (Status.SUCCEEDED, 1, 100)
    assert rows() == before
    assert after.settings_in_force == settings
    assert log.calls == []
    assert sorted(after.films.values_list("number", flat=True)) == [1, 2, 3]


def test_whatever_a_scene_may_get_is_noted_and_comes_back(generation):
    """Columns that are added to scenes later too: all but those that are named as left out."""
    left_out = {"id", "generation", "upload", "miniature", "start", "end"}
    told = generation.film.scenes[0]
    assert {field.name for field in Scene._meta.concrete_fields} - left_out < set(told)


def test_all_that_kept_films_name_stays_stored(thrice, own_media):
    for film in thrice.films.all():
        named = [name for told in film.scenes for name in Scene.files_told(told)]
        assert named
        assert set(named) == film.kept
        assert all(map(default_storage.exists, named))
    assert stored(own_media) == set(thrice.file_names())
    assert list(find_in_storage(settled_after() * 0)) == []


def test_it_is_counted_once_and_freed_with_the_last_that_names_it(thrice, own_media, settings):
    def sizes() -> int:
        return sum(default_storage.size(name) for name in stored(own_media))

    thrice.measure_storage()
    thrice.refresh_from_db()
    assert thrice.stored_bytes == sizes()
    first = thrice.films.get(number=1)
    only = {told["speech"] for told in first.scenes} - {scene.speech.name for scene in thrice.scenes.all()}
    assert len(only) == 1
    Film.objects.filter(pk=first.pk).delete()
    assert not any(map(default_storage.exists, only))
    thrice.refresh_from_db()
    assert thrice.stored_bytes == sizes()
    assert stored(own_media) == set(thrice.file_names())
    thrice.delete()
    assert stored(own_media) == set()


@pytest.mark.long
def test_after_it_one_changed_scene_alone_is_made_anew(rendered, monkeypatch):
    painted: set[int] = set()
    paint = FilmComposition.paint

    def noted(self, number: int, *arguments, **options) -> None:
        painted.add(number)
        paint(self, number, *arguments, **options)

    monkeypatch.setattr(FilmComposition, "paint", noted)
    change(0, narration="The sea was wild on that day.", prompt="A wild sea")
    change(1, narration="A great ship came in with the tide.")
    restored = restore(1)
    log.reset()
    painted.clear()
    after = change(3, narration="Only a small dog sat upon its deck.")
    assert (after.status, after.film.number, after.film.before) == (Status.SUCCEEDED, 4, 1)
    assert [kind for kind, _ in log.calls] == ["speech"]
    last = min(
        after.scenes.get(position=3).start or 0.0,
        next(told["start"] for told in restored.film.scenes if told["position"] == 3),
    )
    # The change of pictures before it belongs to it.
    assert min(painted) >= (last - 1.0) * timeline.FRAME_RATE
    assert [told["narration"] for told in after.film.scenes[:3]] == [
        told["narration"] for told in restored.film.scenes[:3]
    ]


def test_a_version_that_is_made_once_more_by_hand_is_shown_again(generation, monkeypatch):
    words = generation.scenes.get(position=1).narration
    change(1, narration="A great ship came in with the tide.")
    monkeypatch.setattr(RENDER, None)
    after = change(1, narration=words)
    assert (after.status, after.film.number, after.films.count()) == (Status.SUCCEEDED, 1, 2)


@pytest.mark.long
def test_those_that_were_not_shown_for_longest_go_first(generation, settings):
    settings.GENERATOR_FILMS_KEPT = 3
    change(1, narration="A great ship came in.")
    change(1, narration="A very great ship came in.")
    restore(1)
    after = change(2, narration="Somebody was on it.")
    # The one that was gone back to is younger by that than the second.
    assert sorted(after.films.values_list("number", flat=True)) == [1, 3, 4]


@pytest.mark.long
def test_what_staff_thought_belongs_to_the_film(generation):
    Generation.objects.all().judge("approved")
    after = change(1, narration="A great ship came in with the tide.")
    assert after.review == "pending"
    Generation.objects.all().judge("rejected")
    assert restore(1).review == "approved"
    assert restore(2).review == "rejected"
    change(1, narration="A greater ship came in with the tide.")
    Generation.objects.get().review_again()
    assert restore(1).review == "approved"
    assert restore(3).review == "pending"


def test_it_does_nothing_while_the_video_is_made_or_was_changed_elsewhere(thrice):
    first = thrice.films.get(number=1)
    Generation.objects.update(revision=thrice.revision + 1)
    assert not thrice.restore(first)
    assert Generation.objects.get().revise()
    assert not Generation.objects.get().restore(first)
    assert [scene.narration for scene in thrice.scenes.all()][1] == "A great ship came in with the tide."


def test_changes_that_came_to_nothing_go_and_the_version_of_then_stays(thrice, own_media):
    generation = Generation.objects.get()
    assert generation.revise()
    generation.scenes.filter(position=0).update(narration="Unsaid.", speech_fingerprint="")
    assert Generation.objects.get().cancel()
    after = restore(1)
    assert (after.status, after.films.count()) == (Status.SUCCEEDED, 3)
    assert stored(own_media) == set(after.file_names())
    assert [told["narration"] for told in restore(3).film.scenes] == [
        scene.narration for scene in Scene.objects.order_by("position")
    ]


def test_music_and_brand_of_a_version_come_back(generation, alice):
    brand = Brand.objects.create(owner=alice, accent_colour="#00aaff")
    generation.music_file.save("music", ContentFile(b"first"), save=False)
    Generation.objects.update(music="own", music_file=generation.music_file.name, music_seconds=3.0)
    Generation.objects.update(brand=brand)
    first = change(1, narration="A great ship came in.").film
    song = str(generation.music_file.name)
    assert song in first.kept
    Generation.objects.update(music="", music_file="", brand=None)
    Brand.objects.unused().delete()
    change(1, narration="A greater ship came in.")
    after = restore(first.number)
    assert (after.music, after.music_file.name, after.brand) == ("own", song, brand)
    assert default_storage.exists(song)
    Film.objects.exclude(pk=after.film_id).delete()
    after.delete()
    assert not Brand.objects.exists()
    assert not default_storage.exists(song)


def test_a_full_storage_is_freed_of_what_only_former_films_need(thrice, alice, settings):
    settings.GENERATOR_STORAGE_GB = 1
    Generation.objects.update(stored_bytes=10**9 + 5)
    former = thrice.films.former()
    extra = Keepsake.objects.spare_bytes(alice)
    needed = {name for told in thrice.film.scenes for name in Scene.files_told(told)}
    theirs = Keepsake.objects.filter(film__in=former).exclude(file__in=needed).sizes()
    assert extra == sum(theirs.values()) > 0
    spare = allowance_of(alice).spare
    assert spare == former.total_bytes() + extra
    former.make_room(spare - 1)
    assert thrice.films.count() == 1
    assert Generation.objects.get().stored_bytes == 10**9 + 5 - spare


def test_a_film_of_before_notes_all_of_its_scenes_when_they_are_about_to_change(generation):
    """Films of earlier releases noted less, and nothing was kept for them."""
    noted = ("position", "narration", "prompt", "style", "variant", "focus", "image_origin", "image")
    film, before = generation.film, rows()
    few = [
        {name: told[name] for name in (*noted, "image_fingerprint", "speech", "row", "start", "end")}
        for told in film.scenes
    ]
    Film.objects.update(scenes=few)
    Keepsake.objects.all().delete()
    change(1, narration="A great ship came in.", prompt="A ship")
    restore(1)
    assert rows() == before


@pytest.mark.long
def test_pieces_go_with_their_film(rendered):
    change(1, narration="A great ship came in.")
    of_films = Piece.objects.exclude(film=None).values_list("film__number", flat=True)
    assert set(of_films) == {1, 2}
    Film.objects.filter(number=1).delete()
    assert set(of_films.all()) == {2}
