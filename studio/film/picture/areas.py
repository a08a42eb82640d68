"""Parts of pictures that matter: where they are, which of them are people, and where people's heads are."""

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
# The head of one who stands is the topmost eighth, of one who sits a quarter; of one who is cut off below, half as high
# as the shoulders are wide. More than this is never only head.
_HEAD, _HEAD_TO_SHOULDERS, _MOST_HEAD = 1 / 3, 0.55, 0.6
# Whoever is this much higher than wide, counted in pixels, has the head above the middle, and this much beside it.
_UPRIGHT, _BESIDE_HEAD = 1.2, 0.18
_HAIR = 0.03


def is_person(area: Area) -> bool:
    """Tell whether what is there is called by a word for people."""
    return any(word in PEOPLE for word in area.name.lower().split())


def find_heads(areas: Iterable[Area], shape: float = 1.0) -> tuple[Area, ...]:
    """Return where the heads of the people among `areas` are; `shape` is the picture's width through its height.

    What is called a head is one as it stands.
    """
    heads = []
    for person in filter(is_person, areas):
        if person.name == HEAD:
            heads.append(person)
            continue
        width, height = person.right - person.left, person.bottom - person.top
        # One who leans may have the head anywhere.
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
    """Return the smallest area that holds all of these, under the first one's name; None for none."""
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
    """Return the share of the picture that an area takes."""
    return (area.right - area.left) * (area.bottom - area.top)


def shared_size(one: Area, other: Area) -> float:
    """Return the share of the picture that two areas have in common."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, across) * max(0.0, down)
