"""The pages of a video's versions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from generator.models import Film, Generation, Keepsake
from tests.support.factories import make_film, make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db

Status = Generation.Status


def tell(generation: Generation, film: Film, words: str) -> None:
    """Give a film a snapshot of the video's scene with these words, and what this names."""
    scene = generation.scenes.get()
    scene.narration = words
    picture = default_storage.save(f"{generation.directory}/{film.number}/picture.jpg", ContentFile(photo()))
    scene.image = picture
    film.scenes = [scene.snapshot(0.0, 2.0)]
    film.settings = generation.settings_in_force
    film.save()
    Keepsake.objects.create(film=film, file=picture, size=default_storage.size(picture))


@pytest.fixture
def generation(alice) -> Generation:
    """A video in three versions, of which the last is shown."""
    generation = make_generation(alice, status=Status.SUCCEEDED, title="The sea")
    make_scene(generation, narration="The sea was wild.")
    for number, words in enumerate(("The sea was calm.", "The sea was still.", "The sea was wild."), 1):
        film = make_film(
            generation, video=b"film %d" % number, poster=photo(), duration=2.0, stored_bytes=2_000_000
        )
        tell(generation, film, words)
    Generation.objects.update(film=film)
    generation.refresh_from_db()
    generation.scenes.update(image=film.scenes[0]["image"])
    return generation


def page(client: Client, name: str, generation: Generation, *rest: Any, **query: Any) -> str:
    response = client.get(reverse(name, args=[generation.pk, *rest]), query)
    assert response.status_code == 200, response
    return response.content.decode()


def post(client: Client, name: str, generation: Generation, number: int, **fields: Any) -> str:
    address = reverse(name, args=[generation.pk, number])
    return client.post(address, fields, follow=True).content.decode()


def test_the_list_says_what_changed_how_long_and_how_large(as_alice: Client, generation):
    text = page(as_alice, "versions", generation)
    assert text.index("Version 3</a>") < text.index("Version 2</a>") < text.index("Version 1</a>")
    assert text.count("Words of scene 1") == 2
    assert "Changed since version 2" in text
    assert "As it was first made." in text
    assert "deleting it frees 3 MB" in text
    assert "The last 5 are kept" in text
    assert text.count('aria-label="Restore version') == 2


def test_it_takes_as_many_queries_for_more_versions(
    as_alice: Client, generation, django_assert_max_num_queries
):
    with django_assert_max_num_queries(19):
        page(as_alice, "versions", generation)


def test_a_version_is_watched_with_its_own_files(as_alice: Client, generation):
    text = page(as_alice, "version", generation, 1)
    assert "The sea was calm." in text
    assert "data-poster-form" not in text
    address = reverse("version_video", args=[generation.pk, 1])
    assert f'src="{address}?' in text
    assert b"".join(as_alice.get(address)) == b"film 1"
    small = as_alice.get(reverse("version_scene", args=[generation.pk, 1, 1]))
    assert (small.status_code, bool(small.getvalue())) == (200, True)
    assert as_alice.get(reverse("version_scene", args=[generation.pk, 1, 2])).status_code == 404
    download = as_alice.get(address, {"download": 1})
    assert "version-1.mp4" in download.headers["Content-Disposition"]
    assert download.getvalue() == b"film 1"


def test_of_films_of_before_what_the_scenes_still_have_is_shown(as_alice: Client, generation):
    Keepsake.objects.all().delete()
    text = page(as_alice, "compare", generation, left=1, right=3)
    assert reverse("version_scene", args=[generation.pk, 1, 1]) not in text
    assert reverse("scene_miniature", args=[generation.pk, 1]) in text
    assert as_alice.get(reverse("version_scene", args=[generation.pk, 1, 1])).status_code == 404
    assert as_alice.get(reverse("version_scene", args=[generation.pk, 3, 1])).getvalue()


def test_there_is_no_version_of_another_number_or_that_was_never_shown(as_alice: Client, generation):
    generation.films.filter(number=2).update(shown_at=None)
    for number in (2, 7):
        for name in ("version", "version_video", "restore", "delete_version"):
            assert as_alice.get(reverse(name, args=[generation.pk, number])).status_code == 404
    assert "Version 2</a>" not in page(as_alice, "versions", generation)


def test_two_are_compared_scene_by_scene(as_alice: Client, generation):
    text = page(as_alice, "compare", generation, left=1, right=3)
    assert "<del>calm</del><ins>wild</ins>" in text
    assert text.count("side-video") == 2
    assert 'data-left-from="0.00"' in text
    # Whatever is asked, two of them are shown.
    for asked in ({}, {"left": "x", "right": "99999999"}):
        assert "<del>still</del><ins>wild</ins>" in page(as_alice, "compare", generation, **asked)
    same = as_alice.get(reverse("compare", args=[generation.pk]), {"left": 1, "right": 1})
    assert same.headers["Location"] == reverse("versions", args=[generation.pk])


def test_one_click_restores_and_the_one_before_stays(as_alice: Client, generation):
    text = post(as_alice, "restore", generation, 1)
    assert "Version 1 is shown again, with its scenes and settings. Version 3 stays in the list." in text
    generation.refresh_from_db()
    assert (generation.film.number, generation.status, generation.films.count()) == (1, "succeeded", 3)
    scene = generation.scenes.get()
    assert (scene.narration, scene.image.name) == ("The sea was calm.", generation.film.scenes[0]["image"])


def test_who_looks_first_is_told_what_that_would_change(as_alice: Client, generation):
    text = page(as_alice, "restore", generation, 1)
    assert "Words of scene 1" in text
    assert "version 3 stays in the list" in text


def test_changes_that_no_version_shows_are_asked_about(as_alice: Client, generation):
    Generation.objects.update(status=Status.CANCELLED)
    generation.scenes.update(narration="The sea was gone.")
    assert "You have changes that no version shows" in post(as_alice, "restore", generation, 1)
    assert Generation.objects.get().film.number == 3
    assert "is shown again" in post(as_alice, "restore", generation, 1, sure="1")
    assert Generation.objects.get().status == Status.SUCCEEDED


@pytest.mark.parametrize("status", [Status.QUEUED, Status.RUNNING])
def test_nothing_is_restored_while_a_change_is_made(as_alice: Client, generation, status: str):
    Generation.objects.update(status=status)
    text = post(as_alice, "restore", generation, 1, sure="1")
    assert "This video is being made at this moment." in text
    assert Generation.objects.get().film.number == 3
    assert "disabled" in text


def test_a_window_that_is_behind_restores_nothing(as_alice: Client, generation, monkeypatch):
    monkeypatch.setattr(Generation, "_move", lambda self, verb, **fields: False)
    assert "changed in another window" in post(as_alice, "restore", generation, 1)


def test_one_is_deleted_after_a_question_but_never_the_one_that_is_shown(as_alice: Client, generation):
    assert "free after it" in page(as_alice, "delete_version", generation, 1)
    assert "Version 1 is deleted." in post(as_alice, "delete_version", generation, 1)
    assert "Restore another one first." in post(as_alice, "delete_version", generation, 3)
    assert sorted(generation.films.values_list("number", flat=True)) == [2, 3]


def test_the_page_of_the_video_leads_there(as_alice: Client, generation):
    text = page(as_alice, "watch", generation)
    assert "3 versions" in text
    assert reverse("versions", args=[generation.pk]) in text
