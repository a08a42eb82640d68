from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from generator.models import Brand, Generation, User
from generator.models.allowance import allowance_of
from generator.pipeline import sweep
from tests.app.brands.files import make_brand
from tests.support.factories import make_generation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> User:
    return make_user()


def films_of(alice: User, brand: Brand, count: int) -> list[Generation]:
    return [make_generation(alice, brand=brand) for _ in range(count)]


def delete_one_by_one(films: list[Generation]) -> None:
    for film in films:
        film.delete()


def delete_together(films: list[Generation]) -> None:
    Generation.objects.filter(pk__in=[film.pk for film in films]).delete()


@pytest.mark.parametrize("delete", [delete_one_by_one, delete_together])
def test_a_brand_goes_with_the_last_film_that_has_it(alice: User, delete, django_capture_on_commit_callbacks):
    brand = make_brand(alice)
    name, films = brand.logo.name, films_of(alice, brand, 3)
    with django_capture_on_commit_callbacks(execute=True):
        delete(films[:2])
    assert Brand.objects.exists()
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        delete(films[2:])
    assert not Brand.objects.exists()
    assert not default_storage.exists(name)


def test_a_kit_stays_when_its_films_are_gone(alice: User, django_capture_on_commit_callbacks):
    kit = make_brand(alice, name="Our shop")
    with django_capture_on_commit_callbacks(execute=True):
        delete_together(films_of(alice, kit, 1))
    assert default_storage.exists(Brand.objects.get().logo.name)


def test_all_brands_go_with_their_owner_and_no_others(alice: User, django_capture_on_commit_callbacks):
    kit, other = make_brand(alice, name="Our shop"), make_brand(make_user("bob@example.org"))
    brand = make_brand(alice)
    films_of(alice, brand, 1)
    with django_capture_on_commit_callbacks(execute=True):
        alice.delete()
    assert Brand.objects.get() == other
    assert [default_storage.exists(one.logo.name) for one in (kit, brand, other)] == [False, False, True]


def test_a_brands_files_count_once_towards_its_owners_storage(alice: User):
    before = allowance_of(alice).stored
    brand = make_brand(alice)
    films_of(alice, brand, 3)
    assert brand.stored_bytes == default_storage.size(brand.logo.name) > 0
    assert allowance_of(alice).stored - before == brand.stored_bytes


def test_brands_that_no_film_came_of_are_dropped_after_a_day(alice: User):
    kept, named, used, old = (
        make_brand(alice),
        make_brand(alice, name="Kit"),
        make_brand(alice),
        make_brand(alice),
    )
    films_of(alice, used, 1)
    Brand.objects.exclude(pk=kept.pk).update(made_at=timezone.now() - timedelta(days=2))
    Brand.objects.drop_unused()
    assert set(Brand.objects.all()) == {kept, named, used}
    assert old not in Brand.objects.all()


def test_the_sweep_keeps_the_files_of_brands(alice: User):
    make_brand(alice)
    assert list(sweep.find_in_storage(timedelta(seconds=-5))) == []


def test_a_brand_may_be_changed_with_its_only_draft(alice: User):
    draft = make_generation(alice, status=Generation.Status.DRAFT)
    brand = make_brand(alice)
    draft.brand = brand
    draft.save()
    assert brand.is_of_draft(draft)
    assert not make_brand(alice, name="Kit").is_of_draft(draft)
    films_of(alice, brand, 1)
    assert not brand.is_of_draft(draft)


@pytest.mark.parametrize(
    ("fields", "empty"),
    [
        ({}, True),
        ({"logo_corner": "top-left", "logo_size": "large"}, True),
        ({"accent_colour": "#ff0000"}, False),
        ({"font": "Heebo"}, False),
    ],
)
def test_a_brand_without_anything_in_it_is_empty(alice: User, fields: dict[str, str], empty: bool):
    assert Brand(owner=alice, **fields).is_empty is empty


def test_marks_tell_brands_apart_and_none_tells_of_a_logo_that_is_not_there(alice: User):
    one, other = make_brand(alice), make_brand(alice)
    assert one.marks != other.marks
    bare = Brand(owner=alice, accent_colour="#ff0000")
    assert bare.marks == Brand(owner=alice, accent_colour="#ff0000", logo_corner="top-left").marks
