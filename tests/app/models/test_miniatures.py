"""Small copies of pictures: made once, counted, known from those of earlier pictures, deleted with their rows."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from generator.models import Film, Generation, Scene
from generator.pipeline import sweep
from studio.film.uploads.miniatures import pack_miniature
from tests.support.factories import make_generation, make_scene
from tests.support.media import photo

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def generation(alice) -> Generation:
    generation = make_generation(
        alice, status="succeeded", poster=photo((1280, 720)), input_image=photo((900, 1600))
    )
    make_scene(generation, image=photo((1500, 1000)))
    generation.measure_storage()
    generation.refresh_from_db()
    return generation


def rows(generation: Generation) -> list[Film | Generation | Scene]:
    return [generation.film, generation, generation.scenes.get()]


def size_of(name: str) -> tuple[int, int]:
    with default_storage.open(name) as file, Image.open(file) as picture:
        return picture.size


def stored() -> list[str]:
    return sorted(name for name, _, _ in sweep._stored_files("users/"))


def test_each_picture_is_handed_out_small_and_keeps_its_shape(generation, as_alice: Client):
    for name, arguments, size in (
        ("miniature", [], (480, 270)),
        ("picture_miniature", [], (270, 480)),
        ("scene_miniature", [1], (480, 320)),
    ):
        response = as_alice.get(reverse(name, args=[generation.pk, *arguments]))
        data = b"".join(response)
        assert response.headers["Content-Type"] == "image/webp"
        assert Image.open(io.BytesIO(data)).size == size
        assert len(data) < 40_000


def test_it_is_made_once_and_counted(generation):
    before = stored()
    sizes = {}
    for row in rows(generation):
        name = row.small_picture(pack_miniature).name
        sizes[name] = default_storage.size(name)
        assert type(row).objects.get(pk=row.pk).small_picture(pack_miniature).name == name
    assert stored() == sorted([*before, *sizes])
    counted = Generation.objects.get()
    assert counted.stored_bytes == generation.stored_bytes + sum(sizes.values())
    assert counted.stored_bytes == sum(map(default_storage.size, counted.file_names()))
    counted.measure_storage()
    assert Generation.objects.get().stored_bytes == counted.stored_bytes
    film = Film.objects.get()
    assert film.stored_bytes == sum(map(default_storage.size, film.file_names()))


def test_another_picture_gets_another_one_and_the_former_goes(generation):
    scene = generation.scenes.get()
    first = scene.small_picture(pack_miniature).name
    scene.image.save("scene-00-picture.jpg", ContentFile(photo((800, 800))), save=False)
    Scene.objects.update(image=scene.image.name)
    scene = Scene.objects.get()
    second = scene.small_picture(pack_miniature).name
    assert second != first
    assert size_of(second) == (480, 480)
    assert not default_storage.exists(first)


def test_of_two_that_make_it_at_once_one_is_kept(generation):
    one, other = Film.objects.get(), Film.objects.get()
    kept = one.small_picture(pack_miniature).name
    assert other.small_picture(pack_miniature).name == kept
    assert [name for name in stored() if name.endswith(".webp")] == [kept]


def test_a_picture_that_cannot_be_read_is_handed_out_as_it_is(alice, as_alice: Client):
    generation = make_generation(alice, poster=b"no picture")
    response = as_alice.get(reverse("miniature", args=[generation.pk]))
    assert (b"".join(response), response.headers["Content-Type"]) == (b"no picture", "image/jpeg")
    assert as_alice.get(reverse("picture_miniature", args=[generation.pk])).status_code == 404
    default_storage.delete(generation.film.poster.name)
    assert as_alice.get(reverse("miniature", args=[generation.pk])).status_code == 404
    assert as_alice.get(reverse("miniature", args=[make_generation(alice).pk])).status_code == 404


def test_a_small_picture_is_not_made_larger(alice):
    generation = make_generation(alice, poster=photo((200, 100)))
    assert size_of(generation.film.small_picture(pack_miniature).name) == (200, 100)


def test_it_goes_with_its_row_and_the_sweep_leaves_it_alone(generation):
    for row in rows(generation):
        row.small_picture(pack_miniature)
    assert list(sweep.find_in_storage(timedelta(seconds=-60))) == []
    Generation.objects.get().delete()
    assert stored() == []
