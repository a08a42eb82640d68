from __future__ import annotations

import numpy as np
import pytest

from studio.film.picture.planes import Frame, planes_of_rgb

# 8-bit limited-range codes of 100 % colour bars (ITU-R BT.709-6).
BARS = {
    (255, 255, 255): (235, 128, 128),
    (0, 0, 0): (16, 128, 128),
    (255, 0, 0): (63, 102, 240),
    (0, 255, 0): (173, 42, 26),
    (0, 0, 255): (32, 240, 118),
}


@pytest.mark.parametrize(("rgb", "codes"), BARS.items())
def test_colours_become_the_codes_of_bt709(rgb: tuple[int, int, int], codes: tuple[int, int, int]):
    planes = planes_of_rgb(np.full((2, 2, 3), rgb, np.uint8))

    assert [float(plane[0, 0]) for plane in planes] == pytest.approx(codes, abs=0.6)


@pytest.mark.parametrize("rgb", [(200, 30, 60), (12, 240, 100), (128, 128, 128), (5, 5, 250)])
def test_a_frame_gives_back_the_colours_it_was_given(rgb: tuple[int, int, int]):
    frame = Frame.blank((4, 4))
    for plane, value in zip(frame.planes, planes_of_rgb(np.full((1, 1, 3), rgb, np.uint8)), strict=True):
        plane[:] = np.rint(value[0, 0])

    assert frame.to_rgb()[2, 2].tolist() == pytest.approx(rgb, abs=2)


def test_a_blank_frame_is_black():
    assert Frame.blank((8, 6)).to_rgb().max() == 0


def test_the_buffer_is_the_planes_in_the_encoders_order():
    frame = Frame.blank((4, 2))
    frame.y[:], frame.u[:], frame.v[:] = 1, 2, 3

    assert frame.buffer.tolist() == [1] * 8 + [2] * 2 + [3] * 2


def test_mixing_moves_every_plane_by_the_share():
    frame, other = Frame.blank((4, 4)), Frame.blank((4, 4))
    frame.buffer[:], other.buffer[:] = 100, 200

    frame.mix_in(other, 0.25)

    assert set(frame.buffer.tolist()) == {125}
