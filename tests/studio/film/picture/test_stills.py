from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from studio.film.picture.camera import CameraView, CropBox, Move, plan_move
from studio.film.picture.canvases import Canvas
from studio.film.picture.planes import Frame
from studio.film.picture.stills import Still, scratch_for

SIZE = (320, 180)
FRAME_COUNT = 60
SCRATCH = scratch_for(SIZE)


def dotted_canvas(spots: list[tuple[float, float]], colour: tuple[int, int, int] = (200, 200, 200)) -> Canvas:
    """Return a dark canvas, 1.15 pixels per frame pixel, with soft dots at places given in frame pixels."""
    height, width = round(SIZE[1] * 1.15), round(SIZE[0] * 1.15)
    rows, columns = np.mgrid[0:height, 0:width] + 0.5
    light = np.zeros((height, width))
    for x, y in spots:
        across, down = columns - x * width / SIZE[0], rows - y * height / SIZE[1]
        light += np.exp(-(across**2 + down**2) / (2 * 5**2))
    pixels = 20 + light[:, :, None] * np.array(colour, float)
    return Canvas(np.clip(pixels, 0, 255).astype(np.uint8), (float(SIZE[0]), float(SIZE[1])), is_framed=False)


def centre_of(
    plane: np.ndarray, near: tuple[float, float], background: float, reach: int = 22
) -> tuple[float, float]:
    left, top = int(near[0]) - reach, int(near[1]) - reach
    part = np.abs(plane[top : top + 2 * reach, left : left + 2 * reach].astype(float) - background)
    part[part < 4] = 0
    places = np.arange(2 * reach) + 0.5
    return (
        float((part.sum(0) * (places + left)).sum() / part.sum()),
        float((part.sum(1) * (places + top)).sum() / part.sum()),
    )


def place_in(view: CameraView, spot: tuple[float, float]) -> tuple[float, float]:
    scale = SIZE[0] / view.width
    return (spot[0] - view.left) * scale, (spot[1] - view.top) * scale


@pytest.mark.parametrize(
    ("camera", "index"),
    [
        *(("mixed", index) for index in range(6)),
        ("subtle", 0),
        ("subtle", 1),
        ("dramatic", 0),
        ("dramatic", 1),
    ],
)
def test_moves_are_smooth_to_a_tenth_of_a_pixel(camera: str, index: int):
    spots = [(100.3, 60.7), (200.2, 110.4)]
    still, frame = Still(dotted_canvas(spots), SIZE), Frame.blank(SIZE)
    move = plan_move(
        (320.0, 180.0),
        SIZE,
        4.0,
        is_framed=False,
        seed=0,
        turn=index,
        camera=camera,
        focus=CropBox(120, 70, 170, 110),
    )
    errors = []
    for number in range(FRAME_COUNT):
        view = move.at(number / (FRAME_COUNT - 1))
        still.draw(view, frame, SCRATCH)
        for spot in spots:
            wanted = place_in(view, spot)
            errors.append(np.subtract(centre_of(frame.y, wanted, frame.y[5, 5]), wanted))

    rms = np.sqrt(np.mean(np.square(errors), axis=0))
    assert rms.max() < 0.05
    assert np.abs(errors).max() < 0.1


def test_a_scale_without_a_good_phase_is_as_exact():
    spot = (150.0, 90.0)
    still, frame = Still(dotted_canvas([spot]), SIZE), Frame.blank(SIZE)
    # At the very scale of two stored pixels per frame pixel, whole steps reach whole pixels only.
    for left in (0.0, 0.11, 0.25, 0.37):
        view = CameraView(left, 0.0, 320.0)
        still.draw(view, frame, SCRATCH)
        assert centre_of(frame.y, spot, frame.y[5, 5]) == pytest.approx(place_in(view, spot), abs=0.03)


def test_colour_lies_where_the_light_is():
    spot = (160.0, 90.0)
    still, frame = Still(dotted_canvas([spot], (200, 40, 40)), SIZE), Frame.blank(SIZE)
    view = CameraView(20.0, 11.25, 280.0)
    still.draw(view, frame, SCRATCH)

    wanted = place_in(view, spot)
    red = centre_of(frame.v, (wanted[0] / 2, wanted[1] / 2), float(frame.v[2, 2]))
    # The middle of chroma sample i is that of luma sample 2i: (i + 0.25) * 2 in luma pixels from the left edge.
    assert (red[0] * 2 - 0.5, red[1] * 2) == pytest.approx(wanted, abs=0.15)


def test_the_whole_canvas_fits_the_frame():
    height, width = 207, 368
    ramp = np.repeat(np.linspace(30, 220, width)[None, :, None], height, 0).repeat(3, 2).astype(np.uint8)
    still, frame = Still(Canvas(ramp, (320.0, 180.0), False), SIZE), Frame.blank(SIZE)
    still.draw(CameraView(0, 0, 320.0), frame, SCRATCH)

    shown = frame.to_rgb()[90, :, 1].astype(float)
    assert shown[2:-2] == pytest.approx(np.linspace(30, 220, 320)[2:-2], abs=2.5)


def test_nothing_from_outside_the_canvas_is_drawn():
    pixels = np.full((207, 368, 3), 128, np.uint8)
    still, frame = Still(Canvas(pixels, (320.0, 180.0), False), SIZE), Frame.blank(SIZE)
    for move in (
        Move(CameraView(0, 0, 300), CameraView(20, 11.25, 300)),
        Move(CameraView(0, 0, 320), CameraView(17, 3, 290)),
    ):
        for progress in np.linspace(0, 1, 7):
            frame.buffer[:] = 0
            still.draw(move.at(progress), frame, SCRATCH)
            assert {int(frame.y.min()), int(frame.y.max())} == {126}
            assert set(np.unique(frame.u)) == set(np.unique(frame.v)) == {128}


def test_fine_detail_keeps_its_contrast():
    height, width = 180, 320
    stripes = np.where(np.arange(width) // 3 % 2, 200, 60).astype(np.uint8)
    pixels = np.repeat(np.repeat(stripes[None, :, None], height, 0), 3, 2)
    still, frame = Still(Canvas(pixels, (320.0, 180.0), False), SIZE), Frame.blank(SIZE)
    contrasts = []
    for left in np.linspace(0, 2, 9):
        still.draw(CameraView(float(left), 0.0, 310.0), frame, SCRATCH)
        contrasts.append(frame.y[90, 40:280].std())

    # Stripes of these codes have a luma deviation of 60. Sampling leaves a little more, which the encoder takes away,
    # and the same at each phase.
    assert min(contrasts) > 60
    assert max(contrasts) < 63


@pytest.mark.parametrize(
    "move",
    [
        Move(CameraView(40, 20, 200), CameraView(120, 60, 190)),
        Move(CameraView(0, 0, 300), CameraView(20, 11.25, 300)),
    ],
    ids=["inside", "edge to edge"],
)
def test_what_is_out_of_reach_is_left_out_and_changes_nothing(move: Move):
    chance = np.random.default_rng(0)
    pixels = cv2.resize(
        chance.integers(30, 220, (26, 46, 3), np.uint8), (368, 207), interpolation=cv2.INTER_CUBIC
    )
    canvas = Canvas(pixels, (320.0, 180.0), is_framed=False)
    whole, cut = Still(canvas, SIZE), Still(canvas, SIZE, move.reach(SIZE))
    frames = Frame.blank(SIZE), Frame.blank(SIZE)

    for progress in (0.0, 0.4, 1.0):
        for still, frame in zip((whole, cut), frames, strict=True):
            still.draw(move.at(progress), frame, SCRATCH)
        difference = np.abs(frames[0].y.astype(int) - frames[1].y)
        # Either may miss the view by some hundredths of a pixel.
        assert difference.mean() < 0.6
    assert cut.y.size <= whole.y.size


def test_a_still_may_be_drawn_by_two_threads_at_a_time():
    still = Still(dotted_canvas([(100.3, 60.7)]), SIZE)
    move = plan_move((320.0, 180.0), SIZE, 4.0, is_framed=False, seed=0, turn=0)

    def draw_all() -> list[bytes]:
        frame, scratch = Frame.blank(SIZE), scratch_for(SIZE)
        drawn = []
        for number in range(40):
            still.draw(move.at(number / 39), frame, scratch)
            drawn.append(frame.buffer.tobytes())
        return drawn

    with ThreadPoolExecutor(2) as executor:
        first, second = executor.map(lambda _: draw_all(), range(2))
    assert first == second == draw_all()
