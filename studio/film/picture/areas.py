"""Geometry of the areas that matter in a picture: their sizes, which are people, and where the heads are."""

from __future__ import annotations

from collections.abc import Iterable

from studio.film.plan import Area

PEOPLE = frozenset(
    (
        *(
            "person",
            "people",
            "man",
            "men",
            "woman",
            "women",
            "boy",
            "boys",
            "girl",
            "girls",
            "child",
            "children",
        ),
        *("baby", "toddler", "kid", "kids", "lady", "gentleman", "couple", "family", "crowd", "face", "head"),
        *(
            "player",
            "dancer",
            "rider",
            "worker",
            "surfer",
            "skier",
            "cyclist",
            "runner",
            "musician",
            "singer",
        ),
        *("soldier", "astronaut", "bride", "groom", "portrait"),
    )
)
HEAD = "head"
# A standing person's head is the topmost eighth, a sitting person's a quarter; if the person is cut off below, it is
# about half as high as the shoulders are wide. A head is never more than the last of these.
_HEAD, _HEAD_TO_SHOULDERS, _MOST_HEAD = 1 / 3, 0.55, 0.6
# A person this many times higher than wide, in pixels, has the head above the middle, at most this share of the width
# beside it.
_UPRIGHT, _BESIDE_HEAD = 1.2, 0.18
_HAIR = 0.03


def is_person(area: Area) -> bool:
    """Return whether an area's name is a word for people."""
    return any(word in PEOPLE for word in area.name.lower().split())


def find_heads(areas: Iterable[Area], shape: float = 1.0) -> tuple[Area, ...]:
    """Return the areas of the heads of all people among `areas`; `shape` is the picture's width divided by its height.

    An area that is named a head is returned as it is.
    """
    heads = []
    for person in filter(is_person, areas):
        if person.name == HEAD:
            heads.append(person)
            continue
        width, height = person.right - person.left, person.bottom - person.top
        # A person who leans may have the head anywhere across the box.
        aside = _BESIDE_HEAD * width if height > _UPRIGHT * width * shape else 0.0
        high = min(_MOST_HEAD * height, max(_HEAD * height, _HEAD_TO_SHOULDERS * width * shape))
        heads.append(
            Area(
                name=HEAD,
                left=person.left + aside,
                top=max(0.0, person.top - _HAIR * height),
                right=person.right - aside,
                bottom=person.top + high,
            )
        )
    return tuple(heads)


def around(areas: Iterable[Area]) -> Area | None:
    """Return the smallest area that holds all of these, named like the first; None if there are none."""
    listed = tuple(areas)
    if not listed:
        return None
    return Area(
        name=listed[0].name,
        left=min(area.left for area in listed),
        top=min(area.top for area in listed),
        right=max(area.right for area in listed),
        bottom=max(area.bottom for area in listed),
    )


def size_of(area: Area) -> float:
    """Return an area's size as a share of the picture."""
    return (area.right - area.left) * (area.bottom - area.top)


def shared_size(one: Area, other: Area) -> float:
    """Return the share of the picture that two areas have in common."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)
