"""Stored files go with the last row that names them, whatever lets go of one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from generator.models import Bookend, Brand, Generation
from generator.models.files.stored import counted_by, delete_files, delete_unnamed, named
from tests.support.factories import make_generation, make_scene, make_user

pytestmark = pytest.mark.django_db(transaction=True)

# What is deleted without asking has no other row: uploads before they are cleaned, parcels, files that no row ever
# named, and what the sweep has asked about.
WITHOUT_ASKING = {
    "models/files/stored.py": 1,
    "models/files/sending.py": 2,
    "models/files/miniature.py": 1,
    "pipeline/sweep.py": 1,
    "pipeline/stages/describe.py": 1,
    "forms/storyboard.py": 1,
    "forms/creation.py": 1,
    "forms/brands/brand.py": 1,
    "forms/settings/edit.py": 1,
    "models/library/duplicate.py": 1,
    "views/health.py": 1,
}


def test_nothing_else_deletes_from_the_storage():
    root = Path(apps.get_app_config("generator").path)
    found = {
        path.relative_to(root).as_posix(): count
        for path in root.rglob("*.py")
        if (count := len(re.findall(r"storage\.delete\b", path.read_text())))
    }
    assert found == WITHOUT_ASKING


def test_a_file_is_named_by_rows_of_every_kind(alice):
    generation = make_generation(alice, input_image=b"photo")
    scene = make_scene(generation, image=b"picture")
    told = {str(generation.input_image.name), str(scene.image.name)}
    assert named({*told, "users/1/nothing", "elsewhere"}) == told
    assert named([]) == set()


def test_one_that_another_row_names_stays_until_that_lets_go(alice):
    one, other = make_generation(alice), make_generation(alice)
    scene = make_scene(one, image=b"picture")
    name = str(scene.image.name)
    heir = make_scene(other, image=name)
    scene.delete()
    assert delete_unnamed([name]) == {name}
    assert default_storage.exists(name)
    assert counted_by([name]) == {name: str(other.pk)}
    heir.delete()
    assert delete_unnamed([name, ""]) == set()
    assert not default_storage.exists(name)


def test_it_counts_for_the_heir_from_then_on(alice):
    one, other = make_generation(alice), make_generation(alice)
    name = str(make_scene(one, image=b"a picture").image.name)
    make_scene(other, image=name)
    for generation in (one, other):
        generation.measure_storage()
    assert dict(Generation.objects.values_list("pk", "stored_bytes")) == {one.pk: 9, other.pk: 0}
    one.delete()
    assert Generation.objects.get().stored_bytes == 9


def test_a_transaction_that_is_taken_back_deletes_nothing(alice):
    name = default_storage.save("users/1/a/file", ContentFile(b"file"))
    with transaction.atomic():
        delete_files([name])
        transaction.set_rollback(True)
    assert default_storage.exists(name)
    delete_files([name])
    assert not default_storage.exists(name)


def test_an_account_leaves_no_file_and_takes_none_of_others(own_media):
    people = [make_user("a@example.org"), make_user("b@example.org")]
    for person in people:
        one, other = make_generation(person), make_generation(person)
        make_scene(other, image=str(make_scene(one, image=b"picture").image.name))
    people[0].delete()
    left = [path.relative_to(own_media).as_posix() for path in own_media.rglob("*") if path.is_file()]
    assert len(left) == 1
    assert left[0].startswith(f"users/{people[1].pk}/")


def test_a_video_without_a_film_names_its_files_too(alice):
    one = make_generation(alice, input_image=b"photo")
    name = str(one.input_image.name)
    draft = make_generation(alice)
    Generation.objects.filter(pk=draft.pk).update(input_image=name, film=None)
    one.delete()
    assert named([name]) == {name}
    assert default_storage.exists(name)


def test_what_was_made_of_an_intro_is_named_for_no_video(alice):
    brand = Brand.objects.create(owner=alice)
    bookend = Bookend.objects.create(brand=brand, place=Brand.Place.INTRO, made_from="x")
    bookend.picture.save("intro.jpg", ContentFile(b"picture"))
    name = str(bookend.picture.name)
    assert named([name]) == {name}
    assert counted_by([name]) == {}
