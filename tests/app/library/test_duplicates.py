"""Duplicates of films."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generator.models import Cutaway, Generation, Piece
from generator.models.library.duplicate import copy_file, duplicate
from tests.support.factories import make_film, make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db
Status = Generation.Status


@pytest.fixture
def source(alice) -> Generation:
    """A film in its second version, with something of everything that hangs on one."""
    film = make_generation(alice, status=Status.SUCCEEDED, lease=2, music="own", music_file=b"la la la")
    scene = make_scene(film, image=photo(), speech=b"hello", clip_upload=b"a clip", image_fingerprint="p1")
    cutaway = Cutaway(scene=scene, word=4)
    cutaway.image.save("further.jpg", ContentFile(photo()))
    make_scene(film, image=photo((64, 48)))
    former = make_film(film, video=b"first film")
    shown = make_film(film, video=b"second film", poster=photo(), duration=5.0)
    shown.scenes = [one.snapshot(0.0, 2.5) for one in film.scenes.all()]
    shown.settings = film.settings_in_force
    shown.save()
    film.film = shown
    film.save()
    Piece.objects.create(generation=film, fingerprint="a", film=shown, first=0, frame_count=9)
    Piece.objects.create(generation=film, fingerprint="b", film=former, first=0, frame_count=9)
    piece = Piece(generation=film, fingerprint="c")
    piece.file.save("c.piece", ContentFile(b"piece"))
    film.measure_storage()
    film.refresh_from_db()
    return film


def stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def contents(film: Generation) -> list[bytes]:
    return sorted(map(stored, film.file_names()))


def test_it_has_all_that_the_film_has_but_former_versions(source: Generation):
    made = Generation.objects.get(pk=duplicate(source).pk)
    assert (made.title, made.status, made.copied_from, made.copy_number) == (
        source.title,
        "succeeded",
        source,
        1,
    )
    assert made.film
    assert made.film.pk != source.film.pk
    assert stored(made.film.video.name) == b"second film"
    assert [one.pk for one in made.films.all()] == [made.film.pk]
    assert contents(made) == sorted(one for one in contents(source) if one != b"first film")
    assert sorted(made.pieces.values_list("fingerprint", "film")) == [("a", made.film.pk), ("c", None)]
    assert [scene.cutaways.count() for scene in made.scenes.all()] == [1, 0]
    assert made.created_at > source.created_at


def test_none_of_its_files_is_one_of_the_films(source: Generation):
    made = duplicate(source)
    assert not set(made.file_names()) & set(source.file_names())
    assert all(name.startswith(made.directory) for name in made.file_names())


@pytest.mark.parametrize("gone", ["source", "made"])
def test_each_outlives_the_other(source: Generation, gone: str, django_capture_on_commit_callbacks):
    made = duplicate(source)
    first, other = (source, made) if gone == "source" else (made, source)
    before = contents(other)
    with django_capture_on_commit_callbacks(execute=True):
        first.delete()
    assert contents(Generation.objects.get(pk=other.pk)) == before


def test_what_its_film_notes_is_of_its_own_scenes(source: Generation):
    made = duplicate(source)
    assert [told["row"] for told in made.film.scenes] == [scene.pk for scene in made.scenes.all()]
    assert all(
        row.has_picture_of(told) for row, told in zip(made.scenes.all(), made.film.scenes, strict=True)
    )
    assert made.film.settings["music_file"] == made.music_file.name
    assert made.film.has_its_music
    assert made.film.to_be_made_anew() == source.film.to_be_made_anew()


def test_what_was_made_of_uploads_is_as_good_for_it(source: Generation):
    made = duplicate(source)
    again = duplicate(made)
    for one in (made, again):
        assert one.first_name(one.music_file.name) == source.music_file.name
        clips = zip(one.scenes.all(), source.scenes.all(), strict=True)
        assert all(one.first_name(a.clip_upload.name) == b.clip_upload.name for a, b in clips)
    assert source.first_name(source.music_file.name) == source.music_file.name
    assert made.first_name("users/1/brands/x") == "users/1/brands/x"


def test_it_counts_as_stored_without_what_it_leaves(source: Generation):
    made = duplicate(source)
    counted = Generation.objects.get(pk=made.pk).stored_bytes
    made.measure_storage()
    made.refresh_from_db()
    assert counted == made.stored_bytes < source.stored_bytes


def test_the_search_finds_it(source: Generation, alice):
    made = duplicate(source)
    assert {one.pk for one in Generation.objects.owned_by(alice).search("lighthouse")} == {source.pk, made.pk}


def test_a_file_that_is_missing_is_missing_in_both(source: Generation):
    default_storage.delete(source.film.poster.name)
    made = duplicate(source)
    assert stored(made.film.video.name) == b"second film"
    assert not default_storage.exists(made.film.poster.name)


def test_nothing_is_left_where_it_could_not_be_made(source: Generation, monkeypatch, own_media):
    def fail(self: Generation) -> None:
        raise RuntimeError("The database is gone.")

    before = sorted(path for path in own_media.rglob("*") if path.is_file())
    monkeypatch.setattr(Generation, "index_words", fail)
    with pytest.raises(RuntimeError):
        duplicate(source)
    assert sorted(path for path in own_media.rglob("*") if path.is_file()) == before
    assert Generation.objects.count() == 1


def test_where_links_cannot_be_made_bytes_are_copied(source: Generation, monkeypatch):
    def refuse(*args: object) -> None:
        raise OSError("Not across devices.")

    monkeypatch.setattr("os.link", refuse)
    assert copy_file(source.film.video.name, f"{source.directory}/copied")
    assert stored(f"{source.directory}/copied") == b"second film"


def test_the_queries_do_not_grow_with_the_scenes(source: Generation, django_assert_max_num_queries):
    for _ in range(30):
        make_scene(source, image=photo())
    with django_assert_max_num_queries(40):
        duplicate(Generation.objects.get(pk=source.pk))
