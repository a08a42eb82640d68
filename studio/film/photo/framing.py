"""The choice of crop for a view of a photo: its target, whole heads, and enough pixels to stay sharp."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from studio.film.picture.areas import around, find_heads, is_person, shared_size, size_of
from studio.film.plan import Area

# Photo pixels per view pixel below which a view looks soft; then the narrowest and widest views as shares of the
# largest: a small photo is still shown from near, but not from very near.
_SHARP = 0.65
_NARROWEST, _NARROWEST_OF_SMALL, _WIDEST = 0.4, 0.75, 0.92
# Margin around the target, as a share of its size: wide and close views in turn, close first.
_AROUND = (0.5, 0.22)
# Offset of the target from the middle, as a share of the view, to one side and the other in turn.
_BESIDE = 0.07
# A head counts as cut if more than this share of it is seen, but not all.
_HARDLY_SEEN = 0.05
_SCALES, _PLACES = 7, 15
_ALL_SEEN, _HALF_SEEN, _MUCH_SEEN = 0.97, 0.4, 0.3


def choose_view(
    target: Area, areas: Sequence[Area], photo: tuple[int, int], size: tuple[int, int], number: int
) -> Area | None:
    """Return the part of a photo that shows the target in a view; `photo` and `size` are (width, height) in pixels.

    It has at least 13 photo pixels for each 20 view pixels if the photo is large enough, holds the target if possible,
    and cuts no person's head. If no part in the view's shape does so, shapes between that and the photo's are tried.
    Returns None if only the whole photo would do. `number` varies margin and offset from view to view.
    """
    people = _people(areas, photo[0] / photo[1])
    ratios = (size[0] / size[1], photo[0] / photo[1])
    shapes = (ratios[0], (ratios[0] * ratios[1]) ** 0.5, ratios[1])
    for ratio, share in (*((shape, _ALL_SEEN) for shape in shapes), (ratios[0], _HALF_SEEN)):
        if view := _in_shape(ratio, target, people, photo, size, number, share):
            return view
    return None


def _in_shape(
    ratio: float,
    target: Area,
    people: Sequence[tuple[Area, Area]],
    photo: tuple[int, int],
    size: tuple[int, int],
    number: int,
    share: float,
) -> Area | None:
    """Return the narrowest view of aspect `ratio` that shows a share of the target, or of as much of it as fits."""
    width, height = photo
    largest = min(width, height * ratio)
    sharp = _SHARP * min(size[0], size[1] * ratio)
    narrowest = min(max(sharp, _NARROWEST * largest), _NARROWEST_OF_SMALL * largest)
    target = _faces(target, [head for _, head in people], largest / ratio / height)
    across, down = (target.right - target.left) * width, (target.bottom - target.top) * height
    wanted = max(across, down * ratio) * (1 + 2 * _AROUND[number % 2])
    wanted = min(max(wanted, narrowest), _WIDEST * largest)
    beside = (_BESIDE if number % 4 < 2 else -_BESIDE) * wanted
    middle = (
        (target.left + target.right) / 2 * width + beside,
        (target.top + target.bottom) / 2 * height + (0.06 * wanted / ratio if is_person(target) else 0),
    )
    most = min(1.0, _WIDEST * largest / across) * min(1.0, _WIDEST * largest / ratio / down)
    least = share * most * size_of(target)
    for side in np.linspace(wanted, _WIDEST * largest, _SCALES).tolist():
        places = [
            view
            for view in _places(middle, (side, side / ratio), photo)
            if shared_size(view, target) >= least
        ]
        for view in sorted(places, key=lambda view: _distance(view, middle, photo)):
            if not any(_cuts(view, person, head) for person, head in people):
                return view
    return None


def seen_in(view: Area, areas: Sequence[Area], target: Area, shape: float) -> tuple[Area, ...]:
    """Return the focus areas of a view: its target first, then people's heads, then everything else in it.

    `shape` is the photo's width divided by its height. Areas that the view hardly shows are left out.
    """
    heads = [head for head in find_heads(areas, shape) if _is_seen(view, head)]
    others = [area for area in areas if area != target and not is_person(area) and _is_seen(view, area)]
    # A target that joins several things loses its name: several people would otherwise get one head.
    first = [target] if target in areas and not is_person(target) else [replace(target, name="")]
    if is_person(target) and heads:
        first = []
    return tuple(within(view, area) for area in (*first, *heads, *others))


def within(view: Area, area: Area) -> Area:
    """Return an area of the photo in fractions of a view's sides, clipped to the view."""
    width, height = view.right - view.left, view.bottom - view.top
    return Area(
        name=area.name,
        left=min(1.0, max(0.0, (area.left - view.left) / width)),
        top=min(1.0, max(0.0, (area.top - view.top) / height)),
        right=min(1.0, max(0.0, (area.right - view.left) / width)),
        bottom=min(1.0, max(0.0, (area.bottom - view.top) / height)),
    )


def _faces(target: Area, heads: Sequence[Area], tallest: float) -> Area:
    """Return the area of the faces instead of people who are taller than the highest view (`tallest`)."""
    if not is_person(target) or target.bottom - target.top < tallest:
        return target
    return around(head for head in heads if shared_size(head, target) > 0.5 * size_of(head)) or target


def _places(middle: tuple[float, float], size: tuple[float, float], photo: tuple[int, int]) -> Iterator[Area]:
    """Yield views of one size in a grid over the photo, first those nearest to being centred on `middle`."""
    starts = []
    for axis in (0, 1):
        room = max(0.0, photo[axis] - size[axis])
        best = min(max(middle[axis] - size[axis] / 2, 0.0), room)
        starts.append([best, *np.linspace(0, room, _PLACES).tolist()] if room else [0.0])
    for left in starts[0]:
        for top in starts[1]:
            yield Area(
                left=left / photo[0],
                top=top / photo[1],
                right=min(1.0, (left + size[0]) / photo[0]),
                bottom=min(1.0, (top + size[1]) / photo[1]),
            )


def _distance(view: Area, middle: tuple[float, float], photo: tuple[int, int]) -> float:
    aside = abs((view.left + view.right) / 2 * photo[0] - middle[0]) / photo[0]
    return aside + abs((view.top + view.bottom) / 2 * photo[1] - middle[1]) / photo[1]


def _is_seen(view: Area, area: Area) -> bool:
    return shared_size(view, area) > _HALF_SEEN * size_of(area)


def _people(areas: Sequence[Area], shape: float) -> list[tuple[Area, Area]]:
    """Return each person with the area of the head."""
    people = [area for area in areas if is_person(area)]
    return list(zip(people, find_heads(people, shape), strict=True))


def _cuts(view: Area, person: Area, head: Area) -> bool:
    """Return whether a view shows only part of a head, or much of a person without the head."""
    is_whole = (
        view.left <= head.left
        and view.top <= head.top
        and view.right >= head.right
        and view.bottom >= head.bottom
    )
    is_seen = shared_size(view, head) > _HARDLY_SEEN * size_of(head) or shared_size(
        view, person
    ) > _MUCH_SEEN * size_of(person)
    return is_seen and not is_whole
