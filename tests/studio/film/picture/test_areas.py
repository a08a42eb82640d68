from __future__ import annotations

import pytest

from studio.film.picture.areas import around, find_heads, is_person
from studio.film.plan import Area


@pytest.mark.parametrize(
    ("name", "expected"), [("person", True), ("old man", True), ("dog", False), ("", False)]
)
def test_people_are_known_by_their_names(name: str, expected: bool):
    assert is_person(Area(name=name, left=0, top=0, right=1, bottom=1)) is expected


def test_the_head_of_one_who_stands_is_above_and_of_one_who_is_near_is_most_of_what_is_seen():
    standing = Area(name="person", left=0.4, top=0.1, right=0.6, bottom=0.9)
    near = Area(name="person", left=0.2, top=0.1, right=0.9, bottom=0.9)

    (upper,), (larger,) = find_heads([standing]), find_heads([near])

    assert upper.top < 0.1
    assert 0.3 < upper.bottom < 0.5
    assert larger.bottom > upper.bottom + 0.05


def test_whether_one_stands_is_judged_by_the_shape_of_the_picture():
    seen = Area(name="person", left=0.2, top=0.1, right=0.6, bottom=0.7)

    assert find_heads([seen], 0.5)[0].bottom < find_heads([seen], 2.0)[0].bottom


def test_a_head_stands_for_itself():
    head = Area(name="head", left=0.2, top=0.1, right=0.4, bottom=0.3)

    assert find_heads([head]) == (head,)


def test_an_area_around_others_holds_them_all():
    one = Area(name="dog", left=0.1, top=0.2, right=0.3, bottom=0.4)
    other = Area(name="cat", left=0.2, top=0.1, right=0.5, bottom=0.3)

    assert around([one, other]) == Area(name="dog", left=0.1, top=0.1, right=0.5, bottom=0.4)
    assert around([]) is None
