from __future__ import annotations

import numpy as np
import pytest

from studio.film.check.lights import grid_of, light_of, lights_of, pack_lights, unpack_lights
from studio.film.picture.planes import Frame
from studio.film.plan import FRAME_SIZES, frame_size
from tests.studio.film.conftest import Rendered


@pytest.mark.parametrize("shape", FRAME_SIZES)
@pytest.mark.parametrize("quality", ["480p", "720p", "1080p"])
def test_a_cell_is_as_large_on_the_screen_in_every_film(shape: str, quality: str):
    width, height = frame_size(shape, quality)
    columns, rows = grid_of((width, height))
    scale = min(1024 / width, 768 / height)

    assert (width * scale / columns, height * scale / rows) == pytest.approx((32, 32), rel=0.05)
    frame = Frame.blank((width, height))
    frame.y[: height // 2] = 200
    frame.u[:, width // 4 :] = 90
    light = light_of(frame)
    assert light.shape == (3, rows, columns)
    assert (light[0, 0, 0], light[0, -1, 0]) == (200, 16)
    assert (light[1, 0, 0], light[1, 0, -1]) == (128, 90)


def test_packed_lights_come_back_within_a_level():
    chance = np.random.default_rng(3)
    walk = 128 + np.cumsum(chance.integers(-1, 2, (90, 3, 18, 32)), axis=0)
    lights = walk.astype(np.uint8)
    packed = pack_lights(list(lights))
    back = unpack_lights(packed, (1280, 720), 90)

    assert back is not None
    assert np.abs(back.astype(int) - lights).max() <= 1
    assert len(packed) < lights.nbytes / 4
    assert unpack_lights(packed, (1280, 720), 91) is None
    assert unpack_lights(b"no lights", (1280, 720), 90) is None


def test_a_part_of_a_film_is_read_from_its_key_frame_on(rendered: Rendered):
    whole = lights_of(rendered.film.video)
    first = round(rendered.film.scenes[1][0] * 30)

    assert len(whole) == round(rendered.film.duration * 30)
    assert np.array_equal(lights_of(rendered.film.video, first, 10), whole[first : first + 10])
