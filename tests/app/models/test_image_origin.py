from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from generator.models import Generation, Scene
from generator.models.files.origin import Origin
from tests.support.factories import make_generation, make_scene

pytestmark = pytest.mark.django_db

fill = import_module("generator.migrations.0023_image_origin").fill


@pytest.mark.parametrize(
    ("provider", "is_own", "origin"),
    [
        ("EmbeddedImage painter", False, Origin.PAINTED),
        ("Uploader dream-1", False, Origin.PAINTED),
        ("Upload view", False, Origin.PHOTO),
        ("Upload Upload", True, Origin.UPLOAD),
        ("Upload Upload", False, Origin.UPLOAD),
        ("Card plain", False, Origin.CARD),
    ],
)
def test_pictures_of_before_keep_their_origin(alice, provider: str, is_own: bool, origin: Origin):
    film = make_generation(alice, kind=Generation.Kind.IMAGE, input_image=b"photo")
    scene = make_scene(film, image=b"picture", image_provider=provider, is_own_picture=is_own)
    unmade = make_scene(film)
    Scene.objects.update(image_origin="")

    fill(apps, SimpleNamespace(connection=connection))

    scene.refresh_from_db()
    unmade.refresh_from_db()
    assert (scene.image_origin, unmade.image_origin) == (origin, "")
    assert scene.shows_photo == (origin == Origin.PHOTO)


def test_a_picture_s_maker_does_not_decide_whose_it_is(alice):
    film = make_generation(alice, kind=Generation.Kind.IMAGE, input_image=b"photo")
    scene = make_scene(film, image=b"picture", image_provider="Uploader dream-1", image_origin=Origin.PAINTED)

    assert not scene.shows_photo
    assert not scene.shows_owners_picture
