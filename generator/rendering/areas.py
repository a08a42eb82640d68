"""Parts of pictures that matter: where they are, which of them are people, and where people's heads are."""

from __future__ import annotations

from collections.abc import Iterable

from generator.rendering.timeline import Area

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
# The head of one who stands is the topmost eighth, of one who sits a quarter; what is nearer is seen in part only, and
# is then as wide as high. A third with what is above it is sure to hold it.
_HEAD = 1 / 3
# From this ratio of height to width on, a person is seen to the hips and further; a nearer one is mostly head.
_UPRIGHT = 1.3
_NEAR_HEAD = 0.6
_HAIR = 0.03


def is_person(area: Area) -> bool:
    """Tell whether what is there is called by a word for people."""
    return any(word in PEOPLE for word in area.name.lower().split())


def find_heads(areas: Iterable[Area], shape: float = 1.0) -> tuple[Area, ...]:
    """Return where the heads of the people among `areas` are; `shape` is the picture's width through its height."""
    heads = []
    for person in filter(is_person, areas):
        width, height = person.right - person.left, person.bottom - person.top
        share = _HEAD if height > _UPRIGHT * width * shape else _NEAR_HEAD
        heads.append(
            Area(
                name="head",
                left=person.left,
                top=max(0.0, person.top - _HAIR * height),
                right=person.right,
                bottom=person.top + share * height,
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
