from __future__ import annotations

import itertools

import pytest

from studio.film.photo.framing import choose_view, seen_in, within
from studio.film.picture.areas import find_heads
from studio.film.plan import Area

WIDE, TALL, SQUARE = (1472, 828), (828, 1472), (1104, 1104)
DOG = Area(name="dog", left=0.1, top=0.6, right=0.25, bottom=0.8)
MAN = Area(name="man", left=0.3, top=0.2, right=0.42, bottom=0.9)
WOMAN = Area(name="woman", left=0.5, top=0.25, right=0.62, bottom=0.9)
HORSE = Area(name="horse", left=0.65, top=0.3, right=0.95, bottom=0.8)
ALL = (MAN, WOMAN, DOG, HORSE)


def holds(view: Area, area: Area) -> bool:
    return (
        view.left <= area.left + 1e-9
        and view.top <= area.top + 1e-9
        and view.right >= area.right - 1e-9
        and view.bottom >= area.bottom - 1e-9
    )


def overlaps(view: Area, area: Area) -> bool:
    return (
        min(view.right, area.right) - max(view.left, area.left) > 0.01
        and min(view.bottom, area.bottom) - max(view.top, area.top) > 0.01
    )


@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE])
@pytest.mark.parametrize("photo", [(2560, 1707), (1707, 2560), (600, 400)])
def test_no_view_cuts_a_head_or_leaves_the_photo(photo: tuple[int, int], size: tuple[int, int]):
    heads = find_heads(ALL, photo[0] / photo[1])
    for target, number in itertools.product((*ALL, Area(left=0.4, top=0.1, right=0.9, bottom=0.5)), range(4)):
        view = choose_view(target, ALL, photo, size, number)
        if view is None:
            continue
        assert 0 <= view.left < view.right <= 1
        assert 0 <= view.top < view.bottom <= 1
        assert all(holds(view, head) or not overlaps(view, head) for head in heads)


@pytest.mark.parametrize("target", [DOG, HORSE])
def test_a_view_holds_what_it_is_to_show_in_the_shape_of_the_film(target: Area):
    view = choose_view(target, ALL, (2560, 1707), WIDE, 1)

    assert view is not None
    assert holds(view, target)
    shape = (view.right - view.left) * 2560 / ((view.bottom - view.top) * 1707)
    assert shape == pytest.approx(16 / 9, rel=0.01)


def test_a_view_keeps_enough_pixels_to_be_sharp():
    small = Area(name="bird", left=0.5, top=0.5, right=0.51, bottom=0.51)

    near = choose_view(small, (small,), (2560, 1440), WIDE, 1)
    of_small_photo = choose_view(small, (small,), (640, 360), WIDE, 1)

    assert near is not None
    assert (near.right - near.left) * 2560 > 0.64 * WIDE[0]
    assert of_small_photo is not None
    assert of_small_photo.right - of_small_photo.left == pytest.approx(0.75, abs=0.01)


def test_the_same_thing_is_framed_otherwise_in_the_next_scene():
    dog = Area(name="dog", left=0.4, top=0.5, right=0.6, bottom=0.7)
    views = [choose_view(dog, (dog,), (2560, 1707), WIDE, number) for number in range(4)]

    assert len(set(views)) == 4


def test_one_who_fills_the_photo_is_shown_with_the_face():
    person = Area(name="person", left=0.0, top=0.0, right=0.78, bottom=1.0)
    (head,) = find_heads([person])
    for number in range(4):
        view = choose_view(head, (person,), (1024, 1024), WIDE, number)
        assert view is not None
        assert holds(view, head)


def test_where_no_part_holds_all_heads_the_whole_is_shown():
    crowd = tuple(
        Area(name="person", left=left, top=0.2, right=left + 0.4, bottom=0.9) for left in (0.0, 0.2, 0.4, 0.6)
    )

    assert choose_view(crowd[0], crowd, (1600, 900), WIDE, 1) is None


def test_what_is_seen_in_a_view_is_told_in_its_own_fractions():
    view = Area(left=0.0, top=0.4, right=0.5, bottom=0.9)

    assert within(view, DOG).left == pytest.approx(0.2)
    assert within(view, DOG).bottom == pytest.approx(0.8)
    assert [area.name for area in seen_in(view, ALL, DOG, 1.5)] == ["dog"]
    assert [area.name for area in seen_in(Area(left=0, top=0, right=1, bottom=1), ALL, MAN, 1.5)][:2] == [
        "head",
        "head",
    ]
