from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studio.film.check.flashes import find_flashes
from studio.film.check.lights import Lights, grid_of, lights_of
from studio.film.layers.values import Clip
from studio.film.picture.planes import RGB_TO_YUV
from studio.film.plan import Flash, Shot, frame_size
from studio.film.render import render_film
from tests.studio.film.factories import TINY, make_narration, make_picture, make_plan, run_ffmpeg
from tests.studio.film.test_film import Folder, ignore

WIDE = frame_size("16:9", "720p")
RGB = tuple[int, int, int]
WHITE, BLACK, GREY, RED, BLUE = (255, 255, 255), (0, 0, 0), (127, 127, 127), (255, 0, 0), (0, 0, 255)


def strobe(rate: float, one: RGB = WHITE, other: RGB = BLACK) -> Callable[[float], RGB]:
    return lambda seconds: one if seconds * rate % 1 < 0.5 else other


def make_lights(
    colour: Callable[[float], RGB],
    *,
    seconds: float = 3,
    part: tuple[float, float] = (1, 1),
    size: tuple[int, int] = WIDE,
) -> Lights:
    """Return the light of a grey film a part of which, in shares of width and height, has a colour by time."""
    columns, rows = grid_of(size)
    lights = np.empty((round(seconds * 30), 3, rows, columns), np.uint8)
    for number, light in enumerate(lights):
        light[:] = planar(GREY)
        light[:, : round(rows * part[1]), : round(columns * part[0])] = planar(colour(number / 30))
    return lights


def planar(colour: RGB) -> np.ndarray:
    return np.rint(RGB_TO_YUV @ np.array([*colour, 1]))[:, None, None]


def kinds(lights: Lights, size: tuple[int, int] = WIDE) -> set[str]:
    return {"red" if flash.is_red else "light" for flash in find_flashes([lights], size)}


@pytest.mark.parametrize("rate", [1, 2, 3])
def test_up_to_three_flashes_a_second_are_allowed(rate: float):
    assert kinds(make_lights(strobe(rate))) == set()


@pytest.mark.parametrize("rate", [3.75, 5, 10, 15])
def test_more_are_too_many(rate: float):
    assert kinds(make_lights(strobe(rate))) == {"light"}


@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1", "4:5"])
def test_what_is_small_may_flash(shape: str):
    size = frame_size(shape, "720p")
    width, height = size
    scale = min(1024 / width, 768 / height)
    # 25 % of 341 x 256 pixels is a square of 148, on a screen of 1024 x 768.
    small, large = ((side / (width * scale), side / (height * scale)) for side in (110, 190))

    assert kinds(make_lights(strobe(5), part=small, size=size), size) == set()
    assert kinds(make_lights(strobe(5), part=large, size=size), size) == {"light"}


def test_parts_that_are_each_small_count_together_if_they_are_near():
    lights = make_lights(lambda seconds: GREY)
    for place in ((0, 0), (0, 6), (4, 0), (4, 6)):
        lights[:, :, place[0] : place[0] + 3, place[1] : place[1] + 3] = make_lights(strobe(5))[:, :, :3, :3]
    assert kinds(lights) == {"light"}
    apart = make_lights(lambda seconds: GREY)
    for place in ((0, 0), (0, 28), (14, 0), (14, 28)):
        apart[:, :, place[0] : place[0] + 3, place[1] : place[1] + 3] = make_lights(strobe(5))[:, :, :3, :3]
    assert kinds(apart) == set()


def test_faint_flashes_and_flashes_of_bright_tones_are_allowed():
    assert kinds(make_lights(strobe(5, (120, 120, 120), (105, 105, 105)))) == set()
    # Both sides are brighter than 0.8 of white.
    assert kinds(make_lights(strobe(5, WHITE, (232, 232, 232)))) == set()
    assert kinds(make_lights(strobe(5, WHITE, (220, 220, 220)))) == {"light"}


def test_saturated_red_is_found_where_the_light_stays():
    # The grey is as bright as the red.
    assert kinds(make_lights(strobe(5, RED, GREY))) == {"red"}
    assert kinds(make_lights(strobe(2, RED, GREY))) == set()
    # A brick red is not saturated, and of the same light as this grey.
    assert kinds(make_lights(strobe(5, (200, 90, 70), (118, 118, 118)))) == set()
    assert kinds(make_lights(strobe(5, RED, BLUE))) == {"red", "light"}


def test_a_pattern_that_is_reversed_flashes_and_digits_that_change_here_and_there_do_not():
    pattern = make_lights(lambda seconds: GREY)
    stripes = np.arange(pattern.shape[3]) // 3 % 2
    for number, light in enumerate(pattern):
        light[0] = np.where(stripes == number // 3 % 2, 235, 16)
    assert kinds(pattern) == {"light"}
    chance = np.random.default_rng(2)
    digits = make_lights(lambda seconds: GREY)
    for number, light in enumerate(digits):
        # An eighth of the cells of a large number change in each frame.
        flips = chance.random((8, 16)) < 0.12
        before = digits[number - 1, 0, 5:13, 8:24] if number else np.full((8, 16), 16)
        light[0, 5:13, 8:24] = np.where(flips, 251 - before.astype(int), before)
    assert kinds(digits) == set()


def test_a_slow_swing_is_no_flash_and_noise_on_it_is_none():
    chance = np.random.default_rng(1)
    lights = make_lights(lambda seconds: (round(127 + 100 * np.sin(seconds * 2 * np.pi)),) * 3, seconds=6)
    noisy = np.clip(lights.astype(int) + chance.integers(-3, 4, lights.shape), 0, 255).astype(np.uint8)

    assert kinds(noisy) == set()


def test_it_says_when_it_flashes_wherever_the_film_is_cut():
    calm, wild = make_lights(strobe(0.5), seconds=61), make_lights(strobe(5), seconds=4)
    lights = np.concatenate([calm, wild, calm])
    whole = find_flashes([lights], WIDE)
    in_parts = find_flashes([lights[first : first + 97] for first in range(0, len(lights), 97)], WIDE)

    assert len(whole) == 1
    assert (whole[0].start, whole[0].end) == pytest.approx((61, 65), abs=1)
    assert in_parts == whole


def flashing_clip(folder: Path, rate: float) -> Path:
    file = folder / "clip.mp4"
    source = f"color=white:s={TINY[0]}x{TINY[1]}:r=30:d=3"
    black = f"drawbox=c=black:t=fill:enable='lt(mod(t*{rate}\\,1)\\,0.5)'"
    run_ffmpeg("-f", "lavfi", "-i", source, "-vf", black, "-pix_fmt", "yuv420p", str(file))
    return file


def test_a_film_with_a_flashing_clip_is_made_and_told_of(tmp_path: Path):
    calm, wild = make_picture(tmp_path / "a.png"), make_picture(tmp_path / "b.png", seed=2)
    clip = Clip(file=flashing_clip(tmp_path, 5))
    first, second = (make_narration(tmp_path, seconds=2.5, name=name) for name in ("a.wav", "b.wav"))
    shots = (Shot(picture=calm, narration=first), Shot(picture=wild, narration=second, clip=clip))
    plan = make_plan(tmp_path, shots=shots)
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    out.mkdir()
    film = render_film(plan, out, ignore, store)

    (flash,) = film.flashes
    assert flash == Flash(pytest.approx(film.scenes[1][0], abs=0.8), pytest.approx(film.duration, abs=0.8))
    # The same is seen in the file itself.
    (decoded,) = find_flashes([lights_of(film.video)], TINY)
    assert (decoded.start, decoded.end) == pytest.approx((flash.start, flash.end), abs=0.1)


def test_pieces_of_before_are_told_of_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    picture = make_picture(tmp_path / "a.png")
    clip = Clip(file=flashing_clip(tmp_path, 5))
    shot = Shot(picture=picture, narration=make_narration(tmp_path, seconds=2.5), clip=clip)
    store, out = Folder(tmp_path / "store"), tmp_path / "out"
    out.mkdir()
    before = render_film(make_plan(tmp_path, shots=(shot,)), out, ignore, store)
    store.taken()
    # What was kept of their light is enough.
    with monkeypatch.context() as patch:
        patch.setattr("studio.film.encode.stock.lights_of", None)
        again = render_film(make_plan(tmp_path, shots=(shot,)), out, ignore, store)
    assert again.flashes == before.flashes != ()
    # And if that is lost, the film is looked at.
    for file in store.folder.iterdir():
        if file.stat().st_size < 20_000 and file.read_bytes().startswith(b"[["):
            file.write_bytes(b"[]\n")
    lost = render_film(make_plan(tmp_path, shots=(shot,)), out, ignore, store)
    assert len(lost.flashes) == 1
