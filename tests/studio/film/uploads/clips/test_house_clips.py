"""House clips of uploads of odd kinds: their colours, their shape and their times come out right."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.film.layers.clips import ClipPlayer, ClipReader, _planes_of
from studio.film.layers.placing import ShotFrame
from studio.film.layers.values import Clip
from studio.film.picture.camera import CameraView
from studio.film.picture.easel import Easel
from studio.film.picture.planes import RGB_TO_YUV, Frame
from studio.film.uploads.clips.house import make_house_clip
from tests.studio.film.uploads.clips.clip_files import (
    BAR_FROM,
    BAR_WAY,
    PATCHES,
    SECONDS,
    SIZE,
    even,
    patch,
    uneven,
    write_clip,
)

FILM = (320, 180)
# Seconds of half a frame of the film, and of what finding the bar is off.
SLACK = 0.004
X265 = {"codec": "libx265"}
VP9 = {"codec": "libvpx-vp9", "deadline": "realtime", "cpu-used": "8", "b": "2M"}

# Each with the part of the film's frame that it covers.
ODD: dict[str, tuple[dict[str, Any], tuple[float, float, float, float]]] = {
    "turned-90.mp4": ({"turn": 90, "size": (180, 320)}, (0, 0, 1, 1)),
    "turned-180.mov": ({"turn": 180}, (0, 0, 1, 1)),
    "turned-270.mp4": ({"turn": 270, "size": (180, 320)}, (0, 0, 1, 1)),
    "bt601.mp4": ({"matrix": 6}, (0, 0, 1, 1)),
    "wide-pixels.mp4": ({"size": (240, 180), "shape": Fraction(4, 3)}, (0, 0, 1, 1)),
    "full-range.mp4": ({"full": True}, (0, 0, 1, 1)),
    "ten-bit.mp4": ({**X265, "pixels": "yuv420p10le"}, (0, 0, 1, 1)),
    "4-4-4.mkv": ({"pixels": "yuv444p"}, (0, 0, 1, 1)),
    "vp9.webm": (VP9, (0, 0, 1, 1)),
    "prores.mov": ({"codec": "prores_ks", "pixels": "yuv422p10le"}, (0, 0, 1, 1)),
    "wide-gamut-matrix.mp4": ({**X265, "pixels": "yuv420p10le", "matrix": 1, "curve": 14}, (0, 0, 1, 1)),
    "odd-size.mp4": ({"size": (427, 241), "pixels": "yuv444p"}, (0, 0, 1, 1)),
    "portrait.mp4": ({"size": (180, 320)}, (0.342, 0, 0.658, 1)),
    "strip.mp4": ({"size": (480, 120)}, (0, 0.278, 1, 0.722)),
}


def house(tmp_path, name: str = "clip.mp4", film: tuple[int, int] = FILM, **how: Any):
    """Make a clip of a kind, and the house clip of it."""
    source, target = write_clip(tmp_path / name, **how), tmp_path / "house.mp4"
    return target, make_house_clip(source, target, tmp_path / "poster.jpg", film)


def frames_of(target) -> list[tuple[np.ndarray, ...]]:
    reader = ClipReader(target)
    found = [tuple(plane.copy() for plane in _planes_of(reader.frame(n))) for n in range(len(reader.times))]
    reader.close()
    return found


@pytest.mark.parametrize("name", ODD)
def test_colours_and_shape_of_odd_clips_come_out_right(tmp_path, name: str):
    how, box = ODD[name]
    target, made = house(tmp_path, name, times=even(10), **how)
    frame = frames_of(target)[3]
    assert frame[0].shape == FILM[::-1]
    assert made.seconds == pytest.approx(SECONDS, abs=0.15)
    for number, colour in enumerate(PATCHES):
        left, top, right, bottom = patch(number)
        x = box[0] + (left + right) / 2 * (box[2] - box[0])
        y = box[1] + (top + bottom) / 2 * (box[3] - box[1])
        wanted = RGB_TO_YUV @ np.array([*colour, 1.0])
        for plane, value in zip(frame, wanted, strict=True):
            row, column = int(y * plane.shape[0]), int(x * plane.shape[1])
            # A patch is some pixels wide.
            seen = float(plane[row - 1 : row + 2, column - 1 : column + 2].mean())
            assert abs(seen - value) < 4.5, (number, seen, value)


@pytest.mark.parametrize("rate", [12, 24, 24000 / 1001, 25, 30, 50, 60000 / 1001, 120, None])
def test_no_rate_judders_by_more_than_half_a_frame_of_its_own(tmp_path, rate: float | None):
    times = uneven() if rate is None else even(rate)
    target, _ = house(tmp_path, times=times)
    late = lateness(target)
    step = max(np.diff(times)) if rate is None else 1 / rate
    # What is seen is a frame of the clip of at most half a film's frame later, or the last one before.
    assert max(late) <= max(step, 1 / 30) - 0.5 / 30 + 0.02 / 30 + SLACK
    assert min(late) >= -0.5 / 30 - SLACK
    # Without the lag that all have, it is half a frame of the clip, or of the film where that is longer.
    if rate is not None:
        middle = (max(late) + min(late)) / 2
        assert max(abs(one - middle) for one in late) <= 0.5 * max(step, 1 / 30) + SLACK


def lateness(target) -> list[float]:
    """Return by how many seconds each film frame shows an older moment of the clip than it should."""
    player, easel, frame = ClipPlayer(Clip(file=target)), Easel(FILM), Frame.blank(FILM)
    view, found = CameraView(0.0, 0.0, float(FILM[0])), []
    for number in range(2, int(SECONDS * 30) - 6):
        player.draw(ShotFrame(number, 60, view, view), frame, easel)
        rows = frame.y[96:130].astype(float).mean(axis=0)
        rows = np.maximum(rows - np.median(rows) - 8, 0)
        place = float((rows * (np.arange(FILM[0]) + 0.5)).sum() / rows.sum() / FILM[0])
        found.append(number / 30 - (place - BAR_FROM) / BAR_WAY * SECONDS)
    player.close()
    return found


def test_a_clip_of_many_frames_a_second_keeps_at_most_sixty(tmp_path):
    _, made = house(tmp_path, times=even(240, 1.0))
    assert 55 <= made.frames <= 61
    _, made = house(tmp_path, times=even(60000 / 1001))
    assert made.frames == 120


def test_a_part_begins_and_ends_where_it_is_wanted(tmp_path):
    source, target = write_clip(tmp_path / "clip.mp4", times=even(25)), tmp_path / "house.mp4"
    made = make_house_clip(source, target, tmp_path / "poster.jpg", FILM, 1.0, 1.6)
    assert made.seconds == pytest.approx(0.6, abs=0.001)
    assert made.frames == 15
    part = frames_of(target)[0][0].astype(int)
    make_house_clip(source, target, tmp_path / "poster.jpg", FILM)
    difference = np.abs(part - frames_of(target)[25][0])
    assert difference.mean() < 1


def test_the_poster_is_the_first_frame(tmp_path):
    target, _ = house(tmp_path)
    with Image.open(tmp_path / "poster.jpg") as poster:
        assert poster.size == FILM
        red = poster.getpixel((int(0.135 * FILM[0]), int(0.25 * FILM[1])))
    assert all(abs(one - other) < 14 for one, other in zip(red, PATCHES[0], strict=True))
    assert target.stat().st_size > 1000


@pytest.mark.parametrize(
    ("curve", "level", "light"),
    # Luma of 10 bits: the white of HDR, its mid grey, and the brightest, each with the SDR luma that it becomes.
    [
        (16, 572, (205, 225)),
        (16, 64, (15, 17)),
        (16, 940, (233, 236)),
        (18, 721, (200, 226)),
        (18, 940, (228, 236)),
    ],
)
def test_hdr_becomes_sdr_with_its_white_below_the_brightest(tmp_path, curve: int, level: int, light):
    how = {**X265, "pixels": "yuv420p10le", "matrix": 9, "curve": curve, "level": level}
    target, _ = house(tmp_path, times=even(10), **how)
    luma, *chroma = frames_of(target)[2]
    assert light[0] <= luma.mean() <= light[1]
    assert all(abs(plane.mean() - 128) < 2 for plane in chroma)


def test_a_house_clip_can_be_entered_at_every_eighth_frame_and_has_no_sound(tmp_path):
    import av

    target, _ = house(tmp_path, times=even(30), tone=440.0)
    with av.open(str(target)) as container:
        assert not container.streams.audio
        keys = [packet.is_keyframe for packet in container.demux(video=0) if packet.size]
    assert keys == [number % 8 == 0 for number in range(len(keys))]
    assert SIZE == FILM
