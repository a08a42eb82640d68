"""Stills of a clip: the filmstrip shows all of it in order, the still what is clearest, and a crop keeps what stands out."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from studio.film.uploads.clips import house
from studio.film.uploads.clips.framing import frame_clip
from studio.film.uploads.clips.kinds import ClipError
from studio.film.uploads.clips.stills import (
    FILMSTRIP_HEIGHT,
    FILMSTRIP_PICTURES,
    find_centre,
    write_filmstrip,
    write_still,
)
from tests.studio.film.uploads.clips.clip_files import BAR_FROM, BAR_WAY, SECONDS, even, write_clip


def written(file: Path, pictures: list[NDArray[np.uint8]], **options: str) -> Path:
    with av.open(str(file), "w") as out:
        stream = out.add_stream("libx264", rate=10, options={"preset": "ultrafast", **options})
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        for picture in pictures:
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        out.mux(stream.encode(None))
    return file


def ball(x: float, y: float, size: tuple[int, int] = (240, 320)) -> NDArray[np.uint8]:
    rows, columns = np.mgrid[: size[0], : size[1]]
    picture = np.full((*size, 3), (70, 140, 60), np.uint8)
    picture[(columns - x * size[1]) ** 2 + (rows - y * size[0]) ** 2 < 24**2] = (220, 40, 40)
    return picture


def bar(part: NDArray[np.uint8]) -> float:
    """Return where the bar is in a picture of the filmstrip, in shares of its width."""
    rows = part[FILMSTRIP_HEIGHT // 2 + 4 : FILMSTRIP_HEIGHT * 3 // 4 - 4].mean(axis=(0, 2))
    return float((rows.argmax() + 0.5) / len(rows))


def test_a_filmstrip_shows_all_of_a_clip_in_order(tmp_path):
    write_filmstrip(write_clip(tmp_path / "clip.mp4", even(20)), tmp_path / "filmstrip.jpg", SECONDS)
    strip = np.asarray(Image.open(tmp_path / "filmstrip.jpg"))
    parts = np.split(strip, FILMSTRIP_PICTURES, axis=1)
    moments = (np.arange(FILMSTRIP_PICTURES) + 0.5) / FILMSTRIP_PICTURES * SECONDS
    # Frames are a twentieth of a second apart.
    assert [bar(part) for part in parts] == pytest.approx(
        (BAR_FROM + BAR_WAY * moments / SECONDS).tolist(), abs=0.04
    )


def test_a_long_clip_is_looked_into_at_each_moment(tmp_path):
    shades = [np.full((96, 160, 3), 20 + number, np.uint8) for number in range(230)]
    write_filmstrip(written(tmp_path / "clip.mp4", shades, g="20"), tmp_path / "filmstrip.jpg", 23.0)
    strip = np.asarray(Image.open(tmp_path / "filmstrip.jpg").convert("L"), np.float32)
    seen = [part.mean() for part in np.split(strip, FILMSTRIP_PICTURES, axis=1)]
    wanted = [20 + 230 * (number + 0.5) / FILMSTRIP_PICTURES for number in range(FILMSTRIP_PICTURES)]
    assert seen == pytest.approx(wanted, abs=4)


def test_the_clearest_moment_stands_for_a_clip(tmp_path):
    black, white = np.zeros((240, 320, 3), np.uint8), np.full((240, 320, 3), 255, np.uint8)
    pictures = [black] * 10 + [white] * 10 + [ball(0.5, 0.5)] * 10 + [black] * 20
    write_still(written(tmp_path / "clip.mp4", pictures), tmp_path / "still.jpg", 5.0)
    still = np.asarray(Image.open(tmp_path / "still.jpg"))
    assert still.shape == (240, 320, 3)
    assert still[120, 160, 0] > 190 > 100 > still[120, 160, 1]


@pytest.mark.parametrize("name", ["filmstrip", "still"])
def test_what_is_no_clip_is_refused(tmp_path, name):
    (tmp_path / "clip").write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(100))
    write = write_filmstrip if name == "filmstrip" else write_still
    with pytest.raises(ClipError, match="damaged"):
        write(tmp_path / "clip", tmp_path / "out.jpg", 2.0)


def test_a_crop_keeps_what_stands_out(tmp_path):
    file = written(tmp_path / "clip.mp4", [ball(0.5, 0.2, (240, 360))] * 20)
    x, y = find_centre(file, (0.0, 2.0))
    assert (x, y) == pytest.approx((0.5, 0.2), abs=0.06)
    # 3:2 in 16:9 loses a sixth of its height: the ball stays whole.
    assert frame_clip((360, 240), (320, 180), (x, y)).corner == (0, 0)
    assert frame_clip((360, 240), (320, 180)).corner == (0, -16)
    assert frame_clip((360, 240), (320, 180), (0.5, 0.9)).corner == (0, -34)


def test_a_clip_of_another_shape_fills_the_frame_where_that_is_wanted():
    whole, filling = (frame_clip((360, 180), (180, 320), (0.8, 0.5), fills=fills) for fills in (False, True))
    assert (whole.size, whole.is_framed) == ((180, 90), True)
    assert (filling.size, filling.is_framed) == ((640, 320), False)
    assert filling.corner == (90 - 512, 0)


def test_a_crop_of_what_wanders_or_shows_nothing_is_in_the_middle(tmp_path):
    wandering = [ball(0.5, 0.15 + 0.7 * number / 19) for number in range(20)]
    assert find_centre(written(tmp_path / "a.mp4", wandering), (0.0, 2.0))[1] == 0.5
    empty = [np.full((240, 320, 3), 90, np.uint8)] * 20
    assert find_centre(written(tmp_path / "b.mp4", empty), (0.0, 2.0)) == (0.5, 0.5)


def test_the_centre_of_a_part_is_that_part_s(tmp_path):
    pictures = [ball(0.5, 0.2)] * 20 + [ball(0.5, 0.8)] * 20
    assert find_centre(written(tmp_path / "clip.mp4", pictures), (2.0, 4.0))[1] == pytest.approx(
        0.8, abs=0.06
    )


def test_what_stands_out_is_looked_for_only_where_something_is_cut_off(tmp_path, monkeypatch):
    looked: list[Path] = []
    monkeypatch.setattr(house, "find_centre", lambda source, part: looked.append(source) or (0.5, 0.5))
    file = written(tmp_path / "clip.mp4", [ball(0.5, 0.5)] * 20)
    for film, fills, count in (((320, 240), False, 0), ((180, 320), False, 0), ((180, 320), True, 1)):
        house.make_house_clip(file, tmp_path / "house.mp4", tmp_path / "poster.jpg", film, fills=fills)
        assert len(looked) == count
