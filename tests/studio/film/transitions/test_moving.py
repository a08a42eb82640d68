"""Push, whip and zoom: how far things move from frame to frame, which way, how fast, and that nothing flashes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from studio.film.picture.easel import Easel
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_RATE, TRANSITIONS
from studio.film.transitions.blending import Passing, blend
from studio.film.transitions.easing import smoother

WIDE, TALL = (320, 180), (180, 320)
DARK = 40


def length(kind: str) -> int:
    return round(TRANSITIONS[kind] * FRAME_RATE) // 2 * 2


def draw_spot(frame: Frame, across: float, down: float) -> None:
    """Draw a soft spot of light on a dark frame; places are shares of it, colours follow it."""
    for plane, (low, high) in zip(frame.planes, ((DARK, 200), (128, 60), (128, 200)), strict=True):
        rows, columns = np.mgrid[: plane.shape[0], : plane.shape[1]]
        shift = 0.0 if plane is frame.y else -0.25
        x, y = columns + 0.5 + shift - across * plane.shape[1], rows + 0.5 - down * plane.shape[0]
        wide = 0.05 * plane.shape[1]
        light = np.exp(-(x**2 + y**2) / (2 * wide**2))
        plane[:] = np.round(low + (high - low) * light)


def middle_of(plane: np.ndarray, ground: int = DARK) -> tuple[float, float]:
    light = np.abs(plane.astype(float) - ground)
    light[light < 3] = 0
    rows, columns = np.mgrid[: plane.shape[0], : plane.shape[1]]
    return (
        float(((columns + 0.5) * light).sum() / light.sum()),
        float(((rows + 0.5) * light).sum() / light.sum()),
    )


def fill(frame: Frame, luma: int) -> None:
    frame.y[:], frame.u[:], frame.v[:] = luma, 128, 128


def seen(
    kind: str, number: int, size: tuple[int, int], before, after, *, is_leftwards: bool = False
) -> Frame:
    easel = Easel(size)
    before(easel.frame)
    blend(kind, easel, after, Passing.of(number, length(kind), is_leftwards=is_leftwards))
    return easel.frame


def places(
    kind: str, size: tuple[int, int], spot: tuple[float, float], **how: bool
) -> list[tuple[float, float]]:
    """Return where a spot of the shot before is in the frames in which it is whole."""
    found = []
    for number in range(length(kind)):
        frame = seen(
            kind, number, size, lambda one: draw_spot(one, *spot), lambda one: fill(one, DARK), **how
        )
        if frame.y.max() < DARK + 30:
            break
        place = middle_of(frame.y)
        margin = 0.2 * min(size)
        if all(margin < at < side - margin for at, side in zip(place, size, strict=True)):
            found.append(place)
        else:
            break
    return found


@pytest.mark.parametrize(
    ("size", "axis", "spot", "leftwards", "sign"),
    [
        (WIDE, 0, (0.75, 0.5), False, -1),
        (WIDE, 0, (0.25, 0.5), True, 1),
        (TALL, 1, (0.5, 0.75), False, -1),
        (TALL, 1, (0.5, 0.75), True, -1),
    ],
)
def test_a_push_goes_in_reading_direction_or_upwards_and_speeds_up_without_a_jerk(
    size, axis, spot, leftwards, sign
):
    track = [place[axis] for place in places("push", size, spot, is_leftwards=leftwards)]
    steps = [sign * (after - before) for before, after in pairwise(track)]
    assert len(steps) >= 6
    # It speeds up from hardly anything, and the speed itself changes evenly: no whole pixels are to be seen.
    assert 0 <= steps[0] < 0.01 * max(size)
    assert all(later > earlier - 0.05 for earlier, later in pairwise(steps))
    turns = [after - before for before, after in pairwise(steps)]
    assert all(abs(after - before) < 0.02 * max(size) for before, after in pairwise(turns))


def test_a_push_moves_by_parts_of_pixels_as_far_as_its_curve_says():
    track = places("push", WIDE, (0.75, 0.5))
    wanted = [0.75 * 320 - 320 * smoother((number + 0.5) / length("push")) for number in range(len(track))]
    assert [x for x, _ in track] == pytest.approx(wanted, abs=0.15)
    assert {round(y, 1) for _, y in track} == {90.0}


@pytest.mark.parametrize("kind", ["push", "whip", "zoom"])
def test_colours_move_with_their_shapes(kind):
    for number in range(length(kind) // 2):
        frame = seen(kind, number, WIDE, lambda one: draw_spot(one, 0.6, 0.5), lambda one: fill(one, DARK))
        light = frame.y.max(axis=0)
        if light[:8].max() > DARK + 3 or light[-8:].max() > DARK + 3 or light.max() < DARK + 60:
            continue
        x, y = middle_of(frame.y)
        across, down = middle_of(frame.v, 128)
        # Samples of chroma lie in line with the left one of two pixels.
        assert (2 * across - 0.5, 2 * down) == pytest.approx((x, y), abs=0.6)


def test_a_zoom_flies_evenly_around_the_middle_of_the_frame():
    track = places("zoom", WIDE, (0.6, 0.5))
    away = [x - 160 for x, _ in track[: length("zoom") // 2]]
    grown = [np.log(later / earlier) for earlier, later in pairwise(away)]
    assert all(later > earlier - 0.004 for earlier, later in pairwise(grown))
    assert grown[0] < 0.003
    assert grown[-1] > 0.02
    assert {round(y) for _, y in track} == {90}


def test_in_a_zoom_the_shot_after_grows_into_its_place():
    sizes = []
    for number in range(round(0.76 * length("zoom")), length("zoom")):
        frame = seen("zoom", number, WIDE, lambda one: fill(one, DARK), lambda one: draw_spot(one, 0.6, 0.5))
        sizes.append(middle_of(frame.y)[0] - 160)
    assert all(later >= earlier - 0.02 for earlier, later in pairwise(sizes))
    assert sizes[0] < 31.5
    assert sizes[-1] == pytest.approx(32, abs=0.2)


def test_a_whip_is_over_before_anybody_can_call_it_a_flash():
    assert length("whip") / FRAME_RATE <= 0.3


@pytest.mark.parametrize("kind", ["push", "whip", "zoom", "rack", "soft", "fade"])
def test_light_goes_once_from_one_shot_to_the_other_and_never_back(kind):
    for first, last in ((DARK, 210), (210, DARK)):
        lights = [
            float(
                seen(
                    kind,
                    number,
                    WIDE,
                    lambda one, at=first: fill(one, at),
                    lambda one, at=last: fill(one, at),
                ).y.mean()
            )
            for number in range(length(kind))
        ]
        steps = np.diff([first, *lights, last]) * (1 if last > first else -1)
        assert steps.min() >= -0.5


@pytest.mark.parametrize("is_leftwards", [False, True])
def test_a_whip_shows_the_shot_before_then_a_blur_then_the_shot_after(is_leftwards):
    def stripes(frame: Frame) -> None:
        fill(frame, DARK)
        for column in range(0, frame.size[0], 32):
            frame.y[:, column : column + 16] = 230

    def detail(frame: Frame) -> float:
        return float(np.abs(np.diff(frame.y.astype(int), axis=1)).mean())

    found = [
        detail(seen("whip", number, WIDE, stripes, stripes, is_leftwards=is_leftwards))
        for number in range(length("whip"))
    ]
    assert found[0] > 8 < found[-1]
    assert max(found[3:5]) < 1


def test_a_whip_mirrors_in_scripts_from_right_to_left():
    def slope(frame: Frame, low: int = 40) -> None:
        fill(frame, 0)
        frame.y[:] = np.linspace(low, low + 100, frame.y.shape[1])

    there = seen("whip", 2, WIDE, slope, lambda one: slope(one, 90))
    back = seen(
        "whip",
        2,
        WIDE,
        lambda one: _mirror(one, slope),
        lambda one: _mirror(one, lambda two: slope(two, 90)),
        is_leftwards=True,
    )
    assert np.abs(there.y.astype(int) - back.y[:, ::-1]).max() <= 1


def _mirror(frame: Frame, draw) -> None:
    draw(frame)
    frame.y[:] = frame.y[:, ::-1].copy()
